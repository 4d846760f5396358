using Microsoft.CodeAnalysis.CSharp;
using TypedDynamo.Generators.Model;

namespace TypedDynamo.Generators.Emission;

/// <summary>Writes the type of a table's primary key.</summary>
internal static class KeyEmitter
{
    // Names that the generated methods use themselves.
    private static readonly HashSet<string> s_takenParameters =
    [
        "consistent", "cancellationToken", "condition", "expectedVersion", "key", "returning", "returnOld", "sortKey", "update",
    ];

    // A record struct has these members, and a property of one of their names would not compile.
    private static readonly HashSet<string> s_takenMembers =
        ["Deconstruct", "Equals", "Finalize", "GetHashCode", "GetType", "MemberwiseClone", "PrintMembers", "ReferenceEquals", "ToString"];

    public static void Write(SourceWriter writer, TableModel model)
    {
        var parts = Parts(model);
        writer.Line($"/// <summary>The primary key of {model.ItemInDocs()} items.</summary>");
        foreach (var part in parts)
        {
            writer.Line($"/// <param name=\"{part.Property}\">The {part.Role}.</param>");
        }

        string parameters = string.Join(", ", parts.Select(part => $"{part.Type} {Names.Identifier(part.Property)}"));
        writer.Line(TableSource.GeneratedCode);
        string header = $"{model.Accessibility()} readonly record struct {model.KeyClass}({parameters})";

        // C# has no conversions from `dynamic`.
        bool converts = parts.Count == 1 && parts[0].Key?.Type is not null;
        bool comparesBytes = parts.Any(part => part.IsBinary);
        if (!converts && !comparesBytes)
        {
            writer.Line(header + ";");
            return;
        }

        using (writer.Block(header))
        {
            if (converts)
            {
                WriteConversion(writer, model, parts[0]);
            }

            if (converts && comparesBytes)
            {
                writer.Line();
            }

            if (comparesBytes)
            {
                WriteEquality(writer, model, parts);
            }
        }
    }

    private static void WriteConversion(SourceWriter writer, TableModel model, KeyPart part) => writer.Line($"""
        /// <summary>Makes a key of its only value.</summary>
        public static implicit operator {model.KeyType()}({part.Type} {part.Parameter}) => new({part.Parameter});
        """);

    // A record compares arrays and the like by reference, DynamoDB compares them byte by byte.
    private static void WriteEquality(SourceWriter writer, TableModel model, IReadOnlyList<KeyPart> parts)
    {
        var comparisons = parts.Select(part =>
        {
            string member = Names.Identifier(part.Property);
            return part.IsBinary
                ? $"global::System.MemoryExtensions.SequenceEqual<byte>({part.Bytes("this." + member)}, {part.Bytes("other." + member)})"
                : $"global::System.Collections.Generic.EqualityComparer<{part.Type}>.Default.Equals(this.{member}, other.{member})";
        });

        writer.Line($"""
            /// <summary>Compares two keys, binary values byte by byte.</summary>
            /// <param name="other">The other key.</param>
            /// <returns><see langword="true"/> if they are.</returns>
            public bool Equals({model.KeyType()} other)
                => {string.Join("\n        && ", comparisons)};

            /// <inheritdoc/>
            """);
        using (writer.Block("public override int GetHashCode()"))
        {
            writer.Line("var hash = new global::System.HashCode();");
            foreach (var part in parts)
            {
                string value = "this." + Names.Identifier(part.Property);
                writer.Line(part.IsBinary ? $"hash.AddBytes({part.Bytes(value)});" : $"hash.Add({value});");
            }

            writer.Line("return hash.ToHashCode();");
        }
    }

    /// <summary>The key's parts in order: the partition key, and the sort key of tables that have one, or the properties that both are composed of.</summary>
    public static IReadOnlyList<KeyPart> Parts(TableModel model)
    {
        var taken = new HashSet<string>(s_takenParameters, StringComparer.Ordinal);
        var properties = new HashSet<string>(s_takenMembers, StringComparer.Ordinal) { model.KeyClass };
        if (model.IsComposed())
        {
            return model.Item.KeyTemplates
                .SelectMany((template, i) => template.Members.Select(member => (Member: member, Role: i == 0 ? "partition key" : "sort key")))
                .GroupBy(use => use.Member, StringComparer.Ordinal)
                .Select(uses => Part(ComposedPart(model, uses.Key), $"value in the {string.Join(" and the ", uses.Select(use => use.Role))}"))
                .ToList();
        }

        var parts = new List<KeyPart> { Part(model.PartitionKey, "partition key") };
        if (model.SortKey is { } sortKey)
        {
            parts.Add(Part(sortKey, "sort key"));
        }

        return parts;

        KeyPart Part(KeyModel? key, string role)
        {
            // A table without partition key is an error already; its calls should not be more of them.
            string member = key?.Member ?? "PartitionKey";

            // A template may name anything, which is an error too.
            string name = SyntaxFacts.IsValidIdentifier(member) ? member : "Value";
            return new KeyPart(key, member, Free(name, properties), Free(Names.CamelCase(name), taken), role);
        }
    }

    /// <summary>Those of them that a query has to be given.</summary>
    public static IReadOnlyList<KeyPart> PartitionParts(TableModel model)
    {
        var parts = Parts(model);
        return model.IsComposed() ? parts.Where(part => model.Item.KeyTemplates[0].Members.Contains(part.Member)).ToList() : [parts[0]];
    }

    // What is no property is an error already; calls that pass it should not be more of them.
    private static KeyModel ComposedPart(TableModel model, string member) => new()
    {
        Member = member,
        Type = model.Item.Type is null ? null : model.Item.Members.FirstOrDefault(candidate => candidate.Member.Member == member).Member?.Type,
        Ordinal = -1,
    };

    public static string Free(string name, HashSet<string> taken)
    {
        while (!taken.Add(name))
        {
            name += "Value";
        }

        return name;
    }
}

/// <summary>One part of a key as generated code names it.</summary>
/// <param name="Key">What the model knows of it.</param>
/// <param name="Member">The item's property.</param>
/// <param name="Property">The property of the key type.</param>
/// <param name="Name">The name of a parameter, without an escape.</param>
/// <param name="Role">What it is, in words.</param>
internal sealed record KeyPart(KeyModel? Key, string Member, string Property, string Name, string Role)
{
    private const string Array = "byte[]";
    private const string ReadOnlyMemory = "global::System.ReadOnlyMemory<byte>";
    private const string Memory = "global::System.Memory<byte>";
    private const string MemoryStream = "global::System.IO.MemoryStream";

    public string Parameter => Names.Identifier(Name);

    public string Type => Key?.Type ?? "dynamic";

    public bool IsBinary => Type == Array || Type == ReadOnlyMemory || Type == Memory || Type == MemoryStream;

    /// <summary>The expression that takes the bytes of a binary value.</summary>
    public string Bytes(string value) => Type switch
    {
        Array => value,
        MemoryStream => $"{value}?.ToArray()",
        _ => $"{value}.Span",
    };
}
