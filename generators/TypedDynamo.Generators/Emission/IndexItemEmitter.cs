using TypedDynamo.Generators.Model;

namespace TypedDynamo.Generators.Emission;

/// <summary>Writes the item types of those indexes that do not hold all attributes of the table's item, and their mappers.</summary>
internal static class IndexItemEmitter
{
    // What a record has of its own, and cannot have as a property.
    private static readonly string[] s_membersOfRecords =
    [
        "Clone", "Deconstruct", "EqualityContract", "Equals", "Finalize", "GetHashCode", "GetType", "MemberwiseClone", "PrintMembers",
        "ReferenceEquals", "ToString",
    ];

    public static string MapperClass(IndexModel index) => index.Property + "Mapper";

    /// <summary>The item of an index, with the attributes that the index holds.</summary>
    public static ItemModel Item(TableModel table, IndexModel index)
    {
        var taken = new HashSet<string>(s_membersOfRecords, StringComparer.Ordinal) { index.ItemClass! };
        return table.Item with
        {
            Name = index.ItemClass!,
            Type = table.Global(index.ItemClass!),
            IsValueType = false,
            HasHiddenConstructor = false,
            Flattened = default,
            ExtensionData = null,
            ConstructorParameters = default,
            Attributes = index.Yielded.Where(ordinal => ordinal < table.Item.Attributes.Count)
                .Select(ordinal => HeldAttribute(table, index, ordinal, taken))
                .ToEquatableArray(),
            KeyMembers = table.Item.KeyMembers
                .Select(member => member with { AcceptsNull = false, Population = Population.Initializer })
                .ToEquatableArray(),
        };
    }

    private static AttributeModel HeldAttribute(TableModel table, IndexModel index, int ordinal, HashSet<string> taken)
    {
        // What an item may lack in the table it may lack here, and there is no initializer of the user's to stand in for it.
        var attribute = table.Item.Attributes[ordinal];
        bool isPresent = attribute.Absence is Absence.Throws or Absence.ReadsEmpty
            || index.PartitionKey.Concat(index.SortKey).Any(key => key.Ordinal == ordinal);
        string member = KeyEmitter.Free(attribute.Member, taken);
        return attribute with
        {
            Member = member,

            // The writers of keys have the names of the table's properties.
            IsKey = attribute.IsKey && member == attribute.Member,
            Value = attribute.Value with { IsNullable = !isPresent },
            AcceptsNull = !isPresent,
            Role = AttributeRole.None,
            Population = Population.Initializer,
            Absence = isPresent ? attribute.Kind.IsSet() ? Absence.ReadsEmpty : Absence.Throws : Absence.ReadsDefault,
            Default = null,
        };
    }

    public static void WriteMappers(SourceWriter writer, MapperNames names, TableModel table)
    {
        foreach (var index in table.Indexes.Where(index => index.ItemClass is not null))
        {
            var item = Item(table, index);
            string mapper = MapperClass(index);
            string attributes = string.Join(", ", item.AttributeNames.Select(Names.Literal));
            writer.Line();
            using (writer.Block($"internal sealed class {mapper} : {GlobalNames.ItemMapper}<{item.Type}>"))
            {
                writer.Line($$"""
                    internal static readonly {{mapper}} Instance = new();

                    private {{mapper}}()
                        : base(new {{GlobalNames.ItemSchema}}({{Names.Literal(item.Name)}}, {{attributes}})) { }

                    """);

                // An index of the keys alone does not hold the discriminator, and yields the items of all entities.
                ItemEmitter.Write(writer, names, item, index.Projection == IndexProjection.Include ? names.ItemTypes : null);
                ItemEmitter.WriteReaders(writer, names, item);
            }
        }
    }

    /// <summary>Writes the item type of each index that lacks attributes of the table's.</summary>
    public static void WriteTypes(SourceWriter writer, TableModel table)
    {
        foreach (var index in table.Indexes.Where(index => index.ItemClass is not null))
        {
            writer.Line();
            WriteType(writer, table, index);
        }
    }

    private static void WriteType(SourceWriter writer, TableModel table, IndexModel index)
    {
        var item = Item(table, index);
        writer.Line($"/// <summary>The attributes of {table.ItemInDocs()} items that the index <c>{Names.Doc(index.Name)}</c> holds.</summary>");
        writer.Line("/// <remarks>A property that may be null is null too where the item lacks the attribute.</remarks>");
        writer.Line(TableSource.GeneratedCode);
        using (writer.Block($"{table.Accessibility()} sealed record {index.ItemClass}"))
        {
            foreach (var (number, attribute) in item.Members)
            {
                string required = attribute.IsNullable ? "" : "required ";
                string type = attribute.Type + (attribute.IsNullable ? "?" : "");
                writer.Line(number < item.Attributes.Count
                    ? $"/// <summary>Gets the attribute <c>{Names.Doc(attribute.Name)}</c>.</summary>"
                    : $"/// <summary>Gets <c>{Names.Doc(attribute.Member)}</c>, which stands in the table's key.</summary>");
                writer.Line($"public {required}{type} {Names.Identifier(attribute.Member)} {{ get; init; }}");
            }
        }
    }
}
