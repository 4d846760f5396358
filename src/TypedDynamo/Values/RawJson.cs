using System.Globalization;
using System.Text.Json;
using TypedDynamo.Transport;
using TypedDynamo.Wire;

namespace TypedDynamo;

/// <summary>Converts a user's DynamoDB JSON to the form that items keep: validated, and without white space between tokens.</summary>
internal static class RawJson
{
    /// <exception cref="JsonException">The text is not an item in DynamoDB's JSON.</exception>
    public static byte[] CopyItem(ReadOnlySpan<byte> text)
    {
        using var buffer = new ByteBuffer(text.Length);
        using (Utf8JsonWriter writer = AttributeValueTranscoder.CreateWriter(buffer))
        {
            var json = new Utf8JsonReader(text, new JsonReaderOptions { MaxDepth = JsonText.MaxDepth });
            Next(ref json);
            CopyAttributes(ref json, writer);
            if (json.Read())
            {
                throw Unexpected(ref json, "nothing after the item");
            }
        }

        return buffer.Written.ToArray();
    }

    private static void CopyAttributes(ref Utf8JsonReader json, Utf8JsonWriter writer)
    {
        Expect(ref json, JsonTokenType.StartObject, "an object of attributes");
        var names = new HashSet<string>();
        writer.WriteStartObject();
        while (Next(ref json) == JsonTokenType.PropertyName)
        {
            string name = json.GetString()!;
            if (!names.Add(name))
            {
                throw new JsonException($"Attribute '{name}' occurs twice.");
            }

            writer.WritePropertyName(name);
            Next(ref json);
            CopyValue(ref json, writer);
        }

        writer.WriteEndObject();
    }

    private static void CopyValue(ref Utf8JsonReader json, Utf8JsonWriter writer)
    {
        Expect(ref json, JsonTokenType.StartObject, "a value such as {\"S\":\"a\"}");
        writer.WriteStartObject();
        if (Next(ref json) != JsonTokenType.PropertyName)
        {
            throw Unexpected(ref json, "a type such as S");
        }

        WireType type = WireTypes.Parse(json.ValueSpan);
        writer.WritePropertyName(json.ValueSpan);
        Next(ref json);
        switch (type)
        {
            case WireType.Map:
                CopyAttributes(ref json, writer);
                break;
            case WireType.List:
                CopyArray(ref json, writer, type);
                break;
            case WireType.StringSet or WireType.NumberSet or WireType.BinarySet:
                CopyArray(ref json, writer, type);
                break;
            case WireType.Boolean when json.TokenType is JsonTokenType.True or JsonTokenType.False:
            case WireType.Null when json.TokenType == JsonTokenType.True:
                writer.WriteBooleanValue(json.GetBoolean());
                break;
            case WireType.String or WireType.Number or WireType.Binary:
                CopyText(ref json, writer, type);
                break;
            default:
                throw Unexpected(ref json, "a type such as S, with its value");
        }

        if (Next(ref json) != JsonTokenType.EndObject)
        {
            throw Unexpected(ref json, "one type of a value");
        }

        writer.WriteEndObject();
    }

    private static void CopyArray(ref Utf8JsonReader json, Utf8JsonWriter writer, WireType type)
    {
        Expect(ref json, JsonTokenType.StartArray, "an array");
        writer.WriteStartArray();
        while (Next(ref json) != JsonTokenType.EndArray)
        {
            switch (type)
            {
                case WireType.List:
                    CopyValue(ref json, writer);
                    break;
                case WireType.StringSet:
                    CopyText(ref json, writer, WireType.String);
                    break;
                case WireType.NumberSet:
                    CopyText(ref json, writer, WireType.Number);
                    break;
                default:
                    CopyText(ref json, writer, WireType.Binary);
                    break;
            }
        }

        writer.WriteEndArray();
    }

    private static void CopyText(ref Utf8JsonReader json, Utf8JsonWriter writer, WireType type)
    {
        Expect(ref json, JsonTokenType.String, "a string");
        if (type == WireType.Number && !DecimalText.TryMeasure(json.ValueSpan, out _, out _))
        {
            throw Unexpected(ref json, "the digits of a number");
        }

        if (type == WireType.Binary && !json.TryGetBytesFromBase64(out _))
        {
            throw Unexpected(ref json, "bytes in Base64");
        }

        writer.WriteStringValue(json.GetString());
    }

    private static JsonTokenType Next(ref Utf8JsonReader json)
        => json.Read() ? json.TokenType : throw new JsonException("The text ends too early.");

    private static void Expect(ref Utf8JsonReader json, JsonTokenType expected, string description)
    {
        if (json.TokenType != expected)
        {
            throw Unexpected(ref json, description);
        }
    }

    // The text itself stays out of the message: it is the contents of an item.
    private static JsonException Unexpected(ref Utf8JsonReader json, string expected)
        => new(string.Create(CultureInfo.InvariantCulture, $"Byte {json.TokenStartIndex} should begin {expected}."));
}
