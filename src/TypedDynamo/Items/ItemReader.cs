using System.Buffers;
using System.Buffers.Binary;
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
    private const string DateTimeForm = "S that is an ISO 8601 date and time with its zone";

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

    /// <summary>Goes into a map (M), whose attributes can then be read.</summary>
    public void BeginMap()
    {
        BeginNested(WireType.Map, (byte)'{');
        _lastAttributes <<= 8;
    }

    /// <summary>Leaves a map, when <see cref="ReadAttribute"/> has found its end.</summary>
    public void EndMap()
    {
        _depth--;
        _lastAttributes >>= 8;
        CloseValue();
    }

    /// <summary>Goes to the next entry of a map whose names are the user's, and leaves the map at its end.</summary>
    /// <param name="key">The entry's name.</param>
    /// <returns><see langword="false"/> at the map's end.</returns>
    public bool ReadEntry(out string key)
    {
        if (!ReadEntryName())
        {
            key = "";
            return false;
        }

        key = _json.ReadText();
        ReadEntryValue();
        return true;
    }

    /// <summary>Goes to the name of the next entry of a map, which is then read as any other string or number. Leaves the map at its end.</summary>
    /// <returns><see langword="false"/> at the map's end.</returns>
    public bool ReadEntryName()
    {
        if (!_json.Next((byte)'{', (byte)'}'))
        {
            EndMap();
            return false;
        }

        _json.Peek();
        _valueStart = _json.Position;
        _type = WireType.EntryName;
        return true;
    }

    /// <summary>Goes from the name of an entry, which has been read, to its value.</summary>
    public void ReadEntryValue()
    {
        _json.Expect((byte)':');
        OpenValue(_json.Position);
    }

    /// <summary>Goes into a list (L).</summary>
    public void BeginList() => BeginNested(WireType.List, (byte)'[');

    /// <summary>Tells how many elements a list has that has just been gone into, where that is known at a glance: if they are numbers.</summary>
    /// <returns>The number of elements; 0 if it is not known.</returns>
    public readonly int GetListCapacity()
    {
        // Numbers hold neither braces nor brackets.
        ReadOnlySpan<byte> rest = _json.Rest;
        int end = rest.StartsWith("{\"N\":"u8) ? rest.IndexOf((byte)']') : -1;
        return end < 0 ? 0 : rest[..end].Count((byte)'{');
    }

    /// <summary>Goes to the next element of a list, and leaves the list at its end.</summary>
    /// <returns><see langword="false"/> at the list's end.</returns>
    public bool ReadElement()
    {
        if (!_json.Next((byte)'[', (byte)']'))
        {
            _depth--;
            CloseValue();
            return false;
        }

        OpenValue(_json.Position);
        return true;
    }

    /// <summary>Goes into a set of strings (SS).</summary>
    public void BeginStringSet() => BeginSet(WireType.StringSet);

    /// <summary>Goes into a set of numbers (NS).</summary>
    public void BeginNumberSet() => BeginSet(WireType.NumberSet);

    /// <summary>Goes into a set of binary data (BS).</summary>
    public void BeginBinarySet() => BeginSet(WireType.BinarySet);

    /// <summary>Goes to a set's next element, and leaves the set at its end.</summary>
    /// <returns><see langword="false"/> at the set's end.</returns>
    public bool ReadSetElement()
    {
        if (!_json.Next((byte)'[', (byte)']'))
        {
            CloseValue();
            return false;
        }

        return true;
    }

    /// <summary>Passes over the attribute's value.</summary>
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

        string? key = ItemKeyText.Read(_json.Body[_itemStart..], _context.Schema);
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
        string value = _json.ReadText();
        EndValue();
        return value;
    }

    /// <summary>Reads a string (S) that a composed key is taken out of.</summary>
    /// <returns>The value in UTF-8, without JSON's escapes. It is valid as long as the response.</returns>
    public ReadOnlySpan<byte> ReadKeyText()
    {
        ReadOnlySpan<byte> text = ReadText(WireType.String);
        EndValue();
        return text;
    }

    /// <summary>Reads a character from a string that is one UTF-16 unit long (S).</summary>
    /// <returns>The value.</returns>
    public char ReadChar()
    {
        BeginValue(WireType.String);
        string text = _json.ReadText();
        if (text.Length != 1)
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
        bool value = _json.ReadBoolean();
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
        if (!DecimalText.TryReadInteger(ReadText(WireType.Number), out BigInteger value))
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
        ReadOnlySpan<byte> text = ReadText(WireType.Number);
        decimal value;
        if (DecimalText.TryReadShort(text, out long digits, out int scale))
        {
            ulong magnitude = (ulong)Math.Abs(digits);
            value = new decimal((int)magnitude, (int)(magnitude >> 32), 0, digits < 0, (byte)scale);
        }
        else if (!Utf8Parser.TryParse(text, out value, out int count) || count != text.Length || !DecimalText.IsExact(text, value))
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
        ReadOnlySpan<byte> text = ReadText(WireType.String);
        if (!Utf8Parser.TryParse(text, out Guid value, out int count, 'D') || count != text.Length)
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
        // Read by hand: the framework's parser of this form takes longer than all the rest of an item.
        ReadOnlySpan<byte> text = ReadText(WireType.String);
        if (text.Length != 10
            || text[4] != (byte)'-'
            || text[7] != (byte)'-'
            || !TryReadDigits(text[..4], out int year)
            || !TryReadDigits(text.Slice(5, 2), out int month)
            || !TryReadDigits(text[8..], out int day)
            || year == 0
            || month is 0 or > 12
            || day == 0
            || day > DateTime.DaysInMonth(year, month))
        {
            ThrowFound("S of the form yyyy-MM-dd", "another string");
            return default;
        }

        EndValue();
        return new DateOnly(year, month, day);
    }

    /// <summary>Reads a time of day from <c>HH:mm:ss.fffffff</c> (S), which may have fewer digits behind the seconds.</summary>
    /// <returns>The value.</returns>
    public TimeOnly ReadTimeOnly()
    {
        ReadOnlySpan<byte> json = ReadText(WireType.String);
        Span<char> text = stackalloc char[16];
        if (json.Length > text.Length
            || !TimeOnly.TryParseExact(
                text[..Encoding.UTF8.GetChars(json, text)], "HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture, DateTimeStyles.None,
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
        if (!long.TryParse(ReadText(WireType.Number), CultureInfo.InvariantCulture, out long seconds)
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

        if (!names.TryGetValue(ReadText(WireType.String), out TEnum value))
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
        ReadOnlySpan<byte> text = ReadText(WireType.Binary);
        int padding = !text.EndsWith("="u8) ? 0 : text.EndsWith("=="u8) ? 2 : 1;
        byte[] value = new byte[Math.Max((text.Length / 4 * 3) - padding, 0)];
        if (Base64.DecodeFromUtf8(text, value, out int read, out int count) != OperationStatus.Done
            || read != text.Length
            || count != value.Length)
        {
            value = ReadSpacedBytes(text);
        }

        EndValue();
        return value;
    }

    // Base64 may have space in it, which DynamoDB does not send.
    private readonly byte[] ReadSpacedBytes(ReadOnlySpan<byte> text)
    {
        byte[] value = new byte[text.Length];
        if (Base64.DecodeFromUtf8(text, value, out _, out int count) != OperationStatus.Done)
        {
            ThrowFound("B that is Base64", "other text");
        }

        return value[..count];
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
        string? key = ItemKeyText.Read(_json.Body[_itemStart..], _context.Schema);
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

        string? key = ItemKeyText.Read(_json.Body[_itemStart..], _context.Schema);
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

    /// <summary>Goes to the next member of the response around the items, or of an object in it; its value then follows.</summary>
    internal bool ReadMember(out ReadOnlySpan<byte> name)
    {
        // The first call also passes the opening brace of the response, or of the object that is the last member's value.
        TakeOpening((byte)'{');
        if (!_json.Next((byte)'{', (byte)'}'))
        {
            name = default;
            return false;
        }

        name = _json.ReadString(out bool isEscaped);
        name = JsonScanner.Unescape(name, isEscaped);
        _json.Expect((byte)':');
        return true;
    }

    /// <summary>Goes on only if nothing follows the response.</summary>
    internal void ExpectEnd() => _json.ExpectEnd();

    /// <summary>Goes to the next item of an array; its attributes can then be read.</summary>
    internal bool ReadItemStart()
    {
        // The first call also passes the array's bracket. A single item has neither bracket nor comma.
        bool isSingle = _json.Peek() == (byte)'{' && _json.Previous == 0;
        if (!isSingle)
        {
            TakeOpening((byte)'[');
            if (!_json.Next((byte)'[', (byte)']'))
            {
                return false;
            }
        }

        MarkItem();
        return true;
    }

    /// <summary>Says that an item begins here, and passes over its brace.</summary>
    internal void MarkItem()
    {
        _json.Expect((byte)'{');
        _itemStart = _valueStart = _json.Position - 1;
        _lastAttributes = 0;
        _depth = 0;
    }

    /// <summary>Passes over the item whose brace has just been passed, and returns its bytes.</summary>
    internal ReadOnlySpan<byte> ReadRawItem()
    {
        _json.Position = _itemStart;
        _json.Skip(JsonText.MaxDepth - ItemJsonDepth + 1);
        return _json.Body[_itemStart.._json.Position];
    }

    internal int ReadInt32Member()
    {
        ReadOnlySpan<byte> number = _json.ReadNumber();
        if (!Utf8Parser.TryParse(number, out int value, out int count) || count != number.Length)
        {
            _json.ThrowUnexpected();
        }

        return value;
    }

    internal string ReadStringMember() => _json.ReadText();

    internal void SkipMember() => _json.Skip(JsonText.MaxDepth);

    /// <summary>Passes over a value, and returns its bytes.</summary>
    internal ReadOnlySpan<byte> ReadRawMember()
    {
        _json.Peek();
        int start = _json.Position;
        _json.Skip(JsonText.MaxDepth);
        return _json.Body[start.._json.Position];
    }

    // A brace or bracket begins the response, or a member's value.
    private void TakeOpening(byte opening)
    {
        _json.Peek();
        if (_json.Previous is 0 or (byte)':')
        {
            _json.Expect(opening);
        }
    }

    private T ReadInteger<T>()
        where T : struct, IBinaryInteger<T>, IMinMaxValue<T>
    {
        ReadOnlySpan<byte> text = ReadText(WireType.Number);
        if (!TryReadShort(text, out T value) && !T.TryParse(text, CultureInfo.InvariantCulture, out value) && !TryReadExact(text, out value))
        {
            ThrowFound($"N that fits {typeof(T).Name}", "another number");
        }

        EndValue();
        return value;
    }

    // DynamoDB writes an integer as its digits.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryReadShort<T>(ReadOnlySpan<byte> text, out T value)
        where T : struct, IBinaryInteger<T>, IMinMaxValue<T>
    {
        bool isShort = DecimalText.TryReadShort(text, out long digits, out int scale) && scale == 0;
        value = T.CreateTruncating(digits);
        return isShort && long.CreateTruncating(value) == digits && T.IsNegative(value) == (digits < 0);
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
        ReadOnlySpan<byte> text = ReadText(WireType.Number);
        T value;
        if (typeof(T) == typeof(double) && DecimalText.TryReadExact(text, out double exact))
        {
            value = T.CreateChecked(exact);
        }
        else if (!T.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) || !T.IsFinite(value))
        {
            ThrowFound($"N that fits {typeof(T).Name}", "another number");
        }

        EndValue();
        return value;
    }

    private DateTimeOffset ReadInstant()
    {
        ReadOnlySpan<byte> text = ReadText(WireType.String);

        // Without a zone the same text would be another instant on every machine.
        bool hasZone = text.Length > 6 && (text[^1] == (byte)'Z' || (text[^6] is (byte)'+' or (byte)'-' && text[^3] == (byte)':'));
        if (!hasZone || !TryReadInstant(text, out DateTimeOffset value))
        {
            ThrowFound(DateTimeForm, "another string");
            return default;
        }

        EndValue();
        return value;
    }

    private static bool TryReadDigits(ReadOnlySpan<byte> text, out int value)
    {
        value = 0;
        foreach (byte digit in text)
        {
            if (!char.IsAsciiDigit((char)digit))
            {
                return false;
            }

            value = (value * 10) + (digit - '0');
        }

        return true;
    }

    private static bool TryReadInstant(ReadOnlySpan<byte> text, out DateTimeOffset value)
    {
        // The form that is written: 2026-11-20T08:30:00.0000000Z.
        if (Utf8Parser.TryParse(text, out value, out int count, 'O') && count == text.Length)
        {
            return true;
        }

        // What JSON would have to escape is in no date, and would be read as the end of the text or as another one.
        if (text.IndexOfAny((byte)'"', (byte)'\\') >= 0 || text.IndexOfAnyInRange((byte)0, (byte)0x1F) >= 0)
        {
            value = default;
            return false;
        }

        // All others that ISO 8601 has, as JSON's own reader takes them.
        using ByteBuffer quoted = JsonScanner.Quote(text);
        var json = new Utf8JsonReader(quoted.Written);
        json.Read();
        return json.TryGetDateTimeOffset(out value);
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

    private void BeginSet(WireType type)
    {
        ThrowIfNot(type);
        _json.Expect((byte)'[');
    }

    private void BeginNested(WireType type, byte opening)
    {
        ThrowIfNot(type);
        _json.Expect(opening);
        _valueStart = _json.Position - 1;
        if (++_depth > (JsonText.MaxDepth - ItemJsonDepth) / 2)
        {
            _json.ThrowTooDeep();
        }
    }

    private readonly void ThrowIfNot(WireType expected)
    {
        if (_type != expected)
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

    /// <summary>Says where in the item the reader is. Only messages need it, so it is found by reading the item once more.</summary>
    private readonly string ReadPath() => ItemPathText.Read(_json.Body[_itemStart..], _valueStart - _itemStart);

    [DoesNotReturn]
    private readonly void ThrowFound(string expected, string found) => ThrowFound(ReadPath(), expected, found);

    [DoesNotReturn]
    private readonly void ThrowFound(string attribute, string expected, string found)
    {
        if (_type == WireType.EntryName)
        {
            (expected, found) = ($"a map whose names are each {expected}", "a map with another name");
        }

        string? key = ItemKeyText.Read(_json.Body[_itemStart..], _context.Schema);
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
