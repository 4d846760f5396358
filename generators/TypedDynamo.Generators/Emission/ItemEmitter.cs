using Microsoft.CodeAnalysis.CSharp;
using TypedDynamo.Generators.Model;

namespace TypedDynamo.Generators.Emission;

/// <summary>Writes how the items of one type are read and written.</summary>
internal static class ItemEmitter
{
    /// <summary>Writes the methods of a mapper that read and write the items of a table or an index.</summary>
    public static void Write(SourceWriter writer, MapperNames names, ItemModel item)
    {
        WriteRead(writer, names, item, "public override", "Read");
        writer.Line();
        WriteWrite(writer, names, item, "public override", "Write");
        TemplateEmitter.WriteFits(writer, item);
    }

    /// <summary>Writes the class that reads and writes a type inside an item.</summary>
    public static void WriteNested(SourceWriter writer, MapperNames names, ItemModel item)
    {
        string attributes = string.Concat(item.Attributes.Select(attribute => ", " + Names.Literal(attribute.Name)));
        writer.Line();
        using (writer.Block($"private static class {names.NestedMapper(item.Type!)}"))
        {
            writer.Line($"private static readonly {GlobalNames.ItemSchema} Schema = new({Names.Literal(item.Name)}{attributes});\n");
            WriteMap(writer, item);
            WriteRead(writer, names, item, "internal static", "ReadAttributes");
            writer.Line();
            WriteWrite(writer, names, item, "internal static", "WriteAttributes");
            WriteAccessors(writer, item);
        }
    }

    /// <summary>Writes the methods for a type's map (M); what is between its braces is apart, for it can stand in other places too.</summary>
    private static void WriteMap(SourceWriter writer, ItemModel item)
    {
        writer.Line($$"""
            internal static {{item.Type}} Read(ref {{GlobalNames.ItemReader}} reader)
            {
                reader.BeginMap();
                var item = ReadAttributes(ref reader);
                reader.EndMap();
                return item;
            }

            internal static void Write(ref {{GlobalNames.ItemWriter}} writer, {{item.Type}} item)
            {
                writer.BeginMap({{(item.IsValueType ? "" : "item")}});
                WriteAttributes(ref writer, item);
                writer.EndMap();
            }

            """);
    }

    private static void WriteRead(SourceWriter writer, MapperNames names, ItemModel item, string modifiers, string method)
    {
        using (writer.Block($"{modifiers} {item.Type} {method}(ref {GlobalNames.ItemReader} reader)"))
        {
            for (int ordinal = 0; ordinal < item.Attributes.Count; ordinal++)
            {
                var attribute = item.Attributes[ordinal];
                writer.Line($"{LocalType(attribute)} value{ordinal} = {InitialValue(attribute)}; // {attribute.Member}");
                if (TracksPresence(attribute))
                {
                    writer.Line($"bool has{ordinal} = false;");
                }
            }

            TemplateEmitter.WriteKeyLocals(writer, item);
            writer.Line();
            WriteReadLoop(writer, names, item);
            writer.Line();
            TemplateEmitter.WriteReadKey(writer, item);
            WriteMissing(writer, item);
            writer.Line();
            WriteCreation(writer, item);
        }
    }

    private static void WriteReadLoop(SourceWriter writer, MapperNames names, ItemModel item)
    {
        using (writer.Block("while (reader.ReadAttribute(Schema, out int ordinal))"))
        using (writer.Block("switch (ordinal)"))
        {
            for (int ordinal = 0; ordinal < item.Attributes.Count; ordinal++)
            {
                var attribute = item.Attributes[ordinal];
                writer.Line($"case {ordinal}: // {attribute.Member}");
                using (writer.Indent())
                {
                    writer.Line($"value{ordinal} = {ValueEmitter.Read(names, attribute.Value)};");
                    if (TracksPresence(attribute))
                    {
                        writer.Line($"has{ordinal} = true;");
                    }

                    writer.Line("break;");
                }
            }

            TemplateEmitter.WriteKeyCases(writer, item);
            writer.Line("default:");
            using (writer.Indent())
            {
                writer.Line("reader.Skip(); // an attribute that the type does not know\nbreak;");
            }
        }
    }

    private static void WriteMissing(SourceWriter writer, ItemModel item)
    {
        for (int ordinal = 0; ordinal < item.Attributes.Count; ordinal++)
        {
            var attribute = item.Attributes[ordinal];
            if (attribute.Absence == Absence.Throws)
            {
                writer.Line($"if (!has{ordinal}) reader.ThrowMissing(Schema, {ordinal});");
            }
            else if (attribute.Absence == Absence.ReadsEmpty)
            {
                writer.Line($"value{ordinal} ??= {CollectionEmitter.New(attribute.Value)}; // DynamoDB has no empty set");
            }
        }
    }

    private static void WriteCreation(SourceWriter writer, ItemModel item)
    {
        var initialized = Numbers(item, Population.Initializer, Population.ConstructorAndInitializer);
        var arguments = item.ConstructorParameters
            .Select(parameter => $"{Names.Identifier(parameter.Name)}: {Value(item, parameter.Number)}")
            .ToList();
        string argumentList = arguments.Count switch
        {
            0 => initialized.Count == 0 ? "()" : "",
            1 => $"({arguments[0]})",
            _ => $"(\n    {string.Join(",\n    ", arguments)})",
        };

        string creation = $"var item = new {item.Type}{argumentList}";
        if (initialized.Count == 0)
        {
            writer.Line(creation + ";");
        }
        else
        {
            writer.Line(creation + "\n{");
            using (writer.Indent())
            {
                foreach (int number in initialized)
                {
                    writer.Line($"{Names.Identifier(item.MemberAt(number).Member)} = {Value(item, number)},");
                }
            }

            writer.Line("};");
        }

        foreach (int number in Numbers(item, Population.Setter, Population.UnsafeAccessor))
        {
            var attribute = item.MemberAt(number);
            string assignment = attribute.Population == Population.Setter
                ? $"item.{Names.Identifier(attribute.Member)} = {Value(item, number)};"
                : $"{Accessor(attribute)}({(item.IsValueType ? "ref " : "")}item, {Value(item, number)});";
            writer.Line(attribute.Absence == Absence.KeepsInitializer ? $"if (has{number}) {assignment}" : assignment);
        }

        writer.Line("\nreturn item;");
    }

    private static void WriteWrite(SourceWriter writer, MapperNames names, ItemModel item, string modifiers, string method)
    {
        using (writer.Block($"{modifiers} void {method}(ref {GlobalNames.ItemWriter} writer, {item.Type} item)"))
        {
            for (int ordinal = 0; ordinal < item.Attributes.Count; ordinal++)
            {
                WriteAttribute(writer, names, item.Attributes[ordinal], ordinal);
            }

            // An index may lack the property whose format leaves a part out of the key. Nobody writes its items.
            if (item.KeyTemplates.SelectMany(template => template.Members).All(name => item.Members.Any(member => member.Member.Member == name)))
            {
                TemplateEmitter.WriteKeys(writer, item, member => "item." + Names.Identifier(member));
            }
        }
    }

    private static void WriteAttribute(SourceWriter writer, MapperNames names, AttributeModel attribute, int ordinal)
    {
        string member = Stamped(attribute, "item." + Names.Identifier(attribute.Member));
        string value = attribute.IsNullable ? $"value{ordinal}" : member;

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
            ? $"{MapperEmitter.KeyWriter(attribute.Member)}(ref writer, {value})"
            : ValueEmitter.Write(names, attribute.Value, value);
        string lines = $"writer.WriteName({Names.JsonLiteral(attribute.Name)});\n{write};";
        if (condition is null)
        {
            writer.Line(lines);
            return;
        }

        using (writer.Block($"if ({condition})"))
        {
            writer.Line(lines);
        }
    }

    /// <summary>The value that a put writes: some of them take the time of the request.</summary>
    private static string Stamped(AttributeModel attribute, string member)
    {
        string now = "writer.RequestTime" + (attribute.Kind == MemberKind.DateTime ? "?.UtcDateTime" : "");
        return (attribute.Role, attribute.IsNullable) switch
        {
            (AttributeRole.UpdatedAt, true) => $"({now} ?? {member})",
            (AttributeRole.UpdatedAt, false) => $"{now} ?? {member}",
            (AttributeRole.CreatedAt, true) => $"({member} ?? {now})",
            (AttributeRole.CreatedAt, false) => $"{member} == default ? {now} ?? {member} : {member}",
            _ => member,
        };
    }

    public static void WriteAccessors(SourceWriter writer, ItemModel item)
    {
        foreach (int number in Numbers(item, Population.UnsafeAccessor))
        {
            var attribute = item.MemberAt(number);
            string receiver = $"{(item.IsValueType ? "ref " : "")}{attribute.DeclaringType} item";
            writer.Line($"""

                [{GlobalNames.UnsafeAccessor}({GlobalNames.UnsafeAccessorKind}.Method, Name = {Names.Literal("set_" + attribute.Member)})]
                private static extern void {Accessor(attribute)}({receiver}, {ValueEmitter.TypeWithNull(attribute.Value)} value);
                """);
        }
    }

    public static string Accessor(AttributeModel attribute) => "Set" + attribute.Member;

    // An absent set is null until the end of the item.
    private static string LocalType(AttributeModel attribute)
        => attribute.Type + (attribute.IsNullable || attribute.Absence == Absence.ReadsEmpty ? "?" : "");

    private static string Value(ItemModel item, int number)
    {
        var attribute = item.MemberAt(number);
        bool warns = attribute is { IsNullable: true, AcceptsNull: false } && attribute.Value.IsReferenceType;
        return $"value{number}{(warns ? "!" : "")}";
    }

    private static bool TracksPresence(AttributeModel attribute) => attribute.Absence is Absence.Throws or Absence.KeepsInitializer;

    private static List<int> Numbers(ItemModel item, params Population[] populations)
        => item.Members
            .Where(member => populations.Contains(member.Member.Population))
            .Select(member => member.Number)
            .ToList();

    /// <summary>What a value is before its attribute is read, which is what it stays if the item has none.</summary>
    private static string InitialValue(AttributeModel attribute)
    {
        if (attribute.Absence != Absence.ReadsDefault || attribute.Default is not { } text)
        {
            return attribute.IsNullable || attribute.Absence == Absence.ReadsEmpty ? "null"
                : attribute.Value.IsReferenceType ? "default!"
                : "default";
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
            MemberKind.DateTime => $"new {attribute.Type}({text}L)",
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
