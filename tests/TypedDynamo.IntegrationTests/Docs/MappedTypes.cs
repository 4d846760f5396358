namespace TypedDynamo.IntegrationTests.Docs;

/// <summary>A type of the table in <c>docs/mapping.md</c>.</summary>
/// <param name="Name">What the page calls it.</param>
/// <param name="Source">The type in C#.</param>
/// <param name="Samples">Values in C#: the edges of DynamoDB or of .NET, whichever is narrower.</param>
internal sealed record MappedType(string Name, string Source, params string[] Samples)
{
    public string Annotation { get; init; } = "";

    /// <summary>Gets the DynamoDB type, where the page describes it in words.</summary>
    public string? StoredAs { get; init; }

    /// <summary>Gets values that can be keys, which are neither empty nor over 1,024 bytes.</summary>
    public string[] KeySamples { get; init; } = Samples;
}

internal static class MappedTypes
{
    private const string Text = "\"ключ \\\"\\\\ \\n\\u0000 😀\"";

    // Just under the 400 KB of an item.
    private const string LongText = "new string('é', 204_000)";

    public static IReadOnlyList<MappedType> All { get; } =
    [
        new("string", "string", "\"\"", "\"a\"", Text, LongText) { KeySamples = ["\"a\"", Text, "new string('é', 512)"] },
        new("char", "char", "'a'", "'\\0'", "'é'", "'\\uffff'"),
        new("bool", "bool", "true", "false"),
        .. Integers("byte", "sbyte", "short", "ushort", "int", "uint", "long", "ulong", "nint", "nuint"),
        new("Int128", "Int128", "0", "-1", "Int128.Parse(\"99999999999999999999999999999999999999\")", "Int128.Parse(\"-99999999999999999999999999999999999999\")"),
        new("UInt128", "UInt128", "0", "1", "UInt128.Parse(\"99999999999999999999999999999999999999\")"),
        new("BigInteger", "BigInteger", "0", "-1", "BigInteger.Pow(10, 125)", "BigInteger.Parse(\"-99999999999999999999999999999999999999\")"),
        new("Half", "Half", "Half.MinValue", "Half.MaxValue", "Half.Epsilon", "(Half)0", "(Half)(-0.1)"),
        new("float", "float", "float.MinValue", "float.MaxValue", "float.Epsilon", "0", "-0.1f"),
        new("double", "double", "0", "-0.1", "1E-130", "9.99999999999999E125", "-9.99999999999999E125", "double.Pi"),
        new("decimal", "decimal", "decimal.MinValue", "decimal.MaxValue", "0", "-0.0000000000000000000000000001m", "1.5m"),
        new("Guid", "Guid", "Guid.Empty", "Guid.Parse(\"ffffffff-ffff-ffff-ffff-ffffffffffff\")", "Guid.Parse(\"0123abcd-0000-1000-8000-00805f9b34fb\")"),
        new("DateTime", "DateTime", "new DateTime(0, DateTimeKind.Utc)", "new DateTime(DateTime.MaxValue.Ticks, DateTimeKind.Utc)", "DateTime.UnixEpoch", "DateTime.UnixEpoch.AddTicks(1)"),
        new("DateTimeOffset", "DateTimeOffset", "DateTimeOffset.MinValue", "DateTimeOffset.MaxValue", "DateTimeOffset.UnixEpoch", "DateTimeOffset.UnixEpoch.AddTicks(-1)"),
        new("DateOnly", "DateOnly", "DateOnly.MinValue", "DateOnly.MaxValue", "new DateOnly(2026, 2, 28)"),
        new("TimeOnly", "TimeOnly", "TimeOnly.MinValue", "TimeOnly.MaxValue", "new TimeOnly(12, 30)"),
        new("TimeSpan", "TimeSpan", "TimeSpan.MinValue", "TimeSpan.MaxValue", "TimeSpan.Zero", "TimeSpan.FromTicks(-1)"),
        new("an enum", "Colour", "Colour.Red", "Colour.Green", "Colour.Blue"),
        new("an enum with `[DynamoEnum(EnumStorage.Number)]`", "Colour", "Colour.Red", "Colour.Green", "Colour.Blue", "(Colour)7") { Annotation = "[DynamoEnum(EnumStorage.Number)] " },
        new("byte[]", "byte[]", "new byte[0]", "new byte[] { 0, 255 }", "new byte[409_000]") { KeySamples = ["new byte[] { 0, 255 }", "new byte[] { 255 }", "new byte[1024]"] },
        new("ReadOnlyMemory<byte>", "ReadOnlyMemory<byte>", "new ReadOnlyMemory<byte>([])", "new byte[] { 0, 255 }") { KeySamples = ["new byte[] { 0 }", "new byte[] { 255, 0 }"] },
        new("Memory<byte>", "Memory<byte>", "new Memory<byte>([])", "new byte[] { 0, 255 }") { KeySamples = ["new byte[] { 0 }", "new byte[] { 255, 0 }"] },
        new("MemoryStream", "MemoryStream", "new MemoryStream()", "new MemoryStream([0, 255])") { KeySamples = ["new MemoryStream([0])", "new MemoryStream([255, 0])"] },
        new("JsonElement", "JsonElement", Json("1"), Json("[1, null, {\\\"a\\\": \\\"é\\\"}]"), Json("\\\"text\\\""), Json("{}"), Json("true")),
        new("JsonDocument", "JsonDocument", "JsonDocument.Parse(\"[]\")", "JsonDocument.Parse(\"{\\\"a\\\": 12345678901234567890123456789012345678}\")"),
        new("JsonNode", "JsonNode", "JsonNode.Parse(\"{\\\"a\\\": [1.5, \\\"😀\\\", false]}\")!", "JsonNode.Parse(\"\\\"\\\"\")!"),
        new("JsonObject", "JsonObject", "new JsonObject()", "new JsonObject { [\"a\"] = 1, [\"b\"] = null }"),
        new("JsonArray", "JsonArray", "new JsonArray()", "new JsonArray(1, null, \"x\")"),
        new("an array", "int?[]", "new int?[0]", "new int?[] { 1, null }"),
        .. Lists("List", "IList", "ICollection", "IEnumerable", "IReadOnlyList", "IReadOnlyCollection", "Collection", "ObservableCollection", "ImmutableArray", "ImmutableList", "IImmutableList"),
        .. Copies("LinkedList", "Queue", "Stack", "ReadOnlyCollection", "ConcurrentQueue", "ConcurrentBag"),
        .. Maps("Dictionary", "IDictionary", "IReadOnlyDictionary", "SortedDictionary", "SortedList", "ReadOnlyDictionary", "ConcurrentDictionary"),
        ImmutableMap("ImmutableDictionary", "ToImmutableDictionary"),
        ImmutableMap("IImmutableDictionary", "ToImmutableDictionary"),
        ImmutableMap("ImmutableSortedDictionary", "ToImmutableSortedDictionary"),
        ImmutableMap("FrozenDictionary", "ToFrozenDictionary"),
        Set("HashSet", ""),
        Set("ISet", ".ToHashSet()"),
        Set("IReadOnlySet", ".ToHashSet()"),
        new("SortedSet<T>", "SortedSet<string>", "new SortedSet<string>(StringComparer.Ordinal) { \"\", \"é\" }"),
        new("ReadOnlySet<T>", "ReadOnlySet<int>", "new ReadOnlySet<int>(new HashSet<int> { int.MinValue, 0 })"),
        Set("ImmutableHashSet", ".ToImmutableHashSet()"),
        Set("IImmutableSet", ".ToImmutableHashSet()"),
        new("ImmutableSortedSet<T>", "ImmutableSortedSet<string>", "ImmutableSortedSet.Create(StringComparer.Ordinal, \"\", \"é\")"),
        Set("FrozenSet", ".ToFrozenSet()"),
        new("another class, record or struct", "Part", "new Part(\"\", null)", $"new Part({Text}, int.MinValue)"),
        new("a class, record or interface with `[DynamoDerivedType]`", "Figure", "new Circle(0.5)"),
        new("Uri", "Uri", "new Uri(\"https://é.example/?q=ü#a\")", "new Uri(\"../a b\", UriKind.Relative)"),
        new("Version", "Version", "new Version(1, 10)", "new Version(1, 2, 3, int.MaxValue)"),
        new("IPAddress", "IPAddress", "IPAddress.Loopback", "IPAddress.IPv6Loopback"),
        new("a number, a `Guid`, a date or a time with a `Format`", "long", "0", "9_999_999_999") { Annotation = "[DynamoAttribute(Format = \"D10\")] " },
        new("a `readonly struct`, or a type with `[DynamoValue]`, that holds one value", "OrderId", "new OrderId(Guid.Empty)", "new OrderId(Guid.Parse(\"0123abcd-0000-1000-8000-00805f9b34fb\"))") { StoredAs = "S" },
        new("another type with `IParsable<T>`", "Iban", "new Iban(\"DE02\")", "new Iban(\"é\")"),
        new("what has a converter", "Type", "typeof(int)", "typeof(string)") { Annotation = "[DynamoConverter(typeof(Upper))] ", StoredAs = "S" },
    ];

    private static IEnumerable<MappedType> Integers(params string[] types)
        => types.Select(type => new MappedType(type, type, $"{type}.MinValue", $"{type}.MaxValue", type.StartsWith('u') || type is "byte" or "nuint" ? "1" : "0"));

    private static string Json(string text) => $"JsonDocument.Parse(\"{text}\").RootElement";

    private static IEnumerable<MappedType> Lists(params string[] types)
        => types.Select(type => new MappedType($"{type}<T>", $"{type}<string?>", "[]", $"[\"\", null, {Text}]"));

    private static IEnumerable<MappedType> Copies(params string[] types)
        => types.Select(type => new MappedType($"{type}<T>", $"{type}<int>", $"new {type}<int>(new List<int>())", $"new {type}<int>(new List<int> {{ 1, 2, 1 }})"));

    private static IEnumerable<MappedType> Maps(params string[] types)
    {
        const string Map = "new Dictionary<Guid, string?> { [Guid.Empty] = \"\", [Guid.Parse(\"0123abcd-0000-1000-8000-00805f9b34fb\")] = null }";
        return types.Select(type => new MappedType(
            $"{type}<K, T>", $"{type}<Guid, string?>", type.StartsWith('I') ? Map : $"new {type}<Guid, string?>({Map})"));
    }

    private static MappedType ImmutableMap(string type, string method)
        => new($"{type}<K, T>", $"{type}<DateOnly, int>", $"new Dictionary<DateOnly, int> {{ [DateOnly.MinValue] = 1, [DateOnly.MaxValue] = -1 }}.{method}()");

    private static MappedType Set(string type, string method)
        => new($"{type}<T>", $"{type}<decimal>", $"new HashSet<decimal> {{ 0, -1.5m, decimal.MaxValue }}{method}");
}
