namespace TypedDynamo;

/// <summary>Specifies the kind of a <see cref="BatchWriteEntry"/>.</summary>
public enum BatchWriteKind
{
    /// <summary>It writes a whole item.</summary>
    Put,

    /// <summary>It deletes an item by its key.</summary>
    Delete,
}
