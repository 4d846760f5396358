using Microsoft.CodeAnalysis.CSharp;
using TypedDynamo.Generators.Model;

namespace TypedDynamo.Generators.Emission;

/// <summary>Writes how the items of one type are read and written.</summary>
internal static class ItemEmitter
{
    /// <summary>Writes the methods of a mapper that read and write the items of a table or an index.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="names">The names of the mapper's members.</param>
    /// <param name="item">The items.</param>
    /// <param name="itemTypes">The class that tells them by their discriminators from others; null where they have none.</param>
    public static void Write(SourceWriter writer, MapperNames names, ItemModel item, string? itemTypes = null)
    {
        WriteRead(writer, names, item, "public override", "Read");
        WriteWrite(writer, names, item, "public override", "Write", keyWriters: "");
        WriteFits(writer, item, itemTypes);
    }

    /// <summary>Writes the method that tells the items of the type from the others in the table, if that holds any.</summary>
    public static void WriteFits(SourceWriter writer, ItemModel item, string? itemTypes)
    {
        var conditions = TemplateEmitter.Conditions(item).Concat(itemTypes is null ? [] : [PolymorphicEmitter.Condition(itemTypes)]).ToList();
        if (conditions.Count > 0)
        {
            var attributes = item.KeyTemplates.Select(template => Names.Literal(template.Attribute))
                .Concat(itemTypes is null ? [] : [$"{itemTypes}.{PolymorphicEmitter.Types}.AttributeName"]);
            writer.Line("\npublic override bool PassesOver => true;\n");
            writer.Line($"public override {GlobalNames.IReadOnlyList}<string> DistinguishingAttributes => [{string.Join(", ", attributes)}];");
            writer.Line($"\npublic override bool Fits(in {GlobalNames.ItemReader} reader)\n    => {string.Join("\n        && ", conditions)};");
        }
    }

    /// <summary>Writes what gives aggregates the readers of those attributes whose C# type alone does not say how they are stored.</summary>
    public static void WriteReaders(SourceWriter writer, MapperNames names, ItemModel item)
    {
        var readers = item.StoredAttributes
            .Where(attribute => attribute.Value.CanBeKey && attribute.Value.DynamoType != AttributeType.Binary && !attribute.Kind.IsDefaultForm())
            .Select(attribute => (Ordinal: item.OrdinalOf(attribute.Name), Value: attribute.Value with { IsNullable = false }))
            .GroupBy(attribute => (attribute.Value.Type, Read: ValueEmitter.Read(names, attribute.Value)))
            .ToList();
        if (readers.Count == 0)
        {
            return;
        }

        writer.Line($"\npublic override {GlobalNames.Delegate}? ReaderOf(int ordinal) => ordinal switch\n{{");
        foreach (var attributes in readers)
        {
            string pattern = string.Join(" or ", attributes.Select(attribute => attribute.Ordinal).Distinct());
            string reader = $"static (ref {GlobalNames.ItemReader} reader) => {attributes.Key.Read}";
            writer.Line($"    {pattern} => ({GlobalNames.ItemValueReader}<{attributes.Key.Type}>)({reader}),");
        }

        writer.Line("    _ => null,\n};");
    }

    /// <summary>Writes the class that reads and writes a type inside an item.</summary>
    public static void WriteNested(SourceWriter writer, MapperNames names, ItemModel item)
    {
        using (BeginMapper(writer, names.NestedMapper(item.Type!), item))
        {
            WriteMap(writer, names, item.Type!, item.IsValueType);
            WriteMethods(writer, names, item);
        }
    }

    /// <summary>Writes the class that reads and writes one of the types that an item of the table can be.</summary>
    public static void WriteDerived(SourceWriter writer, MapperNames names, ItemModel item)
    {
        using (BeginMapper(writer, names.DerivedMapper(item.Type!), item))
        {
            WriteMethods(writer, names, item);
            TemplateEmitter.WriteMethods(writer, names, item, hasQueries: false);
        }
    }

    private static SourceWriter.Scope BeginMapper(SourceWriter writer, string name, ItemModel item)
    {
        string attributes = string.Concat(item.AttributeNames.Concat(item.Discriminators).Select(name => ", " + Names.Literal(name)));
        writer.Line();
        var scope = writer.Block($"internal static class {name}");
        writer.Line($"private static readonly {GlobalNames.ItemSchema} Schema = new({Names.Literal(item.Name)}{attributes});\n");
        return scope;
    }

    private static void WriteMethods(SourceWriter writer, MapperNames names, ItemModel item)
    {
        WriteRead(writer, names, item, "internal static", "ReadAttributes");
        if (!names.OnlyReads)
        {
            writer.Line();
            WriteWrite(writer, names, item, "internal static", "WriteAttributes", keyWriters: "Mapper.");
        }

        CreationEmitter.WriteAccessors(writer, item);
    }

    /// <summary>Writes the methods for a type's map (M); what is between its braces is apart, for it can stand in other places too.</summary>
    public static void WriteMap(SourceWriter writer, MapperNames names, string type, bool isValueType)
    {
        writer.Line($$"""
            internal static {{type}} Read(ref {{GlobalNames.ItemReader}} reader)
            {
                reader.BeginMap();
                var item = ReadAttributes(ref reader);
                reader.EndMap();
                return item;
            }

            """);
        if (names.OnlyReads)
        {
            return;
        }

        writer.Line($$"""
            internal static void Write(ref {{GlobalNames.ItemWriter}} writer, {{type}} item)
            {
                writer.BeginMap({{(isValueType ? "" : "item")}});
                WriteAttributes(ref writer, item);
                writer.EndMap();
            }

            """);
    }

    /// <summary>Writes the method that reads an item, or the attributes inside one.</summary>
    public static void WriteRead(SourceWriter writer, MapperNames names, ItemModel item, string modifiers, string method)
    {
        var root = ItemPart.Of(item);
        using (writer.Block($"{modifiers} {item.Type} {method}(ref {GlobalNames.ItemReader} reader)"))
        {
            foreach (var part in root.WithParts)
            {
                WriteLocals(writer, part);
            }

            TemplateEmitter.WriteKeyLocals(writer, item);
            WriteReadLoop(writer, names, root);
            TemplateEmitter.WriteReadKey(writer, names, item);
            foreach (var part in root.FromInside)
            {
                WritePart(writer, part);
            }
        }
    }

    private static void WriteLocals(SourceWriter writer, ItemPart part)
    {
        for (int i = 0; i < part.Item.Attributes.Count; i++)
        {
            var attribute = part.Item.Attributes[i];
            string presence = TracksPresence(part, attribute) ? $" bool has{part.LocalOf(i)} = false;" : "";
            writer.Line($"{LocalType(attribute)} value{part.LocalOf(i)} = {InitialValue(attribute)};{presence} // {attribute.Member}");
        }

        if (part.Item.ExtensionData is { } unknown)
        {
            writer.Line($"{GlobalNames.AttributeMap}? value{ExtensionDataLocal(part)} = null; // {unknown.Member}");
        }
    }

    private static void WriteReadLoop(SourceWriter writer, MapperNames names, ItemPart root)
    {
        writer.Line("while (reader.ReadAttribute(Schema, out int ordinal))");
        using (writer.Indent())
        using (writer.Block("switch (ordinal)"))
        {
            foreach (var part in root.WithParts)
            {
                WriteCases(writer, names, part);
            }

            TemplateEmitter.WriteKeyCases(writer, root.Item);
            WriteDiscriminatorCases(writer, root.Item);
            string read = root.Item.ExtensionData is null ? "Skip()" : $"ReadExtensionData(ref value{ExtensionDataLocal(root)})";
            writer.Line($"default: reader.{read}; break; // an attribute that the type does not know");
        }
    }

    /// <summary>Writes the cases of what says the type and is no attribute that the type does not know.</summary>
    private static void WriteDiscriminatorCases(SourceWriter writer, ItemModel item)
    {
        int ordinal = item.AttributeNames.Count();
        foreach (string discriminator in item.Discriminators)
        {
            writer.Line($"case {ordinal++}: reader.Skip(); break; // {Names.Comment(discriminator)}");
        }
    }

    private static void WriteCases(SourceWriter writer, MapperNames names, ItemPart part)
    {
        for (int i = 0; i < part.Item.Attributes.Count; i++)
        {
            var attribute = part.Item.Attributes[i];
            int ordinal = part.LocalOf(i);
            string presence = TracksPresence(part, attribute) ? $" has{ordinal} = true;" : "";
            writer.Line($"case {ordinal}: value{ordinal} = {ValueEmitter.Read(names, attribute.Value)};{presence} break; // {attribute.Member}");
        }
    }

    /// <summary>Writes what follows the loop for one object. A flattened one is made if the item has one of its attributes.</summary>
    private static void WritePart(SourceWriter writer, ItemPart part)
    {
        if (part.Property is not { } property)
        {
            WriteMissing(writer, part);
            CreationEmitter.WriteReturn(writer, part);
            return;
        }

        var attributes = Enumerable.Range(part.FirstOrdinal, part.Item.Attributes.Count);
        var inner = part.Parts.Select(inner => inner.Number);
        writer.Line($"bool has{part.Number} = {string.Join(" || ", attributes.Concat(inner).Select(number => $"has{number}"))};");
        writer.Line($"{LocalType(property)} value{part.Number} = {InitialValue(property)}; // {property.Member}");
        if (property.Absence == Absence.Throws)
        {
            WriteValue();
        }
        else
        {
            using (writer.Block($"if (has{part.Number})"))
            {
                WriteValue();
            }
        }

        writer.Line();

        void WriteValue()
        {
            WriteMissing(writer, part);
            CreationEmitter.Write(writer, part);
            writer.Line($"value{part.Number} = {part.Object};");
        }
    }

    private static void WriteMissing(SourceWriter writer, ItemPart part)
    {
        for (int i = 0; i < part.Item.Attributes.Count; i++)
        {
            var attribute = part.Item.Attributes[i];
            int ordinal = part.LocalOf(i);
            if (attribute.Absence == Absence.Throws)
            {
                writer.Line($"if (!has{ordinal}) reader.ThrowMissing(Schema, {ordinal});");
            }
            else if (attribute.Absence == Absence.ReadsEmpty)
            {
                writer.Line($"value{ordinal} ??= {CollectionEmitter.New(attribute.Value)}; // DynamoDB has no empty set");
            }
        }

        if (part.Item.ExtensionData is { Absence: var absence })
        {
            int number = ExtensionDataLocal(part);
            if (absence == Absence.ReadsEmpty)
            {
                writer.Line($"value{number} ??= new {GlobalNames.AttributeMap}();");
            }
            else if (absence == Absence.KeepsInitializer)
            {
                writer.Line($"bool has{number} = value{number} is not null;");
            }
        }
    }

    private static int ExtensionDataLocal(ItemPart part) => part.LocalOf(part.Item.NumberOf(part.Item.ExtensionData!.Member));

    private static void WriteWrite(SourceWriter writer, MapperNames names, ItemModel item, string modifiers, string method, string keyWriters)
    {
        using (writer.Block($"{modifiers} void {method}(ref {GlobalNames.ItemWriter} writer, {item.Type} item)"))
        {
            WriteAttributes(writer, names, ItemPart.Of(item), "item", keyWriters);

            // An index may lack the property whose format leaves a part out of the key. Nobody writes its items.
            if (item.KeyTemplates.SelectMany(template => template.Members).All(name => item.Members.Any(member => member.Member.Member == name)))
            {
                TemplateEmitter.WriteKeys(writer, item, member => "item." + Names.Identifier(member));
            }
        }
    }

    private static void WriteAttributes(SourceWriter writer, MapperNames names, ItemPart part, string receiver, string keyWriters)
    {
        for (int i = 0; i < part.Item.Attributes.Count; i++)
        {
            var attribute = part.Item.Attributes[i];
            WriteAttribute(writer, names, attribute, $"{receiver}.{Names.Identifier(attribute.Member)}", part.LocalOf(i), keyWriters);
        }

        foreach (var inner in part.Parts)
        {
            WriteFlattened(writer, names, inner, $"{receiver}.{Names.Identifier(inner.Property!.Member)}", keyWriters);
        }

        if (part.Item.ExtensionData is { } unknown)
        {
            writer.Line($"writer.WriteExtensionData(Schema, {receiver}.{Names.Identifier(unknown.Member)});");
        }
    }

    private static void WriteFlattened(SourceWriter writer, MapperNames names, ItemPart part, string member, string keyWriters)
    {
        var property = part.Property!;
        string value = $"value{part.Number}";
        if (property.IsNullable)
        {
            using (writer.Block($"if ({member} is {{ }} {value})"))
            {
                WriteAttributes(writer, names, part, value, keyWriters);
            }

            return;
        }

        writer.Line($"var {value} = {member};");
        if (property.Value.IsReferenceType)
        {
            writer.Line($"writer.CheckFlattened({value}, {Names.Literal(property.Member)});");
        }

        WriteAttributes(writer, names, part, value, keyWriters);
    }

    private static void WriteAttribute(SourceWriter writer, MapperNames names, AttributeModel attribute, string property, int number, string keyWriters)
    {
        string member = Stamped(attribute, property);
        string value = attribute.IsNullable ? $"value{number}" : member;

        // DynamoDB has no empty set, so one is written as an absent attribute.
        string? condition = (attribute.IsNullable, attribute.Kind.IsSet()) switch
        {
            (true, true) => $"{member} is {{ Count: > 0 }} {value}",
            (true, false) => $"{member} is {{ }} {value}",
            (false, true) => $"{member} is not {{ Count: 0 }}",
            _ => null,
        };

        // Keys have writers of their own, which check what DynamoDB asks of keys.
        string write = attribute.IsKey
            ? $"{keyWriters}{names.KeyWriter(attribute.Name)}(ref writer, {value})"
            : ValueEmitter.Write(names, attribute.Value, value);
        string line = $"writer.WriteName({Names.JsonLiteral(attribute.Name)}); {write};";
        writer.Line(condition is null ? line : $"if ({condition}) {{ {line} }}");
    }

    /// <summary>The value that a put writes: a version is counted up, and some others take the time of the request.</summary>
    private static string Stamped(AttributeModel attribute, string member)
    {
        string now = "writer.RequestTime" + (attribute.Kind == MemberKind.DateTime ? "?.UtcDateTime" : "");
        return (attribute.Role, attribute.IsNullable) switch
        {
            (AttributeRole.UpdatedAt, true) => $"({now} ?? {member})",
            (AttributeRole.UpdatedAt, false) => $"{now} ?? {member}",
            (AttributeRole.CreatedAt, true) => $"({member} ?? {now})",
            (AttributeRole.CreatedAt, false) => $"{member} == default ? {now} ?? {member} : {member}",
            (AttributeRole.Version, _) => $"writer.StoredVersion({member})",
            _ => member,
        };
    }

    // An absent set is null until the end of the item.
    private static string LocalType(AttributeModel attribute)
        => attribute.Type + (attribute.IsNullable || attribute.Absence == Absence.ReadsEmpty ? "?" : "");

    // Of a flattened object, the presence of any attribute counts.
    private static bool TracksPresence(ItemPart part, AttributeModel attribute)
        => part.Property is not null || attribute.Absence is Absence.Throws or Absence.KeepsInitializer;

    /// <summary>The value of a local before its attribute is read, which it keeps if the item has none.</summary>
    private static string InitialValue(AttributeModel attribute)
        => attribute.Absence == Absence.ReadsDefault ? Default(attribute)
            : attribute.IsNullable || attribute.Absence == Absence.ReadsEmpty ? "null"
            : attribute.Value.IsReferenceType ? "default!"
            : "default";

    /// <summary>The default of a parameter or an initializer, as far as it is a constant.</summary>
    public static string Default(AttributeModel attribute)
    {
        if (attribute.Default is not { } text)
        {
            return attribute.IsNullable ? "null" : attribute.Value.IsReferenceType ? "default!" : "default";
        }

        return attribute.DefaultKind switch
        {
            MemberKind.String => Names.Literal(text),
            MemberKind.Char => SymbolDisplay.FormatLiteral(text[0], quote: true),
            MemberKind.Boolean => text == bool.TrueString ? "true" : "false",
            MemberKind.Enum or MemberKind.EnumNumber => $"({attribute.Type})({text})",
            MemberKind.UInt32 => text + "U",
            MemberKind.Int64 => text + "L",
            MemberKind.UInt64 => text + "UL",
            MemberKind.Decimal => text + "M",
            MemberKind.DateTime or MemberKind.EpochDateTime => $"new {attribute.Type}({text}L)",
            MemberKind.Single => FloatingPoint(text, "float", "F"),
            MemberKind.Double => FloatingPoint(text, "double", "D"),
            _ => text,
        };
    }

    private static string FloatingPoint(string text, string type, string suffix) => text switch
    {
        "NaN" => $"{type}.NaN",
        "Infinity" or "∞" => $"{type}.PositiveInfinity",
        "-Infinity" or "-∞" => $"{type}.NegativeInfinity",
        _ => text + suffix,
    };
}
