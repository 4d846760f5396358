namespace TypedDynamo.Observability;

/// <summary>What a request reads or writes.</summary>
/// <param name="TableName">The table's name at run time; of several tables the first one's, which is what the SDK's rules on endpoints look at.</param>
/// <param name="IndexName">The index's name, where the request reads one.</param>
internal readonly record struct RequestTarget(string TableName, string? IndexName = null)
{
    /// <summary>Gets the names of all tables of a batch or a transaction; null for a request of one table.</summary>
    public IReadOnlyList<string>? TableNames { get; init; }

    /// <summary>Gets how many items a batch or a transaction names; null for other requests.</summary>
    public int? BatchSize { get; init; }

    /// <summary>Gets whether the operation itself reads in the response what the request has cost.</summary>
    public bool AsksForCapacity { get; init; }

    /// <summary>Gets whether the request consumes write units, where its operation does not tell.</summary>
    public bool? IsWrite { get; init; }
}
