namespace TypedDynamo.Generators.Model;

/// <summary>The table of an annotated type.</summary>
/// <remarks>
/// It describes the table, and the emitters decide how that is written. It compares by value and holds neither symbols, which would
/// root their compilation in memory, nor locations, which would make moving a type a change.
/// </remarks>
internal sealed record TableModel
{
    /// <summary>The item's namespace; empty for the global one.</summary>
    public required string Namespace { get; init; }

    /// <summary>
    /// The annotated type. If the table has <see cref="ItemTypes"/>, its attributes are those that all of them have and the keys that
    /// some of them add, and <see cref="Derived"/> describes how an item is read and written.
    /// </summary>
    public required ItemModel Item { get; init; }

    /// <summary>Whether the item, and with it the generated types, can be seen from other assemblies.</summary>
    public required bool IsPublic { get; init; }

    /// <summary>The name that the generated types share: <c>Order</c>, <c>Outer_Order</c>.</summary>
    public required string BaseName { get; init; }

    /// <summary>The beginning of the generated files' names.</summary>
    public required string HintName { get; init; }

    /// <summary>The table's name in DynamoDB.</summary>
    public required string TableName { get; init; }

    /// <summary>Whether the type can be read and written; if not, only its public surface is generated, and the analyzer reports why.</summary>
    public required bool IsUsable { get; init; }

    /// <summary>Whether a property is obsolete as an error; it is still stored, because old items have it.</summary>
    public required bool HasObsoleteMembers { get; init; }

    /// <summary>The diagnostics of the experimental features that the types use: the author of the types has accepted them.</summary>
    public required EquatableArray<string> ExperimentalDiagnostics { get; init; }

    /// <summary>The types that are stored inside the item, directly or inside each other, each once.</summary>
    public required EquatableArray<ItemModel> Nested { get; init; }

    /// <summary>The types inside the item whose values are stored as one of several types, each once; those are in <see cref="Nested"/>.</summary>
    public required EquatableArray<PolymorphicModel> Polymorphic { get; init; }

    /// <summary>The types that an item of the table can be; null if all are of the annotated type and need no discriminator.</summary>
    public required PolymorphicModel? ItemTypes { get; init; }

    /// <summary>The attributes of each of the <see cref="ItemTypes"/>.</summary>
    public required EquatableArray<ItemModel> Derived { get; init; }

    /// <summary>The property that counts an item's changes; null if there is none.</summary>
    public required VersionModel? Version { get; init; }

    /// <summary>The enums that the item and the types inside it hold.</summary>
    public required EquatableArray<EnumModel> Enums { get; init; }

    public required KeyModel? PartitionKey { get; init; }

    public required KeyModel? SortKey { get; init; }

    public required EquatableArray<IndexModel> Indexes { get; init; }

    /// <summary>The names of the table's attributes by ordinal: those of the item, and last the discriminator.</summary>
    public IEnumerable<string> AttributeNames => Item.AttributeNames.Concat(ItemTypes is { } types ? [types.Attribute] : []);

    public string TableClass => BaseName + "Table";

    public string KeyClass => BaseName + "Key";

    /// <summary>The name of the type that reads an item's attributes from the bytes of a response.</summary>
    public string ViewStruct => BaseName + "View";

    /// <summary>The name of the class with the aggregates of such items.</summary>
    public string ViewExtensions => BaseName + "ViewExtensions";

    /// <summary>The name of the type with the properties in a composed sort key.</summary>
    public string SortKeySteps => StepsOf(Item.KeyTemplates);

    /// <summary>The name of the type with the properties after another one.</summary>
    public string StepBehind(string member) => StepBehind(Item.KeyTemplates, member);

    /// <summary>The names of the members that the generator writes into every table, and that no index can have.</summary>
    public static readonly string[] GeneratedMembers =
    [
        "Attributes", "ConditionTokens", "FilterTokens", "Mapper", "NestedTokens", "Query", "Schema", "UpdateTokens",
    ];

    /// <summary>The names of these types, which no index can have.</summary>
    public static IEnumerable<string> NamesOfSteps(IReadOnlyList<KeyTemplateModel> templates)
        => templates.SelectMany(template => template.Members).Select(member => StepBehind(templates, member)).Concat([StepsOf(templates)]);

    private static string StepBehind(IEnumerable<KeyTemplateModel> templates, string member) => $"{StepsOf(templates)}After{member}";

    // A property cannot have the name of the type that it stands in.
    private static string StepsOf(IEnumerable<KeyTemplateModel> templates)
        => templates.SelectMany(template => template.Members).Any(member => member.StartsWith("SortKeys", StringComparison.Ordinal))
            ? "PartsOfSortKey"
            : "SortKeys";
}
