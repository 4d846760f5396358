namespace TypedDynamo;

/// <summary>The exception for a table in a state that waiting does not change: archived, or without access to its encryption key.</summary>
public sealed class TableStatusException : TypedDynamoException
{
    internal TableStatusException(string tableName, string status)
        : base($"Table '{tableName}' is {status}, which waiting does not change. "
            + "Give DynamoDB access to the table's AWS KMS key again, or restore the table from its backup.")
    {
        TableName = tableName;
        Status = status;
    }

    /// <summary>Gets the table's name.</summary>
    public string TableName { get; }

    /// <summary>Gets the state, as in <c>INACCESSIBLE_ENCRYPTION_CREDENTIALS</c>.</summary>
    public string Status { get; }
}
