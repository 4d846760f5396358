using TypedDynamo.Generators.Model;

namespace TypedDynamo.Generators.Emission;

/// <summary>Writes how a value is read and written as one of the types that it can be.</summary>
internal static class PolymorphicEmitter
{
    public const string Types = "Types";

    /// <summary>Writes the methods of a table's mapper, which ask the class that knows the types of its items.</summary>
    public static void WriteItem(SourceWriter writer, MapperNames names, ItemModel item)
    {
        writer.Line($$"""
            public override {{item.Type}} Read(ref {{GlobalNames.ItemReader}} reader) => {{names.ItemTypes}}.ReadAttributes(ref reader);

            public override void Write(ref {{GlobalNames.ItemWriter}} writer, {{item.Type}} item) => {{names.ItemTypes}}.WriteAttributes(ref writer, item);
            """);
        ItemEmitter.WriteFits(writer, item, names.ItemTypes);
    }

    /// <summary>The condition that tells the items of these types from the others in the table.</summary>
    public static string Condition(string itemTypes) => $"reader.FindType({itemTypes}.{Types}) >= 0";

    /// <summary>Writes the class that knows the types of a table's items.</summary>
    public static void WriteDerived(SourceWriter writer, MapperNames names, PolymorphicModel model)
    {
        using (BeginTypes(writer, names.ItemTypes!, model))
        {
            writer.Line();
            WriteAttributes(writer, names, model, names.DerivedMapper);
        }
    }

    /// <summary>Writes a class that knows no more than the discriminators of a table's items.</summary>
    public static void WriteDiscriminators(SourceWriter writer, MapperNames names, PolymorphicModel model)
    {
        using (BeginTypes(writer, names.ItemTypes!, model))
        {
        }
    }

    /// <summary>Writes the class that knows the types of a value inside an item.</summary>
    public static void WriteNested(SourceWriter writer, MapperNames names, PolymorphicModel model)
    {
        using (BeginTypes(writer, names.PolymorphicMapper(model.Type), model))
        {
            writer.Line();
            ItemEmitter.WriteMap(writer, names, model.Type, model.IsValueType);
            WriteAttributes(writer, names, model, names.NestedMapper);
        }
    }

    private static SourceWriter.Scope BeginTypes(SourceWriter writer, string name, PolymorphicModel model)
    {
        var discriminators = model.Derived.Select(type => type.Discriminator).OfType<string>().ToList();
        string texts = string.Concat(discriminators.Select(text => ", " + Names.Literal(text)));
        string hasTypeWithout = discriminators.Count < model.Derived.Count ? "true" : "false";
        writer.Line();
        var scope = writer.Block($"internal static class {name}");
        writer.Line($"internal static readonly {GlobalNames.DerivedTypes} {Types} = new("
            + $"{Names.Literal(model.Name)}, {Names.Literal(model.Attribute)}, hasTypeWithout: {hasTypeWithout}{texts});");
        return scope;
    }

    private static void WriteAttributes(SourceWriter writer, MapperNames names, PolymorphicModel model, Func<string, string> mapperOf)
    {
        using (writer.Block($"internal static {model.Type} ReadAttributes(ref {GlobalNames.ItemReader} reader)"))
        using (writer.Block($"switch (reader.FindType({Types}))"))
        {
            for (int i = 0; i < model.Derived.Count; i++)
            {
                writer.Line($"case {i}:\n    return {mapperOf(model.Derived[i].Type)}.ReadAttributes(ref reader);");
            }

            writer.Line($"default:\n    reader.ThrowUnknownType({Types});\n    return default!;");
        }

        if (names.OnlyReads)
        {
            return;
        }

        writer.Line();
        using (writer.Block($"internal static void WriteAttributes(ref {GlobalNames.ItemWriter} writer, {model.Type} item)"))
        {
            if (model.IsValueType)
            {
                WriteType(writer, model, 0, mapperOf, "item");
                return;
            }

            // A type that derives from a listed one may have attributes that the listed one lacks.
            writer.Line("var type = item.GetType();");
            for (int i = 0; i < model.Derived.Count; i++)
            {
                string type = model.Derived[i].Type;
                using (writer.Block($"{(i == 0 ? "" : "else ")}if (type == typeof({type}))"))
                {
                    WriteType(writer, model, i, mapperOf, type == model.Type ? "item" : $"({type})item");
                }
            }

            using (writer.Block("else"))
            {
                writer.Line($"writer.ThrowUnlistedType({Types}, type);");
            }
        }
    }

    private static void WriteType(SourceWriter writer, PolymorphicModel model, int number, Func<string, string> mapperOf, string item)
        => writer.Line($"""
            writer.WriteDiscriminator({Types}, {number});
            {mapperOf(model.Derived[number].Type)}.WriteAttributes(ref writer, {item});
            """);
}
