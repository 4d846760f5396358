using TypedDynamo.Generators.Model;

namespace TypedDynamo.Generators.Emission;

/// <summary>Writes how collections are read and written: one method for each type that is read, and one for each that is written.</summary>
internal static class CollectionEmitter
{
    private const string SortedStrings = "global::System.Collections.Generic.SortedSet<string>";

    public static void Write(SourceWriter writer, MapperNames names)
    {
        foreach (var collection in names.Readers)
        {
            WriteRead(writer, names, collection);
        }

        foreach (var collection in names.Writers)
        {
            WriteWrite(writer, names, collection);
        }
    }

    /// <summary>Creates an empty collection. Strings are sorted by their code units, lest culture take two of them for one.</summary>
    public static string New(ValueModel collection)
        => $"new {collection.Implementation}({(collection.Implementation == SortedStrings ? GlobalNames.OrdinalComparer : "")})";

    private static void WriteRead(SourceWriter writer, MapperNames names, ValueModel collection)
    {
        string value = ValueEmitter.Read(names, collection.Element!);
        bool isArray = collection.Implementation!.EndsWith("]", StringComparison.Ordinal);
        string made = isArray ? $"new {GlobalNames.ArrayBuilder}<{ValueEmitter.TypeWithNull(collection.Element!)}>()" : New(collection);
        var (loop, add) = collection.Kind switch
        {
            MemberKind.List => ("ReadElement()", $"elements.Add({value});"),
            MemberKind.Map => ("ReadEntry(out string key)", $"elements[key] = {value};"),
            _ => ("ReadSetElement()", $"elements.Add({value});"),
        };

        writer.Line();
        using (writer.Block($"private static {collection.Implementation} {names.Reader(collection)}(ref {GlobalNames.ItemReader} reader)"))
        {
            writer.Line($"var elements = {made};\nreader.Begin{collection.Kind}();");
            using (writer.Block($"while (reader.{loop})"))
            {
                writer.Line(add);
            }

            writer.Line($"\nreturn elements{(isArray ? ".ToArray()" : "")};");
        }
    }

    private static void WriteWrite(SourceWriter writer, MapperNames names, ValueModel collection)
    {
        string method = names.Writer(collection);
        writer.Line();
        using (writer.Block($"private static void {method}(ref {GlobalNames.ItemWriter} writer, {collection.Type} elements)"))
        {
            writer.Line($"writer.Begin{collection.Kind}(elements);");
            if (collection.Kind == MemberKind.Map)
            {
                using (writer.Block("foreach (var entry in elements)"))
                {
                    writer.Line("writer.WriteEntryName(entry.Key);");
                    WriteElement(writer, names, collection.Element!, "entry.Value");
                }
            }
            else if (HasIndexer(collection))
            {
                using (writer.Block("for (int i = 0; i < elements.Count; i++)"))
                {
                    writer.Line("writer.BeginElement();");
                    WriteElement(writer, names, collection.Element!, "elements[i]");
                }
            }
            else
            {
                using (writer.Block("foreach (var element in elements)"))
                {
                    writer.Line("writer.BeginElement();");
                    WriteElement(writer, names, collection.Element!, "element");
                }
            }

            writer.Line($"\nwriter.End{(collection.Kind.IsSet() ? "Set" : collection.Kind.ToString())}();");
        }
    }

    private static void WriteElement(SourceWriter writer, MapperNames names, ValueModel element, string value)
    {
        if (!element.IsNullable)
        {
            writer.Line($"{ValueEmitter.Write(names, element, value)};");
            return;
        }

        using (writer.Block($"if ({value} is {{ }} value)"))
        {
            writer.Line($"{ValueEmitter.Write(names, element, "value")};");
        }

        using (writer.Block("else"))
        {
            writer.Line("writer.WriteNull();");
        }
    }

    // `foreach` over an interface allocates an enumerator.
    private static bool HasIndexer(ValueModel collection)
        => collection.Type.StartsWith("global::System.Collections.Generic.IList<", StringComparison.Ordinal)
            || collection.Type.StartsWith("global::System.Collections.Generic.IReadOnlyList<", StringComparison.Ordinal);
}
