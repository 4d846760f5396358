using TypedDynamo.Generators.Model;

namespace TypedDynamo.Generators.Emission;

/// <summary>Writes the verbs that take keys: their arguments are the key's own types and names.</summary>
internal static class QueryEmitter
{
    private const string CreateQuery = $"CreateQuery<{TokenEmitter.FilterTokens}>";
    private const string Condition = $"{GlobalNames.Func}<ConditionTokens, {GlobalNames.Condition}>";
    private const string ArgumentException = "global::System.ArgumentException";
    private const string ConditionalException = GlobalNames.ConditionalCheckFailedException;
    private const string ServiceException = GlobalNames.ServiceException;

    public static void Write(SourceWriter writer, TableModel model)
    {
        var parts = KeyEmitter.Parts(model);
        using (writer.Block($"partial class {model.TableClass}"))
        {
            WriteGet(writer, model, parts);
            writer.Line();
            WriteUpdates(writer, model, parts);
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

    private static void WriteUpdates(SourceWriter writer, TableModel model, IReadOnlyList<KeyPart> parts)
    {
        bool hasVersion = model.Item.StoredAttributes.Any(attribute => attribute.Role == AttributeRole.Version);
        WriteUpdate(writer, model, parts, "UpdateAsync", hasVersion, hasState: false);
        writer.Line();
        WriteUpdate(writer, model, parts, "UpdateAsync", hasVersion, hasState: true);
        writer.Line();
        WriteUpdate(writer, model, parts, "UpsertAsync", hasVersion: false, hasState: false);
        writer.Line();
        WriteUpdate(writer, model, parts, "UpsertAsync", hasVersion: false, hasState: true);
    }

    private static void WriteUpdate(
        SourceWriter writer, TableModel model, IReadOnlyList<KeyPart> parts, string verb, bool hasVersion, bool hasState)
    {
        bool isUpsert = verb == "UpsertAsync";
        string summary = isUpsert
            ? "Changes some attributes of an item, or creates it with them if there is none"
            : "Changes some attributes of an item that is there";
        string failure = isUpsert ? "The condition does not hold."
            : hasVersion ? "There is no such item, it has another version, or the condition does not hold."
            : "There is no such item, or the condition does not hold.";
        string state = hasState ? "TState state, " : "";
        string update = hasState ? $"{GlobalNames.Action}<UpdateTokens, TState>" : $"{GlobalNames.Action}<UpdateTokens>";
        string condition = hasState ? $"{GlobalNames.Func}<ConditionTokens, TState, {GlobalNames.Condition}>?" : Condition + "?";
        string version = hasVersion ? "long? expectedVersion = null, " : "";
        string example = hasState ? "static (o, value) =&gt; o.Property = value" : "o =&gt; o.Property = value";

        writer.Line($"""
            /// <summary>{summary}{(hasState ? ", without a closure" : "")}.</summary>
            /// <remarks>
            /// Sends one UpdateItem request, which costs one write unit for each KB of the item. The other attributes stay as they are, those that
            /// the type does not know among them. In an upsert, what is computed with starts from zero or empty; otherwise what may be absent does.
            /// </remarks>
            """);
        if (hasState)
        {
            writer.Line("/// <typeparam name=\"TState\">The type of the operands.</typeparam>");
        }

        WriteParameterDocs(writer, parts);
        if (hasState)
        {
            writer.Line("/// <param name=\"state\">The operands, handed to the update and the condition.</param>");
        }

        writer.Line($"""
            /// <param name="update">The changes, as in <c>{example}</c>. It is called at once, once.</param>
            /// <param name="condition">What is asked of the stored item; <see langword="null"/> for nothing.</param>
            """);
        if (hasVersion)
        {
            writer.Line(
                "/// <param name=\"expectedVersion\">The version that the item must have, 0 for none; <see langword=\"null\"/> where it does not matter.</param>");
        }

        writer.Line($"""
            /// <param name="returning">What comes back of the item. It costs no capacity.</param>
            /// <param name="cancellationToken">Ends the wait. The update may happen all the same.</param>
            /// <returns>The item as <paramref name="returning"/> says, otherwise the default value.</returns>
            /// <exception cref="{ConditionalException}">{failure}</exception>
            /// <exception cref="{ArgumentException}">Two changes are of one path, or of one inside the other. Nothing was sent.</exception>
            /// <exception cref="{GlobalNames.ItemMappingException}">A value cannot be stored (nothing was sent), or the item does not fit its type.</exception>
            /// <exception cref="{ServiceException}">The service refused the request, or the client's retries are exhausted.</exception>
            public virtual {NullableItem(model)} {verb}{(hasState ? "<TState>" : "")}({Arguments(parts)}{state}{update} update, {condition} condition = null, {version}{GlobalNames.Returning} returning = {GlobalNames.Returning}.None, {GlobalNames.CancellationToken} cancellationToken = default)
            """);
        string call = hasVersion ? "UpdateVersionAsync" : verb;
        WriteBody(
            writer,
            model,
            $"{call}({NewKey(model, parts)}, {(hasVersion ? "expectedVersion, " : "")}{(hasState ? "state, " : "")}update, condition, returning, cancellationToken)");
    }

    private static void WriteDelete(SourceWriter writer, TableModel model, IReadOnlyList<KeyPart> parts)
    {
        bool hasVersion = model.Item.StoredAttributes.Any(attribute => attribute.Role == AttributeRole.Version);
        writer.Line("""
            /// <summary>Deletes one item by its key. It is no error if there is none.</summary>
            /// <remarks>Sends one DeleteItem request, which costs one write unit for each KB of the item.</remarks>
            """);
        WriteParameterDocs(writer, parts);
        writer.Line("/// <param name=\"condition\">What is asked of the stored item; <see langword=\"null\"/> for nothing.</param>");
        if (hasVersion)
        {
            writer.Line(
                "/// <param name=\"expectedVersion\">The version that the item must have, 0 for none; <see langword=\"null\"/> where it does not matter.</param>");
        }

        string version = hasVersion ? "long? expectedVersion = null, " : "";
        writer.Line($"""
            /// <param name="returnOld">Whether the deleted item comes back. It costs no capacity.</param>
            /// <param name="cancellationToken">Ends the wait. The item may be deleted all the same.</param>
            /// <returns>The deleted item, if it was asked for and there was one; otherwise the default value.</returns>
            /// <exception cref="{ConditionalException}">The condition does not hold{(hasVersion ? ", or the item has another version" : "")}.</exception>
            /// <exception cref="{GlobalNames.ItemMappingException}">DynamoDB does not take the key (nothing was sent), or the item does not fit its type.</exception>
            /// <exception cref="{ServiceException}">The service refused the request, or the client's retries are exhausted.</exception>
            public virtual {NullableItem(model)} DeleteAsync({Arguments(parts)}{Condition}? condition = null, {version}bool returnOld = false, {GlobalNames.CancellationToken} cancellationToken = default)
            """);
        string call = hasVersion ? "DeleteVersionAsync" : "DeleteAsync";
        WriteBody(
            writer, model, $"{call}({NewKey(model, parts)}, {(hasVersion ? "expectedVersion, " : "")}condition, returnOld, cancellationToken)");
    }

    // The base class cannot say of a struct that there is none: it gives the default value.
    private static string NullableItem(TableModel model) => $"{GlobalNames.Task}<{model.ItemType()}{(model.Item.IsValueType ? "" : "?")}>";

    private static string Arguments(IEnumerable<KeyPart> parts) => string.Concat(parts.Select(part => $"{part.Type} {part.Parameter}, "));

    private static void WriteQuery(SourceWriter writer, TableModel model, IReadOnlyList<KeyPart> partition)
    {
        writer.Line(model.Item.KeyTemplates.Count == 2
            ? "/// <summary>Reads the items of the type under one partition key, in the order of their sort keys.</summary>"
            : "/// <summary>Reads the items under one partition key, in the order of their sort keys.</summary>");
        WriteQueryRemarks(writer);
        WriteParameterDocs(writer, partition);
        WriteQueryDocs(writer);
        writer.Line($"public virtual {QueryType(model)} Query({Parameters(partition)})");
        string known = model.IsComposed() ? TemplateEmitter.KnownSortKey(model, PartitionValues(model, partition)) : "";
        WriteBody(writer, model, $"{CreateQuery}(BeginKey(){PartitionCondition(model, partition)}{(known.Length == 0 ? "" : $", {known}")})");
    }

    private static void WriteSortKeyQueries(SourceWriter writer, TableModel model, IReadOnlyList<KeyPart> partition, KeyPart sortKey)
    {
        string token = $"{GlobalNames.SortKey}<{sortKey.Type}>";
        string first = $"new(key, Schema.Attributes[{sortKey.Key!.Ordinal}], Mapper.{MapperEmitter.KeyWriter(sortKey.Member)})";
        WriteConditionalQueries(writer, model, partition, token, first, "k >= from", "from");
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
        string query = QueryType(model);
        string parameters = string.Concat(partition.Select(part => $"{part.Type} {part.Parameter}, "));
        string create = $"{CreateQuery}(key{PartitionCondition(model, partition)}";

        writer.Line("/// <summary>Reads the items under one partition key whose sort keys match, in their order.</summary>");
        WriteQueryRemarks(writer);
        WriteParameterDocs(writer, partition);
        writer.Line($"/// <param name=\"sortKey\">The condition on the sort key, as in <c>k =&gt; {Names.Doc(example)}</c>.</param>");
        WriteQueryDocs(writer);
        writer.Line($"public virtual {query} Query({parameters}{GlobalNames.Func}<{token}, {GlobalNames.KeyCondition}> sortKey)");
        WriteQueryBody(writer, model, $"{create}, sortKey({first}))");

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
        WriteQueryBody(writer, model, $"{create}, sortKey({first}, state))");
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

    private static void WriteQueryBody(SourceWriter writer, TableModel model, string expression)
    {
        if (!model.IsUsable)
        {
            WriteBody(writer, model, expression);
            return;
        }

        writer.Line($$"""
            {
                {{GlobalNames.KeyCondition}} key = BeginKey();
                return {{expression}};
            }
            """);
    }

    private static string QueryType(TableModel model) => $"{GlobalNames.Query}<{model.ItemType()}, {model.TableType()}.{TokenEmitter.FilterTokens}>";

    private static string Parameters(IEnumerable<KeyPart> parts)
        => string.Join(", ", parts.Select(part => $"{part.Type} {part.Parameter}"));

    private static string NewKey(TableModel model, IEnumerable<KeyPart> parts)
        => $"new {model.KeyType()}({string.Join(", ", parts.Select(part => part.Parameter))})";

    private static string PartitionCondition(TableModel model, IReadOnlyList<KeyPart> partition)
        => $".Equal(Schema.PartitionKey.Attribute, {PartitionValues(model, partition)}, Mapper."
            + (model.IsComposed() ? TemplateEmitter.KeyWriter(0) : MapperEmitter.KeyWriter(partition[0].Member)) + ")";

    /// <summary>The value of the partition key, or those that it is composed of.</summary>
    public static string PartitionValues(TableModel model, IReadOnlyList<KeyPart> partition)
        => model.IsComposed()
            ? TemplateEmitter.Values(model.Item.KeyTemplates[0], member => partition.First(part => part.Member == member).Parameter)
            : partition[0].Parameter;
}
