using System.Buffers;
using System.Buffers.Text;
using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Text;
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
public ref partial struct ItemReader
{
    // An item nests 32 levels deep. Each level is two levels of JSON, and the envelopes of pages and records add the rest: 68 at most.
    internal const int MaxJsonDepth = 72;

    private const string DateTimeForm = "S that is an ISO 8601 date and time with its zone";

    private readonly ReadOnlySpan<byte> _body;
    private readonly ItemContext _context;
    private Utf8JsonReader _json;
    private int _itemStart;
    private int _unknownName;
    private WireType _type;

    internal ItemReader(ReadOnlySpan<byte> body, ItemContext context)
    {
        _body = body;
        _context = context;
        _json = new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = MaxJsonDepth });
    }

    /// <summary>Goes to the item's next attribute.</summary>
    /// <param name="schema">The attributes that the type knows.</param>
    /// <param name="ordinal">The attribute's ordinal in <paramref name="schema"/>, or -1 for one that the type does not know.</param>
    /// <returns><see langword="false"/> at the item's end.</returns>
    public bool ReadAttribute(ItemSchema schema, out int ordinal)
    {
        ArgumentNullException.ThrowIfNull(schema);

        _json.Read();
        if (_json.TokenType == JsonTokenType.EndObject)
        {
            ordinal = -1;
            return false;
        }

        ordinal = schema.IndexOf(_json.ValueIsEscaped ? Unescape() : _json.ValueSpan);
        if (ordinal < 0)
        {
            _unknownName = (int)_json.TokenStartIndex;
        }

        _json.Read();
        ReadType();
        return true;
    }

    /// <summary>Goes into a map (M), whose attributes can then be read.</summary>
    public void BeginMap() => BeginValue(WireType.Map);

    /// <summary>Leaves a map, when <see cref="ReadAttribute"/> has found its end.</summary>
    public void EndMap() => EndValue();

    /// <summary>Goes to the next entry of a map whose names are the user's, and leaves the map at its end.</summary>
    /// <param name="key">The entry's name.</param>
    /// <returns><see langword="false"/> at the map's end.</returns>
    public bool ReadEntry(out string key)
    {
        _json.Read();
        if (_json.TokenType == JsonTokenType.EndObject)
        {
            EndValue();
            key = "";
            return false;
        }

        key = _json.GetString()!;
        _json.Read();
        ReadType();
        return true;
    }

    /// <summary>Goes to the name of the next entry of a map, which is then read as any other string or number. Leaves the map at its end.</summary>
    /// <returns><see langword="false"/> at the map's end.</returns>
    public bool ReadEntryName()
    {
        _json.Read();
        if (_json.TokenType == JsonTokenType.EndObject)
        {
            EndValue();
            return false;
        }

        _type = WireType.EntryName;
        return true;
    }

    /// <summary>Goes from the name of an entry, which has been read, to its value.</summary>
    public void ReadEntryValue() => ReadType();

    /// <summary>Goes into a list (L).</summary>
    public void BeginList() => BeginValue(WireType.List);

    /// <summary>Goes to the next element of a list, and leaves the list at its end.</summary>
    /// <returns><see langword="false"/> at the list's end.</returns>
    public bool ReadElement()
    {
        _json.Read();
        if (_json.TokenType == JsonTokenType.EndArray)
        {
            EndValue();
            return false;
        }

        ReadType();
        return true;
    }

    /// <summary>Goes into a set of strings (SS).</summary>
    public void BeginStringSet() => BeginSet(WireType.StringSet);

    /// <summary>Goes into a set of numbers (NS).</summary>
    public void BeginNumberSet() => BeginSet(WireType.NumberSet);

    /// <summary>Goes into a set of binary data (BS).</summary>
    public void BeginBinarySet() => BeginSet(WireType.BinarySet);

    /// <summary>Tells whether a set has another element, which can then be read, and leaves the set at its end.</summary>
    /// <returns><see langword="false"/> at the set's end.</returns>
    public bool ReadSetElement()
    {
        if (_json.TokenType == JsonTokenType.EndArray)
        {
            EndValue();
            return false;
        }

        return true;
    }

    /// <summary>Passes over the attribute's value.</summary>
    public void Skip()
    {
        _json.Skip();
        EndValue();
    }

    /// <summary>Keeps an attribute that the type does not know.</summary>
    /// <param name="attributes">Where to keep it; a dictionary is made for the first one.</param>
    public void ReadExtensionData([NotNull] ref Dictionary<string, AttributeValue>? attributes)
    {
        var name = new Utf8JsonReader(_body[_unknownName..]);
        name.Read();
        attributes ??= [];
        attributes[name.GetString()!] = AttributeValueTranscoder.Read(ref _json, _type);
    }

    /// <summary>Makes sure that there is a collection to fill.</summary>
    /// <param name="collection">What the class gives the property.</param>
    /// <param name="member">The property's name.</param>
    /// <exception cref="ItemMappingException">There is none.</exception>
    public readonly void CheckFilling([NotNull] object? collection, string member)
    {
        if (collection is not null)
        {
            return;
        }

        string? key = ItemKeyText.Read(_body[_itemStart..], _context.Schema);
        throw new ItemMappingException(
            $"Item '{_context.TableName}/{key}' cannot be read as {_context.Schema.ItemType}: '{member}' has no accessor to set and is null. "
            + "Initialize the property to an empty collection, or give it an init or set accessor.")
        {
            TableName = _context.TableName,
            Key = key,
            AttributeName = member,
            Expected = "a collection to fill",
            Found = "null",
        };
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

    /// <summary>Reads a string (S).</summary>
    /// <returns>The value.</returns>
    public string ReadString()
    {
        BeginValue(WireType.String);
        string value = _json.GetString()!;
        EndValue();
        return value;
    }

    /// <summary>Reads a string (S) that a composed key is taken out of.</summary>
    /// <returns>The value in UTF-8, without JSON's escapes. It is valid as long as the response.</returns>
    public ReadOnlySpan<byte> ReadKeyText()
    {
        BeginValue(WireType.String);
        ReadOnlySpan<byte> text = _json.ValueIsEscaped ? Unescape() : _json.ValueSpan;
        EndValue();
        return text;
    }

    /// <summary>Reads a character from a string that is one UTF-16 unit long (S).</summary>
    /// <returns>The value.</returns>
    public char ReadChar()
    {
        BeginValue(WireType.String);

        // The longest form of one unit in JSON is an escape: `\u0041`.
        Span<char> text = stackalloc char[6];
        if (_json.ValueSpan.Length > text.Length || _json.CopyString(text) != 1)
        {
            ThrowFound("S that is one character", "another string");
        }

        EndValue();
        return text[0];
    }

    /// <summary>Reads a bool (BOOL).</summary>
    /// <returns>The value.</returns>
    public bool ReadBoolean()
    {
        BeginValue(WireType.Boolean);
        bool value = _json.TokenType == JsonTokenType.True;
        EndValue();
        return value;
    }

    /// <summary>Reads a number (N) that fits the type.</summary>
    /// <returns>The value.</returns>
    public byte ReadByte() => ReadInteger<byte>();

    /// <inheritdoc cref="ReadByte"/>
    public sbyte ReadSByte() => ReadInteger<sbyte>();

    /// <inheritdoc cref="ReadByte"/>
    public short ReadInt16() => ReadInteger<short>();

    /// <inheritdoc cref="ReadByte"/>
    public ushort ReadUInt16() => ReadInteger<ushort>();

    /// <inheritdoc cref="ReadByte"/>
    public int ReadInt32() => ReadInteger<int>();

    /// <inheritdoc cref="ReadByte"/>
    public uint ReadUInt32() => ReadInteger<uint>();

    /// <inheritdoc cref="ReadByte"/>
    public long ReadInt64() => ReadInteger<long>();

    /// <inheritdoc cref="ReadByte"/>
    public ulong ReadUInt64() => ReadInteger<ulong>();

    /// <inheritdoc cref="ReadByte"/>
    public nint ReadIntPtr() => ReadInteger<nint>();

    /// <inheritdoc cref="ReadByte"/>
    public nuint ReadUIntPtr() => ReadInteger<nuint>();

    /// <inheritdoc cref="ReadByte"/>
    public Int128 ReadInt128() => ReadInteger<Int128>();

    /// <inheritdoc cref="ReadByte"/>
    public UInt128 ReadUInt128() => ReadInteger<UInt128>();

    /// <summary>Reads a whole number (N).</summary>
    /// <returns>The value.</returns>
    public BigInteger ReadBigInteger()
    {
        BeginValue(WireType.Number);
        if (!DecimalText.TryReadInteger(_json.ValueSpan, out BigInteger value))
        {
            ThrowFound("N that fits BigInteger", "another number");
        }

        EndValue();
        return value;
    }

    /// <summary>Reads a number (N), rounded to the nearest value of the type.</summary>
    /// <returns>The value.</returns>
    public Half ReadHalf() => ReadFloatingPoint<Half>();

    /// <inheritdoc cref="ReadHalf"/>
    public float ReadSingle() => ReadFloatingPoint<float>();

    /// <inheritdoc cref="ReadHalf"/>
    public double ReadDouble() => ReadFloatingPoint<double>();

    /// <summary>Reads a number (N) exactly. One with more digits than a decimal holds is an error, not rounded.</summary>
    /// <returns>The value.</returns>
    public decimal ReadDecimal()
    {
        BeginValue(WireType.Number);
        ReadOnlySpan<byte> text = _json.ValueSpan;
        if (!Utf8Parser.TryParse(text, out decimal value, out int count) || count != text.Length || !DecimalText.IsExact(text, value))
        {
            ThrowFound("N that fits Decimal", "another number");
        }

        EndValue();
        return value;
    }

    /// <summary>Reads a Guid from its 36 characters (S).</summary>
    /// <returns>The value.</returns>
    public Guid ReadGuid()
    {
        BeginValue(WireType.String);
        if (!AsValue().TryGetGuid(out Guid value))
        {
            ThrowFound("S that is a Guid", "another string");
        }

        EndValue();
        return value;
    }

    /// <summary>Reads a point in time from ISO 8601 text with a zone (S).</summary>
    /// <returns>The value, in UTC.</returns>
    public DateTime ReadDateTime() => ReadInstant().UtcDateTime;

    /// <summary>Reads a point in time from ISO 8601 text with a zone (S).</summary>
    /// <returns>The value, with the offset zero.</returns>
    public DateTimeOffset ReadDateTimeOffset() => ReadInstant().ToUniversalTime();

    /// <summary>Reads a date from <c>yyyy-MM-dd</c> (S).</summary>
    /// <returns>The value.</returns>
    public DateOnly ReadDateOnly()
    {
        BeginValue(WireType.String);
        Span<char> text = stackalloc char[10];
        if (_json.ValueSpan.Length != text.Length
            || Encoding.UTF8.GetChars(_json.ValueSpan, text) != text.Length
            || !DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly value))
        {
            ThrowFound("S of the form yyyy-MM-dd", "another string");
            return default;
        }

        EndValue();
        return value;
    }

    /// <summary>Reads a time of day from <c>HH:mm:ss.fffffff</c> (S), which may have fewer digits behind the seconds.</summary>
    /// <returns>The value.</returns>
    public TimeOnly ReadTimeOnly()
    {
        BeginValue(WireType.String);
        Span<char> text = stackalloc char[16];
        if (_json.ValueSpan.Length > text.Length
            || !TimeOnly.TryParseExact(
                text[..Encoding.UTF8.GetChars(_json.ValueSpan, text)], "HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture, DateTimeStyles.None,
                out TimeOnly value))
        {
            ThrowFound("S of the form HH:mm:ss.fffffff", "another string");
            return default;
        }

        EndValue();
        return value;
    }

    /// <summary>Reads a duration from a number of ticks (N).</summary>
    /// <returns>The value.</returns>
    public TimeSpan ReadTimeSpan() => new(ReadInteger<long>());

    /// <summary>Reads a point in time from whole seconds since 1970 (N).</summary>
    /// <returns>The value, in UTC.</returns>
    public DateTime ReadEpochDateTime() => ReadEpochDateTimeOffset().UtcDateTime;

    /// <summary>Reads a point in time from whole seconds since 1970 (N).</summary>
    /// <returns>The value, with the offset zero.</returns>
    public DateTimeOffset ReadEpochDateTimeOffset()
    {
        BeginValue(WireType.Number);
        if (!long.TryParse(_json.ValueSpan, CultureInfo.InvariantCulture, out long seconds)
            || seconds < DateTimeOffset.MinValue.ToUnixTimeSeconds()
            || seconds > DateTimeOffset.MaxValue.ToUnixTimeSeconds())
        {
            ThrowFound("N of whole seconds since 1970", "another number");
            return default;
        }

        EndValue();
        return DateTimeOffset.FromUnixTimeSeconds(seconds);
    }

    /// <summary>Reads an enum member by its name (S), in the exact case, or a combination of flags by theirs, in any order.</summary>
    /// <typeparam name="TEnum">The enum.</typeparam>
    /// <param name="names">The enum's names.</param>
    /// <returns>The value.</returns>
    public TEnum ReadEnum<TEnum>(EnumNames<TEnum> names)
        where TEnum : struct, Enum
    {
        ArgumentNullException.ThrowIfNull(names);

        BeginValue(WireType.String);
        if (!names.TryGetValue(_json.ValueIsEscaped ? Unescape() : _json.ValueSpan, out TEnum value))
        {
            ThrowFound($"S that names a member of {typeof(TEnum).Name}", "another string");
        }

        EndValue();
        return value;
    }

    /// <summary>Reads binary data (B).</summary>
    /// <returns>The bytes.</returns>
    public byte[] ReadBytes()
    {
        BeginValue(WireType.Binary);
        byte[] value = _json.GetBytesFromBase64();
        EndValue();
        return value;
    }

    /// <summary>Looks ahead in the item whose first brace the reader has just passed, for an attribute that is a string (S).</summary>
    /// <param name="schema">The attributes that the type knows.</param>
    /// <param name="ordinal">The attribute's ordinal in <paramref name="schema"/>.</param>
    /// <param name="text">The value in UTF-8, without JSON's escapes.</param>
    /// <returns><see langword="false"/> if the item has no such attribute, or it is of another type.</returns>
    public readonly bool TryPeekString(ItemSchema schema, int ordinal, out ReadOnlySpan<byte> text)
    {
        ItemReader ahead = this;
        while (ahead.ReadAttribute(schema, out int found))
        {
            if (found == ordinal && ahead._type == WireType.String)
            {
                text = ahead.ReadKeyText();
                return true;
            }

            ahead.Skip();
        }

        text = default;
        return false;
    }

    /// <summary>Reads binary data (B).</summary>
    /// <returns>The bytes, in an array of their own.</returns>
    public ReadOnlyMemory<byte> ReadReadOnlyMemory() => ReadBytes();

    /// <inheritdoc cref="ReadReadOnlyMemory"/>
    public Memory<byte> ReadMemory() => ReadBytes();

    /// <summary>Reads binary data (B).</summary>
    /// <returns>A stream at its start, whose buffer can be seen and written, but not grown.</returns>
    public MemoryStream ReadMemoryStream()
    {
        byte[] bytes = ReadBytes();
        return new MemoryStream(bytes, 0, bytes.Length, writable: true, publiclyVisible: true);
    }

    /// <summary>Looks ahead for the discriminator of the item or map whose first brace the reader has just passed.</summary>
    /// <param name="types">The types that it can be.</param>
    /// <returns>The number of its type; -1 if it is none of them.</returns>
    public readonly int FindType(DerivedTypes types)
    {
        ArgumentNullException.ThrowIfNull(types);

        ItemReader ahead = this;
        while (ahead.ReadAttribute(types.Schema, out int ordinal))
        {
            if (ordinal == 0)
            {
                return ahead._type == WireType.String ? types.Find(ahead.ReadKeyText()) : -1;
            }

            ahead.Skip();
        }

        return types.FindWithout();
    }

    /// <summary>Throws because a discriminator is missing or is none that the type knows.</summary>
    /// <param name="types">The types that the item or map can be.</param>
    /// <exception cref="ItemMappingException">Always.</exception>
    [DoesNotReturn]
    public void ThrowUnknownType(DerivedTypes types)
    {
        ArgumentNullException.ThrowIfNull(types);

        string path = ReadPath();
        string found = "missing";
        while (ReadAttribute(types.Schema, out int ordinal))
        {
            if (ordinal == 0)
            {
                found = _type == WireType.String ? "another string" : _type.Code();
            }

            Skip();
        }

        ThrowFound(path.Length == 0 ? types.Attribute.Name : $"{path}.{types.Attribute.Name}", types.Describe(), found);
    }

    /// <summary>Throws because the item lacks an attribute that its type cannot do without.</summary>
    /// <param name="schema">The type's attributes.</param>
    /// <param name="ordinal">The attribute's ordinal.</param>
    /// <exception cref="ItemMappingException">Always.</exception>
    [DoesNotReturn]
    public readonly void ThrowMissing(ItemSchema schema, int ordinal)
    {
        ArgumentNullException.ThrowIfNull(schema);

        string attribute = schema.Attributes[ordinal].Name;
        string path = ReadPath();
        attribute = path.Length == 0 ? attribute : $"{path}.{attribute}";
        string? key = ItemKeyText.Read(_body[_itemStart..], _context.Schema);
        throw new ItemMappingException(
            $"Item '{_context.TableName}/{key}' has no attribute '{attribute}', which {schema.ItemType} requires. "
            + "Make the property nullable, or give it a default and take away `required`.")
        {
            TableName = _context.TableName,
            Key = key,
            AttributeName = attribute,
            Expected = "a value",
            Found = "nothing",
        };
    }

    /// <summary>Throws because the item's key is not one that its type's templates compose.</summary>
    /// <param name="schema">The type's attributes.</param>
    /// <exception cref="ItemMappingException">Always.</exception>
    [DoesNotReturn]
    public readonly void ThrowOtherKey(ItemSchema schema)
    {
        ArgumentNullException.ThrowIfNull(schema);

        string? key = ItemKeyText.Read(_body[_itemStart..], _context.Schema);
        string attribute = _context.Schema.PartitionKey.Name;
        throw new ItemMappingException(
            $"Item '{_context.TableName}/{key}' is of another type than {schema.ItemType}: its key is not one that the templates of "
            + $"{schema.ItemType} compose. Read it by the table of its own type.")
        {
            TableName = _context.TableName,
            Key = key,
            AttributeName = attribute,
            Expected = $"a key that the templates of {schema.ItemType} compose",
            Found = "another key",
        };
    }

    /// <summary>Goes to the next member of the response around the items; the value is then the current token.</summary>
    internal bool ReadMember(out ReadOnlySpan<byte> name)
    {
        // The first call also passes the response's opening brace.
        _json.Read();
        if (_json.TokenType == JsonTokenType.StartObject)
        {
            _json.Read();
        }

        if (_json.TokenType != JsonTokenType.PropertyName)
        {
            name = default;
            return false;
        }

        name = _json.ValueSpan;
        _json.Read();
        return true;
    }

    /// <summary>Goes to the next item of an array; its attributes can then be read.</summary>
    internal bool ReadItemStart()
    {
        _json.Read();
        if (_json.TokenType != JsonTokenType.StartObject)
        {
            return false;
        }

        MarkItem();
        return true;
    }

    /// <summary>Says that the current token, the brace of a single item, is where an item starts.</summary>
    internal void MarkItem() => _itemStart = (int)_json.TokenStartIndex;

    internal readonly int ReadInt32Member() => _json.GetInt32();

    internal readonly string ReadStringMember() => _json.GetString()!;

    internal void SkipMember() => _json.Skip();

    /// <summary>Passes over the current object and returns its bytes.</summary>
    internal ReadOnlySpan<byte> ReadRawMember()
    {
        int start = (int)_json.TokenStartIndex;
        _json.Skip();
        return _body[start..(int)_json.BytesConsumed];
    }

    private T ReadInteger<T>()
        where T : struct, IBinaryInteger<T>, IMinMaxValue<T>
    {
        BeginValue(WireType.Number);
        if (!T.TryParse(_json.ValueSpan, CultureInfo.InvariantCulture, out T value) && !TryReadExact(_json.ValueSpan, out value))
        {
            ThrowFound($"N that fits {typeof(T).Name}", "another number");
        }

        EndValue();
        return value;
    }

    // The same integer in another form: 1E+3, or 100.0.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool TryReadExact<T>(ReadOnlySpan<byte> text, out T value)
        where T : struct, IBinaryInteger<T>, IMinMaxValue<T>
    {
        bool fits = DecimalText.TryReadInteger(text, out BigInteger integer)
            && integer >= BigInteger.CreateChecked(T.MinValue)
            && integer <= BigInteger.CreateChecked(T.MaxValue);
        value = fits ? T.CreateChecked(integer) : default;
        return fits;
    }

    private T ReadFloatingPoint<T>()
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        BeginValue(WireType.Number);
        if (!T.TryParse(_json.ValueSpan, NumberStyles.Float, CultureInfo.InvariantCulture, out T value) || !T.IsFinite(value))
        {
            ThrowFound($"N that fits {typeof(T).Name}", "another number");
        }

        EndValue();
        return value;
    }

    private DateTimeOffset ReadInstant()
    {
        BeginValue(WireType.String);
        ReadOnlySpan<byte> text = _json.ValueSpan;

        // Without a zone the same text would be another instant on every machine.
        bool hasZone = text.Length > 6 && (text[^1] == (byte)'Z' || (text[^6] is (byte)'+' or (byte)'-' && text[^3] == (byte)':'));
        if (!hasZone || !AsValue().TryGetDateTimeOffset(out DateTimeOffset value))
        {
            ThrowFound(DateTimeForm, "another string");
            return default;
        }

        EndValue();
        return value;
    }

    // A wire value is an object with one member, named for the type; the current token is its brace.
    private void ReadType()
    {
        _json.Read();
        _type = WireTypes.Parse(_json.ValueSpan);
    }

    private void BeginValue(WireType expected)
    {
        if (_type == expected)
        {
            _json.Read();
        }
        else
        {
            BeginBareValue(expected);
        }
    }

    private ReadOnlySpan<byte> ReadText()
    {
        BeginValue(WireType.String);
        ReadOnlySpan<byte> text = _json.ValueIsEscaped ? Unescape() : _json.ValueSpan;
        EndValue();
        return text;
    }

    // The elements of a set and the names of a map are bare, so the current token is the value already. Apart, to keep the way of plain
    // attributes short.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private readonly void BeginBareValue(WireType expected)
    {
        if (_type != WireType.EntryName && (_json.TokenType != JsonTokenType.String || _type != expected.SetOf()))
        {
            ThrowFound(expected.Code(), _type.Code());
        }
    }

    private void BeginSet(WireType type)
    {
        BeginValue(type);
        _json.Read();
    }

    private void EndValue() => _json.Read();

    // JSON's reader takes values apart, not names; but a name is a string, if one looks at it alone.
    private readonly Utf8JsonReader AsValue()
    {
        if (_type != WireType.EntryName)
        {
            return _json;
        }

        var text = new Utf8JsonReader(_body.Slice((int)_json.TokenStartIndex, _json.ValueSpan.Length + 2));
        text.Read();
        return text;
    }

    // Names and enum values hold an escape so rarely that an allocation does not matter.
    private readonly byte[] Unescape() => Encoding.UTF8.GetBytes(_json.GetString()!);

    /// <summary>Says where in the item the reader is. Only messages need it, so it is found by reading the item once more.</summary>
    private readonly string ReadPath() => ItemPathText.Read(_body[_itemStart..], (int)_json.TokenStartIndex - _itemStart);

    [DoesNotReturn]
    private readonly void ThrowFound(string expected, string found) => ThrowFound(ReadPath(), expected, found);

    [DoesNotReturn]
    private readonly void ThrowFound(string attribute, string expected, string found)
    {
        if (_type == WireType.EntryName)
        {
            (expected, found) = ($"a map whose names are each {expected}", "a map with another name");
        }

        string? key = ItemKeyText.Read(_body[_itemStart..], _context.Schema);
        throw new ItemMappingException(
            $"Attribute '{attribute}' of item '{_context.TableName}/{key}' is {found}, but {_context.Schema.ItemType} requires {expected}.")
        {
            TableName = _context.TableName,
            Key = key,
            AttributeName = attribute,
            Expected = expected,
            Found = found,
        };
    }
}
