using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using TypedDynamo.Wire;

namespace TypedDynamo.CompilerServices;

/// <content>JSON values.</content>
public ref partial struct ItemWriter
{
    // DynamoDB Developer Guide, "Data types": the powers of ten that a number's first digit may have.
    private const int MaxPower = 125;
    private const int MinPower = -130;

    // A number of no more characters has no more than 38 digits, and none too small, unless it has an exponent.
    private const int AlwaysStoredLength = 38;

    /// <summary>Writes a JSON value as the DynamoDB value of its kind: M, L, S, N, BOOL or NULL.</summary>
    /// <param name="value">The value. Refused are one of kind <see cref="JsonValueKind.Undefined"/>, numbers that DynamoDB would round, and
    /// objects with an empty name or with one name twice.</param>
    public void WriteJsonElement(JsonElement value)
    {
        try
        {
            WriteJson(value);
        }
        catch (InvalidOperationException error) when (error is not ObjectDisposedException)
        {
            // A JSON text may hold half a surrogate pair as an escape, and its string cannot be taken out.
            Refuse("JSON of Unicode characters", "JSON with half a surrogate pair");
        }
    }

    /// <summary>Writes a JSON document's root: see <see cref="WriteJsonElement"/>.</summary>
    /// <param name="value">The document, which must not be disposed of.</param>
    public void WriteJsonDocument(JsonDocument value)
    {
        RefuseNull(value);
        WriteJsonElement(value.RootElement);
    }

    /// <summary>Writes a JSON value: see <see cref="WriteJsonElement"/>.</summary>
    /// <param name="value">The value; null inside it is NULL.</param>
    public void WriteJsonNode(JsonNode value)
    {
        RefuseNull(value);
        switch (value)
        {
            case JsonObject map:
                WriteJsonObject(map);
                break;
            case JsonArray list:
                WriteJsonArray(list);
                break;
            default:
                WriteJsonLeaf(value.AsValue());
                break;
        }
    }

    /// <summary>Writes a JSON object as a map (M): see <see cref="WriteJsonElement"/>.</summary>
    /// <param name="value">The object.</param>
    public void WriteJsonObject(JsonObject value)
    {
        BeginMap(value);
        if (HasRepeatedName(value))
        {
            RefuseRepeatedName();
        }

        foreach ((string name, JsonNode? entry) in value)
        {
            WriteEntryName(name);
            WriteJsonChild(entry);
        }

        EndMap();
    }

    /// <summary>Writes a JSON array as a list (L): see <see cref="WriteJsonElement"/>.</summary>
    /// <param name="value">The array.</param>
    public void WriteJsonArray(JsonArray value)
    {
        BeginList(value);
        for (int i = 0; i < value.Count; i++)
        {
            BeginElement();
            WriteJsonChild(value[i]);
        }

        EndList();
    }

    private void WriteJsonChild(JsonNode? value)
    {
        if (value is null)
        {
            WriteNull();
        }
        else
        {
            WriteJsonNode(value);
        }
    }

    private void WriteJsonLeaf(JsonValue value)
    {
        if (value.TryGetValue(out JsonElement element))
        {
            WriteJsonElement(element);
        }
        else if (value.TryGetValue(out string? text))
        {
            WriteString(text);
        }
        else
        {
            WriteJsonElement(ToElement(value));
        }
    }

    // A leaf may hold any object; what its JSON is, System.Text.Json knows.
    private readonly JsonElement ToElement(JsonValue value)
    {
        using var buffer = new ByteBuffer();
        using (var json = new Utf8JsonWriter(buffer))
        {
            try
            {
                value.WriteTo(json);
            }
            catch (ArgumentException)
            {
                Refuse("a value that JSON has", "NaN or an infinity");
            }
        }

        var reader = new Utf8JsonReader(buffer.Written);
        return JsonElement.ParseValue(ref reader);
    }

    private void WriteJson(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                BeginMap();
                WriteJsonEntries(value);
                EndMap();
                break;
            case JsonValueKind.Array:
                BeginList();
                foreach (JsonElement element in value.EnumerateArray())
                {
                    BeginElement();
                    WriteJson(element);
                }

                EndList();
                break;
            case JsonValueKind.String:
                WriteString(value.GetString()!);
                break;
            case JsonValueKind.Number:
                WriteJsonNumber(value.GetRawText());
                break;
            case JsonValueKind.True or JsonValueKind.False:
                WriteBoolean(value.ValueKind == JsonValueKind.True);
                break;
            case JsonValueKind.Null:
                WriteNull();
                break;
            default:
                Refuse("a JSON value", "an undefined one");
                break;
        }
    }

    private void WriteJsonEntries(JsonElement value)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (JsonProperty entry in value.EnumerateObject())
        {
            string name = entry.Name;
            if (!names.Add(name))
            {
                RefuseRepeatedName();
            }

            WriteEntryName(name);
            WriteJson(entry.Value);
        }
    }

    private void WriteJsonNumber(string number)
    {
        Span<byte> text = number.Length <= 128 ? stackalloc byte[128] : new byte[number.Length];
        text = text[..Encoding.ASCII.GetBytes(number, text)];
        if (!DecimalText.TryMeasure(text, out int highest, out int lowest) || highest is > MaxPower or < MinPower)
        {
            Refuse("a number between 1E-130 and 9.99E+125", "a number beyond that");
        }

        if (highest - lowest >= MaxDigits)
        {
            Refuse($"a number of at most {MaxDigits} significant digits", "one with more");
        }

        bool isPlain = text.Length <= AlwaysStoredLength && text.IndexOfAny((byte)'E', (byte)'e') < 0;
        End(isPlain ? Copy(text, BeginNumber(text.Length)) : DecimalText.Shorten(text, lowest, BeginNumber(MaxDigits + 16)));

        static int Copy(ReadOnlySpan<byte> text, Span<byte> target)
        {
            text.CopyTo(target);
            return text.Length;
        }
    }

    // An object that was parsed learns its names when it is first looked into, and then throws at one that comes twice.
    private static bool HasRepeatedName(JsonObject value)
    {
        try
        {
            _ = value.Count;
            return false;
        }
        catch (ArgumentException)
        {
            return true;
        }
    }

    private readonly void RefuseRepeatedName() => Refuse("a JSON object whose names differ", "one with a name twice");
}
