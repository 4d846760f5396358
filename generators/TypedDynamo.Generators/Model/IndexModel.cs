namespace TypedDynamo.Generators.Model;

/// <summary>What the generator knows of one secondary index.</summary>
internal sealed record IndexModel
{
    /// <summary>The index's name in DynamoDB.</summary>
    public required string Name { get; init; }

    /// <summary>The table's property for the index: <c>ByStatus</c>.</summary>
    public required string Property { get; init; }

    public required bool IsLocal { get; init; }

    /// <summary>The partition key's attributes in order.</summary>
    public required EquatableArray<KeyModel> PartitionKey { get; init; }

    /// <summary>The sort key's attributes in order.</summary>
    public required EquatableArray<KeyModel> SortKey { get; init; }

    /// <summary>Which attributes the index is to hold beside the keys.</summary>
    public required Projection Projection { get; init; }

    /// <summary>
    /// The ordinals of the attributes that the index holds beside the keys, where the projection names them. The discriminator is among
    /// them: it tells whose item an index yields.
    /// </summary>
    public required EquatableArray<int> Included { get; init; }

    /// <summary>
    /// The ordinals of the table's attributes that the index itself stores: what a filter can ask for. Their names are
    /// <see cref="TableModel.AttributeNames"/>.
    /// </summary>
    public required EquatableArray<int> Stored { get; init; }

    /// <summary>
    /// The ordinals of the table's attributes that a query of the index yields: what it stores, and of a local index all, for DynamoDB
    /// fetches the others from the table.
    /// </summary>
    public required EquatableArray<int> Yielded { get; init; }

    /// <summary>
    /// The name of the type that a query yields, which the generator writes; null where the index gives all attributes of the table's item.
    /// </summary>
    public required string? ItemClass { get; init; }

    public string IndexClass => Property + "Index";
}
