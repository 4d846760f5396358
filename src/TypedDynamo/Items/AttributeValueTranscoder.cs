using System.Text.Encodings.Web;
using System.Text.Json;
using Amazon.DynamoDBv2.Model;
using TypedDynamo.CompilerServices;
using TypedDynamo.Wire;

namespace TypedDynamo.Transport;

/// <summary>Turns wire values into the SDK's <see cref="AttributeValue"/> and back, without knowing what they mean.</summary>
internal static class AttributeValueTranscoder
{
    // DynamoDB Developer Guide, "Data types": lists and maps nest up to 32 levels deep. The limit also ends a value that holds itself.
    private const int MaxDepth = 32;

    // What nests too deep is refused here; and nobody shows these bytes in a web page.
    private static readonly JsonWriterOptions s_options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    /// <summary>Makes a reader of our own JSON, which goes as deep as DynamoDB does.</summary>
    public static Utf8JsonReader CreateReader(ReadOnlySpan<byte> body)
        => new(body, new JsonReaderOptions { MaxDepth = JsonText.MaxDepth });

    /// <summary>Makes a writer of JSON that <see cref="ItemReader"/> reads.</summary>
    public static Utf8JsonWriter CreateWriter(ByteBuffer body) => new(body, s_options);

    /// <summary>Reads one item: attributes with the braces around them.</summary>
    public static Dictionary<string, AttributeValue> ReadAttributes(ByteBuffer item)
    {
        Utf8JsonReader json = CreateReader(item.Written);
        json.Read();
        return ReadAttributes(ref json);
    }

    /// <summary>Writes one item: attributes with the braces around them.</summary>
    /// <exception cref="ItemMappingException">A value has no type, nests too deep, or is not Unicode.</exception>
    public static void WriteAttributes(ByteBuffer item, IEnumerable<KeyValuePair<string, AttributeValue>> attributes)
    {
        using Utf8JsonWriter json = CreateWriter(item);
        WriteAttributes(json, attributes);
    }

    /// <summary>Reads attributes from the opening brace, which is the current token, to the closing one.</summary>
    public static Dictionary<string, AttributeValue> ReadAttributes(ref Utf8JsonReader json)
    {
        var attributes = new Dictionary<string, AttributeValue>();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            string name = json.GetString()!;
            json.Read();
            attributes.Add(name, Read(ref json));
        }

        return attributes;
    }

    /// <summary>Writes attributes with the braces around them.</summary>
    /// <exception cref="ItemMappingException">A value has no type, nests too deep, or is not Unicode.</exception>
    public static void WriteAttributes(Utf8JsonWriter json, IEnumerable<KeyValuePair<string, AttributeValue>> attributes)
    {
        json.WriteStartObject();
        foreach ((string name, AttributeValue value) in attributes)
        {
            json.WritePropertyName(Unicode(name, name));
            Write(json, name, value, depth: 0);
        }

        json.WriteEndObject();
    }

    private static AttributeValue Read(ref Utf8JsonReader json)
    {
        // A wire value is an object with one member, named for the type.
        json.Read();
        return Read(ref json, WireTypes.Parse(json.ValueSpan));
    }

    /// <summary>Reads a value from the name of its type, which is the current token, to the closing brace.</summary>
    public static AttributeValue Read(ref Utf8JsonReader json, WireType type)
    {
        json.Read();
        AttributeValue value = type switch
        {
            WireType.String => new AttributeValue { S = json.GetString() },
            WireType.Number => new AttributeValue { N = json.GetString() },
            WireType.Binary => new AttributeValue { B = ReadBytes(ref json) },
            WireType.Boolean => new AttributeValue { BOOL = json.GetBoolean() },
            WireType.Null => new AttributeValue { NULL = json.GetBoolean() },
            WireType.Map => ReadMap(ref json),
            WireType.List => ReadList(ref json),
            WireType.StringSet => ReadStringSet(ref json),
            WireType.NumberSet => ReadNumberSet(ref json),
            WireType.BinarySet => ReadBinarySet(ref json),
            _ => throw new NotSupportedException("The SDK's AttributeValue has no such type of a value."),
        };

        json.Read();
        return value;
    }

    // Where AWSConfigs.InitializeCollections is on, the SDK takes an empty collection for an absent one. The flags say otherwise; they are
    // set on empty collections only, for each of them copies its collection.
    private static AttributeValue ReadMap(ref Utf8JsonReader json)
    {
        Dictionary<string, AttributeValue> map = ReadAttributes(ref json);
        return map.Count > 0 ? new AttributeValue { M = map } : new AttributeValue { IsMSet = true };
    }

    private static AttributeValue ReadList(ref Utf8JsonReader json)
    {
        var list = new List<AttributeValue>();
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            list.Add(Read(ref json));
        }

        return list.Count > 0 ? new AttributeValue { L = list } : new AttributeValue { IsLSet = true };
    }

    private static AttributeValue ReadStringSet(ref Utf8JsonReader json)
    {
        List<string> set = ReadStrings(ref json);
        return set.Count > 0 ? new AttributeValue { SS = set } : new AttributeValue { IsSSSet = true };
    }

    private static AttributeValue ReadNumberSet(ref Utf8JsonReader json)
    {
        List<string> set = ReadStrings(ref json);
        return set.Count > 0 ? new AttributeValue { NS = set } : new AttributeValue { IsNSSet = true };
    }

    private static AttributeValue ReadBinarySet(ref Utf8JsonReader json)
    {
        var set = new List<MemoryStream>();
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            set.Add(ReadBytes(ref json));
        }

        return set.Count > 0 ? new AttributeValue { BS = set } : new AttributeValue { IsBSSet = true };
    }

    private static List<string> ReadStrings(ref Utf8JsonReader json)
    {
        var strings = new List<string>();
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            strings.Add(json.GetString()!);
        }

        return strings;
    }

    // The SDK's own streams let their buffer be seen, so that code which takes it from the SDK can take it from here.
    private static MemoryStream ReadBytes(ref Utf8JsonReader json)
    {
        byte[] bytes = json.GetBytesFromBase64();
        return new MemoryStream(bytes, 0, bytes.Length, writable: true, publiclyVisible: true);
    }

    /// <summary>Writes one value.</summary>
    /// <param name="json">Where to write.</param>
    /// <param name="attribute">The item's attribute that the value is in, for messages.</param>
    /// <param name="value">The value.</param>
    /// <param name="depth">How many lists and maps it stands in.</param>
    /// <exception cref="ItemMappingException">It has no type, nests too deep, or is not Unicode.</exception>
    public static void Write(Utf8JsonWriter json, string attribute, AttributeValue? value, int depth)
    {
        if (depth > MaxDepth)
        {
            throw Refuse(attribute, $"nested no more than {MaxDepth} levels deep", "nested deeper");
        }

        json.WriteStartObject();
        switch (value)
        {
            case { S: { } text }:
                json.WriteString("S"u8, Unicode(attribute, text));
                break;
            case { N: { } number }:
                json.WriteString("N"u8, Unicode(attribute, number));
                break;
            case { BOOL: { } flag }:
                json.WriteBoolean("BOOL"u8, flag);
                break;
            case { B: { } bytes }:
                json.WriteBase64String("B"u8, Bytes(attribute, bytes));
                break;
            case { IsMSet: true }:
                json.WriteStartObject("M"u8);
                foreach ((string name, AttributeValue member) in value.M)
                {
                    json.WritePropertyName(Unicode(attribute, name));
                    Write(json, attribute, member, depth + 1);
                }

                json.WriteEndObject();
                break;
            case { IsLSet: true }:
                json.WriteStartArray("L"u8);
                foreach (AttributeValue element in value.L)
                {
                    Write(json, attribute, element, depth + 1);
                }

                json.WriteEndArray();
                break;
            case { IsSSSet: true }:
                WriteStrings(json, "SS"u8, attribute, value.SS);
                break;
            case { IsNSSet: true }:
                WriteStrings(json, "NS"u8, attribute, value.NS);
                break;
            case { IsBSSet: true }:
                json.WriteStartArray("BS"u8);
                foreach (MemoryStream element in value.BS)
                {
                    json.WriteBase64StringValue(Bytes(attribute, element));
                }

                json.WriteEndArray();
                break;
            case { NULL: { } isNull }:
                json.WriteBoolean("NULL"u8, isNull);
                break;
            default:
                throw Refuse(attribute, "a value of one of DynamoDB's types", "an AttributeValue without a value");
        }

        json.WriteEndObject();
    }

    private static void WriteStrings(Utf8JsonWriter json, ReadOnlySpan<byte> type, string attribute, List<string> strings)
    {
        json.WriteStartArray(type);
        foreach (string element in strings)
        {
            json.WriteStringValue(Unicode(attribute, element));
        }

        json.WriteEndArray();
    }

    /// <summary>Returns the text, unless the JSON writer would put U+FFFD in the place of what is not Unicode.</summary>
    private static string Unicode(string attribute, string? text)
    {
        for (int i = 0; i < text?.Length; i++)
        {
            if (char.IsSurrogate(text[i]) && (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[++i])))
            {
                throw Refuse(attribute, "a string of Unicode characters", "half a surrogate pair");
            }
        }

        return text ?? throw Refuse(attribute, "made of strings", "null in part");
    }

    /// <summary>Returns the whole stream's bytes, wherever somebody has read it to.</summary>
    private static ReadOnlySpan<byte> Bytes(string attribute, MemoryStream? stream)
    {
        if (stream is null)
        {
            throw Refuse(attribute, "made of bytes", "null in part");
        }

        return stream.TryGetBuffer(out ArraySegment<byte> buffer) ? buffer : stream.ToArray();
    }

    private static ItemMappingException Refuse(string attribute, string expected, string found)
        => new($"Attribute '{attribute}' must be {expected}, but it is {found}.")
        {
            AttributeName = attribute,
            Expected = expected,
            Found = found,
        };
}
