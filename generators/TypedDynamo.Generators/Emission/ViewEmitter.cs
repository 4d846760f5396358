using TypedDynamo.Generators.Model;

namespace TypedDynamo.Generators.Emission;

/// <summary>Writes the views of items, which decode an attribute when it is read, and the aggregates that are made of them.</summary>
internal static class ViewEmitter
{
    private const string ToItem = "ToItem";
    public const string CancellationToken = $"{GlobalNames.CancellationToken} cancellationToken = default";

    // What views have of object and by themselves, and no property can be called.
    private static readonly string[] s_ownMembers =
        ["Equals", "Finalize", "GetHashCode", "GetType", "MemberwiseClone", "ReferenceEquals", "ToString", ToItem, "_item"];

    /// <summary>The types of sums: those that hold what is added up of many items.</summary>
    public static readonly IReadOnlyDictionary<MemberKind, string> Sums = new Dictionary<MemberKind, string>
    {
        [MemberKind.Byte] = "long",
        [MemberKind.SByte] = "long",
        [MemberKind.Int16] = "long",
        [MemberKind.UInt16] = "long",
        [MemberKind.Int32] = "long",
        [MemberKind.UInt32] = "long",
        [MemberKind.Int64] = "long",
        [MemberKind.IntPtr] = "long",
        [MemberKind.UInt64] = "ulong",
        [MemberKind.UIntPtr] = "ulong",
        [MemberKind.Int128] = "global::System.Int128",
        [MemberKind.UInt128] = "global::System.UInt128",
        [MemberKind.BigInteger] = "global::System.Numerics.BigInteger",
        [MemberKind.Half] = "double",
        [MemberKind.Single] = "double",
        [MemberKind.Double] = "double",
        [MemberKind.Decimal] = "decimal",
    };

    public static void Write(SourceWriter writer, TableModel model)
    {
        var views = model.Indexes.Where(index => index.ItemClass is not null).Select(index => View.Of(model, index)).Prepend(View.Of(model)).ToList();
        var names = new MapperNames(model) { Qualifier = $"{model.TableType()}.Mapper." };
        foreach (var view in views)
        {
            WriteView(writer, names, model, view);
            writer.Line();
            WriteStep(writer, model, view);
            writer.Line();
        }

        writer.Line($"/// <summary>Makes aggregates of queries and scans of {model.ItemInDocs()} items without an object for each.</summary>");
        using (writer.Block($"{TableSource.GeneratedCode}\n{model.Accessibility()} static class {model.ViewExtensions}"))
        {
            foreach (var view in views)
            {
                if (view != views[0])
                {
                    writer.Line();
                }

                WriteAggregates(writer, model, view);
                WriteSums(writer, model, view);
                ValueAggregateEmitter.Write(writer, names, model, view);
            }
        }
    }

    /// <summary>Writes what the lambdas of an unusable type get: properties of any type, lest each be an error beside the type's own.</summary>
    public static void WriteUnusable(SourceWriter writer, TableModel model)
    {
        string fault = TableEmitter.NotUsable(model);
        string cannot = "for the item cannot be stored";
        writer.Line($"/// <summary>Properties of any type, {cannot}.</summary>");
        using (writer.Block($"{TableSource.GeneratedCode}\n{model.Accessibility()} readonly ref struct {model.ViewStruct}"))
        {
            var taken = new HashSet<string>(s_ownMembers, StringComparer.Ordinal) { model.ViewStruct };
            foreach (string member in model.Item.Members.Select(member => member.Member.Member).Distinct(StringComparer.Ordinal))
            {
                string property = Names.Identifier(KeyEmitter.Free(member, taken));
                writer.Line($"/// <summary>Gets <c>{Names.Doc(member)}</c>, {cannot}.</summary>\npublic dynamic {property} => {fault};\n");
            }

            writer.Line($"/// <summary>Reads no item, {cannot}.</summary>\n/// <returns>Nothing.</returns>\npublic {model.ItemType()} {ToItem}() => {fault};");
        }

        var view = new View(model.ViewStruct, model.Item, "", $"{model.TableType()}.{TokenEmitter.ConditionTokens}");
        writer.Line();
        WriteStep(writer, model, view);
        writer.Line($"\n/// <summary>Makes no aggregates, {cannot}.</summary>");
        using (writer.Block($"{TableSource.GeneratedCode}\n{model.Accessibility()} static class {model.ViewExtensions}"))
        {
            string item = model.ItemType();
            string tokens = $"{GlobalNames.Func}<{view.Tokens}, dynamic>";
            Method($"<TState> AggregateAsync<TState>(this {GlobalNames.ReadSequence}<{item}> items, TState seed, {view.Name}Step<TState> step, {CancellationToken})");
            Method($"<TState> AggregateAsync<TState>(this {GlobalNames.ParallelScan}<{item}> items, {GlobalNames.Func}<TState> seed, {view.Name}Step<TState> step, "
                + $"{GlobalNames.Func}<TState, TState, TState> merge, {CancellationToken})");
            Method($"<TState> AggregateAsync<TState>(this {GlobalNames.ReadSequence}<{item}> items, {tokens} attributes, TState seed, "
                + $"{view.Name}Step<TState> step, {CancellationToken})");
            Method($"<TState> AggregateAsync<TState>(this {GlobalNames.ParallelScan}<{item}> items, {tokens} attributes, {GlobalNames.Func}<TState> seed, "
                + $"{view.Name}Step<TState> step, {GlobalNames.Func}<TState, TState, TState> merge, {CancellationToken})");
            Method($"<dynamic> SumAsync(this {GlobalNames.ReadSequence}<{item}> items, {tokens} attribute, {CancellationToken})");
            ValueAggregateEmitter.WriteUnusable(model, view, Method);
        }

        void Method(string signature)
            => writer.Line($"/// <summary>Makes no aggregate, {cannot}.</summary>\npublic static {GlobalNames.Task}{signature} => {fault};");
    }

    private static void WriteView(SourceWriter writer, MapperNames names, TableModel model, View view)
    {
        string item = $"<see cref=\"{view.Item.Type}\"/>";
        writer.Line($"""
            /// <summary>A {item} item in the bytes of a response: each property decodes its attribute when it is read.</summary>
            /// <remarks>
            /// A property has the value that it has in the object that the item would be read as. It throws an
            /// <see cref="{GlobalNames.ItemMappingException}"/> if the attribute is of another type, or is missing and must not be; of attributes that are
            /// not read nothing is checked. What is read twice is decoded twice.
            /// </remarks>
            {TableSource.GeneratedCode}
            """);
        using (writer.Block($"{model.Accessibility()} readonly ref struct {view.Name}"))
        {
            writer.Line($$"""
                private readonly {{GlobalNames.ItemView}} _item;

                internal {{view.Name}}({{GlobalNames.ItemView}} item) => _item = item;
                """);
            WriteProperties(writer, names, model, view);
            writer.Line();
            writer.Line($"""
                /// <summary>Reads the whole item as an object.</summary>
                /// <returns>The object.</returns>
                /// <exception cref="{GlobalNames.ItemMappingException}">An attribute is missing or holds what the type cannot.</exception>
                """);
            using (writer.Block($"public {view.Item.Type} {ToItem}()"))
            {
                writer.Line($"var reader = _item.ReadItem();\nreturn {view.Mapper}.Instance.Read(ref reader);");
            }
        }
    }

    private static void WriteProperties(SourceWriter writer, MapperNames names, TableModel model, View view)
    {
        var taken = new HashSet<string>(s_ownMembers, StringComparer.Ordinal) { view.Name };
        var properties = view.Item.Members.Select(member => (member.Number, member.Member, Name: KeyEmitter.Free(member.Member.Member, taken))).ToList();
        foreach (var (number, member, name) in properties)
        {
            string property = Names.Identifier(name);
            writer.Line();
            if (number >= view.Item.Attributes.Count)
            {
                writer.Line($"/// <summary>Gets <c>{Names.Doc(member.Member)}</c>. It is no attribute of its own, so that the whole item is read for it.</summary>");
                WriteObsolete(writer, model);
                writer.Line($"public {ValueEmitter.TypeWithNull(member.Value)} {property} => {OfObject(member)};");
                continue;
            }

            string code = TableEmitter.TypeCode(member.Value);
            writer.Line($"/// <summary>Gets the attribute <c>{Names.Doc(member.Name)}</c> ({code}).</summary>");
            WriteAttribute(writer, names, model, member, property, number);
            if (member.Kind == MemberKind.String)
            {
                writer.Line();
                writer.Line($"/// <summary>Gets the attribute <c>{Names.Doc(member.Name)}</c> ({code}) in UTF-8; empty for null.</summary>");
                writer.Line($"public {GlobalNames.ReadOnlySpan}<byte> {KeyEmitter.Free(name + "Utf8", taken)} => {Utf8(model, member, property, number)};");
            }
        }
    }

    private static void WriteAttribute(
        SourceWriter writer, MapperNames names, TableModel model, AttributeModel attribute, string property, int ordinal)
    {
        // A collection without an accessor is made by the class, perhaps with a comparer.
        if (attribute.Population == Population.Filling)
        {
            WriteObsolete(writer, model);
            writer.Line($"public {ValueEmitter.TypeWithNull(attribute.Value)} {property} => {OfObject(attribute)};");
            return;
        }

        string read = ValueEmitter.Read(names, attribute.Value);
        if (attribute.Absence == Absence.Throws && !IsLeftToObject(model, attribute))
        {
            using (writer.Block($"public {ValueEmitter.TypeWithNull(attribute.Value)} {property}"))
            using (writer.Block("get"))
            {
                writer.Line($"var reader = _item.Read({ordinal});\nreturn {read};");
            }

            return;
        }

        // Of an item without the attribute, a type that does not have it says nothing.
        string type = attribute.Type + (attribute.IsNullable || attribute.IsOfDerivedType ? "?" : "");
        string absent = attribute.IsOfDerivedType ? ValueEmitter.Null(attribute.Value)
            : IsLeftToObject(model, attribute) ? OfObject(attribute)
            : attribute.Absence == Absence.ReadsEmpty ? CollectionEmitter.New(attribute.Value)
            : Default(attribute);
        if (absent.StartsWith(ToItem, StringComparison.Ordinal))
        {
            WriteObsolete(writer, model);
        }

        string readInParentheses = attribute.IsNullable ? $"({read})" : read;
        writer.Line($"public {type} {property} => _item.TryRead({ordinal}, out var reader) ? {readInParentheses} : {absent};");
    }

    // Of a small number and a constant, C# makes an int.
    private static string Default(AttributeModel attribute)
        => attribute is { Default: null, IsNullable: true } ? ValueEmitter.Null(attribute.Value)
            : attribute.Default is null || attribute.Value.IsReferenceType ? ItemEmitter.Default(attribute)
            : $"({attribute.Type})({ItemEmitter.Default(attribute)})";

    /// <summary>Whether only an object can say what the property is of an item without the attribute.</summary>
    private static bool IsLeftToObject(TableModel model, AttributeModel attribute)
        => attribute.MayBeInitialized || (model.ItemTypes is not null && !attribute.IsOfDerivedType && attribute.Absence != Absence.ReadsEmpty);

    private static string Utf8(TableModel model, AttributeModel attribute, string property, int ordinal)
    {
        bool isLeftToObject = IsLeftToObject(model, attribute);
        if (attribute.Absence == Absence.Throws && !isLeftToObject)
        {
            return $"_item.Read({ordinal}).ReadKeyText()";
        }

        string isPresent = $"_item.TryRead({ordinal}, out var reader){(attribute.IsNullable ? " && !reader.ReadNull()" : "")}";
        string absent = !isLeftToObject && string.IsNullOrEmpty(attribute.Default) ? "default" : $"{GlobalNames.Encoding}.UTF8.GetBytes({property} ?? \"\")";
        return $"{isPresent} ? reader.ReadKeyText() : {absent}";
    }

    private static string OfObject(AttributeModel member)
        => $"{ToItem}().{Names.Identifier(member.Member)}{(member.Value is { IsReferenceType: true, IsNullable: false } ? "!" : "")}";

    // What is obsolete as an error can be used by what is obsolete itself.
    private static void WriteObsolete(SourceWriter writer, TableModel model)
    {
        if (model.HasObsoleteMembers)
        {
            writer.Line($"[{GlobalNames.Obsolete}]");
        }
    }

    private static void WriteStep(SourceWriter writer, TableModel model, View view)
        => writer.Line($"""
            /// <summary>Takes one more item into what an aggregate has come to.</summary>
            /// <typeparam name="TState">What the aggregate comes to.</typeparam>
            /// <param name="state">What it has come to. The step changes it.</param>
            /// <param name="item">The item. It does not outlive the call.</param>
            {model.Accessibility()} delegate void {view.Name}Step<TState>(ref TState state, {view.Name} item);
            """);

    private static void WriteAggregates(SourceWriter writer, TableModel model, View view)
    {
        foreach (bool isSelected in new[] { false, true })
        {
            WriteAggregate(writer, model, view, "query", GlobalNames.Query, isSelected);
            writer.Line();
            WriteAggregate(writer, model, view, "scan", GlobalNames.Scan, isSelected);
            writer.Line();
            WriteParallelAggregate(writer, model, view, isSelected);
            if (!isSelected)
            {
                writer.Line();
            }
        }
    }

    private static void WriteParallelAggregate(SourceWriter writer, TableModel model, View view, bool isSelected)
    {
        writer.Line($"""
            /// <summary>Makes an aggregate of all items of a parallel scan, by a lambda that is called for each.</summary>
            /// <remarks>
            /// Each worker has a state of its own, which only it changes. The states are merged in the end, in no particular order.
            /// {Asked(isSelected)} Nothing is allocated for an item but what its view is asked for.
            /// </remarks>
            """);
        WriteTypeOfAttributes(writer, isSelected);
        writer.Line("""
            /// <typeparam name="TState">What the aggregate comes to.</typeparam>
            /// <param name="scan">The scan.</param>
            """);
        WriteAttributesParameter(writer, isSelected);
        writer.Line($"""
            /// <param name="seed">Makes the state without items: it is called once for each worker.</param>
            /// <param name="step">Takes one more item in. Several workers call it at once, each with its own state.</param>
            /// <param name="merge">Makes one state of two; it may change the first one and return it.</param>
            /// <param name="cancellationToken">Ends the requests.</param>
            /// <returns>What the aggregate comes to.</returns>
            /// <exception cref="{GlobalNames.ItemMappingException}">An attribute that the step reads is missing or of another type.</exception>
            """);
        WriteRefusals(writer, isSelected);
        var (type, parameter, argument, constraint) = Selection(view, isSelected);
        writer.Line($"public static {GlobalNames.Task}<TState> AggregateAsync<{type}TState>(this {GlobalNames.ParallelScan}<{view.Item.Type}> scan, {parameter}"
            + $"{GlobalNames.Func}<TState> seed, {view.Name}Step<TState> step, {GlobalNames.Func}<TState, TState, TState> merge, {CancellationToken}){constraint}");
        WriteCall(writer, model, view, "AggregateAsync", "scan", $"{argument}seed, {CallStep(view)}, merge");
    }

    private static void WriteAggregate(SourceWriter writer, TableModel model, View view, string receiver, string receiverType, bool isSelected)
    {
        writer.Line($"""
            /// <summary>Makes an aggregate of the items of a {receiver}, by a lambda that is called for each in their order.</summary>
            /// <remarks>
            /// Sends one request a page, one after the other. {Asked(isSelected)}
            /// Nothing is allocated for an item but what its view is asked for.
            /// </remarks>
            """);
        WriteTypeOfAttributes(writer, isSelected);
        writer.Line($"""
            /// <typeparam name="TState">What the aggregate comes to.</typeparam>
            /// <typeparam name="TFilter">The tokens of a filter.</typeparam>
            /// <param name="{receiver}">The {receiver}.</param>
            """);
        WriteAttributesParameter(writer, isSelected);
        writer.Line($"""
            /// <param name="seed">The state without items.</param>
            /// <param name="step">Takes one more item in.</param>
            /// <param name="cancellationToken">Ends the requests.</param>
            /// <returns>What the aggregate comes to.</returns>
            /// <exception cref="{GlobalNames.ItemMappingException}">An attribute that the step reads is missing or of another type.</exception>
            """);
        WriteRefusals(writer, isSelected);
        var (type, parameter, argument, constraint) = Selection(view, isSelected);
        writer.Line($"public static {GlobalNames.Task}<TState> AggregateAsync<{type}TState, TFilter>(this {receiverType}<{view.Item.Type}, TFilter> {receiver}, "
            + $"{parameter}TState seed, {view.Name}Step<TState> step, {CancellationToken}){constraint}\n    where TFilter : struct, {GlobalNames.Tokens}<TFilter>");
        WriteCall(writer, model, view, "AggregateAsync", receiver, $"{argument}() => seed, {CallStep(view)}, merge: null");
    }

    /// <summary>Says which attributes a request asks for.</summary>
    public static string Asked(bool isSelected)
        => isSelected
            ? "Only the attributes are asked for that are selected, and what tells the items of the type from others in the table."
            : "All attributes are asked for, as a view may read any.";

    public static void WriteTypeOfAttributes(SourceWriter writer, bool isSelected)
    {
        if (isSelected)
        {
            writer.Line("/// <typeparam name=\"TAttributes\">An attribute, or a tuple of several.</typeparam>");
        }
    }

    public static void WriteAttributesParameter(SourceWriter writer, bool isSelected)
    {
        if (isSelected)
        {
            writer.Line("/// <param name=\"attributes\">The attributes that the step reads, as in <c>o =&gt; o.A</c> or <c>o =&gt; (o.A, o.B)</c>. It is called at once, once.</param>");
        }
    }

    public static void WriteRefusals(SourceWriter writer, bool isSelected)
    {
        if (isSelected)
        {
            writer.Line("""
                /// <exception cref="global::System.InvalidOperationException">The step reads an attribute that is not selected, or the whole item.</exception>
                /// <exception cref="global::System.ArgumentException">What is selected is a part of an attribute, or none. Nothing was sent.</exception>
                """);
        }
    }

    /// <summary>What a selection of attributes adds to a method: a type parameter, a parameter, the argument of the call, and a constraint.</summary>
    public static (string Type, string Parameter, string Argument, string Constraint) Selection(View view, bool isSelected)
        => isSelected
            ? ("TAttributes, ", $"{GlobalNames.Func}<{view.Tokens}, TAttributes> attributes, ", "attributes(default), ", "\n    where TAttributes : struct")
            : ("", "", "", "");

    /// <summary>The lambda that hands an item to the user's step.</summary>
    public static string CallStep(View view) => $"(ref TState state, in {GlobalNames.ItemView} item) => step(ref state, new(item))";

    private static void WriteSums(SourceWriter writer, TableModel model, View view)
    {
        foreach (var value in Summed(view))
        {
            string sum = Sums[value.Kind];
            string token = $"{GlobalNames.ScalarToken}<{value.Type}, {GlobalNames.NumberType}>";
            writer.Line();
            writer.Line($"""
                /// <summary>Adds up one attribute of the items of a query or scan. Items that lack it, or hold NULL in it, add nothing.</summary>
                /// <remarks>
                /// Only this attribute is asked for, and what tells the items of the type from others in the table; DynamoDB charges for whole items all the
                /// same. Nothing is allocated for an item. A scan without <c>Take</c> is read in parallel, as by <c>InParallel()</c>.
                /// </remarks>
                /// <param name="items">The query or scan.</param>
                /// <param name="attribute">The attribute, as in <c>o =&gt; o.Property</c>. It is called at once, once.</param>
                /// <param name="cancellationToken">Ends the requests.</param>
                /// <returns>The sum, 0 without items.</returns>
                /// <exception cref="global::System.OverflowException">The sum is greater than its type holds.</exception>
                /// <exception cref="{GlobalNames.ItemMappingException}">The attribute of an item is no number, or none that the property's type holds.</exception>
                /// <exception cref="global::System.ArgumentException">It is a part of an attribute. Nothing was sent.</exception>
                """);
            writer.Line($"public static {GlobalNames.Task}<{sum}> SumAsync(this {GlobalNames.ReadSequence}<{view.Item.Type}> items, "
                + $"{GlobalNames.Func}<{view.Tokens}, {token}> attribute, {CancellationToken})");
            WriteCall(
                writer, model, view, $"SumAsync<{view.Item.Type}, {token}, {sum}>", "items",
                $"attribute(default), {ReadSummed(value)}");
        }
    }

    /// <summary>One value of each kind that can be added up.</summary>
    public static IEnumerable<ValueModel> Summed(View view)
        => view.Item.StoredAttributes.Select(attribute => attribute.Value)
            .Where(value => Sums.ContainsKey(value.Kind)).GroupBy(value => value.Kind).Select(values => values.First());

    /// <summary>The lambda that reads a value as what the sum is of.</summary>
    public static string ReadSummed(ValueModel value)
        => $"static (ref {GlobalNames.ItemReader} reader) => {(value.Kind == MemberKind.Half ? "(double)" : "")}reader.Read{value.Kind}()";

    public static void WriteCall(SourceWriter writer, TableModel model, View view, string method, string receiver, string arguments)
        => writer.Line($"    => {GlobalNames.ItemAggregates}.{method}({receiver}, {model.TableType()}.Schema, {view.Mapper}.Instance, {arguments}, cancellationToken);");

    /// <summary>What has a view: the item of a table or of an index.</summary>
    public sealed record View(string Name, ItemModel Item, string Mapper, string Tokens)
    {
        public static View Of(TableModel model)
            => new(model.ViewStruct, model.Item, $"{model.TableType()}.Mapper", $"{model.TableType()}.{TokenEmitter.ConditionTokens}");

        public static View Of(TableModel model, IndexModel index)
            => new(
                index.ItemClass + "View",
                IndexItemEmitter.Item(model, index),
                $"{model.TableType()}.Mapper.{IndexItemEmitter.MapperClass(index)}",
                $"{model.TableType()}.{index.IndexClass}.{TokenEmitter.ScanTokens}");
    }
}
