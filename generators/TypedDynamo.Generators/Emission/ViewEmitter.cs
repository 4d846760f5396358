using TypedDynamo.Generators.Model;

namespace TypedDynamo.Generators.Emission;

/// <summary>Writes the views of items, which decode an attribute when it is read.</summary>
internal static class ViewEmitter
{
    private const string ToItem = "ToItem";

    // What views have of object and by themselves, and no property can be called.
    private static readonly string[] s_ownMembers =
        ["Equals", "Finalize", "GetHashCode", "GetType", "MemberwiseClone", "ReferenceEquals", "ToString", ToItem, "_item"];

    public static void Write(SourceWriter writer, TableModel model)
    {
        var views = model.Indexes.Where(index => index.ItemClass is not null).Select(index => View.Of(model, index)).Prepend(View.Of(model)).ToList();
        var names = new MapperNames(model) { Qualifier = $"{model.TableType()}.Mapper." };
        foreach (var view in views)
        {
            WriteView(writer, names, model, view);
            writer.Line();
        }

        AggregateEmitter.Write(writer, model, views);
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

        writer.Line();
        AggregateEmitter.WriteUnusable(writer, model, new View(model.ViewStruct, model.Item, "", $"{model.TableClass}.{TokenEmitter.ConditionTokens}"));
    }

    private static void WriteView(SourceWriter writer, MapperNames names, TableModel model, View view)
    {
        writer.Line($"""
            /// <summary>A <see cref="{view.Item.Type}"/> item in the bytes of a response: each property decodes its attribute when it is read.</summary>
            /// <inheritdoc cref="{GlobalNames.ItemView}"/>
            {TableSource.GeneratedCode}
            """);
        using (writer.Block($"{model.Accessibility()} readonly ref struct {view.Name}({GlobalNames.ItemView} _item)"))
        {
            writer.Line($"private readonly {GlobalNames.ItemView} _item = _item;");
            WriteProperties(writer, names, model, view);
            writer.Line($"/// <inheritdoc cref=\"{GlobalNames.ItemView}.ReadItem{{TItem}}\"/>");
            writer.Line($"public {view.Item.Type} {ToItem}() => _item.ReadItem({view.Mapper}.Instance);");
        }
    }

    private static void WriteProperties(SourceWriter writer, MapperNames names, TableModel model, View view)
    {
        var taken = new HashSet<string>(s_ownMembers, StringComparer.Ordinal) { view.Name };
        var properties = view.Item.Members.Select(member => (member.Number, member.Member, Name: KeyEmitter.Free(member.Member.Member, taken))).ToList();
        foreach (var (number, member, name) in properties)
        {
            string property = Names.Identifier(name);
            if (number >= view.Item.Attributes.Count)
            {
                writer.Line($"/// <summary>Gets <c>{Names.Doc(member.Member)}</c>. It is no attribute of its own, so that the whole item is read for it.</summary>");
                WriteObsolete(writer, model);
                writer.Line($"public {ValueEmitter.TypeWithNull(member.Value)} {property} => {OfObject(member)};");
                continue;
            }

            string code = member.Value.TypeCode;
            writer.Line($"/// <summary>Gets the attribute <c>{Names.Doc(member.Name)}</c> ({code}).</summary>");
            WriteAttribute(writer, names, model, member, property, number);
            if (member.Kind == MemberKind.String)
            {
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
            // A method of the reader can be called on what is returned; what is handed the reader needs a variable.
            string type = ValueEmitter.TypeWithNull(attribute.Value);
            writer.Line(attribute is { IsNullable: false, Kind: var kind } && kind.HasRuntimeMethods()
                ? $"public {type} {property} => _item.Read({ordinal}).Read{kind}();"
                : $"public {type} {property} {{ get {{ var reader = _item.Read({ordinal}); return {read}; }} }}");
            return;
        }

        // Of an item without the attribute, a type that does not have it says nothing.
        string typeWithNull = attribute.Type + (attribute.IsNullable || attribute.IsOfDerivedType ? "?" : "");
        string absent = attribute.IsOfDerivedType ? ValueEmitter.Null(attribute.Value)
            : IsLeftToObject(model, attribute) ? OfObject(attribute)
            : attribute.Absence == Absence.ReadsEmpty ? CollectionEmitter.New(attribute.Value)
            : Default(attribute);
        if (absent.StartsWith(ToItem, StringComparison.Ordinal))
        {
            WriteObsolete(writer, model);
        }

        string readInParentheses = attribute.IsNullable ? $"({read})" : read;
        writer.Line($"public {typeWithNull} {property} => _item.TryRead({ordinal}, out var reader) ? {readInParentheses} : {absent};");
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

    /// <summary>A view: of the item of a table or of an index.</summary>
    public sealed record View(string Name, ItemModel Item, string Mapper, string Tokens)
    {
        public static View Of(TableModel model)
            => new(model.ViewStruct, model.Item, $"{model.TableType()}.Mapper", $"{model.TableClass}.{TokenEmitter.ConditionTokens}");

        public static View Of(TableModel model, IndexModel index)
            => new(
                index.ItemClass + "View",
                IndexItemEmitter.Item(model, index),
                $"{model.TableType()}.Mapper.{IndexItemEmitter.MapperClass(index)}",
                $"{model.TableClass}.{index.IndexClass}.{TokenEmitter.ScanTokens}");
    }
}
