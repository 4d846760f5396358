using TypedDynamo.Generators.Model;

namespace TypedDynamo.Generators.Emission;

/// <summary>Writes a property and a class for each secondary index.</summary>
internal static class IndexEmitter
{
    // Names that the generated methods use themselves.
    private static readonly HashSet<string> s_takenParameters = ["sortKey", "key"];

    public static void Write(SourceWriter writer, TokenNames names)
    {
        for (int i = 0; i < names.Model.Indexes.Count; i++)
        {
            WriteIndex(writer, names, names.Model.Indexes[i], i);
            writer.Line();
        }
    }

    /// <summary>The argument that tells the schema of the indexes; empty where there are none.</summary>
    public static string Definitions(TableModel model)
    {
        if (model.Indexes.Count == 0)
        {
            return "";
        }

        var definitions = model.Indexes.Select(index =>
            $"new {GlobalNames.IndexDefinition}({Names.Literal(index.Name)}, {GlobalNames.IndexKind}.{(index.IsLocal ? "Local" : "Global")}, "
            + $"[{Keys(index.PartitionKey)}], [{Keys(index.SortKey)}], {GlobalNames.IndexProjection}.{index.Projection}, "
            + $"[{string.Join(", ", index.Included)}])");
        return $", indexes:\n    [\n        {string.Join(",\n        ", definitions)},\n    ]";

        string Keys(EquatableArray<KeyModel> keys) => string.Join(", ", keys.Select(key => TableEmitter.SchemaKey(model, key)));
    }

    private static void WriteIndex(SourceWriter writer, TokenNames names, IndexModel index, int position)
    {
        var model = names.Model;
        string item = index.ItemClass is { } own ? model.Global(own) : model.Item.Type!;
        string mapper = index.ItemClass is null ? "Mapper.Instance" : $"Mapper.{IndexItemEmitter.MapperClass(index)}.Instance";
        string kind = index.IsLocal ? "local" : "global";
        string indexName = Names.Doc(index.Name);

        writer.Line($$"""
            private {{index.IndexClass}}? _index{{position}};
            /// <summary>Gets the {{kind}} secondary index <c>{{indexName}}</c>.</summary>
            public virtual {{index.IndexClass}} {{Names.Identifier(index.Property)}} => _index{{position}} ??= new {{index.IndexClass}}(this);

            """);
        writer.Line($"/// <summary>The {kind} secondary index <c>{indexName}</c> of the table.</summary>");
        WriteLayout(writer, model, index);
        string tokens = index.ItemClass is null
            ? TokenEmitter.ConditionTokens
            : $"{index.IndexClass}.{TokenEmitter.ScanTokens}";
        string scan = index.HoldsWholeItems() ? TokenEmitter.ConditionTokens : $"{index.IndexClass}.{TokenEmitter.ScanTokens}";
        string types = $"{item}, {tokens}, {scan}";
        using (writer.Block($"public partial class {index.IndexClass} : {GlobalNames.DynamoIndex}<{types}>"))
        {
            writer.Line($$"""
                /// <inheritdoc/>
                protected {{index.IndexClass}}() { }

                internal {{index.IndexClass}}({{model.TableClass}} table)
                    : base(table, {{model.TableClass}}.Schema.Indexes[{{position}}], {{model.TableClass}}.{{mapper}}) { }

                """);
            WriteQueries(writer, model, index, $"{item}, {tokens}");
            writer.Line();
            TokenEmitter.Write(writer, names, index);
        }
    }

    private static void WriteLayout(SourceWriter writer, TableModel model, IndexModel index)
    {
        var partition = index.PartitionKey.Select(key => (Key: key, Role: "partition key"));
        var keys = partition.Concat(index.SortKey.Select(key => (Key: key, Role: "sort key")));
        string layout = string.Join("<br/>\n/// ", keys.Select(key => $"<c>{Names.Doc(model.Item.AttributeNames.ElementAt(key.Key.Ordinal))}</c> ({key.Role})"));
        writer.Line($"/// <remarks>\n/// {layout}\n/// </remarks>");
    }

    private static void WriteQueries(SourceWriter writer, TableModel model, IndexModel index, string types)
    {
        var taken = new HashSet<string>(s_takenParameters, StringComparer.Ordinal);
        bool isComposed = index.IsLocal && model.IsComposed();
        var partition = isComposed ? KeyEmitter.PartitionParts(model) : index.PartitionKey.Select(key => new KeyPart(
            key, key.Member, key.Member, KeyEmitter.Free(Names.CamelCase(key.Member), taken), "partition key")).ToList();
        QueryEmitter.WriteQueries(writer, new QueriedKey
        {
            QueryType = $"{GlobalNames.Query}<{types}, {TokenEmitter.FilterTokens}>",
            Documentation = $"{GlobalNames.DynamoIndex}{{TItem, TTokens, TFilter}}.CreateQuery{{TQueryFilter}}",
            Partition = partition,
            PartitionCondition = isComposed ? ComposedPartition(model, index, partition) : string.Concat(partition.Select(part =>
                $".Equal({model.TableClass}.Schema.Attributes[{part.Key!.Ordinal}], {part.Parameter}, "
                + $"{model.TableClass}.Mapper.{MapperEmitter.KeyWriter(part.Member)})")),
            SortKey = SortKey(model, index),
        });
        if (index.SortKey.Count > 1)
        {
            writer.Line();
            WriteSteps(writer, model, index);
        }
    }

    private static QueriedSortKey? SortKey(TableModel model, IndexModel index)
        => index.SortKey.Count switch
        {
            0 => null,
            1 => new($"{GlobalNames.SortKey}<{index.SortKey[0].Type}>", $"new({SortKeyArguments(model, index.SortKey[0], "key")})", "k >= from", NeedsKey: true),
            _ => new(StepType(index, 0), $"new {StepType(index, 0)}(key)", $"k.{index.SortKey[0].Member} == value", NeedsKey: true),
        };

    /// <summary>Writes the sort attributes of a key that has several: each step has the one property that may come next.</summary>
    private static void WriteSteps(SourceWriter writer, TableModel model, IndexModel index)
    {
        for (int i = 0; i < index.SortKey.Count; i++)
        {
            var key = index.SortKey[i];
            string step = StepType(index, i);
            bool isLast = i + 1 == index.SortKey.Count;
            string last = $"{GlobalNames.SortKey}<{key.Type}>";
            string type = isLast ? last : $"{GlobalNames.SortKeyStep}<{key.Type}, {StepType(index, i + 1)}>";
            string value = isLast
                ? $"new({SortKeyArguments(model, key, "_before")})"
                : $"new(new {last}({SortKeyArguments(model, key, "_before")}), static before => new {StepType(index, i + 1)}(before))";

            if (i > 0)
            {
                writer.Line();
            }

            writer.Line(i == 0
                ? "/// <summary>The sort key's attributes, the first of which comes first.</summary>"
                : $"/// <summary>The sort key's attributes behind <c>{Names.Doc(index.SortKey[i - 1].Member)}</c>. As a condition, they ask no more.</summary>");
            using (writer.Block($"public readonly struct {step}"))
            {
                writer.Line($$"""
                    private readonly {{GlobalNames.KeyCondition}} _before;

                    internal {{step}}({{GlobalNames.KeyCondition}} before) => _before = before;

                    """);
                if (i > 0)
                {
                    writer.Line($$"""
                        /// <summary>Ends the condition here.</summary>
                        /// <param name="keys">The attributes of which nothing is asked.</param>
                        public static implicit operator {{GlobalNames.KeyCondition}}({{step}} keys) => keys._before;

                        """);
                }

                writer.Line($"/// <summary>Gets the attribute <c>{Names.Doc(model.Item.Attributes[key.Ordinal].Name)}</c>.</summary>");
                writer.Line($"public {type} {Names.Identifier(key.Member)} => {value};");
            }
        }
    }

    private static string StepType(IndexModel index, int position)
    {
        string name = "SortKeys";

        // A property cannot have the name of the type that it stands in.
        while (index.SortKey.Any(key => key.Member.StartsWith(name, StringComparison.Ordinal)))
        {
            name += "Of" + index.Property;
        }

        return position == 0 ? name : $"{name}After{index.SortKey[position - 1].Member}";
    }

    private static string SortKeyArguments(TableModel model, KeyModel key, string before)
        => $"{before}, {model.TableClass}.Schema.Attributes[{key.Ordinal}], {model.TableClass}.Mapper.{MapperEmitter.KeyWriter(key.Member)}";

    private static string ComposedPartition(TableModel model, IndexModel index, IReadOnlyList<KeyPart> parts)
        => $".Equal({model.TableClass}.Schema.Attributes[{index.PartitionKey[0].Ordinal}], "
            + $"{QueryEmitter.PartitionValues(model, parts)}, {model.TableClass}.Mapper.{TemplateEmitter.KeyWriter(0)})";

}
