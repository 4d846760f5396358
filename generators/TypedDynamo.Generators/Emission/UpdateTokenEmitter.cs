using TypedDynamo.Generators.Model;

namespace TypedDynamo.Generators.Emission;

/// <summary>Writes the tokens of updates, whose properties are assigned to.</summary>
internal static class UpdateTokenEmitter
{
    private const int MaxLineLength = 145;

    public static void Write(SourceWriter writer, TokenNames names)
    {
        var model = names.Model;
        const string Name = TokenEmitter.UpdateTokens;
        writer.Line("/// <summary>The attributes that an update can change: all but the key, and what the library keeps itself.</summary>");
        using (writer.Block(TokenEmitter.Struct(Name, "")))
        {
            WriteRoot(writer, names, Name, model.Item);
            TokenEmitter.WriteCreate(writer, Name);
        }
    }

    public static void WriteNested(SourceWriter writer, TokenNames names, string tokens, ItemModel item, bool isFlattened)
    {
        string name = TokenNames.Update(tokens);
        writer.Line($"/// <summary>The properties of a <c>{Names.Doc(item.Name)}</c> in an update.</summary>");
        if (isFlattened)
        {
            using (writer.Block($"public sealed class {name}({GlobalNames.ExpressionBuilder}? _builder)"))
            {
                WriteRoot(writer, names, name, item);
            }

            return;
        }

        // What is assigned to a struct may be no struct.
        var value = ValueOf(item);
        string type = item.Type + (item.IsValueType ? "?" : "");
        using (writer.Block($"public sealed class {name} : {GlobalNames.ObjectUpdate}<{type}>, {GlobalNames.UpdateToken}<{name}>"))
        {
            writer.Line($$"""
                /// <summary>Makes the tokens of a place.</summary>
                {{GlobalNames.HiddenFromCompletion}}
                public {{name}}() { }

                private {{name}}({{item.Type}}? value) : base(value) { }

                /// <summary>Makes the tokens of a value.</summary>
                public static implicit operator {{name}}({{item.Type}}? value) => new(value);

                void {{GlobalNames.UpdateToken}}<{{name}}>.Assign({{name}} value) => AssignTo(this, value, {{names.Writer(value)}});
                """);
            TokenEmitter.WriteProperties(
                writer,
                item.StoredAttributes.Select(attribute => (attribute, TokenEmitter.MemberPath($"(({GlobalNames.UpdateTokenBase})this).Path", attribute, isUpdate: true))),
                name,
                (property, attribute, path) => Declare(names, property, attribute, path));
        }
    }

    private static void WriteRoot(SourceWriter writer, TokenNames names, string container, ItemModel item)
    {
        var model = names.Model;
        var attributes = item.Attributes.Where(attribute => CanChange(model, attribute)).ToList();
        TokenEmitter.WriteProperties(
            writer,
            attributes.Select(attribute => (attribute, TokenEmitter.RootPath(model, attribute, isUpdate: true))),
            container,
            (property, attribute, path) => Declare(names, property, attribute, path));
        TokenEmitter.WriteFlattened(writer, names, item.Flattened, TokenNames.Update);
        TokenEmitter.WriteAt(writer, model, attributes, isUpdate: true);
    }

    // The key is what tells the item, and what a composed key is made of must stay with it.
    private static bool CanChange(TableModel model, AttributeModel attribute)
    {
        int ordinal = model.Item.OrdinalOf(attribute.Name);
        return attribute.Role is AttributeRole.None or AttributeRole.TimeToLive
            && model.PartitionKey?.Ordinal != ordinal
            && model.SortKey?.Ordinal != ordinal
            && !model.Item.KeyTemplates.Any(template => template.Members.Contains(attribute.Member));
    }

    private static string Declare(TokenNames names, string property, AttributeModel attribute, string path)
    {
        var (type, make) = Token(names, attribute.Value, path, IndexKeyWriter(names, attribute));

        // Null is assigned to what may be absent, and is never read.
        bool allowsNull = attribute.Absence != Absence.Throws && attribute.Kind is MemberKind.Object or MemberKind.List or MemberKind.Map;
        string read = make.StartsWith($"new {type}(", StringComparison.Ordinal) ? "new" + make.Substring(4 + type.Length) : make;
        string get = $"get => {read};";
        string set = $"set => {GlobalNames.UpdateAssignment}.Assign({property}, value{(allowsNull ? "!" : "")});";
        string declaration = $"{(allowsNull ? $"[{GlobalNames.AllowNull}] " : "")}public {type} {property}";
        return $"{declaration} {get} {set}".Length <= MaxLineLength
            ? $"{declaration} {{ {get} {set} }}"
            : $"{declaration}\n{{\n    {get}\n    {set}\n}}";
    }

    // An index's key is refused where DynamoDB would refuse it. Its writer takes no null, and neither does an update that sets it.
    private static string? IndexKeyWriter(TokenNames names, AttributeModel attribute)
    {
        var model = names.Model;
        int ordinal = model.Item.OrdinalOf(attribute.Name);
        if (!model.Indexes.SelectMany(index => index.PartitionKey.Concat(index.SortKey)).Any(key => key.Ordinal == ordinal))
        {
            return null;
        }

        string write = $"{model.TableType()}.Mapper.{MapperEmitter.KeyWriter(attribute.Member)}";
        string held = attribute.Value.IsReferenceType ? "value!" : "value.GetValueOrDefault()";
        return attribute.IsNullable
            ? $"static (ref {GlobalNames.ItemWriter} writer, {ValueEmitter.TypeWithNull(attribute.Value)} value) => {write}(ref writer, {held})"
            : write;
    }

    /// <summary>The type of a value's token, and the expression that makes it.</summary>
    private static (string Type, string Make) Token(TokenNames names, ValueModel value, string path, string? keyWriter = null)
    {
        string type = ValueEmitter.TypeWithNull(value);
        switch (value.Kind)
        {
            case MemberKind.Object:
                string tokens = TokenNames.Update(names.Object(value.Type));
                return (tokens, $"{GlobalNames.ObjectUpdates}.At<{tokens}>({path})");
            case MemberKind.List:
                var element = Token(names, value.Element!, "path");
                return (
                    $"{GlobalNames.ListUpdate}<{ValueEmitter.TypeWithNull(value.Element!)}, {element.Type}>",
                    $"{GlobalNames.ListUpdates}.At({path}, ({GlobalNames.ValueWriter}<{ValueEmitter.TypeWithNull(value.Element!)}>){names.Writer(value.Element!)}, static path => {element.Make})");
            case MemberKind.Map when TokenEmitter.HasStringKeys(value):
                var entry = Token(names, value.Element!, "path");
                return (
                    $"{GlobalNames.MapUpdate}<{ValueEmitter.TypeWithNull(value.Element!)}, {entry.Type}>",
                    $"{GlobalNames.MapUpdates}.At({path}, ({GlobalNames.ValueWriter}<{ValueEmitter.TypeWithNull(value.Element!)}>){names.Writer(value.Element!)}, static path => {entry.Make})");
            case MemberKind.StringSet or MemberKind.NumberSet or MemberKind.BinarySet:
                string set = $"{GlobalNames.SetUpdate}<{value.Element!.Type}>";
                return (set, $"new {set}({path}, {GlobalNames.AttributeType}.{value.Kind}, {names.Writer(value.Element!)})");
            default:
                string token = IsComputed(value.Kind) ? $"{GlobalNames.NumberUpdate}<{type}>" : $"{GlobalNames.ValueUpdate}<{type}>";
                string writer = keyWriter is null && value is { IsNullable: false, CanBeKey: true } && value.Kind.IsDefaultForm() ? "" : $", {keyWriter ?? names.Writer(value)}";
                return (token, $"new {token}({path}{writer})");
        }
    }

    // Seconds since 1970 are numbers in DynamoDB, and points in time here; those are not added to each other.
    private static bool IsComputed(MemberKind kind)
        => kind.DynamoType() == AttributeType.Number
            && kind is not (MemberKind.EnumNumber or MemberKind.EpochDateTime or MemberKind.EpochDateTimeOffset or MemberKind.Converted);

    private static ValueModel ValueOf(ItemModel item)
        => new() { Kind = MemberKind.Object, Type = item.Type!, IsReferenceType = !item.IsValueType, IsNullable = item.IsValueType };
}
