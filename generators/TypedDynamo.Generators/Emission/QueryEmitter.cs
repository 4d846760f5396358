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
            WriteQuery(writer, model, parts[0]);
            if (model.SortKey is not null)
            {
                writer.Line();
                WriteSortKeyQueries(writer, model, parts[0], parts[1]);
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
        writer.Line($"public virtual {result} GetAsync({Parameters(parts)}, {tail})");
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
            public virtual {GlobalNames.Task} DeleteAsync({Parameters(parts)}, {GlobalNames.CancellationToken} cancellationToken = default)
            """);
        WriteBody(writer, model, $"DeleteAsync({NewKey(model, parts)}, cancellationToken)");
    }

    private static void WriteQuery(SourceWriter writer, TableModel model, KeyPart partitionKey)
    {
        writer.Line("/// <summary>Reads the items under one partition key, in the order of their sort keys.</summary>");
        WriteQueryRemarks(writer);
        WriteParameterDocs(writer, [partitionKey]);
        WriteQueryDocs(writer);
        writer.Line($"public virtual {GlobalNames.Query}<{model.ItemType()}> Query({Parameters([partitionKey])})");
        WriteBody(writer, model, $"CreateQuery({PartitionArguments(partitionKey)})");
    }

    private static void WriteSortKeyQueries(SourceWriter writer, TableModel model, KeyPart partitionKey, KeyPart sortKey)
    {
        string query = $"{GlobalNames.Query}<{model.ItemType()}>";
        string token = $"{GlobalNames.SortKey}<{sortKey.Type}>";

        writer.Line("/// <summary>Reads the items under one partition key whose sort keys match, in their order.</summary>");
        WriteQueryRemarks(writer);
        WriteParameterDocs(writer, [partitionKey]);
        writer.Line("/// <param name=\"sortKey\">The condition on the sort key, as in <c>k =&gt; k &gt;= from</c>.</param>");
        WriteQueryDocs(writer);
        writer.Line($"public virtual {query} Query({Parameters([partitionKey])}, "
            + $"{GlobalNames.Func}<{token}, {GlobalNames.KeyCondition}> sortKey)");
        WriteBody(writer, model, $"CreateQuery({PartitionArguments(partitionKey)}, sortKey(Keys.Sort))");

        writer.Line();
        writer.Line("/// <summary>Reads the items under one partition key whose sort keys match, without a closure.</summary>");
        WriteQueryRemarks(writer);
        writer.Line("/// <typeparam name=\"TState\">The type of the operands.</typeparam>");
        WriteParameterDocs(writer, [partitionKey]);
        writer.Line("""
            /// <param name="state">The operands, handed to the condition.</param>
            /// <param name="sortKey">The condition on the sort key, as in <c>static (k, from) =&gt; k &gt;= from</c>.</param>
            """);
        WriteQueryDocs(writer);
        writer.Line($"public virtual {query} Query<TState>({Parameters([partitionKey])}, TState state, "
            + $"{GlobalNames.Func}<{token}, TState, {GlobalNames.KeyCondition}> sortKey)");
        WriteBody(writer, model, $"CreateQuery({PartitionArguments(partitionKey)}, sortKey(Keys.Sort, state))");

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

    private static string PartitionArguments(KeyPart partitionKey)
        => $"{partitionKey.Parameter}, Mapper.{MapperEmitter.KeyWriter(partitionKey.Member)}";
}
