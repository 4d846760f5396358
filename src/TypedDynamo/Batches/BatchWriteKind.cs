namespace TypedDynamo;

/// <summary>What a <see cref="BatchWrite"/> does.</summary>
public enum BatchWriteKind
{
    /// <summary>It writes a whole item.</summary>
    Put,

    /// <summary>It deletes an item by its key.</summary>
    Delete,
}
