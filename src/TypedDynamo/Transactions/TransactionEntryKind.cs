namespace TypedDynamo;

/// <summary>What an entry of a transaction does.</summary>
public enum TransactionEntryKind
{
    /// <summary>It writes a whole item.</summary>
    Put,

    /// <summary>It changes an item that must be there.</summary>
    Update,

    /// <summary>It changes an item, or creates it.</summary>
    Upsert,

    /// <summary>It deletes an item.</summary>
    Delete,

    /// <summary>It asks something of an item, and changes nothing.</summary>
    Check,

    /// <summary>It reads an item.</summary>
    Get,
}
