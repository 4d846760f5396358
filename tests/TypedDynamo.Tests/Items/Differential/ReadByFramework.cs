using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using TypedDynamo.CompilerServices;
using TypedDynamo.Wire;

namespace TypedDynamo.Tests.Items.Differential;

/// <summary>The same as <see cref="ReadByScanner"/>, on the framework's own reader: slow and simple.</summary>
internal ref struct ReadByFramework
{
    private readonly ReadOnlySpan<byte> _page;
    private readonly StringBuilder _text = new();
    private Utf8JsonReader _json;

    private ReadByFramework(ReadOnlySpan<byte> page)
    {
        _page = page;
        _json = new Utf8JsonReader(page, new JsonReaderOptions { MaxDepth = JsonText.MaxDepth });
    }

    public static string Read(ReadOnlySpan<byte> page)
    {
        var reader = new ReadByFramework(page);
        reader.ReadPage();
        return reader._text.ToString();
    }

    private void ReadPage()
    {
        Next(JsonTokenType.StartObject);
        while (Next() == JsonTokenType.PropertyName)
        {
            switch (BareName())
            {
                case "Items":
                    Next(JsonTokenType.StartArray);
                    while (Next() != JsonTokenType.EndArray)
                    {
                        Check(JsonTokenType.StartObject);
                        ReadItem();
                    }

                    break;
                case "Count":
                    Next(JsonTokenType.Number);
                    _text.Append(_json.GetInt32()).Append('\n');
                    break;
                case "LastEvaluatedKey":
                    Next();
                    int start = (int)_json.TokenStartIndex;
                    _json.Skip();
                    _text.Append(Encoding.Latin1.GetString(_page[start..(int)_json.BytesConsumed])).Append('\n');
                    break;
                default:
                    Next();
                    _json.Skip();
                    break;
            }
        }

        Check(JsonTokenType.EndObject);
        if (_json.Read())
        {
            throw new JsonException("something follows");
        }
    }

    private void ReadItem()
    {
        _text.Append("item\n");
        while (ReadName(ReadByScanner.Names, out int ordinal))
        {
            _text.Append(ordinal).Append('=');
            string type = OpenValue();
            switch (ordinal)
            {
                case 0 or 9:
                    _text.Append(ReadString(type));
                    break;
                case 1:
                    _text.Append(ReadInt64(type));
                    break;
                case 2 when type == "NULL":
                    Next();
                    _json.Skip();
                    _text.Append("null");
                    break;
                case 2:
                    Require(type, "BOOL");
                    Next();
                    _text.Append(_json.GetBoolean());
                    break;
                case 3:
                    Require(type, "M");
                    Next(JsonTokenType.StartObject);
                    while (ReadName(["a", "b"], out int nested))
                    {
                        string nestedType = OpenValue();
                        if (nested < 0)
                        {
                            Next();
                            _json.Skip();
                        }
                        else
                        {
                            _text.Append(nested).Append(':').Append(ReadString(nestedType)).Append(' ');
                        }

                        Next(JsonTokenType.EndObject);
                    }

                    break;
                case 4:
                    Require(type, "L");
                    Next(JsonTokenType.StartArray);
                    while (Next() != JsonTokenType.EndArray)
                    {
                        _text.Append(ReadString(OpenCurrentValue())).Append(' ');
                        Next(JsonTokenType.EndObject);
                    }

                    break;
                case 5:
                    Require(type, "SS");
                    Next(JsonTokenType.StartArray);
                    while (Next() != JsonTokenType.EndArray)
                    {
                        Check(JsonTokenType.String);
                        _text.Append(_json.GetString()).Append(' ');
                    }

                    break;
                case 6:
                    Require(type, "B");
                    Next(JsonTokenType.String);
                    _text.Append(Convert.ToHexString(_json.GetBytesFromBase64()));
                    break;
                case 7:
                    _text.Append(ReadAny(type).GetRawText());
                    break;
                case 8:
                    Require(type, "M");
                    Next(JsonTokenType.StartObject);
                    while (Next() == JsonTokenType.PropertyName)
                    {
                        _text.Append(_json.GetString()).Append(':').Append(ReadInt64(OpenValue())).Append(' ');
                        Next(JsonTokenType.EndObject);
                    }

                    break;
                default:
                    Next();
                    _json.Skip();
                    break;
            }

            Next(JsonTokenType.EndObject);
            _text.Append('\n');
        }
    }

    private bool ReadName(string[] names, out int ordinal)
    {
        ordinal = -1;
        if (Next() == JsonTokenType.EndObject)
        {
            return false;
        }

        Check(JsonTokenType.PropertyName);

        // Names with escapes must be Unicode; others are compared byte by byte.
        if (_json.ValueIsEscaped)
        {
            _json.GetString();
        }

        for (int i = 0; i < names.Length; i++)
        {
            ordinal = _json.ValueTextEquals(names[i]) ? i : ordinal;
        }

        return true;
    }

    private string OpenValue()
    {
        Next();
        return OpenCurrentValue();
    }

    private string OpenCurrentValue()
    {
        Check(JsonTokenType.StartObject);
        Next(JsonTokenType.PropertyName);
        return BareName();
    }

    // Names that nobody asks for may be no Unicode text, unless they hold escapes.
    private readonly string BareName() => _json.ValueIsEscaped ? _json.GetString()! : Encoding.Latin1.GetString(_json.ValueSpan);

    private string ReadString(string type)
    {
        Require(type, "S");
        Next(JsonTokenType.String);
        return _json.GetString()!;
    }

    private long ReadInt64(string type)
    {
        Require(type, "N");
        Next(JsonTokenType.String);
        ReadOnlySpan<byte> text = _json.ValueIsEscaped ? Encoding.UTF8.GetBytes(_json.GetString()!) : _json.ValueSpan;
        if (long.TryParse(text, CultureInfo.InvariantCulture, out long value))
        {
            return value;
        }

        return DecimalText.TryReadInteger(text, out System.Numerics.BigInteger integer) && integer >= long.MinValue && integer <= long.MaxValue
            ? (long)integer
            : throw new JsonException("no number");
    }

    // The value as plain JSON, made by the framework's writer.
    private JsonElement ReadAny(string type)
    {
        var buffer = new ArrayBufferWriter<byte>();
        CopyAny(buffer, type);
        var json = new Utf8JsonReader(buffer.WrittenSpan);
        return JsonElement.ParseValue(ref json);
    }

    private void CopyAny(ArrayBufferWriter<byte> buffer, string type)
    {
        Next();
        switch (type)
        {
            case "S" or "B":
                CopyString(buffer, JsonTokenType.String);
                break;
            case "N":
                Check(JsonTokenType.String);
                buffer.Write(_json.ValueSpan);
                break;
            case "BOOL":
                buffer.Write(_json.GetBoolean() ? "true"u8 : "false"u8);
                break;
            case "NULL":
                _json.Skip();
                buffer.Write("null"u8);
                break;
            case "M":
                Check(JsonTokenType.StartObject);
                buffer.Write("{"u8);
                for (bool isFirst = true; Next() == JsonTokenType.PropertyName; isFirst = false)
                {
                    buffer.Write(isFirst ? default : ","u8);
                    CopyString(buffer, JsonTokenType.PropertyName);
                    buffer.Write(":"u8);
                    CopyAny(buffer, OpenValue());
                    Next(JsonTokenType.EndObject);
                }

                buffer.Write("}"u8);
                break;
            case "L":
                Check(JsonTokenType.StartArray);
                buffer.Write("["u8);
                for (bool isFirst = true; Next() != JsonTokenType.EndArray; isFirst = false)
                {
                    buffer.Write(isFirst ? default : ","u8);
                    CopyAny(buffer, OpenCurrentValue());
                    Next(JsonTokenType.EndObject);
                }

                buffer.Write("]"u8);
                break;
            case "SS" or "NS" or "BS":
                Check(JsonTokenType.StartArray);
                buffer.Write("["u8);
                for (bool isFirst = true; Next() != JsonTokenType.EndArray; isFirst = false)
                {
                    buffer.Write(isFirst ? default : ","u8);
                    if (type == "NS")
                    {
                        Check(JsonTokenType.String);
                        buffer.Write(_json.ValueSpan);
                    }
                    else
                    {
                        CopyString(buffer, JsonTokenType.String);
                    }
                }

                buffer.Write("]"u8);
                break;
            default:
                throw new JsonException("no such type");
        }
    }

    private readonly void CopyString(ArrayBufferWriter<byte> buffer, JsonTokenType expected)
    {
        Check(expected);
        buffer.Write("\""u8);
        buffer.Write(_json.ValueSpan);
        buffer.Write("\""u8);
    }

    private JsonTokenType Next()
    {
        if (!_json.Read())
        {
            throw new JsonException("the end");
        }

        return _json.TokenType;
    }

    private void Next(JsonTokenType expected)
    {
        Next();
        Check(expected);
    }

    private readonly void Check(JsonTokenType expected)
    {
        if (_json.TokenType != expected)
        {
            throw new JsonException("another token");
        }
    }

    private static void Require(string type, string expected)
    {
        if (type != expected)
        {
            throw new JsonException("another type");
        }
    }
}
