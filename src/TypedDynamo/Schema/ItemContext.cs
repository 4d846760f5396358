namespace TypedDynamo.Wire;

/// <summary>The table that items are read from and written to, for the messages of exceptions.</summary>
/// <param name="TableName">The table's name at run time, prefix included.</param>
/// <param name="Schema">The table's schema, whose key attributes name an item.</param>
internal sealed record ItemContext(string TableName, TableSchema Schema);
