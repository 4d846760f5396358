using TypedDynamo.Generators.Model;

namespace TypedDynamo.Generators.Emission;

/// <summary>Writes the tokens of conditions and filters: a type for each context, with the attributes that it can ask for.</summary>
internal static class TokenEmitter
{
    public const string ConditionTokens = "ConditionTokens";
    public const string FilterTokens = "FilterTokens";
    public const string ScanTokens = "ScanTokens";
    public const string UpdateTokens = "UpdateTokens";

    // What tokens have of object, of ObjectUpdate<T> and by themselves, and no property can be called.
    private static readonly string[] s_ownMembers =
        ["AssignTo", "Equals", "Finalize", "GetHashCode", "GetType", "MemberwiseClone", "ReferenceEquals", "ToString", "_at", "_builder", "_path"];

    /// <summary>Writes the tokens of a table, as members of its class.</summary>
    public static void Write(SourceWriter writer, TokenNames names)
    {
        var model = names.Model;
        writer.Line($"""
            /// <summary>Gets the attributes of an item, for conditions that are kept: in static fields, or combined before a call.</summary>
            public static {ConditionTokens} Attributes => default;
            """);
        if (!model.IsUsable)
        {
            WriteUnusable(writer, model, ConditionTokens);
            writer.Line();
            WriteUnusable(writer, model, FilterTokens);
            writer.Line();
            WriteUnusable(writer, model, UpdateTokens);
            return;
        }

        WriteContext(writer, names, Context.Condition(model));
        writer.Line();
        WriteContext(writer, names, Context.Filter(model));
        writer.Line();
        UpdateTokenEmitter.Write(writer, names);
        WriteNested(writer, names);
        WriteWriters(writer, names);
    }

    /// <summary>Writes the tokens of an index, as members of its class.</summary>
    public static void Write(SourceWriter writer, TokenNames names, IndexModel index)
    {
        if (!index.HoldsWholeItems())
        {
            WriteContext(writer, names, Context.Scan(names.Model, index));
            writer.Line();
        }

        WriteContext(writer, names, Context.Filter(names.Model, index));
    }

    /// <summary>Writes the property of each attribute.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="attributes">The attributes, each with its path.</param>
    /// <param name="container">The name of the type that the properties stand in.</param>
    /// <param name="token">Writes the property's type and accessors.</param>
    public static void WriteProperties(
        SourceWriter writer, IEnumerable<(AttributeModel Attribute, string Path)> attributes, string container, Func<string, AttributeModel, string, string> token)
    {
        var taken = TakenNames(container);
        foreach (var (attribute, path) in attributes)
        {
            string property = KeyEmitter.Free(attribute.Member, taken);
            writer.Line($"/// <summary>Gets the attribute <c>{Names.Doc(attribute.Name)}</c> ({attribute.Value.TypeCode}).</summary>");
            writer.Line(token(Names.Identifier(property), attribute, path));
        }
    }

    /// <summary>Whether a scan of the index is filtered as one of the table is: by all attributes, and consistently if need be.</summary>
    public static bool HoldsWholeItems(this IndexModel index) => index is { IsLocal: true, Projection: IndexProjection.All };

    public static HashSet<string> TakenNames(string container) => new(s_ownMembers, StringComparer.Ordinal) { container.TrimStart('@') };

    /// <summary>The path of one of an item's own attributes.</summary>
    public static string RootPath(TableModel model, AttributeModel attribute, bool isUpdate)
        => $"_at({model.Item.OrdinalOf(attribute.Name)}{Optional(attribute, isUpdate)})";

    /// <summary>Writes the method that makes those paths, if there are any.</summary>
    public static void WriteAt(SourceWriter writer, TableModel model, IEnumerable<AttributeModel> attributes, bool isUpdate)
    {
        if (attributes.Any())
        {
            bool hasOptional = attributes.Any(attribute => Optional(attribute, isUpdate).Length > 0);
            var (parameter, argument) = hasOptional ? (", bool isOptional = false", ", isOptional") : ("", "");
            writer.Line($"private {GlobalNames.TokenPath} _at(int i{parameter}) => new(_builder, {model.TableType()}.Schema.Attributes[i]{argument});");
        }
    }

    /// <summary>The path of a member of an object.</summary>
    public static string MemberPath(string path, AttributeModel attribute, bool isUpdate)
        => $"{path}.Member({Names.JsonLiteral(attribute.Name)}{Optional(attribute, isUpdate)})";

    // Only an update must know what may be absent.
    private static string Optional(AttributeModel attribute, bool isUpdate) => isUpdate && attribute.Absence != Absence.Throws ? ", isOptional: true" : "";

    private static void WriteContext(SourceWriter writer, TokenNames names, Context context)
    {
        var model = names.Model;
        string interfaces = string.Concat(context.Interfaces.Select(name => ", " + name));
        writer.Line($"/// <summary>{context.Summary}</summary>");
        using (writer.Block(Struct(context.Name, interfaces)))
        {
            WriteProperties(
                writer,
                context.Attributes.Select(attribute => (attribute, RootPath(model, attribute, isUpdate: false))),
                context.Name,
                (property, attribute, path) => Declare(property, Token(names, attribute.Value), path));
            WriteFlattened(writer, names, context.Flattened, name => name);
            WriteAt(writer, model, context.Attributes, isUpdate: false);
            WriteCreate(writer, context.Name);
            if (context.Interfaces.Contains(GlobalNames.ItemTokens))
            {
                writer.Line($"{GlobalNames.TokenPath} {GlobalNames.ItemTokens}.PartitionKey => new(_builder, {model.TableType()}.Schema.PartitionKey.Attribute);");
            }

            if (context.Source is { } source)
            {
                string mapper = $"{GlobalNames.MappedTokens}<{source.Item}>";
                writer.Line($"{GlobalNames.ItemSource}<{source.Item}> {mapper}.Source => new({model.TableType()}.Schema, {source.Mapper}.Instance);");
            }
        }
    }

    /// <summary>Writes the properties with the tokens of flattened objects.</summary>
    public static void WriteFlattened(SourceWriter writer, TokenNames names, IEnumerable<FlattenedModel> flattened, Func<string, string> typeOf)
    {
        foreach (var property in flattened)
        {
            writer.Line($"/// <summary>Gets the attributes of <c>{Names.Doc(property.Property.Member)}</c>.</summary>");
            writer.Line($"public {typeOf(names.Flattened(property))} {Names.Identifier(property.Property.Member)} => new(_builder);");
        }
    }

    /// <summary>The header of a type of tokens, which holds the builder of its call.</summary>
    /// <remarks>The parameters of the tokens' constructors begin with an underscore, so that users' properties rarely have their names.</remarks>
    public static string Struct(string name, string interfaces)
        => $"public readonly struct {name}({GlobalNames.ExpressionBuilder}? _builder) : {GlobalNames.Tokens}<{name}>{interfaces}";

    /// <summary>Writes how the tokens of a call are made.</summary>
    public static void WriteCreate(SourceWriter writer, string name)
        => writer.Line($"static {name} {GlobalNames.Tokens}<{name}>.Create({GlobalNames.ExpressionBuilder} builder) => new(builder);");

    private static void WriteUnusable(SourceWriter writer, TableModel model, string name)
    {
        bool isUpdate = name == UpdateTokens;

        // C# has no interfaces of `dynamic`, which is `object` to it elsewhere.
        string item = model.Item.Type ?? "object";
        string source = $"{GlobalNames.MappedTokens}<{item}>";
        string interfaces = isUpdate ? "" : $", {GlobalNames.ItemTokens}, {GlobalNames.ConsistentTokens}, {GlobalNames.ExpiringTokens}";
        string fault = TableEmitter.NotUsable(model);
        writer.Line("/// <summary>Attributes of any type, for the item cannot be stored.</summary>");
        using (writer.Block($"public readonly struct {name} : {GlobalNames.Tokens}<{name}>{interfaces}{(name == ConditionTokens ? ", " + source : "")}"))
        {
            writer.Line($"static {name} {GlobalNames.Tokens}<{name}>.Create({GlobalNames.ExpressionBuilder} builder) => default;");
            if (!isUpdate)
            {
                writer.Line($"{GlobalNames.TokenPath} {GlobalNames.ItemTokens}.PartitionKey => {fault};");
            }

            if (name == ConditionTokens)
            {
                writer.Line($"{GlobalNames.ItemSource}<{item}> {source}.Source => {fault};");
            }

            var taken = TakenNames(name);
            foreach (string member in model.Item.Members.Select(member => member.Member.Member).Distinct(StringComparer.Ordinal))
            {
                string property = Names.Identifier(KeyEmitter.Free(member, taken));
                writer.Line($"/// <summary>Gets the attribute of <c>{Names.Doc(member)}</c>.</summary>");
                writer.Line(isUpdate
                    ? $"[{GlobalNames.AllowNull}]\npublic dynamic {property} {{ get => {fault}; set => {fault}; }}"
                    : $"public dynamic {property} => {fault};");
            }
        }
    }

    private static string Declare(string property, (string Type, string Arguments) token, string path)
        => $"public {token.Type} {property} => new({path}{token.Arguments});";

    /// <summary>The type of a value's token, and the arguments after its path.</summary>
    private static (string Type, string Arguments) Token(TokenNames names, ValueModel value)
    {
        // What a condition compares with is never null.
        value = value with { IsNullable = false };
        switch (value.Kind)
        {
            case MemberKind.Boolean:
                return (GlobalNames.BooleanToken, "");
            case MemberKind.Object:
                return (names.Object(value.Type), "");
            case MemberKind.List:
                var element = Token(names, value.Element!);
                var elementValue = value.Element! with { IsNullable = false };
                return (
                    $"{GlobalNames.ListToken}<{value.Type}, {elementValue.Type}, {element.Type}>",
                    $", {names.Writer(value)}, {names.Writer(elementValue)}, static path => new {element.Type}(path{element.Arguments})");
            case MemberKind.Map when HasStringKeys(value):
                var entry = Token(names, value.Element!);
                return (
                    $"{GlobalNames.MapToken}<{value.Type}, {entry.Type}>",
                    $", {names.Writer(value)}, static path => new {entry.Type}(path{entry.Arguments})");
            case MemberKind.StringSet or MemberKind.NumberSet or MemberKind.BinarySet:
                return ($"{GlobalNames.SetToken}<{value.Type}, {value.Element!.Type}>", $", {names.Writer(value)}, {names.Writer(value.Element!)}");
            default:
                return value.CanBeKey
                    ? ($"{GlobalNames.ScalarToken}<{value.Type}, {StoredType(value)}>", value.Kind.IsDefaultForm() ? "" : $", {names.Writer(value)}")
                    : ($"{GlobalNames.DocumentToken}<{value.Type}>", $", {names.Writer(value)}");
        }
    }

    public static bool HasStringKeys(ValueModel map) => map.Key is { Kind: MemberKind.String };

    private static string StoredType(ValueModel value)
        => value.Conversion?.Kind == ConversionKind.Converter ? GlobalNames.ConvertedType : value.DynamoType switch
        {
            AttributeType.Number => GlobalNames.NumberType,
            AttributeType.Binary => GlobalNames.BinaryType,
            _ => GlobalNames.StringType,
        };

    /// <summary>Writes the tokens of objects. Each may bring others with it.</summary>
    private static void WriteNested(SourceWriter writer, TokenNames names)
    {
        if (names.Nested.Count == 0)
        {
            return;
        }

        writer.Line("\n/// <summary>The tokens of the objects inside an item.</summary>");
        writer.Line(GlobalNames.HiddenFromCompletion);
        using (writer.Block($"public static class {TokenNames.NestedClass}"))
        {
            for (int i = 0; i < names.Nested.Count; i++)
            {
                if (i > 0)
                {
                    writer.Line();
                }

                var (name, item, isFlattened) = names.Nested[i];
                if (isFlattened)
                {
                    WriteFlattened(writer, names, name, item);
                }
                else
                {
                    WriteObject(writer, names, name, item);
                }

                writer.Line();
                UpdateTokenEmitter.WriteNested(writer, names, name, item, isFlattened);
            }
        }
    }

    private static void WriteFlattened(SourceWriter writer, TokenNames names, string name, ItemModel item)
    {
        writer.Line($"/// <summary>The attributes of a <c>{Names.Doc(item.Name)}</c>, which stand among the item's own.</summary>");
        using (writer.Block($"public readonly struct {name}({GlobalNames.ExpressionBuilder}? _builder)"))
        {
            WriteProperties(
                writer,
                item.Attributes.Select(attribute => (attribute, RootPath(names.Model, attribute, isUpdate: false))),
                name,
                (property, attribute, path) => Declare(property, Token(names, attribute.Value), path));
            WriteFlattened(writer, names, item.Flattened, name => name);
            WriteAt(writer, names.Model, item.Attributes, isUpdate: false);
        }
    }

    private static void WriteObject(SourceWriter writer, TokenNames names, string name, ItemModel item)
    {
        var value = new ValueModel { Kind = MemberKind.Object, Type = item.Type!, IsReferenceType = !item.IsValueType, IsNullable = false };
        string document = $"{GlobalNames.DocumentTokenInterface}<{item.Type}>";
        writer.Line($"/// <summary>The properties of a <c>{Names.Doc(item.Name)}</c> (M).</summary>");
        using (writer.Block($"public readonly struct {name}({GlobalNames.TokenPath} _path)\n    : {GlobalNames.SizedToken}, {document}"))
        {
            WriteProperties(
                writer,
                item.StoredAttributes.Select(attribute => (attribute, MemberPath("_path", attribute, isUpdate: false))),
                name,
                (property, attribute, path) => Declare(property, Token(names, attribute.Value), path));
            writer.Line($"{GlobalNames.TokenPath} {GlobalNames.AttributeToken}.Path => _path;");
            writer.Line($"{GlobalNames.ValueWriter}<{item.Type}> {document}.Write => {names.Writer(value)};");
        }
    }

    private static void WriteWriters(SourceWriter writer, TokenNames names)
    {
        if (names.Writers.Count == 0)
        {
            return;
        }

        string obsolete = names.Model.HasObsoleteMembers ? $"[{GlobalNames.Obsolete}]\n" : "";
        writer.Line();
        using (writer.Block("internal sealed partial class Mapper"))
        using (writer.Block($"{obsolete}internal static class {TokenNames.WritersClass}"))
        {
            foreach (var (name, value) in names.Writers)
            {
                string header = $"internal static void {name}(ref {GlobalNames.ItemWriter} writer, {ValueEmitter.TypeWithNull(value)} value)";
                string held = value is { IsNullable: true, IsReferenceType: false } ? "value.GetValueOrDefault()" : "value";
                string write = ValueEmitter.Write(names.Mapper, value, held);
                if (value.IsNullable)
                {
                    writer.Line($"{header}\n{{\n    if (value is null) writer.WriteNull();\n    else {write};\n}}");
                }
                else
                {
                    writer.Line($"{header} => {write};");
                }
            }
        }
    }

    /// <summary>A context: what its tokens are called, and which attributes it has.</summary>
    private sealed record Context(string Name, string Summary, IReadOnlyList<string> Interfaces)
    {
        public required IReadOnlyList<AttributeModel> Attributes { get; init; }

        public IEnumerable<FlattenedModel> Flattened { get; init; } = [];

        /// <summary>The items whose attributes these are all, and the mapper of them; null for other contexts.</summary>
        public (string Item, string Mapper)? Source { get; init; }

        public static Context Condition(TableModel model)
            => new(
                ConditionTokens,
                "The attributes that the condition of a write, or the filter of a scan, can ask for.",
                [
                    GlobalNames.ItemTokens,
                    $"{GlobalNames.MappedTokens}<{model.ItemType()}>",
                    GlobalNames.ConsistentTokens,
                    .. Expiring(model, model.Item.Attributes),
                ])
            {
                Source = (model.ItemType(), $"{model.TableType()}.Mapper"),
                Attributes = [.. model.Item.Attributes],
                Flattened = model.Item.Flattened,
            };

        public static Context Filter(TableModel model)
        {
            var attributes = Except(model, model.Item.Attributes, [model.PartitionKey, model.SortKey]);
            return new(
                FilterTokens,
                "The attributes that the filter of a query can ask for: all but the key, for which there is the query's own condition.",
                [GlobalNames.ConsistentTokens, .. Expiring(model, attributes)])
            {
                Attributes = attributes,
                Flattened = model.Item.Flattened,
            };
        }

        public static Context Scan(TableModel model, IndexModel index)
        {
            var attributes = Stored(model, index);
            string? item = index.ItemClass is { } type ? model.Global(type) : null;
            IReadOnlyList<string> mapped = item is null ? [] : [$"{GlobalNames.MappedTokens}<{item}>"];
            return new(
                ScanTokens,
                "The attributes that the filter of a scan of the index can ask for.",
                [.. mapped, .. InterfacesOf(model, index, attributes)])
            {
                Source = item is null ? null : (item, $"{model.TableType()}.Mapper.{IndexItemEmitter.MapperClass(index)}"),
                Attributes = attributes,
                Flattened = index.Projection == IndexProjection.All ? model.Item.Flattened : [],
            };
        }

        public static Context Filter(TableModel model, IndexModel index)
        {
            var attributes = Except(model, Stored(model, index), index.PartitionKey.Concat(index.SortKey));
            return new(
                FilterTokens,
                "The attributes that the filter of a query of the index can ask for: all that it holds but its own key.",
                InterfacesOf(model, index, attributes))
            {
                Attributes = attributes,
                Flattened = index.Projection == IndexProjection.All ? model.Item.Flattened : [],
            };
        }

        private static IReadOnlyList<string> InterfacesOf(TableModel model, IndexModel index, IReadOnlyList<AttributeModel> attributes)
            => [.. index.IsLocal ? [GlobalNames.ConsistentTokens] : Array.Empty<string>(), .. Expiring(model, attributes)];

        private static string[] Expiring(TableModel model, IEnumerable<AttributeModel> attributes)
            => attributes.Any(attribute => attribute.Role == AttributeRole.TimeToLive) ? [GlobalNames.ExpiringTokens] : [];

        private static List<AttributeModel> Stored(TableModel model, IndexModel index)
            => [.. model.Item.Attributes.Where((_, ordinal) => index.Stored.Contains(ordinal))];

        private static List<AttributeModel> Except(TableModel model, IEnumerable<AttributeModel> attributes, IEnumerable<KeyModel?> keys)
        {
            var ordinals = new HashSet<int>(keys.OfType<KeyModel>().Select(key => key.Ordinal));
            return [.. attributes.Where(attribute => !ordinals.Contains(model.Item.OrdinalOf(attribute.Name)))];
        }
    }
}
