namespace TypedDynamo.Observability;

/// <summary>The table or index that a request reads or writes.</summary>
/// <param name="TableName">The table's name at run time; if there are several, that of the first one, which the SDK's rules on endpoints use.</param>
/// <param name="IndexName">The index's name, if the request reads one.</param>
internal readonly record struct RequestTarget(string TableName, string? IndexName = null)
{
    /// <summary>Gets the names of all tables of a batch or a transaction; null for a request of one table.</summary>
    public IReadOnlyList<string>? TableNames { get; init; }

    /// <summary>Gets the number of items that a batch or a transaction names; null for other requests.</summary>
    public int? BatchSize { get; init; }

    /// <summary>Gets whether the operation itself reads the request's cost from the response.</summary>
    public bool AsksForCapacity { get; init; }

    /// <summary>Gets whether the request consumes write units; null if its operation determines it.</summary>
    public bool? IsWrite { get; init; }
}
