using TypedDynamo.Generators.Model;

namespace TypedDynamo.Generators.Emission;

/// <summary>Writes the mapper: how an item is read, and how it and its key are written.</summary>
internal static class ItemEmitter
{
    /// <summary>The name of the method that writes a key attribute, for the item, the key and the conditions alike.</summary>
    public static string KeyWriter(string member) => "Write" + member;

    public static void Write(SourceWriter writer, TableModel model)
    {
        using (writer.Block($"partial class {model.TableClass}"))
        using (writer.Block($"private sealed class Mapper : {GlobalNames.TableMapper}<{model.ItemType()}, {model.KeyType()}>"))
        {
            writer.Line("internal static readonly Mapper Instance = new();\n");
            WriteEnums(writer, model);
            writer.Line($$"""
                private Mapper()
                    : base({{model.TableClass}}.Schema)
                {
                }

                public override {{model.KeyType()}} KeyOf({{model.ItemType()}} item) => {{model.TableClass}}.KeyOf(item);

                """);
            WriteRead(writer, model);
            writer.Line();
            WriteWrite(writer, model);
            writer.Line();
            WriteWriteKey(writer, model);
            WriteKeyWriters(writer, model);
            WriteAccessors(writer, model);
        }
    }

    private static void WriteEnums(SourceWriter writer, TableModel model)
    {
        foreach (var type in model.Enums)
        {
            writer.Line($"private static readonly {GlobalNames.EnumNames}<{type.Type}> {Names.EnumField(model, type.Type)} = new(");
            using (writer.Indent())
            {
                var members = type.Members.Select(member => $"({Names.Literal(member.Name)}, {EnumValue(type, member)})");
                writer.Line(string.Join(",\n", members) + ");");
            }

            writer.Line();
        }
    }

    private static string EnumValue(EnumModel type, EnumMemberModel member)
        => member.CanBeNamed ? $"{type.Type}.{Names.Identifier(member.Name)}" : $"({type.Type})({member.Value})";

    private static void WriteRead(SourceWriter writer, TableModel model)
    {
        using (writer.Block($"public override {model.ItemType()} Read(ref {GlobalNames.ItemReader} reader)"))
        {
            for (int ordinal = 0; ordinal < model.Attributes.Count; ordinal++)
            {
                var attribute = model.Attributes[ordinal];
                writer.Line($"{LocalType(attribute)} value{ordinal} = {InitialValue(attribute)}; // {attribute.Member}");
                if (TracksPresence(attribute))
                {
                    writer.Line($"bool has{ordinal} = false;");
                }
            }

            writer.Line();
            WriteReadLoop(writer, model);
            writer.Line();
            WriteMissing(writer, model);
            writer.Line();
            WriteCreation(writer, model);
        }
    }

    private static void WriteReadLoop(SourceWriter writer, TableModel model)
    {
        using (writer.Block("while (reader.ReadAttribute(Schema, out int ordinal))"))
        using (writer.Block("switch (ordinal)"))
        {
            for (int ordinal = 0; ordinal < model.Attributes.Count; ordinal++)
            {
                var attribute = model.Attributes[ordinal];
                writer.Line($"case {ordinal}: // {attribute.Member}");
                using (writer.Indent())
                {
                    string argument = attribute.Kind == MemberKind.Enum ? Names.EnumField(model, attribute.Type) : "";
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

    private static void WriteMissing(SourceWriter writer, TableModel model)
    {
        for (int ordinal = 0; ordinal < model.Attributes.Count; ordinal++)
        {
            if (model.Attributes[ordinal].Absence == Absence.Throws)
            {
                writer.Line($"if (!has{ordinal}) reader.ThrowMissing(Schema, {ordinal});");
            }
        }
    }

    private static void WriteCreation(SourceWriter writer, TableModel model)
    {
        var initialized = Ordinals(model, Population.Initializer, Population.ConstructorAndInitializer);
        var arguments = model.ConstructorParameters
            .Select(parameter => $"{Names.Identifier(parameter.Name)}: {Value(model, parameter.Ordinal)}")
            .ToList();
        string argumentList = arguments.Count switch
        {
            0 => initialized.Count == 0 ? "()" : "",
            1 => $"({arguments[0]})",
            _ => $"(\n    {string.Join(",\n    ", arguments)})",
        };

        string creation = $"var item = new {model.ItemType()}{argumentList}";
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
                    writer.Line($"{Names.Identifier(model.Attributes[ordinal].Member)} = {Value(model, ordinal)},");
                }
            }

            writer.Line("};");
        }

        foreach (int ordinal in Ordinals(model, Population.Setter, Population.UnsafeAccessor))
        {
            var attribute = model.Attributes[ordinal];
            string assignment = attribute.Population == Population.Setter
                ? $"item.{Names.Identifier(attribute.Member)} = {Value(model, ordinal)};"
                : $"{Accessor(attribute)}({(model.ItemIsValueType ? "ref " : "")}item, {Value(model, ordinal)});";
            writer.Line(attribute.Absence == Absence.Throws ? assignment : $"if (has{ordinal}) {assignment}");
        }

        writer.Line("\nreturn item;");
    }

    private static void WriteWrite(SourceWriter writer, TableModel model)
    {
        using (writer.Block($"public override void Write(ref {GlobalNames.ItemWriter} writer, {model.ItemType()} item)"))
        {
            for (int ordinal = 0; ordinal < model.Attributes.Count; ordinal++)
            {
                var attribute = model.Attributes[ordinal];
                string member = "item." + Names.Identifier(attribute.Member);
                string name = $"writer.WriteName({Names.JsonLiteral(attribute.Name)});";
                if (IsKey(model, ordinal))
                {
                    writer.Line($"{name}\n{KeyWriter(attribute.Member)}(ref writer, {member});");
                }
                else if (attribute.IsNullable)
                {
                    using (writer.Block($"if ({member} is {{ }} value{ordinal})"))
                    {
                        writer.Line($"{name}\n{WriteValue(model, attribute, $"value{ordinal}")};");
                    }
                }
                else
                {
                    writer.Line($"{name}\n{WriteValue(model, attribute, member)};");
                }
            }
        }
    }

    private static void WriteWriteKey(SourceWriter writer, TableModel model)
    {
        using (writer.Block($"public override void WriteKey(ref {GlobalNames.ItemWriter} writer, {model.KeyType()} key)"))
        {
            foreach (var part in KeyEmitter.Parts(model))
            {
                var attribute = model.Attributes[part.Key!.Ordinal];
                writer.Line($"""
                    writer.WriteName({Names.JsonLiteral(attribute.Name)});
                    {KeyWriter(attribute.Member)}(ref writer, key.{Names.Identifier(part.Property)});
                    """);
            }
        }
    }

    private static void WriteKeyWriters(SourceWriter writer, TableModel model)
    {
        foreach (var part in KeyEmitter.Parts(model))
        {
            var attribute = model.Attributes[part.Key!.Ordinal];
            string role = part.Key == model.PartitionKey ? "Partition" : "Sort";

            // DynamoDB limits the length of a string or binary key, and the limit depends on the key's role.
            string write = attribute.Kind is MemberKind.String or MemberKind.Bytes
                ? $"writer.WriteKey(value, {GlobalNames.KeyRole}.{role})"
                : WriteValue(model, attribute, "value");
            writer.Line();
            writer.Line($"internal static void {KeyWriter(attribute.Member)}(ref {GlobalNames.ItemWriter} writer, {attribute.Type} value)");
            using (writer.Indent())
            {
                writer.Line($"=> {write};");
            }
        }
    }

    private static void WriteAccessors(SourceWriter writer, TableModel model)
    {
        foreach (int ordinal in Ordinals(model, Population.UnsafeAccessor))
        {
            var attribute = model.Attributes[ordinal];
            string receiver = $"{(model.ItemIsValueType ? "ref " : "")}{attribute.DeclaringType} item";
            writer.Line($"""

                [{GlobalNames.UnsafeAccessor}({GlobalNames.UnsafeAccessorKind}.Method, Name = {Names.Literal("set_" + attribute.Member)})]
                private static extern void {Accessor(attribute)}({receiver}, {LocalType(attribute)} value);
                """);
        }
    }

    private static string WriteValue(TableModel model, AttributeModel attribute, string value)
    {
        string names = attribute.Kind == MemberKind.Enum ? ", " + Names.EnumField(model, attribute.Type) : "";
        return $"writer.Write{attribute.Kind}({value}{names})";
    }

    private static string Accessor(AttributeModel attribute) => "Set" + attribute.Member;

    private static string LocalType(AttributeModel attribute) => attribute.Type + (attribute.IsNullable ? "?" : "");

    private static string Value(TableModel model, int ordinal)
    {
        var attribute = model.Attributes[ordinal];
        bool warns = attribute is { IsNullable: true, AcceptsNull: false } && attribute.Kind.IsReferenceType();
        return $"value{ordinal}{(warns ? "!" : "")}";
    }

    private static bool TracksPresence(AttributeModel attribute) => attribute.Absence != Absence.ReadsDefault;

    private static bool IsKey(TableModel model, int ordinal)
        => model.PartitionKey?.Ordinal == ordinal || model.SortKey?.Ordinal == ordinal;

    private static List<int> Ordinals(TableModel model, params Population[] populations)
        => Enumerable.Range(0, model.Attributes.Count)
            .Where(ordinal => populations.Contains(model.Attributes[ordinal].Population))
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
