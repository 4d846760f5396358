using TypedDynamo.Generators.Model;
using View = TypedDynamo.Generators.Emission.ViewEmitter.View;

namespace TypedDynamo.Generators.Emission;

/// <summary>Writes the aggregates that hand views to a lambda.</summary>
/// <remarks>All other aggregates are the runtime's. Before C# 13, no method of the runtime can take a view, for a ref struct cannot be a type argument.</remarks>
internal static class AggregateEmitter
{
    private const string Cancellation = $"{GlobalNames.CancellationToken} cancellationToken = default";
    private const string Step = "Of(step)";
    private const string Merge = $"{GlobalNames.Func}<TState, TState, TState> merge";

    public static void Write(SourceWriter writer, TableModel model, IReadOnlyList<View> views)
    {
        foreach (var view in views)
        {
            WriteStep(writer, model, view);
            writer.Line();
        }

        writer.Line($"/// <summary>Aggregates {model.ItemInDocs()} items without an object for each.</summary>");
        using (writer.Block($"{TableSource.GeneratedCode}\n{model.Accessibility()} static class {model.ViewExtensions}"))
        {
            foreach (var view in views)
            {
                WriteAggregates(writer, view);
                WriteGroups(writer, view);
                writer.Line($"private static {GlobalNames.ItemViewStep}<TState> Of<TState>({view.Name}Step<TState> step)");
                writer.Line($"    => (ref TState state, in {GlobalNames.ItemView} item) => step(ref state, new(item));");
            }
        }
    }

    /// <summary>Writes what the lambdas of an unusable type get.</summary>
    public static void WriteUnusable(SourceWriter writer, TableModel model, View view)
    {
        string fault = TableEmitter.NotUsable(model);
        string sequence = $"<{model.ItemType()}, {GlobalNames.UnusableTokens}> items";
        string tokens = $"{GlobalNames.Func}<{view.Tokens}, dynamic>";
        string step = $"{view.Name}Step<TState> step";
        WriteStep(writer, model, view);
        writer.Line("\n/// <summary>Makes no aggregates, for the item cannot be stored.</summary>");
        using (writer.Block($"{TableSource.GeneratedCode}\n{model.Accessibility()} static class {model.ViewExtensions}"))
        {
            string items = $"this {GlobalNames.ReadSequence}{sequence}";
            foreach (string aggregate in new[] { "SumAsync", "MinAsync", "MaxAsync", "AverageAsync", "CountByAsync" })
            {
                Method($"<dynamic> {aggregate}({items}, {tokens} attribute");
            }

            Method($"<dynamic> SumByAsync({items}, {tokens} key, {tokens} attribute");
            foreach (string selection in new[] { "", $"{tokens} attributes, " })
            {
                Method($"<TState> AggregateAsync<TState>(this {GlobalNames.SerialSequence}{sequence}, {selection}TState seed, {step}");
                Method($"<TState> AggregateAsync<TState>(this {GlobalNames.ParallelScan}{sequence}, {selection}{GlobalNames.Func}<TState> seed, {step}, {Merge}");
                Method($"<dynamic> GroupByAsync<TState>({items}, {tokens} key, {selection}{GlobalNames.Func}<TState> seed, {step}, {Merge}");
            }
        }

        void Method(string signature)
            => writer.Line($"/// <summary>Makes no aggregate.</summary>\npublic static {GlobalNames.Task}{signature}, {Cancellation})\n    => {fault};");
    }

    private static void WriteStep(SourceWriter writer, TableModel model, View view)
        => writer.Line($"""
            /// <inheritdoc cref="{GlobalNames.ItemViewStep}{"{TState}"}"/>
            {model.Accessibility()} delegate void {view.Name}Step<TState>(ref TState state, {view.Name} item);
            """);

    private static void WriteAggregates(SourceWriter writer, View view)
    {
        foreach (bool isParallel in new[] { false, true })
        {
            string method = isParallel ? "AggregateInParallelAsync" : "AggregateAsync";
            string sequence = isParallel ? GlobalNames.ParallelScan : GlobalNames.SerialSequence;
            string seed = isParallel ? $"{GlobalNames.Func}<TState>" : "TState";
            foreach (bool isSelected in new[] { false, true })
            {
                var selection = Selection(view, isSelected);
                string parameters = $"{selection.Parameter}{seed} seed, {view.Name}Step<TState> step, {(isParallel ? Merge + ", " : "")}{Cancellation}";
                writer.Line($"/// <inheritdoc cref=\"{GlobalNames.ItemAggregates}.{method}{{TItem, TTokens, {selection.Type}TState}}\"/>");
                writer.Line($"public static {GlobalNames.Task}<TState> AggregateAsync<{selection.Type}TState>(this {Items(sequence, view)}, {parameters}){selection.Constraint}");
                writer.Line($"    => {GlobalNames.ItemAggregates}.{method}(items, {selection.Argument}seed, {Step}, {(isParallel ? "merge, " : "")}cancellationToken);");
            }
        }
    }

    private static void WriteGroups(SourceWriter writer, View view)
    {
        var values = view.Item.StoredAttributes.Select(attribute => attribute.Value).ToList();
        if (values.Any(value => value.CanBeKey && value.Kind != MemberKind.Boolean && value.DynamoType != AttributeType.Binary))
        {
            string constraint = $" where TKey : notnull where TKeyType : {GlobalNames.GroupedType}";
            WriteGroup(writer, view, "TKey", "TKey, TKeyType, ", $"{GlobalNames.ScalarToken}<TKey, TKeyType>", constraint);
        }

        if (values.Any(value => value.Kind == MemberKind.Boolean))
        {
            WriteGroup(writer, view, "bool", "", GlobalNames.BooleanToken, "");
        }
    }

    private static void WriteGroup(SourceWriter writer, View view, string key, string types, string token, string constraint)
    {
        foreach (bool isSelected in new[] { false, true })
        {
            var selection = Selection(view, isSelected);
            string parameters = $"{GlobalNames.Func}<{view.Tokens}, {token}> key, {selection.Parameter}{GlobalNames.Func}<TState> seed, "
                + $"{view.Name}Step<TState> step, {Merge}, {Cancellation}";
            writer.Line($"/// <inheritdoc cref=\"{GlobalNames.ItemAggregates}.GroupByAsync{{TItem, TTokens, TKey, TKeyType, {selection.Type}TState}}\"/>");
            writer.Line($"public static {GlobalNames.Task}<{GlobalNames.Dictionary}<{key}, TState>> GroupByAsync<{types}{selection.Type}TState>("
                + $"this {Items(GlobalNames.ReadSequence, view)}, {parameters}){constraint}{selection.Constraint}");
            writer.Line($"    => {GlobalNames.ItemAggregates}.GroupByAsync(items, key, {selection.Argument}seed, {Step}, merge, cancellationToken);");
        }
    }

    private static string Items(string sequence, View view) => $"{sequence}<{view.Item.Type}, {view.Tokens}> items";

    /// <summary>The parts that a selection of attributes adds to a method: a type parameter, a parameter, an argument of the call, and a constraint.</summary>
    private static (string Type, string Parameter, string Argument, string Constraint) Selection(View view, bool isSelected)
        => isSelected
            ? ("TAttributes, ", $"{GlobalNames.Func}<{view.Tokens}, TAttributes> attributes, ", "attributes, ", " where TAttributes : struct")
            : ("", "", "", "");
}
