using TypedDynamo.Generators.Model;

namespace TypedDynamo.Generators.Emission;

/// <summary>Writes a property and a class for each secondary index.</summary>
internal static class IndexEmitter
{
    private const string Create = $"CreateQuery<{TokenEmitter.FilterTokens}>";

    // Names that the generated methods use themselves.
    private static readonly HashSet<string> s_takenParameters = ["state", "sortKey", "key"];

    public static void Write(SourceWriter writer, TableModel model)
    {
        using (writer.Block($"partial class {model.TableClass}"))
        {
            for (int i = 0; i < model.Indexes.Count; i++)
            {
                if (i > 0)
                {
                    writer.Line();
                }

                WriteIndex(writer, model, model.Indexes[i], i);
            }
        }

        foreach (var index in model.Indexes.Where(index => index.ItemClass is not null))
        {
            writer.Line();
            IndexItemEmitter.WriteType(writer, model, index);
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
            + $"[{Keys(index.PartitionKey)}], [{Keys(index.SortKey)}], {GlobalNames.Projection}.{index.Projection}, "
            + $"[{string.Join(", ", index.Included)}])");
        return $",\n    indexes:\n    [\n        {string.Join(",\n        ", definitions)},\n    ]";

        string Keys(EquatableArray<KeyModel> keys) => string.Join(", ", keys.Select(key => TableEmitter.SchemaKey(model, key)));
    }

    private static void WriteIndex(SourceWriter writer, TableModel model, IndexModel index, int position)
    {
        string item = index.ItemClass is { } own ? model.Global(own) : model.Item.Type!;
        string mapper = index.ItemClass is null ? "Mapper.Instance" : $"Mapper.{IndexItemEmitter.MapperClass(index)}.Instance";
        string kind = index.IsLocal ? "local" : "global";
        string name = Names.Doc(index.Name);

        writer.Line($$"""
            private {{index.IndexClass}}? _index{{position}};

            /// <summary>Gets the {{kind}} secondary index <c>{{name}}</c>.</summary>
            public virtual {{index.IndexClass}} {{Names.Identifier(index.Property)}} => _index{{position}} ??= new {{index.IndexClass}}(this);

            """);
        writer.Line($"/// <summary>The {kind} secondary index <c>{name}</c> of the table.</summary>");
        WriteLayout(writer, model, index);
        using (writer.Block($"public partial class {index.IndexClass} : {GlobalNames.DynamoIndex}<{item}, {Tokens(model, index, TokenEmitter.ScanTokens)}>"))
        {
            writer.Line($$"""
                /// <summary>Creates an index without a table, for mocks that override what they need.</summary>
                protected {{index.IndexClass}}()
                {
                }

                internal {{index.IndexClass}}({{model.TableClass}} table)
                    : base(table, {{model.TableClass}}.Schema.Indexes[{{position}}], {{model.TableClass}}.{{mapper}})
                {
                }

                """);
            WriteQueries(writer, model, index, item);
        }
    }

    private static void WriteLayout(SourceWriter writer, TableModel model, IndexModel index)
    {
        var partition = index.PartitionKey.Select(key => (Key: key, Role: "partition key"));
        var keys = partition.Concat(index.SortKey.Select(key => (Key: key, Role: "sort key")));
        string layout = string.Join("<br/>\n/// ", keys.Select(key => $"<c>{Names.Doc(model.Item.AttributeNames.ElementAt(key.Key.Ordinal))}</c> ({key.Role})"));
        writer.Line($"/// <remarks>\n/// {layout}\n/// </remarks>");
    }

    private static void WriteQueries(SourceWriter writer, TableModel model, IndexModel index, string item)
    {
        var taken = new HashSet<string>(s_takenParameters, StringComparer.Ordinal);
        bool isComposed = index.IsLocal && model.IsComposed();
        var parameters = isComposed ? KeyEmitter.PartitionParts(model) : index.PartitionKey.Select(key => new KeyPart(
            key, key.Member, key.Member, KeyEmitter.Free(Names.CamelCase(key.Member), taken), "partition key")).ToList();
        string query = $"{GlobalNames.Query}<{item}, {Tokens(model, index, TokenEmitter.FilterTokens)}>";
        string partition = isComposed ? ComposedPartition(model, index, parameters) : string.Concat(parameters.Select(part =>
            $".Equal({model.TableClass}.Schema.Attributes[{part.Key!.Ordinal}], {part.Parameter}, "
            + $"{model.TableClass}.Mapper.{MapperEmitter.KeyWriter(part.Member)})"));

        writer.Line("/// <summary>Reads the items under one partition key of the index, in the order of their sort keys.</summary>");
        WriteQueryDocs(writer, index, parameters, [], []);
        writer.Line($"public virtual {query} Query({Declare(parameters)})\n    => {Create}(BeginKey(){partition});");
        if (index.SortKey.Count == 0)
        {
            return;
        }

        string token = index.SortKey.Count == 1 ? $"{GlobalNames.SortKey}<{index.SortKey[0].Type}>" : StepType(index, 0);
        string sort = index.SortKey.Count == 1 ? $"new({SortKeyArguments(model, index.SortKey[0], "key")})" : $"new {token}(key)";
        writer.Line("\n/// <summary>Reads the items under one partition key of the index whose sort keys match, in their order.</summary>");
        WriteQueryDocs(writer, index, parameters, [], ["/// <param name=\"sortKey\">The condition on the sort key, as in <c>k =&gt; k &gt;= from</c>.</param>"]);
        writer.Line($"public virtual {query} Query({DeclareFirst(parameters)}{GlobalNames.Func}<{token}, {GlobalNames.KeyCondition}> sortKey)");
        WriteBody(writer, $"{Create}(key{partition}, sortKey({sort}))");

        writer.Line("\n/// <summary>Reads the items under one partition key of the index whose sort keys match, without a closure.</summary>");
        WriteQueryDocs(
            writer, index, parameters, ["/// <typeparam name=\"TState\">The type of the operands.</typeparam>"],
            [
                "/// <param name=\"state\">The operands, handed to the condition.</param>",
                "/// <param name=\"sortKey\">The condition on the sort key, as in <c>static (k, from) =&gt; k &gt;= from</c>.</param>",
            ]);
        writer.Line($"public virtual {query} Query<TState>({DeclareFirst(parameters)}TState state, "
            + $"{GlobalNames.Func}<{token}, TState, {GlobalNames.KeyCondition}> sortKey)");
        WriteBody(writer, $"{Create}(key{partition}, sortKey({sort}, state))");
        if (index.SortKey.Count > 1)
        {
            writer.Line();
            WriteSteps(writer, model, index);
        }
    }

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

    private static void WriteQueryDocs(
        SourceWriter writer, IndexModel index, IReadOnlyList<KeyPart> parameters, string[] typeParameters, string[] more)
    {
        string cost = index.IsLocal
            ? """
                /// each 4 KB that are read, or one if the query is consistent; what the index does not hold DynamoDB fetches from the table,
                /// at half a unit or one for each 4 KB of each item. The enumeration throws the service's own exceptions.
                """
            : """
                /// each 4 KB that are read. A global index is some way behind its table. The enumeration throws the service's own exceptions.
                """;
        writer.Line("/// <remarks>\n/// Nothing is sent before the query is enumerated. Then it sends one Query request a page, which costs half a read unit for");
        writer.Line(cost);
        writer.Line("/// </remarks>");
        foreach (string line in typeParameters)
        {
            writer.Line(line);
        }

        foreach (var part in parameters)
        {
            writer.Line($"/// <param name=\"{part.Name}\">The {part.Role}.</param>");
        }

        foreach (string line in more)
        {
            writer.Line(line);
        }

        writer.Line($"""
            /// <returns>The query, to be enumerated by <c>await foreach</c>.</returns>
            /// <exception cref="{GlobalNames.ItemMappingException}">DynamoDB does not take the key.</exception>
            """);
    }

    private static string ComposedPartition(TableModel model, IndexModel index, IReadOnlyList<KeyPart> parts)
        => $".Equal({model.TableClass}.Schema.Attributes[{index.PartitionKey[0].Ordinal}], "
            + $"{QueryEmitter.PartitionValues(model, parts)}, {model.TableClass}.Mapper.{TemplateEmitter.KeyWriter(0)})";

    private static string Tokens(TableModel model, IndexModel index, string context) => $"{model.TableType()}.{index.IndexClass}.{context}";

    private static void WriteBody(SourceWriter writer, string expression)
        => writer.Line($$"""
            {
                {{GlobalNames.KeyCondition}} key = BeginKey();
                return {{expression}};
            }
            """);

    private static string DeclareFirst(IEnumerable<KeyPart> parts) => string.Concat(parts.Select(part => $"{part.Type} {part.Parameter}, "));

    private static string Declare(IEnumerable<KeyPart> parts) => string.Join(", ", parts.Select(part => $"{part.Type} {part.Parameter}"));
}
