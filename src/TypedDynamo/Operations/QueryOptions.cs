namespace TypedDynamo.Operations;

/// <summary>What the methods of <see cref="Query{TItem}"/> set.</summary>
internal sealed record QueryOptions
{
    public static readonly QueryOptions Default = new();

    public bool Descending { get; init; }

    public bool Consistent { get; init; }

    public int? Take { get; init; }

    public int? PageSize { get; init; }
}
