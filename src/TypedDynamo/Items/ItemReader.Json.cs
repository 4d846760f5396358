using System.Text.Json;
using System.Text.Json.Nodes;
using TypedDynamo.Wire;

namespace TypedDynamo.CompilerServices;

/// <content>JSON values.</content>
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
        switch (_type)
        {
            case WireType.String or WireType.Binary:
                CopyString(json);
                CloseValue();
                break;
            case WireType.Number:
                json.Write(_json.ReadString(out _));
                CloseValue();
                break;
            case WireType.Boolean:
                json.Write(ReadBoolean() ? "true"u8 : "false"u8);
                break;
            case WireType.Null:
                Skip();
                json.Write("null"u8);
                break;
            case WireType.Map:
                CopyMap(json);
                break;
            case WireType.List:
                CopyList(json);
                break;
            case WireType.StringSet or WireType.NumberSet or WireType.BinarySet:
                CopySet(json, _type);
                break;
            default:
                ThrowFound("a value that JSON has", _type.Code());
                break;
        }
    }

    private void CopyMap(ByteBuffer json)
    {
        BeginMap();
        json.Write((byte)'{');
        for (bool isFirst = true; ReadEntryName(); isFirst = false)
        {
            Separate(json, isFirst);
            CopyString(json);
            json.Write((byte)':');
            ReadEntryValue();
            CopyValue(json);
        }

        json.Write((byte)'}');
    }

    private void CopyList(ByteBuffer json)
    {
        BeginList();
        json.Write((byte)'[');
        for (bool isFirst = true; ReadElement(); isFirst = false)
        {
            Separate(json, isFirst);
            CopyValue(json);
        }

        json.Write((byte)']');
    }

    private void CopySet(ByteBuffer json, WireType type)
    {
        BeginSet(type);
        json.Write((byte)'[');
        for (bool isFirst = true; ReadSetElement(); isFirst = false)
        {
            Separate(json, isFirst);
            if (type == WireType.NumberSet)
            {
                json.Write(_json.ReadString(out _));
            }
            else
            {
                CopyString(json);
            }
        }

        json.Write((byte)']');
    }

    private void CopyString(ByteBuffer json)
    {
        ReadOnlySpan<byte> text = _json.ReadString(out _);
        JsonScanner.ThrowIfNotUtf8(text);
        json.Write((byte)'"');
        json.Write(text);
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
