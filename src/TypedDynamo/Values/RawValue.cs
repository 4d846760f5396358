using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Numerics;
using System.Text.Json;
using TypedDynamo.Wire;

namespace TypedDynamo;

/// <summary>A value as DynamoDB stores it, in its wire format: <c>{"N":"5"}</c>.</summary>
/// <remarks>
/// Most values need no call: strings, numbers, bools, bytes, dates and ids convert implicitly, to the stored forms of
/// <c>docs/mapping.md</c>. Each getter reads only values of its own type, and never converts between DynamoDB's types.
/// </remarks>
[SuppressMessage("Naming", "CA1720", Justification = "The getters are named for the types that they return.")]
public readonly partial struct RawValue : IEquatable<RawValue>
{
    private readonly ReadOnlyMemory<byte> _json;

    internal RawValue(ReadOnlyMemory<byte> json)
    {
        _json = json;
    }

    /// <summary>Gets a value of type NULL.</summary>
    public static RawValue Null { get; } = new("{\"NULL\":true}"u8.ToArray());

    /// <summary>Gets the value's type.</summary>
    /// <exception cref="InvalidOperationException">It is the default value of the C# type, which is not a DynamoDB value.</exception>
    public AttributeType Type => WireTypeOf(Json).ToAttributeType();

    /// <summary>Gets whether the value is of type NULL.</summary>
    public bool IsNull => WireTypeOf(Json) == WireType.Null;

    internal ReadOnlySpan<byte> Json
        => _json.IsEmpty ? throw new InvalidOperationException("This RawValue was never given a value. RawValue.Null is DynamoDB's null.") : _json.Span;

    /// <summary>Reads a string (S).</summary>
    /// <returns>The string.</returns>
    /// <exception cref="InvalidOperationException">The value is of another type.</exception>
    public string GetString() => Open(WireType.String).GetString()!;

    /// <summary>Reads a number (N) as DynamoDB writes it, with all of its digits, up to 38.</summary>
    /// <returns>The digits, with sign, decimal point and exponent if it has them.</returns>
    /// <exception cref="InvalidOperationException">The value is of another type.</exception>
    public string GetNumber() => Open(WireType.Number).GetString()!;

    /// <summary>Reads a whole number (N).</summary>
    /// <returns>The number.</returns>
    /// <exception cref="InvalidOperationException">The value is of another type.</exception>
    /// <exception cref="OverflowException">It is not a whole number, or too large for the C# type.</exception>
    public int GetInt32() => GetInteger<int>();

    /// <inheritdoc cref="GetInt32"/>
    public long GetInt64() => GetInteger<long>();

    /// <summary>Reads a number (N).</summary>
    /// <returns>The number.</returns>
    /// <exception cref="InvalidOperationException">The value is of another type.</exception>
    /// <exception cref="OverflowException">It has more digits than the C# type holds, or is too large for it.</exception>
    public decimal GetDecimal()
    {
        ReadOnlySpan<byte> text = Open(WireType.Number).ValueSpan;
        return decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal value) && DecimalText.IsExact(text, value)
            ? value
            : throw DoesNotFit(typeof(decimal));
    }

    /// <summary>Reads a number (N) as the nearest one that the C# type holds.</summary>
    /// <returns>The number.</returns>
    /// <exception cref="InvalidOperationException">The value is of another type.</exception>
    public double GetDouble() => double.Parse(Open(WireType.Number).ValueSpan, NumberStyles.Float, CultureInfo.InvariantCulture);

    /// <summary>Reads a bool (BOOL).</summary>
    /// <returns>The bool.</returns>
    /// <exception cref="InvalidOperationException">The value is of another type.</exception>
    public bool GetBoolean() => Open(WireType.Boolean).GetBoolean();

    /// <summary>Reads binary data (B).</summary>
    /// <returns>A copy of the bytes.</returns>
    /// <exception cref="InvalidOperationException">The value is of another type.</exception>
    public byte[] GetBytes() => Open(WireType.Binary).GetBytesFromBase64();

    /// <summary>Reads a map (M), which has attributes as an item has.</summary>
    /// <returns>The map; it shares the value's bytes.</returns>
    /// <exception cref="InvalidOperationException">The value is of another type.</exception>
    public RawItem GetMap()
    {
        Utf8JsonReader json = Open(WireType.Map);
        return new RawItem(TakeValue(ref json));
    }

    /// <summary>Reads a list (L).</summary>
    /// <returns>The elements; they share the value's bytes.</returns>
    /// <exception cref="InvalidOperationException">The value is of another type.</exception>
    public IReadOnlyList<RawValue> GetList()
    {
        Utf8JsonReader json = Open(WireType.List);
        List<RawValue> elements = [];
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            elements.Add(new RawValue(TakeValue(ref json)));
        }

        return elements;
    }

    /// <summary>Reads a set of strings (SS).</summary>
    /// <returns>The strings, in no particular order.</returns>
    /// <exception cref="InvalidOperationException">The value is of another type.</exception>
    public IReadOnlyList<string> GetStringSet() => GetSet(WireType.StringSet);

    /// <summary>Reads a set of numbers (NS) as DynamoDB writes them.</summary>
    /// <returns>The digits of each, in no particular order.</returns>
    /// <exception cref="InvalidOperationException">The value is of another type.</exception>
    public IReadOnlyList<string> GetNumberSet() => GetSet(WireType.NumberSet);

    /// <summary>Reads a set of binary data (BS).</summary>
    /// <returns>Copies of the elements, in no particular order.</returns>
    /// <exception cref="InvalidOperationException">The value is of another type.</exception>
    public IReadOnlyList<byte[]> GetBinarySet()
    {
        List<byte[]> elements = [];
        foreach (string element in GetSet(WireType.BinarySet))
        {
            elements.Add(Convert.FromBase64String(element));
        }

        return elements;
    }

    /// <summary>Returns the value in DynamoDB's JSON, as in <c>{"N":"5"}</c>.</summary>
    /// <returns>The text, contents included.</returns>
    public override string ToString() => _json.IsEmpty ? "" : System.Text.Encoding.UTF8.GetString(_json.Span);

    /// <summary>Compares two values as DynamoDB does: numbers by value, sets and maps whatever their order.</summary>
    /// <param name="left">One value.</param>
    /// <param name="right">The other one.</param>
    /// <returns>Whether they are the same.</returns>
    public static bool operator ==(RawValue left, RawValue right) => left.Equals(right);

    /// <summary>Compares two values as DynamoDB does.</summary>
    /// <param name="left">One value.</param>
    /// <param name="right">The other one.</param>
    /// <returns>Whether they differ.</returns>
    public static bool operator !=(RawValue left, RawValue right) => !left.Equals(right);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is RawValue other && Equals(other);

    /// <inheritdoc/>
    public bool Equals(RawValue other)
    {
        if (_json.IsEmpty || other._json.IsEmpty || Json.SequenceEqual(other.Json))
        {
            return _json.IsEmpty == other._json.IsEmpty;
        }

        WireType type = WireTypeOf(Json);
        return type == WireTypeOf(other.Json) && type switch
        {
            WireType.Map => GetMap().Equals(other.GetMap()),
            WireType.List => GetList().SequenceEqual(other.GetList()),
            WireType.StringSet or WireType.BinarySet => GetSet(type).ToHashSet().SetEquals(other.GetSet(type)),
            WireType.NumberSet => CanonicalNumbers().SetEquals(other.CanonicalNumbers()),
            _ => ScalarText(type) == other.ScalarText(type),
        };
    }

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        if (_json.IsEmpty)
        {
            return 0;
        }

        // Two equal collections may be written differently: their type alone goes into the hash.
        WireType type = WireTypeOf(Json);
        return type is WireType.Map or WireType.List || type >= WireType.StringSet ? (int)type : HashCode.Combine(type, ScalarText(type));
    }

    /// <summary>Makes a map (M).</summary>
    /// <param name="members">Its attributes.</param>
    /// <returns>The value.</returns>
    /// <exception cref="ArgumentException">Two attributes have the same name.</exception>
    public static RawValue Map(params (string Name, RawValue Value)[] members) => Map(RawItem.Of(members));

    /// <summary>Makes a map (M).</summary>
    /// <param name="map">Its attributes.</param>
    /// <returns>The value.</returns>
    public static RawValue Map(RawItem map)
    {
        ArgumentNullException.ThrowIfNull(map);
        using var buffer = new ByteBuffer();
        buffer.Write("{\"M\":"u8);
        buffer.Write(map.Json.Span);
        buffer.Write((byte)'}');
        return new RawValue(buffer.Written.ToArray());
    }

    /// <summary>Makes a list (L).</summary>
    /// <param name="elements">Its elements.</param>
    /// <returns>The value.</returns>
    public static RawValue List(params RawValue[] elements)
    {
        ArgumentNullException.ThrowIfNull(elements);
        using var buffer = new ByteBuffer();
        buffer.Write("{\"L\":["u8);
        for (int i = 0; i < elements.Length; i++)
        {
            buffer.Write(i == 0 ? default : ","u8);
            buffer.Write(elements[i].Json);
        }

        buffer.Write("]}"u8);
        return new RawValue(buffer.Written.ToArray());
    }

    /// <summary>Makes a set of strings (SS).</summary>
    /// <param name="elements">Its elements, at least one: DynamoDB has no empty set.</param>
    /// <returns>The value.</returns>
    /// <exception cref="ArgumentException">There is no element, or one of them occurs twice.</exception>
    public static RawValue StringSet(params string[] elements) => SetOf("SS", [.. elements.Select(element => (RawValue)element)]);

    /// <summary>Makes a set of numbers (NS).</summary>
    /// <param name="elements">Its elements, at least one: DynamoDB has no empty set.</param>
    /// <returns>The value.</returns>
    /// <exception cref="ArgumentException">There is no element, or one of them occurs twice.</exception>
    public static RawValue NumberSet(params decimal[] elements) => SetOf("NS", [.. elements.Select(element => (RawValue)element)]);

    /// <summary>Makes a set of binary data (BS).</summary>
    /// <param name="elements">Its elements, at least one: DynamoDB has no empty set.</param>
    /// <returns>The value.</returns>
    /// <exception cref="ArgumentException">There is no element, or one of them occurs twice.</exception>
    public static RawValue BinarySet(params byte[][] elements) => SetOf("BS", [.. elements.Select(element => (RawValue)element)]);

    /// <summary>Skips the value whose first token is the current one, and returns its bytes.</summary>
    internal ReadOnlyMemory<byte> TakeValue(ref Utf8JsonReader json) => TakeValue(_json, ref json);

    internal static ReadOnlyMemory<byte> TakeValue(ReadOnlyMemory<byte> source, ref Utf8JsonReader json)
    {
        int start = (int)json.TokenStartIndex;
        json.Skip();
        return source[start..(int)json.BytesConsumed];
    }

    internal static Utf8JsonReader CreateReader(ReadOnlySpan<byte> json) => new(json, new JsonReaderOptions { MaxDepth = JsonText.MaxDepth });

    private static RawValue SetOf(string code, RawValue[] elements)
    {
        if (elements.Length == 0 || elements.Distinct().Count() != elements.Length)
        {
            throw new ArgumentException(
                $"A set ({code}) has at least one element, and each of them once; this one would have {elements.Length}.", nameof(elements));
        }

        using var buffer = new ByteBuffer();
        buffer.Write(System.Text.Encoding.ASCII.GetBytes($"{{\"{code}\":["));
        for (int i = 0; i < elements.Length; i++)
        {
            Utf8JsonReader json = CreateReader(elements[i].Json);
            json.Read();
            json.Read();
            json.Read();
            buffer.Write(i == 0 ? default : ","u8);
            buffer.Write(elements[i].TakeValue(ref json).Span);
        }

        buffer.Write("]}"u8);
        return new RawValue(buffer.Written.ToArray());
    }

    private static WireType WireTypeOf(ReadOnlySpan<byte> json)
    {
        Utf8JsonReader reader = CreateReader(json);
        reader.Read();
        reader.Read();
        return WireTypes.Parse(reader.ValueSpan);
    }

    /// <summary>Returns the content after the type's name.</summary>
    private Utf8JsonReader Open(WireType expected)
    {
        Utf8JsonReader json = CreateReader(Json);
        json.Read();
        json.Read();
        WireType found = WireTypes.Parse(json.ValueSpan);
        if (found != expected)
        {
            throw new InvalidOperationException($"The value is {found.Code()}, not {expected.Code()}.");
        }

        json.Read();
        return json;
    }

    private T GetInteger<T>()
        where T : struct, IBinaryInteger<T>, IMinMaxValue<T>
    {
        ReadOnlySpan<byte> text = Open(WireType.Number).ValueSpan;
        if (T.TryParse(text, CultureInfo.InvariantCulture, out T value))
        {
            return value;
        }

        return DecimalText.TryReadInteger(text, out BigInteger integer)
            && integer >= BigInteger.CreateChecked(T.MinValue) && integer <= BigInteger.CreateChecked(T.MaxValue)
            ? T.CreateChecked(integer)
            : throw DoesNotFit(typeof(T));
    }

    private static OverflowException DoesNotFit(Type type) => new($"The number does not fit {type.Name}. GetNumber() gives all of its digits.");

    private List<string> GetSet(WireType type)
    {
        Utf8JsonReader json = Open(type);
        List<string> elements = [];
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            elements.Add(json.GetString()!);
        }

        return elements;
    }

    private HashSet<string> CanonicalNumbers()
        => [.. GetSet(WireType.NumberSet).Select(number => DecimalText.Canonical(System.Text.Encoding.ASCII.GetBytes(number)))];

    private string ScalarText(WireType type)
    {
        Utf8JsonReader json = Open(type);
        return type switch
        {
            WireType.Number => DecimalText.Canonical(json.ValueSpan),
            WireType.Boolean or WireType.Null => json.GetBoolean() ? "true" : "false",
            _ => json.GetString()!,
        };
    }
}
