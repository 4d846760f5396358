using TypedDynamo.Generators.Model;

namespace TypedDynamo.Generators.Emission;

/// <summary>Writes how collections are read and written: one method for each type that is read, and one for each that is written.</summary>
internal static class CollectionEmitter
{
    // `foreach` over these allocates an enumerator.
    private static readonly string[] s_indexed =
    [
        "global::System.Collections.Generic.IList",
        "global::System.Collections.Generic.IReadOnlyList",
        "global::System.Collections.ObjectModel.Collection",
        "global::System.Collections.ObjectModel.ObservableCollection",
        "global::System.Collections.ObjectModel.ReadOnlyCollection",
    ];

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

    /// <summary>Creates an empty collection.</summary>
    public static string New(ValueModel collection)
    {
        var making = CollectionMaking.Of(collection);
        return making.Finish(making.Create);
    }

    private static void WriteRead(SourceWriter writer, MapperNames names, ValueModel collection)
    {
        var making = CollectionMaking.Of(collection);
        writer.Line();
        using (writer.Block($"internal static {collection.Implementation} {names.Reader(collection)}(ref {GlobalNames.ItemReader} reader)"))
        {
            writer.Line($"reader.Begin{collection.Kind}();\nvar elements = {making.CreateForReading};");
            WriteReadLoop(writer, names, collection, making);
            writer.Line($"\nreturn {making.Finish("elements")};");
        }
    }

    private static void WriteReadLoop(SourceWriter writer, MapperNames names, ValueModel collection, CollectionMaking making)
    {
        string value = ValueEmitter.Read(names, collection.Element!);
        if (collection.Key is null)
        {
            using (writer.Block($"while (reader.{(collection.Kind.IsSet() ? "ReadSetElement" : "ReadElement")}())"))
            {
                writer.Line($"elements.{making.Add}({value});");
            }
        }
        else if (HasPlainNames(collection))
        {
            using (writer.Block("while (reader.ReadEntry(out string key))"))
            {
                writer.Line($"elements[key] = {value};");
            }
        }
        else
        {
            using (writer.Block("while (reader.ReadEntryName())"))
            {
                writer.Line($"var key = {ValueEmitter.Read(names, collection.Key)};\nreader.ReadEntryValue();\nelements[key] = {value};");
            }
        }
    }

    private static void WriteWrite(SourceWriter writer, MapperNames names, ValueModel collection)
    {
        string method = names.Writer(collection);
        writer.Line();
        using (writer.Block($"private static void {method}(ref {GlobalNames.ItemWriter} writer, {collection.Type} elements)"))
        {
            if (collection.Key is null)
            {
                // The array of an immutable one is null where it has not been initialized.
                string whole = collection.IsReferenceType ? "elements" : $"{GlobalNames.ImmutableCollectionsMarshal}.AsArray(elements)";
                writer.Line($"writer.Begin{collection.Kind}({whole});");
                WriteElements(writer, names, collection);
                writer.Line($"\nwriter.End{(collection.Kind.IsSet() ? "Set" : collection.Kind.ToString())}();");
            }
            else if (HasPlainNames(collection))
            {
                writer.Line("writer.BeginMap(elements);");
                WriteEntries(writer, names, collection, "writer.WriteEntryName(entry.Key);");
                writer.Line("\nwriter.EndMap();");
            }
            else
            {
                string key = ValueEmitter.Write(names, collection.Key, "entry.Key");
                writer.Line("int start = writer.BeginEntries(elements);");
                WriteEntries(writer, names, collection, $"writer.BeginEntryName();\n{key};\nwriter.EndEntryName();");
                writer.Line("\nwriter.EndEntries(start);");
            }
        }
    }

    private static void WriteElements(SourceWriter writer, MapperNames names, ValueModel collection)
    {
        bool isIndexed = s_indexed.Contains(CollectionMaking.WithoutArguments(collection.Type));
        using (writer.Block(isIndexed ? "for (int i = 0; i < elements.Count; i++)" : "foreach (var element in elements)"))
        {
            writer.Line("writer.BeginElement();");
            WriteElement(writer, names, collection.Element!, isIndexed ? "elements[i]" : "element");
        }
    }

    private static void WriteEntries(SourceWriter writer, MapperNames names, ValueModel collection, string writeName)
    {
        using (writer.Block("foreach (var entry in elements)"))
        {
            writer.Line(writeName);
            WriteElement(writer, names, collection.Element!, "entry.Value");
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

    private static bool HasPlainNames(ValueModel collection) => collection.Key!.Kind == MemberKind.String;
}
