namespace TypedDynamo.Generators.Model;

/// <summary>A secondary index of a table.</summary>
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

    /// <summary>The projection: which attributes the index holds besides the keys.</summary>
    public required IndexProjection Projection { get; init; }

    /// <summary>
    /// The ordinals of the attributes that the index holds besides the keys, if the projection names them. They include the discriminator,
    /// which tells the type of an item that the index yields.
    /// </summary>
    public required EquatableArray<int> Included { get; init; }

    /// <summary>
    /// The ordinals of the table's attributes that the index itself stores, and that a filter can use. Their names are
    /// <see cref="TableModel.AttributeNames"/>.
    /// </summary>
    public required EquatableArray<int> Stored { get; init; }

    /// <summary>
    /// The ordinals of the table's attributes that a query of the index yields: those that it stores, and for a local index all, because
    /// DynamoDB fetches the others from the table.
    /// </summary>
    public required EquatableArray<int> Yielded { get; init; }

    /// <summary>
    /// The name of the type that a query yields, which the generator writes; null if the index yields all attributes of the table's item.
    /// </summary>
    public required string? ItemClass { get; init; }

    public string IndexClass => Property + "Index";
}
