using TypedDynamo.Generators.Model;

namespace TypedDynamo.Generators.Emission;

/// <summary>Writes the verbs that take keys: their arguments are the key's own types and names.</summary>
internal static class QueryEmitter
{
    private const string ServiceException = "global::Amazon.DynamoDBv2.AmazonDynamoDBException";

    public static void Write(SourceWriter writer, TableModel model)
    {
        var parts = KeyEmitter.Parts(model);
        using (writer.Block($"partial class {model.TableClass}"))
        {
            WriteGet(writer, model, parts);
            writer.Line();
            WriteDelete(writer, model, parts);
            writer.Line();
            var partition = KeyEmitter.PartitionParts(model);
            WriteQuery(writer, model, partition);
            if (model.IsComposed())
            {
                WriteComposedKeyQueries(writer, model, partition);
            }
            else if (model.SortKey is not null)
            {
                writer.Line();
                WriteSortKeyQueries(writer, model, partition, parts[1]);
            }
        }
    }

    private static void WriteGet(SourceWriter writer, TableModel model, IReadOnlyList<KeyPart> parts)
    {
        string found = model.Item.IsValueType ? $"({model.ItemType()}?)null" : "null";
        string result = $"{GlobalNames.Task}<{model.ItemType()}?>";
        string tail = $"bool consistent = false, {GlobalNames.CancellationToken} cancellationToken = default";

        writer.Line("/// <summary>Reads one item by its key.</summary>");
        WriteGetRemarks(writer);
        writer.Line("/// <param name=\"key\">The item's primary key.</param>");
        WriteGetDocs(writer);
        writer.Line($"public virtual {result} GetAsync({model.KeyType()} key, {tail})");
        WriteBody(writer, model, $"GetItemAsync(key, consistent, static (found, item) => found ? item : {found}, cancellationToken)");

        writer.Line();
        writer.Line("/// <summary>Reads one item by its key.</summary>");
        WriteGetRemarks(writer);
        WriteParameterDocs(writer, parts);
        WriteGetDocs(writer);
        writer.Line($"public virtual {result} GetAsync({string.Concat(parts.Select(part => $"{part.Type} {part.Parameter}, "))}{tail})");
        WriteBody(writer, model, $"GetAsync({NewKey(model, parts)}, consistent, cancellationToken)");
    }

    private static void WriteGetRemarks(SourceWriter writer)
        => writer.Line("""
            /// <remarks>
            /// Sends one GetItem request, which costs half a read unit for each 4 KB of the item, or one if it is consistent.
            /// By default the item may be some milliseconds old.
            /// </remarks>
            """);

    private static void WriteGetDocs(SourceWriter writer)
        => writer.Line($"""
            /// <param name="consistent">Whether to read what was written before the request, at twice the cost.</param>
            /// <param name="cancellationToken">Ends the request.</param>
            /// <returns>The item, or <see langword="null"/> if there is none.</returns>
            /// <exception cref="{GlobalNames.ItemMappingException}">The key is refused, or the item does not fit its type.</exception>
            /// <exception cref="{ServiceException}">The service refused the request, or the client's retries are exhausted.</exception>
            """);

    private static void WriteDelete(SourceWriter writer, TableModel model, IReadOnlyList<KeyPart> parts)
    {
        writer.Line("""
            /// <summary>Deletes one item by its key. It is no error if there is none.</summary>
            /// <remarks>Sends one DeleteItem request, which costs one write unit for each KB of the item.</remarks>
            """);
        WriteParameterDocs(writer, parts);
        writer.Line($"""
            /// <param name="cancellationToken">Ends the request.</param>
            /// <returns>A task that ends when the service has answered.</returns>
            /// <exception cref="{GlobalNames.ItemMappingException}">DynamoDB does not take the key.</exception>
            /// <exception cref="{ServiceException}">The service refused the request, or the client's retries are exhausted.</exception>
            public virtual {GlobalNames.Task} DeleteAsync({string.Concat(parts.Select(part => $"{part.Type} {part.Parameter}, "))}{GlobalNames.CancellationToken} cancellationToken = default)
            """);
        WriteBody(writer, model, $"DeleteAsync({NewKey(model, parts)}, cancellationToken)");
    }

    private static void WriteQuery(SourceWriter writer, TableModel model, IReadOnlyList<KeyPart> partition)
    {
        writer.Line(model.Item.KeyTemplates.Count == 2
            ? "/// <summary>Reads the items of the type under one partition key, in the order of their sort keys.</summary>"
            : "/// <summary>Reads the items under one partition key, in the order of their sort keys.</summary>");
        WriteQueryRemarks(writer);
        WriteParameterDocs(writer, partition);
        WriteQueryDocs(writer);
        writer.Line($"public virtual {GlobalNames.Query}<{model.ItemType()}> Query({Parameters(partition)})");
        string known = model.IsComposed() ? TemplateEmitter.KnownSortKey(model, PartitionValues(model, partition)) : "";
        WriteBody(writer, model, $"CreateQuery({PartitionArguments(model, partition)}{(known.Length == 0 ? "" : $", {known}")})");
    }

    private static void WriteSortKeyQueries(SourceWriter writer, TableModel model, IReadOnlyList<KeyPart> partition, KeyPart sortKey)
    {
        string token = $"{GlobalNames.SortKey}<{sortKey.Type}>";
        WriteConditionalQueries(writer, model, partition, token, "Keys.Sort", "k >= from", "from");
        if (!model.IsUsable)
        {
            return;
        }

        writer.Line();
        writer.Line("// Apart, because the order of static initializers across the files of a partial class is not defined.");
        using (writer.Block("private static class Keys"))
        {
            string write = $"Mapper.{MapperEmitter.KeyWriter(sortKey.Member)}";
            writer.Line($"internal static readonly {token} Sort = new(Schema, {sortKey.Key!.Ordinal}, {write});");
        }
    }

    private static void WriteComposedKeyQueries(SourceWriter writer, TableModel model, IReadOnlyList<KeyPart> partition)
    {
        if (!TemplateEmitter.HasSteps(model))
        {
            return;
        }

        // What has no types must not stop the lambdas of those who call it from compiling.
        string token = model.IsUsable ? model.SortKeySteps : "dynamic";
        string member = model.Item.KeyTemplates[1].Members.FirstOrDefault(name => partition.All(part => part.Member != name)) ?? "";
        writer.Line();
        WriteConditionalQueries(
            writer, model, partition, token, TemplateEmitter.FirstStep(model, PartitionValues(model, partition)), $"k.{member} == value", "value");
        if (model.IsUsable)
        {
            TemplateEmitter.WriteSteps(writer, model);
        }
    }

    private static void WriteConditionalQueries(
        SourceWriter writer, TableModel model, IReadOnlyList<KeyPart> partition, string token, string first, string example, string operand)
    {
        string query = $"{GlobalNames.Query}<{model.ItemType()}>";
        string parameters = string.Concat(partition.Select(part => $"{part.Type} {part.Parameter}, "));
        string arguments = PartitionArguments(model, partition);

        writer.Line("/// <summary>Reads the items under one partition key whose sort keys match, in their order.</summary>");
        WriteQueryRemarks(writer);
        WriteParameterDocs(writer, partition);
        writer.Line($"/// <param name=\"sortKey\">The condition on the sort key, as in <c>k =&gt; {Names.Doc(example)}</c>.</param>");
        WriteQueryDocs(writer);
        writer.Line($"public virtual {query} Query({parameters}{GlobalNames.Func}<{token}, {GlobalNames.KeyCondition}> sortKey)");
        WriteBody(writer, model, $"CreateQuery({arguments}, sortKey({first}))");

        writer.Line();
        writer.Line("/// <summary>Reads the items under one partition key whose sort keys match, without a closure.</summary>");
        WriteQueryRemarks(writer);
        writer.Line("/// <typeparam name=\"TState\">The type of the operands.</typeparam>");
        WriteParameterDocs(writer, partition);
        writer.Line($"""
            /// <param name="state">The operands, handed to the condition.</param>
            /// <param name="sortKey">The condition on the sort key, as in <c>static (k, {operand}) =&gt; {Names.Doc(example)}</c>.</param>
            """);
        WriteQueryDocs(writer);
        writer.Line($"public virtual {query} Query<TState>({parameters}TState state, "
            + $"{GlobalNames.Func}<{token}, TState, {GlobalNames.KeyCondition}> sortKey)");
        WriteBody(writer, model, $"CreateQuery({arguments}, sortKey({first}, state))");
    }

    private static void WriteQueryRemarks(SourceWriter writer)
        => writer.Line("""
            /// <remarks>
            /// Nothing is sent before the query is enumerated. Then it sends one Query request a page, which costs half a read unit for
            /// each 4 KB that are read, or one if the query is consistent; by default the items may be some milliseconds old. The
            /// enumeration throws the service's own exceptions.
            /// </remarks>
            """);

    private static void WriteQueryDocs(SourceWriter writer)
        => writer.Line($"""
            /// <returns>The query, to be enumerated by <c>await foreach</c>.</returns>
            /// <exception cref="{GlobalNames.ItemMappingException}">DynamoDB does not take the key.</exception>
            """);

    private static void WriteParameterDocs(SourceWriter writer, IEnumerable<KeyPart> parts)
    {
        foreach (var part in parts)
        {
            writer.Line($"/// <param name=\"{part.Name}\">The {part.Role}.</param>");
        }
    }

    private static void WriteBody(SourceWriter writer, TableModel model, string expression)
    {
        using (writer.Indent())
        {
            writer.Line($"=> {(model.IsUsable ? expression : TableEmitter.NotUsable(model))};");
        }
    }

    private static string Parameters(IEnumerable<KeyPart> parts)
        => string.Join(", ", parts.Select(part => $"{part.Type} {part.Parameter}"));

    private static string NewKey(TableModel model, IEnumerable<KeyPart> parts)
        => $"new {model.KeyType()}({string.Join(", ", parts.Select(part => part.Parameter))})";

    private static string PartitionArguments(TableModel model, IReadOnlyList<KeyPart> partition)
        => $"{PartitionValues(model, partition)}, Mapper."
            + (model.IsComposed() ? TemplateEmitter.KeyWriter(0) : MapperEmitter.KeyWriter(partition[0].Member));

    /// <summary>The value of the partition key, or those that it is composed of.</summary>
    public static string PartitionValues(TableModel model, IReadOnlyList<KeyPart> partition)
        => model.IsComposed()
            ? TemplateEmitter.Values(model.Item.KeyTemplates[0], member => partition.First(part => part.Member == member).Parameter)
            : partition[0].Parameter;
}
