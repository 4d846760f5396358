namespace TypedDynamo;

/// <summary>The exception for a live table whose key differs from the annotated type's.</summary>
public sealed class TableSchemaMismatchException : TypedDynamoException
{
    internal TableSchemaMismatchException(string tableName, string itemType, string expected, string found)
        : base($"Table '{tableName}' has {found}, but {itemType} has {expected}. "
            + "A table's key cannot be changed: correct the annotations, or name another table in DynamoTableOptions.TableName.")
    {
        TableName = tableName;
        Expected = expected;
        Found = found;
    }

    /// <summary>Gets the table's name.</summary>
    public string TableName { get; }

    /// <summary>Gets the key as the annotated type describes it.</summary>
    public string Expected { get; }

    /// <summary>Gets the key of the live table.</summary>
    public string Found { get; }
}
