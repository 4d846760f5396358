using System.Text.Json;
using System.Text.Json.Nodes;
using TypedDynamo.Wire;

namespace TypedDynamo.CompilerServices;

public ref partial struct ItemReader
{
    /// <summary>Reads a value of any type as JSON: sets become arrays, and binary data becomes a string in Base64.</summary>
    /// <returns>The value, which holds its own memory. Numbers have all their digits.</returns>
    public JsonElement ReadJsonElement()
    {
        using ByteBuffer text = CopyJson();
        Utf8JsonReader json = Parse(text);
        return JsonElement.ParseValue(ref json);
    }

    /// <inheritdoc cref="ReadJsonElement"/>
    public JsonDocument ReadJsonDocument()
    {
        using ByteBuffer text = CopyJson();
        Utf8JsonReader json = Parse(text);
        return JsonDocument.ParseValue(ref json);
    }

    /// <summary>Reads a value of any type but NULL as JSON: sets become arrays, and binary data becomes a string in Base64.</summary>
    /// <returns>The value. Numbers have all their digits.</returns>
    public JsonNode ReadJsonNode()
    {
        if (_type == WireType.Null)
        {
            ThrowFound("a JSON value", _type.Code());
        }

        return ReadNode();
    }

    /// <summary>Reads a map (M) as a JSON object.</summary>
    /// <inheritdoc cref="ReadJsonNode"/>
    public JsonObject ReadJsonObject()
    {
        if (_type != WireType.Map)
        {
            ThrowFound(WireType.Map.Code(), _type.Code());
        }

        return ReadNode().AsObject();
    }

    /// <summary>Reads a list (L) as a JSON array.</summary>
    /// <inheritdoc cref="ReadJsonNode"/>
    public JsonArray ReadJsonArray()
    {
        if (_type != WireType.List)
        {
            ThrowFound(WireType.List.Code(), _type.Code());
        }

        return ReadNode().AsArray();
    }

    private JsonNode ReadNode()
    {
        using ByteBuffer text = CopyJson();
        Utf8JsonReader json = Parse(text);
        return JsonNode.Parse(ref json)!;
    }

    private static Utf8JsonReader Parse(ByteBuffer text) => new(text.Written);

    private ByteBuffer CopyJson()
    {
        var json = new ByteBuffer();
        CopyValue(json);
        return json;
    }

    // What JSON escapes is escaped already, for it comes out of JSON. The reader's own limit bounds the depth.
    private void CopyValue(ByteBuffer json)
    {
        WireType type = _type;
        _json.Read();
        switch (type)
        {
            case WireType.String or WireType.Binary:
                CopyString(json);
                break;
            case WireType.Number:
                json.Write(_json.ValueSpan);
                break;
            case WireType.Boolean:
                json.Write(_json.TokenType == JsonTokenType.True ? "true"u8 : "false"u8);
                break;
            case WireType.Null:
                json.Write("null"u8);
                break;
            case WireType.Map:
                CopyMap(json);
                break;
            case WireType.List:
                CopyList(json);
                break;
            case WireType.StringSet or WireType.NumberSet or WireType.BinarySet:
                CopySet(json, type);
                break;
            default:
                ThrowFound("a value that JSON has", type.Code());
                break;
        }

        EndValue();
    }

    private void CopyMap(ByteBuffer json)
    {
        json.Write((byte)'{');
        for (bool isFirst = true; _json.Read() && _json.TokenType == JsonTokenType.PropertyName; isFirst = false)
        {
            Separate(json, isFirst);
            CopyString(json);
            json.Write((byte)':');
            _json.Read();
            ReadType();
            CopyValue(json);
        }

        json.Write((byte)'}');
    }

    private void CopyList(ByteBuffer json)
    {
        json.Write((byte)'[');
        for (bool isFirst = true; _json.Read() && _json.TokenType == JsonTokenType.StartObject; isFirst = false)
        {
            Separate(json, isFirst);
            ReadType();
            CopyValue(json);
        }

        json.Write((byte)']');
    }

    private void CopySet(ByteBuffer json, WireType type)
    {
        json.Write((byte)'[');
        for (bool isFirst = true; _json.Read() && _json.TokenType == JsonTokenType.String; isFirst = false)
        {
            Separate(json, isFirst);
            if (type == WireType.NumberSet)
            {
                json.Write(_json.ValueSpan);
            }
            else
            {
                CopyString(json);
            }
        }

        json.Write((byte)']');
    }

    private readonly void CopyString(ByteBuffer json)
    {
        json.Write((byte)'"');
        json.Write(_json.ValueSpan);
        json.Write((byte)'"');
    }

    private static void Separate(ByteBuffer json, bool isFirst)
    {
        if (!isFirst)
        {
            json.Write((byte)',');
        }
    }
}
