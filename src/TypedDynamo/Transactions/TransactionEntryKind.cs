namespace TypedDynamo;

/// <summary>The kind of a transaction's entry.</summary>
public enum TransactionEntryKind
{
    /// <summary>Writes a whole item.</summary>
    Put,

    /// <summary>Updates an existing item.</summary>
    Update,

    /// <summary>Updates an item, or creates it.</summary>
    Upsert,

    /// <summary>Deletes an item.</summary>
    Delete,

    /// <summary>Checks a condition on an item, and changes nothing.</summary>
    Check,

    /// <summary>Reads an item.</summary>
    Get,
}
