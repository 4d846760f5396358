using TypedDynamo.Generators.Model;
using View = TypedDynamo.Generators.Emission.ViewEmitter.View;

namespace TypedDynamo.Generators.Emission;

/// <summary>Writes the aggregates that read attributes by their tokens: least and greatest values, means, and groups.</summary>
/// <remarks>One generic method serves attributes of every type: the token says which type it is, and a switch gives what reads it.</remarks>
internal static class ValueAggregateEmitter
{
    private const string AskedForOne =
        "Only this attribute is asked for. Nothing is allocated for an item. A scan without <c>Take</c> is read in parallel.";

    public static void Write(SourceWriter writer, MapperNames names, TableModel model, View view)
    {
        var values = view.Item.StoredAttributes.Select(attribute => attribute.Value).ToList();
        if (values.Any(IsOrdered))
        {
            WriteExtreme(writer, model, view, isText: false, isGreatest: false);
            WriteExtreme(writer, model, view, isText: false, isGreatest: true);
        }

        if (values.Any(value => value.Kind == MemberKind.String))
        {
            WriteExtreme(writer, model, view, isText: true, isGreatest: false);
            WriteExtreme(writer, model, view, isText: true, isGreatest: true);
        }

        if (values.Any(value => ViewEmitter.Sums.ContainsKey(value.Kind) && value.Kind != MemberKind.Decimal))
        {
            WriteAverage(writer, model, view, isDecimal: false);
        }

        if (values.Any(value => value.Kind == MemberKind.Decimal))
        {
            WriteAverage(writer, model, view, isDecimal: true);
        }

        var keys = new[]
        {
            (Key.Scalar, IsUsed: values.Any(value => IsScalar(value) && value.DynamoType != AttributeType.Binary)),
            (Key.Boolean, IsUsed: values.Any(value => value.Kind == MemberKind.Boolean)),
        };
        foreach (var (key, _) in keys.Where(key => key.IsUsed))
        {
            WriteCounts(writer, model, view, key);
            foreach (var value in ViewEmitter.Summed(view))
            {
                WriteSums(writer, model, view, key, value);
            }

            WriteGroups(writer, model, view, key, isSelected: false);
            WriteGroups(writer, model, view, key, isSelected: true);
        }

        WriteReaders(writer, names, model, view);
    }

    /// <summary>Writes what the lambdas of an unusable type get.</summary>
    /// <param name="model">The table.</param>
    /// <param name="view">The view.</param>
    /// <param name="method">Writes a method, given all behind the name of <c>Task</c>.</param>
    public static void WriteUnusable(TableModel model, View view, Action<string> method)
    {
        string items = $"this {GlobalNames.ReadSequence}<{model.ItemType()}> items";
        string tokens = $"{GlobalNames.Func}<{view.Tokens}, dynamic>";
        method($"<dynamic> MinAsync({items}, {tokens} attribute, {ViewEmitter.CancellationToken})");
        method($"<dynamic> MaxAsync({items}, {tokens} attribute, {ViewEmitter.CancellationToken})");
        method($"<dynamic> AverageAsync({items}, {tokens} attribute, {ViewEmitter.CancellationToken})");
        method($"<dynamic> CountByAsync({items}, {tokens} key, {ViewEmitter.CancellationToken})");
        method($"<dynamic> SumByAsync({items}, {tokens} key, {tokens} attribute, {ViewEmitter.CancellationToken})");
        string states = $"{GlobalNames.Func}<TState> seed, {view.Name}Step<TState> step, {GlobalNames.Func}<TState, TState, TState> merge";
        method($"<dynamic> GroupByAsync<TState>({items}, {tokens} key, {states}, {ViewEmitter.CancellationToken})");
        method($"<dynamic> GroupByAsync<TState>({items}, {tokens} key, {tokens} attributes, {states}, {ViewEmitter.CancellationToken})");
    }

    /// <summary>Whether a value's token is a scalar one.</summary>
    private static bool IsScalar(ValueModel value) => value.CanBeKey && value.Kind != MemberKind.Boolean;

    // The order of enums by name is not that of their values, and that of binary data is not known to C#.
    private static bool IsOrdered(ValueModel value)
        => IsScalar(value) && !value.IsReferenceType && !value.Kind.IsEnum() && value.DynamoType != AttributeType.Binary;

    private static void WriteExtreme(SourceWriter writer, TableModel model, View view, bool isText, bool isGreatest)
    {
        string extreme = isGreatest ? "greatest" : "least";
        writer.Line();
        if (isText)
        {
            writer.Line($"""
                /// <summary>Finds the {extreme} string of one attribute, in the order of their UTF-8 bytes, which is DynamoDB's.</summary>
                /// <remarks>
                /// Items that lack the attribute, or hold NULL in it, do not count.
                /// {AskedForOne}
                /// </remarks>
                """);
        }
        else
        {
            writer.Line($"""
                /// <summary>Finds the {extreme} value of one attribute, in the order of its C# type.</summary>
                /// <remarks>
                /// Items that lack the attribute, or hold NULL in it, do not count.
                /// {AskedForOne}
                /// </remarks>
                /// <typeparam name="T">The type of the values.</typeparam>
                /// <typeparam name="TType">What they are stored as.</typeparam>
                """);
        }

        WriteItemsParameter(writer);
        WriteAttributeParameter(writer);
        WriteCancellation(writer);
        writer.Line("/// <returns>The value; <see langword=\"null\"/> if there is none.</returns>");
        WriteExceptions(writer);
        string name = isGreatest ? "MaxAsync" : "MinAsync";
        string token = isText ? $"{GlobalNames.ScalarToken}<string, {GlobalNames.StringType}>" : $"{GlobalNames.ScalarToken}<T, TType>";
        string constraint = isText ? "" : $"\n    where T : struct, {GlobalNames.Comparable}<T>";
        writer.Line($"public static {GlobalNames.Task}<{(isText ? "string" : "T")}?> {name}{(isText ? "" : "<T, TType>")}(this {GlobalNames.ReadSequence}<{view.Item.Type}> items, "
            + $"{GlobalNames.Func}<{view.Tokens}, {token}> attribute, {ViewEmitter.CancellationToken}){constraint}");
        ViewEmitter.WriteCall(writer, model, view, "ExtremeAsync", "items", $"{Value(view, "attribute")}, isGreatest: {(isGreatest ? "true" : "false")}");
    }

    private static void WriteAverage(SourceWriter writer, TableModel model, View view, bool isDecimal)
    {
        string rounding = isDecimal
            ? "The sum is exact, and the mean the decimal that is nearest to it."
            : "Of whole numbers the sum is exact, and the mean the double that is nearest to it.";
        writer.Line();
        writer.Line($"""
            /// <summary>Computes the mean of one attribute. Items that lack it, or hold NULL in it, do not count.</summary>
            /// <remarks>
            /// {rounding}
            /// {AskedForOne}
            /// </remarks>
            """);
        if (!isDecimal)
        {
            writer.Line("/// <typeparam name=\"T\">The type of the values.</typeparam>");
        }

        WriteItemsParameter(writer);
        WriteAttributeParameter(writer);
        WriteCancellation(writer);
        writer.Line("/// <returns>The mean; <see langword=\"null\"/> if there is no value.</returns>");
        WriteExceptions(writer);
        writer.Line($"public static {GlobalNames.Task}<{(isDecimal ? "decimal" : "double")}?> AverageAsync{(isDecimal ? "" : "<T>")}(this {GlobalNames.ReadSequence}<{view.Item.Type}> items, "
            + $"{GlobalNames.Func}<{view.Tokens}, {GlobalNames.ScalarToken}<{(isDecimal ? "decimal" : "T")}, {GlobalNames.NumberType}>> attribute, {ViewEmitter.CancellationToken})"
            + (isDecimal ? "" : $"\n    where T : struct, {GlobalNames.Number}<T>"));
        ViewEmitter.WriteCall(writer, model, view, "AverageAsync", "items", Value(view, "attribute"));
    }

    private static void WriteCounts(SourceWriter writer, TableModel model, View view, Key key)
    {
        writer.Line();
        writer.Line($"""
            /// <summary>Counts the items by the value of one attribute.</summary>
            /// <remarks>
            /// Items that lack the attribute, or hold NULL in it, do not count.
            /// {AskedForOne}
            /// </remarks>
            """);
        WriteKeyType(writer, key);
        WriteItemsParameter(writer);
        WriteKeyParameter(writer);
        WriteCancellation(writer);
        writer.Line("/// <returns>How many items have each value; empty without items.</returns>");
        WriteExceptions(writer);
        writer.Line($"public static {GlobalNames.Task}<{GlobalNames.Dictionary}<{key.Type}, long>> CountByAsync{key.TypeParameters("")}(this {GlobalNames.ReadSequence}<{view.Item.Type}> items, "
            + $"{key.Parameter(view)}, {ViewEmitter.CancellationToken}){key.Constraint}");
        ViewEmitter.WriteCall(writer, model, view, "CountByAsync", "items", key.Argument(view));
    }

    private static void WriteSums(SourceWriter writer, TableModel model, View view, Key key, ValueModel value)
    {
        string sum = ViewEmitter.Sums[value.Kind];
        string token = $"{GlobalNames.ScalarToken}<{value.Type}, {GlobalNames.NumberType}>";
        writer.Line();
        writer.Line("""
            /// <summary>Adds up one attribute by the value of another one.</summary>
            /// <remarks>
            /// Items that lack the key, or hold NULL in it, belong to no group; those that lack the other attribute add nothing to theirs.
            /// Only the two are asked for. Nothing is allocated for an item. A scan without <c>Take</c> is read in parallel.
            /// </remarks>
            """);
        WriteKeyType(writer, key);
        WriteItemsParameter(writer);
        WriteKeyParameter(writer);
        WriteAttributeParameter(writer);
        WriteCancellation(writer);
        writer.Line("/// <returns>The sum of each group; empty without items.</returns>\n"
            + "/// <exception cref=\"global::System.OverflowException\">A sum is greater than its type holds.</exception>");
        WriteExceptions(writer);
        writer.Line($"public static {GlobalNames.Task}<{GlobalNames.Dictionary}<{key.Type}, {sum}>> SumByAsync{key.TypeParameters("")}(this {GlobalNames.ReadSequence}<{view.Item.Type}> items, "
            + $"{key.Parameter(view)}, {GlobalNames.Func}<{view.Tokens}, {token}> attribute, {ViewEmitter.CancellationToken}){key.Constraint}");
        ViewEmitter.WriteCall(
            writer, model, view, $"SumByAsync<{view.Item.Type}, {key.Type}, {token}, {sum}>", "items",
            $"{key.Argument(view)}, attribute(default), {ViewEmitter.ReadSummed(value)}");
    }

    private static void WriteGroups(SourceWriter writer, TableModel model, View view, Key key, bool isSelected)
    {
        writer.Line();
        writer.Line($"""
            /// <summary>Makes an aggregate of each group of items that have the value of one attribute in common.</summary>
            /// <remarks>
            /// Items that lack the attribute, or hold NULL in it, belong to no group. A scan without <c>Take</c> is read in parallel, as by
            /// <c>InParallel()</c>: each worker has groups of its own, which are merged in the end, in no particular order.
            /// {(isSelected ? "Only the key and the attributes are asked for that are selected, and what tells the items of the type from others in the table." : ViewEmitter.Asked(false))}
            /// </remarks>
            """);
        WriteKeyType(writer, key);
        ViewEmitter.WriteTypeOfAttributes(writer, isSelected);
        writer.Line("/// <typeparam name=\"TState\">What a group comes to.</typeparam>");
        WriteItemsParameter(writer);
        WriteKeyParameter(writer);
        ViewEmitter.WriteAttributesParameter(writer, isSelected);
        writer.Line("""
            /// <param name="seed">Makes the state of a group without items: it is called once for each group of each worker.</param>
            /// <param name="step">Takes one more item of a group in. Several workers call it at once, each with states of its own.</param>
            /// <param name="merge">Makes one state of two of the same group; it may change the first one and return it.</param>
            """);
        WriteCancellation(writer);
        writer.Line("/// <returns>What each group comes to; empty without items.</returns>");
        writer.Line($"/// <exception cref=\"{GlobalNames.ItemMappingException}\">An attribute that is read is missing or of another type.</exception>");
        if (isSelected)
        {
            ViewEmitter.WriteRefusals(writer, isSelected);
        }
        else
        {
            writer.Line("/// <exception cref=\"global::System.ArgumentException\">The key is a part of an attribute. Nothing was sent.</exception>");
        }

        var (type, parameter, argument, constraint) = ViewEmitter.Selection(view, isSelected);
        writer.Line($"public static {GlobalNames.Task}<{GlobalNames.Dictionary}<{key.Type}, TState>> GroupByAsync{key.TypeParameters($"{type}TState")}(this {GlobalNames.ReadSequence}<{view.Item.Type}> items, "
            + $"{key.Parameter(view)}, {parameter}{GlobalNames.Func}<TState> seed, {view.Name}Step<TState> step, {GlobalNames.Func}<TState, TState, TState> merge, {ViewEmitter.CancellationToken})"
            + key.Constraint + constraint);
        ViewEmitter.WriteCall(writer, model, view, "GroupByAsync", "items", $"{key.Argument(view)}, {argument}seed, {ViewEmitter.CallStep(view)}, merge");
    }

    /// <summary>Writes the switch that gives what reads the values of an attribute.</summary>
    private static void WriteReaders(SourceWriter writer, MapperNames names, TableModel model, View view)
    {
        var ordinals = view.Item.StoredAttributes.Where(attribute => IsScalar(attribute.Value) && attribute.Value.DynamoType != AttributeType.Binary)
            .Select(attribute => (Ordinal: view.Item.OrdinalOf(attribute.Name), Value: attribute.Value with { IsNullable = false }))
            .GroupBy(attribute => (attribute.Value.Type, Read: ValueEmitter.Read(names, attribute.Value)));
        writer.Line();
        if (model.HasObsoleteMembers)
        {
            writer.Line($"[{GlobalNames.Obsolete}]");
        }

        using (writer.Block($"private static {GlobalNames.Delegate}? {ReadersOf(view)}(int ordinal)"))
        {
            writer.Line("return ordinal switch\n{");
            foreach (var attributes in ordinals)
            {
                string pattern = string.Join(" or ", attributes.Select(attribute => attribute.Ordinal).Distinct());
                writer.Line($"    {pattern} => ({GlobalNames.ItemValueReader}<{attributes.Key.Type}>)(static (ref {GlobalNames.ItemReader} reader) => {attributes.Key.Read}),");
            }

            writer.Line("    _ => null,\n};");
        }
    }

    private static string ReadersOf(View view) => "ReaderOf" + view.Name;

    private static string Value(View view, string lambda) => $"{GlobalNames.ItemValue}.Of({lambda}(default), {view.Mapper}.Instance.Schema, {ReadersOf(view)})";

    private static void WriteItemsParameter(SourceWriter writer) => writer.Line("/// <param name=\"items\">The query or scan.</param>");

    private static void WriteAttributeParameter(SourceWriter writer)
        => writer.Line("/// <param name=\"attribute\">The attribute, as in <c>o =&gt; o.Property</c>. It is called at once, once.</param>");

    private static void WriteKeyParameter(SourceWriter writer)
        => writer.Line("/// <param name=\"key\">The attribute that tells the groups apart, as in <c>o =&gt; o.Property</c>. It is called at once, once.</param>");

    private static void WriteCancellation(SourceWriter writer) => writer.Line("/// <param name=\"cancellationToken\">Ends the requests.</param>");

    private static void WriteExceptions(SourceWriter writer)
        => writer.Line($"""
            /// <exception cref="{GlobalNames.ItemMappingException}">An attribute of an item is not what its property's type holds.</exception>
            /// <exception cref="global::System.ArgumentException">It is a part of an attribute. Nothing was sent.</exception>
            """);

    private static void WriteKeyType(SourceWriter writer, Key key)
    {
        if (key == Key.Scalar)
        {
            writer.Line("""
                /// <typeparam name="TKey">The type of the attribute that tells the groups apart.</typeparam>
                /// <typeparam name="TKeyType">What it is stored as.</typeparam>
                """);
        }
    }

    /// <summary>What tells groups apart: a scalar of any type, or a bool, whose token is of another type.</summary>
    private sealed record Key(string Type)
    {
        public static readonly Key Scalar = new("TKey");
        public static readonly Key Boolean = new("bool");

        public string Constraint => this == Scalar ? $"\n    where TKey : notnull\n    where TKeyType : {GlobalNames.GroupedType}" : "";

        public string TypeParameters(string others)
        {
            string parameters = this != Scalar ? others : others.Length == 0 ? "TKey, TKeyType" : $"TKey, TKeyType, {others}";
            return parameters.Length == 0 ? "" : $"<{parameters}>";
        }

        public string Parameter(View view)
            => $"{GlobalNames.Func}<{view.Tokens}, {(this == Scalar ? $"{GlobalNames.ScalarToken}<TKey, TKeyType>" : GlobalNames.BooleanToken)}> key";

        public string Argument(View view) => this == Scalar ? Value(view, "key") : $"{GlobalNames.ItemValue}.Of(key(default))";
    }
}
