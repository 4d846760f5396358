using TypedDynamo.Generators.Model;

namespace TypedDynamo.Generators.Emission;

/// <summary>Writes the verbs that take keys: their arguments are the key's own types and names.</summary>
internal static class QueryEmitter
{
    private const string Condition = $"{GlobalNames.Func}<ConditionTokens, {GlobalNames.ItemCondition}>?";
    private const string Table = $"{GlobalNames.DynamoTable}{{TItem, TKey, TUpdate, TCondition}}";
    private const string Cancellation = $"{GlobalNames.CancellationToken} cancellationToken = default";

    public static void Write(SourceWriter writer, TableModel model)
    {
        var parts = KeyEmitter.Parts(model);
        string arguments = string.Join(", ", parts.Select(part => part.Parameter));
        string key = $"new({arguments})";
        bool hasVersion = model.Item.StoredAttributes.Any(attribute => attribute.Role == AttributeRole.Version);
        string expected = hasVersion ? "long? expectedVersion = null, " : "";
        string version = hasVersion ? "expectedVersion" : "null";
        string update = $"{GlobalNames.Action}<UpdateTokens> update, {Condition} condition = null, ";
        string tail = $"{GlobalNames.Returning} returning = {GlobalNames.Returning}.None, {Cancellation}";

        WriteGet(writer, model, parts, $"new {model.KeyType()}({arguments})");
        WriteVerb(writer, model, parts, "UpdateAsync", "UpdateItemAsync", $"{update}{expected}{tail}", $"{key}, {version}, update, condition, returning");
        WriteVerb(writer, model, parts, "UpsertAsync", "UpsertItemAsync", update + tail, $"{key}, update, condition, returning");
        WriteVerb(
            writer, model, parts, "DeleteAsync", "DeleteItemAsync", $"{Condition} condition = null, {expected}bool returnOld = false, {Cancellation}",
            $"{key}, {version}, condition, returnOld");
        WriteQueries(writer, model);
        if (!model.IsUsable)
        {
            WriteUnusableScans(writer, model);
        }
    }

    /// <summary>Writes the queries of a table or an index: by its partition key alone, and with a condition on its sort key.</summary>
    public static void WriteQueries(SourceWriter writer, QueriedKey key)
    {
        Write("", "BeginKey(out _)", key.KnownSortKey.Length == 0 ? "" : ", " + key.KnownSortKey);
        if (key.SortKey is { } sortKey)
        {
            string condition = $"{GlobalNames.Func}<{sortKey.Token}, {GlobalNames.KeyCondition}> sortKey";
            Write(condition, sortKey.NeedsKey ? "BeginKey(out var key)" : "BeginKey(out _)", $", sortKey({sortKey.First})", sortKey.Example);
        }

        void Write(string condition, string begin, string sortKey, string? example = null)
        {
            writer.Line($"/// <inheritdoc cref=\"{key.Documentation}\"/>");
            WriteParameterDocs(writer, key.Partition);
            if (example is not null)
            {
                writer.Line($"/// <param name=\"sortKey\">The condition on the sort key, as in <c>k =&gt; {Names.Doc(example)}</c>.</param>");
            }

            string parameters = string.Join(", ", key.Partition.Select(part => $"{part.Type} {part.Parameter}").Concat(condition.Length == 0 ? [] : [condition]));
            string body = key.Fault ?? $"CreateQuery<{TokenEmitter.FilterTokens}>({begin}{key.PartitionCondition}{sortKey})";
            writer.Line($"public virtual {key.QueryType} Query({parameters})\n    => {body};");
        }
    }

    /// <summary>The value of the partition key, or those that it is composed of.</summary>
    public static string PartitionValues(TableModel model, IReadOnlyList<KeyPart> partition)
        => model.IsComposed()
            ? TemplateEmitter.Values(model.Item.KeyTemplates[0], member => partition.First(part => part.Member == member).Parameter)
            : partition[0].Parameter;

    private static void WriteGet(SourceWriter writer, TableModel model, IReadOnlyList<KeyPart> parts, string key)
    {
        string item = $"{model.ItemType()}?";

        // The base class cannot say of a struct that there is none.
        if (model.Item.IsValueType)
        {
            string found = $"static (found, item) => found ? item : ({item})null";
            writer.Line($"/// <inheritdoc cref=\"{Table}.GetItemAsync{{TResult}}\"/>");
            writer.Line($"public new virtual {GlobalNames.Task}<{item}> GetAsync({model.KeyType()} key, bool consistent = false, {Cancellation})");
            writer.Line($"    => {Body(model, $"GetItemAsync(key, consistent, {found}, cancellationToken)")};");
        }

        writer.Line($"/// <inheritdoc cref=\"{Table}.GetItemAsync{{TResult}}\"/>");
        WriteParameterDocs(writer, parts);
        writer.Line($"public virtual {GlobalNames.Task}<{item}> GetAsync({Arguments(parts)}bool consistent = false, {Cancellation})");
        writer.Line($"    => {Body(model, $"GetAsync({key}, consistent, cancellationToken)")};");
    }

    private static void WriteVerb(
        SourceWriter writer, TableModel model, IReadOnlyList<KeyPart> parts, string verb, string method, string parameters, string arguments)
    {
        // The base class cannot say of a struct that there is none: it gives the default value.
        string result = $"{GlobalNames.Task}<{model.ItemType()}{(model.Item.IsValueType ? "" : "?")}>";
        writer.Line($"/// <inheritdoc cref=\"{GlobalNames.GeneratedTable}{{TItem, TKey, TUpdate, TCondition}}.{method}\"/>");
        WriteParameterDocs(writer, parts);
        writer.Line($"public virtual {result} {verb}({Arguments(parts)}{parameters})");
        writer.Line($"    => {Body(model, $"{method}({arguments}, cancellationToken)")};");
    }

    private static void WriteQueries(SourceWriter writer, TableModel model)
    {
        var partition = KeyEmitter.PartitionParts(model);
        string values = PartitionValues(model, partition);
        string keyWriter = model.IsComposed() ? TemplateEmitter.KeyWriter(0) : MapperEmitter.KeyWriter(partition[0].Member);
        var key = new QueriedKey
        {
            QueryType = $"{GlobalNames.Query}<{model.ItemType()}, {(model.IsUsable ? TokenEmitter.ConditionTokens : GlobalNames.UnusableTokens)}, {TokenEmitter.FilterTokens}>",
            Documentation = $"{Table}.CreateQuery{{TFilter}}",
            Partition = partition,
            PartitionCondition = $".Equal(Schema.PartitionKey.Attribute, {values}, Mapper.{keyWriter})",
            KnownSortKey = model.IsComposed() && model.IsUsable ? TemplateEmitter.KnownSortKey(model, values) : "",
            SortKey = SortKey(model, partition, values),
            Fault = model.IsUsable ? null : TableEmitter.NotUsable(model),
        };
        WriteQueries(writer, key);
        if (model.IsComposed() && model.IsUsable && TemplateEmitter.HasSteps(model))
        {
            TemplateEmitter.WriteSteps(writer, model);
        }
    }

    // Of properties of any type, the runtime's aggregates cannot tell which of them is meant; without tokens they are out of the question.
    private static void WriteUnusableScans(SourceWriter writer, TableModel model)
    {
        string item = $"{model.ItemType()}, {GlobalNames.UnusableTokens}";
        string fault = TableEmitter.NotUsable(model);
        writer.Line($"""
            /// <inheritdoc/>
            public new {GlobalNames.Scan}<{item}, ConditionTokens> Scan() => {fault};
            /// <inheritdoc/>
            public new {GlobalNames.Scan}<{item}, ConditionTokens> ScanAllAsync({GlobalNames.ScanOptions}? options = null, {Cancellation}) => {fault};
            /// <inheritdoc/>
            public new {GlobalNames.ParallelScan}<{item}> ScanAllParallelAsync({GlobalNames.ParallelScanOptions}? options = null, {Cancellation}) => {fault};
            """);
    }

    private static QueriedSortKey? SortKey(TableModel model, IReadOnlyList<KeyPart> partition, string values)
    {
        if (!model.IsComposed())
        {
            return model.SortKey is null ? null : SortKeyOf(KeyEmitter.Parts(model)[1]);
        }

        if (!TemplateEmitter.HasSteps(model))
        {
            return null;
        }

        // What has no types must not stop the lambdas of those who call it from compiling.
        string member = model.Item.KeyTemplates[1].Members.FirstOrDefault(name => partition.All(part => part.Member != name)) ?? "";
        string token = model.IsUsable ? model.SortKeySteps : "dynamic";
        return new QueriedSortKey(token, model.IsUsable ? TemplateEmitter.FirstStep(model, values) : "", $"k.{member} == value", NeedsKey: false);

        static QueriedSortKey SortKeyOf(KeyPart part)
            => new(
                $"{GlobalNames.SortKey}<{part.Type}>",
                $"new(key, Schema.Attributes[{part.Key!.Ordinal}], Mapper.{MapperEmitter.KeyWriter(part.Member)})",
                "k >= from",
                NeedsKey: true);
    }

    private static string Arguments(IEnumerable<KeyPart> parts) => string.Concat(parts.Select(part => $"{part.Type} {part.Parameter}, "));

    private static string Body(TableModel model, string expression) => model.IsUsable ? expression : TableEmitter.NotUsable(model);

    private static void WriteParameterDocs(SourceWriter writer, IEnumerable<KeyPart> parts)
    {
        foreach (var part in parts)
        {
            writer.Line($"/// <param name=\"{part.Name}\">The {part.Role}.</param>");
        }
    }
}

/// <summary>The key that queries ask for: that of a table, or that of an index.</summary>
internal sealed record QueriedKey
{
    public required string QueryType { get; init; }

    /// <summary>The runtime's method that documents the query.</summary>
    public required string Documentation { get; init; }

    /// <summary>The arguments of a query: the partition key, or the values that it is composed of.</summary>
    public required IReadOnlyList<KeyPart> Partition { get; init; }

    /// <summary>The calls that ask for the partition key.</summary>
    public required string PartitionCondition { get; init; }

    /// <summary>The condition on the sort key that follows from the partition key; empty if none.</summary>
    public string KnownSortKey { get; init; } = "";

    /// <summary>The sort key, where queries can ask for it.</summary>
    public QueriedSortKey? SortKey { get; init; }

    /// <summary>The body of a query of an unusable table; null for a usable one.</summary>
    public string? Fault { get; init; }
}

/// <param name="Token">The type of what the user's lambda gets.</param>
/// <param name="First">The expression that makes it.</param>
/// <param name="Example">A condition on it.</param>
/// <param name="NeedsKey">Whether the expression names the condition that has been begun, <c>key</c>.</param>
internal sealed record QueriedSortKey(string Token, string First, string Example, bool NeedsKey);
