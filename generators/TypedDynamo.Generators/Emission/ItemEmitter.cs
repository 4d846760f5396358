using TypedDynamo.Generators.Model;

namespace TypedDynamo.Generators.Emission;

/// <summary>Writes how the items of one type are read and written.</summary>
internal static class ItemEmitter
{
    public static void Write(SourceWriter writer, TableModel table, ItemModel item, string modifiers)
    {
        WriteRead(writer, table, item, modifiers);
        writer.Line();
        WriteWrite(writer, table, item, modifiers);
    }

    private static void WriteRead(SourceWriter writer, TableModel table, ItemModel item, string modifiers)
    {
        using (writer.Block($"{modifiers} {item.Type} Read(ref {GlobalNames.ItemReader} reader)"))
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

            writer.Line();
            WriteReadLoop(writer, table, item);
            writer.Line();
            WriteMissing(writer, item);
            writer.Line();
            WriteCreation(writer, item);
        }
    }

    private static void WriteReadLoop(SourceWriter writer, TableModel table, ItemModel item)
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
                    string argument = attribute.Kind == MemberKind.Enum ? Names.EnumField(table, attribute.Type) : "";
                    string read = $"reader.Read{attribute.Kind}({argument})";
                    writer.Line($"value{ordinal} = {(attribute.IsNullable ? $"reader.ReadNull() ? null : {read}" : read)};");
                    if (TracksPresence(attribute))
                    {
                        writer.Line($"has{ordinal} = true;");
                    }

                    writer.Line("break;");
                }
            }

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
            if (item.Attributes[ordinal].Absence == Absence.Throws)
            {
                writer.Line($"if (!has{ordinal}) reader.ThrowMissing(Schema, {ordinal});");
            }
        }
    }

    private static void WriteCreation(SourceWriter writer, ItemModel item)
    {
        var initialized = Ordinals(item, Population.Initializer, Population.ConstructorAndInitializer);
        var arguments = item.ConstructorParameters
            .Select(parameter => $"{Names.Identifier(parameter.Name)}: {Value(item, parameter.Ordinal)}")
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
                foreach (int ordinal in initialized)
                {
                    writer.Line($"{Names.Identifier(item.Attributes[ordinal].Member)} = {Value(item, ordinal)},");
                }
            }

            writer.Line("};");
        }

        foreach (int ordinal in Ordinals(item, Population.Setter, Population.UnsafeAccessor))
        {
            var attribute = item.Attributes[ordinal];
            string assignment = attribute.Population == Population.Setter
                ? $"item.{Names.Identifier(attribute.Member)} = {Value(item, ordinal)};"
                : $"{Accessor(attribute)}({(item.IsValueType ? "ref " : "")}item, {Value(item, ordinal)});";
            writer.Line(attribute.Absence == Absence.Throws ? assignment : $"if (has{ordinal}) {assignment}");
        }

        writer.Line("\nreturn item;");
    }

    private static void WriteWrite(SourceWriter writer, TableModel table, ItemModel item, string modifiers)
    {
        using (writer.Block($"{modifiers} void Write(ref {GlobalNames.ItemWriter} writer, {item.Type} item)"))
        {
            for (int ordinal = 0; ordinal < item.Attributes.Count; ordinal++)
            {
                var attribute = item.Attributes[ordinal];
                string member = "item." + Names.Identifier(attribute.Member);
                string name = $"writer.WriteName({Names.JsonLiteral(attribute.Name)});";
                if (attribute.IsNullable)
                {
                    using (writer.Block($"if ({member} is {{ }} value{ordinal})"))
                    {
                        writer.Line($"{name}\n{WriteAttribute(table, attribute, $"value{ordinal}")};");
                    }
                }
                else
                {
                    writer.Line($"{name}\n{WriteAttribute(table, attribute, member)};");
                }
            }
        }
    }

    public static void WriteAccessors(SourceWriter writer, ItemModel item)
    {
        foreach (int ordinal in Ordinals(item, Population.UnsafeAccessor))
        {
            var attribute = item.Attributes[ordinal];
            string receiver = $"{(item.IsValueType ? "ref " : "")}{attribute.DeclaringType} item";
            writer.Line($"""

                [{GlobalNames.UnsafeAccessor}({GlobalNames.UnsafeAccessorKind}.Method, Name = {Names.Literal("set_" + attribute.Member)})]
                private static extern void {Accessor(attribute)}({receiver}, {LocalType(attribute)} value);
                """);
        }
    }

    /// <summary>Keys have writers of their own, which check what DynamoDB asks of keys.</summary>
    private static string WriteAttribute(TableModel table, AttributeModel attribute, string value)
        => attribute.IsKey ? $"{MapperEmitter.KeyWriter(attribute.Member)}(ref writer, {value})" : WriteValue(table, attribute, value);

    public static string WriteValue(TableModel table, AttributeModel attribute, string value)
    {
        string names = attribute.Kind == MemberKind.Enum ? ", " + Names.EnumField(table, attribute.Type) : "";
        return $"writer.Write{attribute.Kind}({value}{names})";
    }

    private static string Accessor(AttributeModel attribute) => "Set" + attribute.Member;

    private static string LocalType(AttributeModel attribute) => attribute.Type + (attribute.IsNullable ? "?" : "");

    private static string Value(ItemModel item, int ordinal)
    {
        var attribute = item.Attributes[ordinal];
        bool warns = attribute is { IsNullable: true, AcceptsNull: false } && attribute.Kind.IsReferenceType();
        return $"value{ordinal}{(warns ? "!" : "")}";
    }

    private static bool TracksPresence(AttributeModel attribute) => attribute.Absence != Absence.ReadsDefault;

    private static List<int> Ordinals(ItemModel item, params Population[] populations)
        => Enumerable.Range(0, item.Attributes.Count)
            .Where(ordinal => populations.Contains(item.Attributes[ordinal].Population))
            .ToList();

    /// <summary>What a value is before its attribute is read, which is what it stays if the item has none.</summary>
    private static string InitialValue(AttributeModel attribute)
    {
        if (attribute.Absence != Absence.ReadsDefault || attribute.Default is not { } text)
        {
            return attribute.IsNullable ? "null" : attribute.Kind.IsReferenceType() ? "default!" : "default";
        }

        return attribute.Kind switch
        {
            MemberKind.String => Names.Literal(text),
            MemberKind.Boolean => text == bool.TrueString ? "true" : "false",
            MemberKind.Enum => $"({attribute.Type})({text})",
            MemberKind.UInt32 => text + "U",
            MemberKind.Int64 => text + "L",
            MemberKind.UInt64 => text + "UL",
            MemberKind.Decimal => text + "M",
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
