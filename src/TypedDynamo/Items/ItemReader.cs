using System.Buffers.Binary;
using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Amazon.DynamoDBv2.Model;
using TypedDynamo.Transport;
using TypedDynamo.Wire;

namespace TypedDynamo.CompilerServices;

/// <summary>Reads items from the bytes of a response. Generated code calls it, one attribute after the other.</summary>
/// <remarks>
/// The reader finds each attribute's name and hands out its ordinal; a generated <c>switch</c> then calls the method of the member's
/// type. An attribute of another type than the member's ends in an <see cref="ItemMappingException"/>.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
[Experimental(GeneratedCodeApi.DiagnosticId, UrlFormat = GeneratedCodeApi.UrlFormat)]
public ref partial struct ItemReader
{
    // A response, its array of items, and the item.
    private const int ItemJsonDepth = 3;

    private readonly ItemContext _context;
    private JsonScanner _json;

    // Where the item begins; where the value that is read, or the end of a map; and where the last attribute's name.
    private int _itemStart;
    private int _valueStart;
    private int _nameStart;

    // Lists and maps around the value.
    private int _depth;

    // The last attribute of each map around the value, as the schema's prediction numbers it: the innermost in the lowest byte. What is
    // lost beyond eight levels costs a look into the schema's table of names.
    private ulong _lastAttributes;
    private WireType _type;

    internal ItemReader(ReadOnlySpan<byte> body, ItemContext context)
    {
        _context = context;
        _json = new JsonScanner(body);
    }

    /// <summary>Goes to the item's next attribute.</summary>
    /// <param name="schema">The attributes that the type knows.</param>
    /// <param name="ordinal">The attribute's ordinal in <paramref name="schema"/>, or -1 for one that the type does not know.</param>
    /// <returns><see langword="false"/> at the item's end.</returns>
    public bool ReadAttribute(ItemSchema schema, out int ordinal)
    {
        ArgumentNullException.ThrowIfNull(schema);

        AttributeOrder order = schema.Order;
        byte last = (byte)_lastAttributes;
        byte number = order.After(last);
        ReadOnlySpan<byte> name = order.MemberName(number, isFirst: last == 0);

        // What is foretold behind another attribute begins with the comma.
        int start = _json.Position;
        if (number > 0 && _json.Rest.StartsWith(name) && (last > 0 || _json.Previous == (byte)'{'))
        {
            ordinal = order.OrdinalOf(number);
            _nameStart = start + (last == 0 ? 0 : 1);
            start += name.Length;
        }
        else if (ReadName(schema, last, out ordinal, out number))
        {
            start = _json.Position;
        }
        else
        {
            return false;
        }

        _lastAttributes = (_lastAttributes & ~0xFFul) | number;
        OpenValue(start);
        return true;
    }

    /// <summary>Skips the attribute's value.</summary>
    public void Skip()
    {
        if (_type is WireType.String or WireType.Number or WireType.Binary && _json.StartsString)
        {
            _json.ReadString(out _);
            CloseValue();
            return;
        }

        _json.Skip(JsonText.MaxDepth - ItemJsonDepth - 1 - (2 * _depth));
        CloseValue();
    }

    /// <summary>Keeps an attribute that the type does not know.</summary>
    /// <param name="attributes">Where to keep it; a dictionary is made for the first one.</param>
    public void ReadExtensionData([NotNull] ref Dictionary<string, AttributeValue>? attributes)
    {
        JsonScanner name = _json;
        name.Position = _nameStart;
        string text = name.ReadText();
        Skip();
        Utf8JsonReader json = AttributeValueTranscoder.CreateReader(_json.Body[_valueStart.._json.Position]);
        json.Read();
        json.Read();
        attributes ??= [];
        attributes[text] = AttributeValueTranscoder.Read(ref json, _type);
    }

    /// <summary>Reads a NULL, if the attribute is one.</summary>
    /// <returns><see langword="true"/> if the attribute was NULL and is now read; otherwise it is still to be read.</returns>
    public bool ReadNull()
    {
        if (_type != WireType.Null)
        {
            return false;
        }

        Skip();
        return true;
    }

    // Goes to the next attribute, whichever it is.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool ReadName(ItemSchema schema, byte last, out int ordinal, out byte number)
    {
        if (!_json.Next((byte)'{', (byte)'}'))
        {
            _valueStart = _json.Position - 1;
            ordinal = -1;
            number = 0;
            return false;
        }

        _json.Peek();
        _nameStart = _json.Position;
        ReadOnlySpan<byte> name = _json.ReadString(out bool isEscaped);
        ordinal = schema.IndexOf(JsonScanner.Unescape(name, isEscaped));
        number = schema.Order.Learn(last, ordinal, name);
        _json.Expect((byte)':');
        return true;
    }

    // A wire value is an object with one member, named for the type. Goes to that member's value.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void OpenValue(int start)
    {
        ReadOnlySpan<byte> body = _json.Body;
        if (body.Length - start >= sizeof(ulong))
        {
            ulong opening = BinaryPrimitives.ReadUInt64LittleEndian(body[start..]);
            WireType type = WireTypes.Parse((byte)(opening >> 16));
            if ((opening & 0xFF_FF00_FFFF) == 0x3A_2200_227B && type != WireType.Unknown)
            {
                _type = type;
                _valueStart = start;
                _json.Position = start + 5;
                return;
            }

            // {"BOOL":
            if (opening == 0x3A22_4C4F_4F42_227B)
            {
                _type = WireType.Boolean;
                _valueStart = start;
                _json.Position = start + 8;
                return;
            }
        }

        _json.Position = start;
        OpenOtherValue();
    }

    // A type with a longer name, or space between the tokens.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void OpenOtherValue()
    {
        _json.Expect((byte)'{');
        _valueStart = _json.Position - 1;
        ReadOnlySpan<byte> type = _json.ReadString(out bool isEscaped);
        _type = WireTypes.Parse(JsonScanner.Unescape(type, isEscaped));
        _json.Expect((byte)':');
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly void BeginValue(WireType expected)
    {
        if (_type != expected)
        {
            BeginBareValue(expected);
        }
    }

    private ReadOnlySpan<byte> ReadText(WireType expected)
    {
        BeginValue(expected);
        ReadOnlySpan<byte> text = _json.ReadString(out bool isEscaped);
        return JsonScanner.Unescape(text, isEscaped);
    }

    // The elements of a set and the names of a map are bare. Apart, to keep the way of plain attributes short.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private readonly void BeginBareValue(WireType expected)
    {
        if (_type != WireType.EntryName && (_type == WireType.Unknown || _type != expected.SetOf()))
        {
            ThrowFound(expected.Code(), _type.Code());
        }
    }

    // The elements of a set and the names of a map have no braces.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void EndValue()
    {
        if (_type <= WireType.List)
        {
            CloseValue();
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void CloseValue() => _json.Expect((byte)'}');
}
