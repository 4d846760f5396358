using TypedDynamo.Generators.Model;

namespace TypedDynamo.Generators.Emission;

/// <summary>Writes the mapper, which knows how the table's items and their keys are read and written.</summary>
internal static class MapperEmitter
{
    /// <summary>The name of the method that writes a key attribute, for the item, the key and the conditions alike.</summary>
    public static string KeyWriter(string member) => "Write" + member;

    public static void Write(SourceWriter writer, TableModel model)
    {
        var names = new MapperNames(model);

        // In what is obsolete itself, the compiler lets everything be used that is obsolete as an error.
        string obsolete = model.HasObsoleteMembers ? $"[{GlobalNames.Obsolete}]\n" : "";
        using (writer.Block($"{obsolete}internal sealed partial class Mapper : {GlobalNames.TableMapper}<{model.ItemType()}, {model.KeyType()}>"))
        {
            writer.Line("internal static readonly Mapper Instance = new();");
            WriteEnums(writer, names, model.Enums);
            WriteConverters(writer, names);
            string key = string.Join(", ", KeyEmitter.Parts(model).Select(part => "item." + Names.Identifier(part.Member)));
            writer.Line($$"""
                private Mapper() : base({{model.TableClass}}.Schema) { }
                public override {{model.KeyType()}} KeyOf({{model.ItemType()}} item) => new({{key}});
                """);
            if (model.Version is { } version)
            {
                VersionEmitter.Write(writer, model.Item, version);
            }

            if (model.ItemTypes is not null)
            {
                PolymorphicEmitter.WriteItem(writer, names, model.Item);
            }
            else
            {
                ItemEmitter.Write(writer, names, model.Item);
            }

            ItemEmitter.WriteReaders(writer, names, model.Item);
            WriteStampUpdate(writer, names, model);
            WriteWriteKey(writer, model);
            WriteKeyWriters(writer, names, model);
            TemplateEmitter.WriteMethods(writer, names, model.Item, hasQueries: true);
            if (model.ItemTypes is null)
            {
                CreationEmitter.WriteAccessors(writer, model.Item);
            }

            CollectionEmitter.Write(writer, names);
            foreach (var type in model.Nested)
            {
                ItemEmitter.WriteNested(writer, names, type);
            }

            foreach (var type in model.Polymorphic)
            {
                PolymorphicEmitter.WriteNested(writer, names, type);
            }

            foreach (var type in model.Derived)
            {
                ItemEmitter.WriteDerived(writer, names, type);
            }

            if (model.ItemTypes is { } types)
            {
                PolymorphicEmitter.WriteDerived(writer, names, types);
            }

            IndexItemEmitter.WriteMappers(writer, names, model);
        }
    }

    public static void WriteEnums(SourceWriter writer, MapperNames names, EquatableArray<EnumModel> enums)
    {
        foreach (var type in enums)
        {
            var members = type.Members.Select(member => $"({Names.Literal(member.Name)}, {EnumValue(type, member)})");
            writer.Line($"internal static readonly {GlobalNames.EnumNames}<{type.Type}> {names.EnumField(type.Type)} = new(");
            writer.Line($"    {(type.IsFlags ? "isFlags: true, " : "")}{string.Join(", ", members)});");
        }
    }

    public static void WriteConverters(SourceWriter writer, MapperNames names)
    {
        foreach (var value in names.Converters)
        {
            writer.Line($"internal static readonly {GlobalNames.AttributeConverter}<{value.Type}, {value.Stored!.Type}> {names.ConverterField(value)}"
                + $" = {NewConverter(value)};");
        }
    }

    private static string NewConverter(ValueModel value)
    {
        var conversion = value.Conversion!;
        return conversion.Kind switch
        {
            ConversionKind.Converter => $"new {conversion.Converter}()",
            ConversionKind.SingleValue => $"new {GlobalNames.SingleValueConverter}<{value.Type}, {value.Stored!.Type}>"
                + $"(static value => value.{Names.Identifier(conversion.Property!)}, static stored => new {value.Type}(stored))",
            ConversionKind.Parsable => $"{GlobalNames.TextConverters}.Parsable<{value.Type}>()",
            ConversionKind.Format => $"{GlobalNames.TextConverters}.{FormatMethod(conversion.Formatted, value.Type)}({Names.Literal(conversion.Format!)})",
            _ => $"{GlobalNames.TextConverters}.{conversion.Kind}()",
        };
    }

    private static string FormatMethod(MemberKind kind, string type) => kind switch
    {
        MemberKind.Guid or MemberKind.DateTime or MemberKind.DateTimeOffset => kind + "Format",
        MemberKind.DateOnly or MemberKind.TimeOnly or MemberKind.TimeSpan => kind + "Format",
        _ => $"NumberFormat<{type}>",
    };

    private static string EnumValue(EnumModel type, EnumMemberModel member)
        => member.CanBeNamed ? $"{type.Type}.{Names.Identifier(member.Name)}" : $"({type.Type})({member.Value})";

    // A put is stamped as the item is written, which an update does not write.
    private static void WriteStampUpdate(SourceWriter writer, MapperNames names, TableModel model)
    {
        var stamps = Stamps(names, model).ToList();
        if (stamps.Count == 0)
        {
            return;
        }

        using (writer.Block(
            $"public override void StampUpdate({GlobalNames.ExpressionBuilder} builder, {model.KeyType()} key, {GlobalNames.DateTimeOffset} time)"))
        {
            foreach (string stamp in stamps)
            {
                writer.Line(stamp);
            }
        }

        writer.Line();
    }

    private static IEnumerable<string> Stamps(MapperNames names, TableModel model)
    {
        foreach (var attribute in model.Item.StoredAttributes.Where(attribute => attribute.Role is AttributeRole.CreatedAt or AttributeRole.UpdatedAt))
        {
            string now = attribute.Type.EndsWith("DateTime", StringComparison.Ordinal) ? "time.UtcDateTime" : "time";
            yield return Stamp(attribute.Role == AttributeRole.CreatedAt ? "SetOnCreation" : "SetTime", attribute, now);
        }

        // What a composed key is made of may be stored beside it as well.
        foreach (var attribute in model.Item.Attributes.Where(attribute => model.Item.KeyTemplates.Any(template => template.Members.Contains(attribute.Member))))
        {
            string part = KeyEmitter.Parts(model).First(part => part.Member == attribute.Member).Property;
            yield return Stamp("SetOnCreation", attribute, $"key.{Names.Identifier(part)}");
        }

        if (model.ItemTypes is { } types)
        {
            var own = types.Derived.FirstOrDefault(type => type.Type == types.Type);
            if (own is null)
            {
                yield return $"builder.RefuseCreation({Names.Literal(types.Name)});";
            }
            else if (own.Discriminator is { } discriminator)
            {
                yield return $"builder.SetOnCreation({model.TableClass}.Schema.Attributes[{model.Item.AttributeNames.Count()}], {Names.Literal(discriminator)}, "
                    + $"static (ref {GlobalNames.ItemWriter} writer, string value) => writer.WriteString(value));";
            }
        }

        string Stamp(string method, AttributeModel attribute, string value)
            => $"builder.{method}({model.TableClass}.Schema.Attributes[{model.Item.OrdinalOf(attribute.Name)}], {value}, "
                + $"static (ref {GlobalNames.ItemWriter} writer, {attribute.Type} value) => {ValueEmitter.Write(names, attribute.Value, "value")});";
    }

    private static void WriteWriteKey(SourceWriter writer, TableModel model)
    {
        string header = $"public override void WriteKey(ref {GlobalNames.ItemWriter} writer, {model.KeyType()} key)";
        var parts = KeyEmitter.Parts(model);
        if (model.IsComposed())
        {
            using (writer.Block(header))
            {
                TemplateEmitter.WriteKeys(
                    writer, model.Item, member => "key." + Names.Identifier(parts.First(part => part.Member == member).Property));
            }

            return;
        }

        var writes = parts.Select(part =>
        {
            var attribute = model.Item.Attributes[part.Key!.Ordinal];
            return $"writer.WriteName({Names.JsonLiteral(attribute.Name)}); {KeyWriter(attribute.Member)}(ref writer, key.{Names.Identifier(part.Property)});";
        });
        writer.Line($"{header}\n{{\n    {string.Join("\n    ", writes)}\n}}");
    }

    private static void WriteKeyWriters(SourceWriter writer, MapperNames names, TableModel model)
    {
        var sortKeys = model.Indexes.SelectMany(index => index.SortKey).Concat(model.SortKey is { } sortKey ? [sortKey] : []).ToList();
        var keys = new[] { model.PartitionKey! }.Concat(sortKeys).Concat(model.Indexes.SelectMany(index => index.PartitionKey));
        foreach (int ordinal in keys.Select(key => key.Ordinal).Distinct().Where(ordinal => !model.Item.IsComposed(ordinal)))
        {
            // DynamoDB limits the length of a string or binary key; a sort key's is the shorter one, wherever else the attribute is a key.
            var attribute = model.Item.Attributes[ordinal];
            string role = sortKeys.Any(key => key.Ordinal == ordinal) ? "Sort" : "Partition";
            string write = ValueEmitter.WriteKey(names, attribute.Value, "value", role);
            writer.Line($"internal static void {KeyWriter(attribute.Member)}(ref {GlobalNames.ItemWriter} writer, {attribute.Type} value) => {write};");
        }
    }
}
