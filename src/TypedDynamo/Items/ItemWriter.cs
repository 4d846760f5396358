using System.Buffers;
using System.Buffers.Text;
using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.Json;
using Amazon.DynamoDBv2.Model;
using TypedDynamo.Transport;
using TypedDynamo.Wire;

namespace TypedDynamo.CompilerServices;

/// <summary>Writes items as DynamoDB's JSON, straight into a request's bytes. Generated code calls it.</summary>
/// <remarks>
/// The stored forms are fixed, for they are users' data: see <c>docs/mapping.md</c>. What DynamoDB would refuse or change is refused
/// here, before a request is sent, by an <see cref="ItemMappingException"/> that names the attribute.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public ref partial struct ItemWriter
{
    // DynamoDB Developer Guide, "Constraints in Amazon DynamoDB": partition and sort key values.
    private const int MaxPartitionKeyBytes = 2048;
    private const int MaxSortKeyBytes = 1024;

    // DynamoDB Developer Guide, "Data types": positive numbers reach from 1E-130 to 9.9999999999999999999999999999999999999E+125.
    private const double MinMagnitude = 1E-130;
    private const double MagnitudeLimit = 1E+126;

    // The same page: a number has up to 38 significant digits.
    private const int MaxDigits = 38;

    // No integer below 1E+126 has more bits.
    private const int MaxIntegerBits = 419;

    // DynamoDB Developer Guide, "Quotas": nested attributes. The item's own attributes are the first of the 32 levels.
    private const int MaxNestedLevels = 31;

    private static readonly BigInteger s_integerLimit = BigInteger.Pow(10, 126);

    private readonly ByteBuffer _buffer;
    private readonly ItemContext _context;

    // Where the item's opening brace is, which its caller has written.
    private readonly int _itemStart;

    // The attribute of a value that stands outside an item.
    private ReadOnlySpan<byte> _attribute;
    private int _depth;
    private int _setStart;
    private bool _isBare;
    private bool _isInName;

    // Of a composed key: whether one is being written, and the property whose text has begun and not ended.
    private bool _isInKeyText;
    private int _keyTextStart;
    private int _keyPartStart;
    private string? _keyPart;

    internal ItemWriter(ByteBuffer buffer, ItemContext context)
    {
        _buffer = buffer;
        _context = context;
        _itemStart = buffer.Length - 1;
    }

    /// <summary>Gets the time of the put that the item is written for.</summary>
    /// <value>The default is <see langword="null"/>: the item is not written to be put, and no attribute takes the time.</value>
    public DateTimeOffset? RequestTime { get; internal init; }

    /// <summary>Gets whether the item is written for a put that counts its version one up.</summary>
    /// <value>The default is <see langword="false"/>: the version is written as it is.</value>
    internal bool IncrementsVersion { get; init; }

    /// <summary>Starts an attribute.</summary>
    /// <param name="jsonName">Its name in UTF-8, with JSON's escapes.</param>
    public void WriteName(ReadOnlySpan<byte> jsonName)
    {
        Span<byte> target = _buffer.GetSpan(jsonName.Length + 4);
        int length = 0;
        if (_buffer.Written[^1] != (byte)'{')
        {
            target[length++] = (byte)',';
        }

        target[length++] = (byte)'"';
        jsonName.CopyTo(target[length..]);
        length += jsonName.Length;
        target[length++] = (byte)'"';
        target[length++] = (byte)':';
        _buffer.Advance(length);
    }

    /// <summary>Writes the discriminator of a type that has one.</summary>
    /// <param name="types">The types that the item or map can be.</param>
    /// <param name="type">The number of its type.</param>
    public void WriteDiscriminator(DerivedTypes types, int type)
    {
        ArgumentNullException.ThrowIfNull(types);

        if (types.TryGetJsonValue(type, out ReadOnlySpan<byte> value))
        {
            WriteName(types.Attribute.JsonName);
            Open("{\"S\":\""u8);
            _buffer.Write(value);
            Close();
        }
    }

    /// <summary>Returns the version that is stored of an item with a version.</summary>
    /// <param name="version">The item's version.</param>
    /// <returns>The next version if the item is written for a put that counts it up, or else the version as it is.</returns>
    /// <exception cref="ItemMappingException">The version is to be counted up, and is negative or the last one of its type.</exception>
    public readonly int StoredVersion(int version) => (int)StoredVersion(version, int.MaxValue);

    /// <inheritdoc cref="StoredVersion(int)"/>
    public readonly long StoredVersion(long version) => StoredVersion(version, long.MaxValue);

    /// <summary>Returns the version that is stored of an item with a version, or with none yet.</summary>
    /// <param name="version">The item's version; <see langword="null"/> if it has not been stored with one.</param>
    /// <returns>The next version, 1 where there is none, if the item is written for a put that counts it up; else the version as it is.</returns>
    /// <exception cref="ItemMappingException">The version is to be counted up, and is negative or the last one of its type.</exception>
    public readonly int? StoredVersion(int? version) => IncrementsVersion ? StoredVersion(version ?? 0) : version;

    /// <inheritdoc cref="StoredVersion(int?)"/>
    public readonly long? StoredVersion(long? version) => IncrementsVersion ? StoredVersion(version ?? 0) : version;

    private readonly long StoredVersion(long version, long last)
    {
        if (!IncrementsVersion)
        {
            return version;
        }

        // From a negative version on, the count would come to 0, which is the version of an item that is not stored.
        if (version < 0 || version == last)
        {
            Refuse(_context.Schema.Version!.Name, $"a version from 0 to {last - 1}", "one beyond that");
        }

        return version + 1;
    }

    /// <summary>Throws because a value is of a type that its base does not list.</summary>
    /// <param name="types">The types that the item or map can be.</param>
    /// <param name="found">The value's type.</param>
    /// <exception cref="ItemMappingException">Always.</exception>
    [DoesNotReturn]
    public readonly void ThrowUnlistedType(DerivedTypes types, Type found)
    {
        ArgumentNullException.ThrowIfNull(types);
        ArgumentNullException.ThrowIfNull(found);

        Refuse($"of a type that [DynamoDerivedType] lists on {types.BaseType}", found.Name);
    }

    /// <summary>Writes a string (S).</summary>
    /// <param name="value">The value; the empty string is stored as such.</param>
    public void WriteString(string value)
    {
        if (value is null)
        {
            Refuse("a string", "null");
        }

        Open("{\"S\":\""u8);
        if (!JsonText.TryAppend(_buffer, value, escapes: !_isInKeyText))
        {
            Refuse("a string of Unicode characters", "half a surrogate pair");
        }

        Close();
    }

    /// <summary>Writes a character (S). Half a surrogate pair is refused: it is no text of its own.</summary>
    /// <param name="value">The value.</param>
    public void WriteChar(char value)
    {
        Open("{\"S\":\""u8);
        if (!JsonText.TryAppend(_buffer, new ReadOnlySpan<char>(in value), escapes: !_isInKeyText))
        {
            Refuse("a Unicode character", "half a surrogate pair");
        }

        Close();
    }

    /// <summary>Writes a string key (S), which is neither empty nor longer than DynamoDB allows.</summary>
    /// <param name="value">The value.</param>
    /// <param name="role">The key's role, which sets the limit: 2,048 bytes for a partition key, 1,024 for a sort key.</param>
    public void WriteKey(string value, KeyRole role)
    {
        if (value is not null)
        {
            CheckKeyLength(Encoding.UTF8.GetByteCount(value), role);
        }

        WriteString(value!);
    }

    /// <summary>Writes a binary key (B), which is neither empty nor longer than DynamoDB allows.</summary>
    /// <param name="value">The value.</param>
    /// <param name="role">The key's role, which sets the limit: 2,048 bytes for a partition key, 1,024 for a sort key.</param>
    public void WriteKey(byte[] value, KeyRole role)
    {
        if (value is not null)
        {
            CheckKeyLength(value.Length, role);
        }

        WriteBytes(value!);
    }

    /// <inheritdoc cref="WriteKey(byte[], KeyRole)"/>
    public void WriteKey(ReadOnlyMemory<byte> value, KeyRole role)
    {
        CheckKeyLength(value.Length, role);
        WriteReadOnlyMemory(value);
    }

    /// <inheritdoc cref="WriteKey(byte[], KeyRole)"/>
    public void WriteKey(MemoryStream value, KeyRole role)
    {
        RefuseNull(value);
        WriteKey(BytesOf(value), role);
    }

    /// <summary>Writes a bool (BOOL).</summary>
    /// <param name="value">The value.</param>
    public void WriteBoolean(bool value)
    {
        if (_isInKeyText)
        {
            _buffer.Write(value ? "true"u8 : "false"u8);
            return;
        }

        _buffer.Write(value ? "{\"BOOL\":true}"u8 : "{\"BOOL\":false}"u8);
    }

    /// <summary>Writes a number (N).</summary>
    /// <param name="value">The value.</param>
    public void WriteByte(byte value) => WriteInteger(value);

    /// <inheritdoc cref="WriteByte"/>
    public void WriteSByte(sbyte value) => WriteInteger(value);

    /// <inheritdoc cref="WriteByte"/>
    public void WriteInt16(short value) => WriteInteger(value);

    /// <inheritdoc cref="WriteByte"/>
    public void WriteUInt16(ushort value) => WriteInteger(value);

    /// <inheritdoc cref="WriteByte"/>
    public void WriteInt32(int value) => WriteInteger(value);

    /// <inheritdoc cref="WriteByte"/>
    public void WriteUInt32(uint value) => WriteInteger(value);

    /// <inheritdoc cref="WriteByte"/>
    public void WriteInt64(long value) => WriteInteger(value);

    /// <inheritdoc cref="WriteByte"/>
    public void WriteUInt64(ulong value) => WriteInteger(value);

    /// <inheritdoc cref="WriteByte"/>
    public void WriteIntPtr(nint value) => WriteInteger(value);

    /// <inheritdoc cref="WriteByte"/>
    public void WriteUIntPtr(nuint value) => WriteInteger(value);

    /// <summary>Writes a number (N). Refuses one of more than 38 significant digits, which DynamoDB does not store.</summary>
    /// <param name="value">The value.</param>
    public void WriteInt128(Int128 value) => WriteWideInteger(value);

    /// <inheritdoc cref="WriteInt128"/>
    public void WriteUInt128(UInt128 value) => WriteWideInteger(value);

    /// <summary>Writes a number (N). Refuses one of more than 38 significant digits and magnitudes from 1E+126 on.</summary>
    /// <param name="value">The value.</param>
    public void WriteBigInteger(BigInteger value)
    {
        Span<char> text = stackalloc char[MaxIntegerBits];
        if (value.GetBitLength() > MaxIntegerBits
            || !value.TryFormat(text, out int count, provider: CultureInfo.InvariantCulture)
            || BigInteger.Abs(value) >= s_integerLimit)
        {
            Refuse("a number below 1E+126", "a number beyond that");
            return;
        }

        Span<byte> digits = BeginNumber(count);
        Encoding.ASCII.GetBytes(text[..count], digits);
        RefuseWide(digits[..count]);
        End(count);
    }

    /// <summary>Writes a number (N) with the fewest digits that read back as the same value. Refuses NaN and infinities.</summary>
    /// <param name="value">The value; negative zero is stored as zero.</param>
    public void WriteHalf(Half value) => WriteFloatingPoint(value);

    /// <inheritdoc cref="WriteHalf"/>
    public void WriteSingle(float value) => WriteFloatingPoint(value);

    /// <summary>Writes a number (N) with the fewest digits that read back as the same value.</summary>
    /// <param name="value">The value, within DynamoDB's range; negative zero is stored as zero. NaN and infinities are refused.</param>
    public void WriteDouble(double value)
    {
        if (value != 0 && Math.Abs(value) is < MinMagnitude or >= MagnitudeLimit)
        {
            Refuse("a number between 1E-130 and 9.99E+125", "a number beyond that");
        }

        WriteFloatingPoint(value);
    }

    /// <summary>Writes a number (N) without trailing zeros, so that equal values have one form: keys are compared by it.</summary>
    /// <param name="value">The value.</param>
    public void WriteDecimal(decimal value)
    {
        Span<byte> digits = BeginNumber(32);
        value.TryFormat(digits, out int count, provider: CultureInfo.InvariantCulture);
        if (value == 0)
        {
            digits[0] = (byte)'0';
            count = 1;
        }
        else if (digits[..count].Contains((byte)'.'))
        {
            count = digits[..count].TrimEnd((byte)'0').TrimEnd((byte)'.').Length;
        }

        End(count);
    }

    /// <summary>Writes a Guid as 36 characters in lower case with hyphens (S).</summary>
    /// <param name="value">The value.</param>
    public void WriteGuid(Guid value)
    {
        Span<byte> text = BeginText(36);
        value.TryFormat(text, out int count, "D");
        End(count);
    }

    /// <summary>Writes a point in time as <c>yyyy-MM-ddTHH:mm:ss.fffffffZ</c> (S), in UTC.</summary>
    /// <param name="value">The value. Local time is converted; a value of unspecified kind is refused, for its zone is anybody's guess.</param>
    public void WriteDateTime(DateTime value) => WriteUtc(ToUtc(value));

    /// <summary>Writes a point in time as <c>yyyy-MM-ddTHH:mm:ss.fffffffZ</c> (S), in UTC. The offset is not kept.</summary>
    /// <param name="value">The value.</param>
    public void WriteDateTimeOffset(DateTimeOffset value) => WriteUtc(value.UtcDateTime);

    /// <summary>Writes a date as <c>yyyy-MM-dd</c> (S).</summary>
    /// <param name="value">The value.</param>
    public void WriteDateOnly(DateOnly value)
    {
        Span<byte> text = BeginText(10);
        value.TryFormat(text, out int count, "O", CultureInfo.InvariantCulture);
        End(count);
    }

    /// <summary>Writes a time of day as <c>HH:mm:ss.fffffff</c> (S).</summary>
    /// <param name="value">The value.</param>
    public void WriteTimeOnly(TimeOnly value)
    {
        Span<byte> text = BeginText(16);
        value.TryFormat(text, out int count, "O", CultureInfo.InvariantCulture);
        End(count);
    }

    /// <summary>Writes a duration as a number of ticks of 100 nanoseconds (N).</summary>
    /// <param name="value">The value.</param>
    public void WriteTimeSpan(TimeSpan value) => WriteInteger(value.Ticks);

    /// <summary>Writes a point in time as whole seconds since 1970 (N); fractions of a second are cut off.</summary>
    /// <remarks>DynamoDB Developer Guide, "Using time to live": the attribute is a number, in seconds of Unix time.</remarks>
    /// <param name="value">The value, from 1970 on. Local time is converted; a value of unspecified kind is refused.</param>
    public void WriteEpochDateTime(DateTime value) => WriteEpochDateTimeOffset(ToUtc(value));

    /// <summary>Writes a point in time as whole seconds since 1970 (N); fractions of a second are cut off.</summary>
    /// <remarks>DynamoDB Developer Guide, "Using time to live": the attribute is a number, in seconds of Unix time.</remarks>
    /// <param name="value">The value, from 1970 on.</param>
    public void WriteEpochDateTimeOffset(DateTimeOffset value)
    {
        if (value < DateTimeOffset.UnixEpoch)
        {
            Refuse("a time from 1970 on, or null where there is none", "an earlier one");
        }

        WriteInteger(value.ToUnixTimeSeconds());
    }

    /// <summary>Writes an enum member's name (S), or those of a combination of flags. Refuses a value that has none.</summary>
    /// <typeparam name="TEnum">The enum.</typeparam>
    /// <param name="value">The value.</param>
    /// <param name="names">The enum's names.</param>
    public void WriteEnum<TEnum>(TEnum value, EnumNames<TEnum> names)
        where TEnum : struct, Enum
    {
        ArgumentNullException.ThrowIfNull(names);
        Open("{\"S\":\""u8);
        if (names.TryGetName(value, out ReadOnlySpan<byte> name))
        {
            _buffer.Write(name);
        }
        else if (!names.TryAppendNames(_buffer, value))
        {
            Refuse($"a named member of {typeof(TEnum).Name}", "a value without a name");
        }

        Close();
    }

    /// <summary>Writes binary data (B).</summary>
    /// <param name="value">The bytes; an empty array is stored as such.</param>
    public void WriteBytes(byte[] value)
    {
        if (value is null)
        {
            Refuse("bytes", "null");
        }

        WriteBinary(value);
    }

    /// <summary>Writes binary data (B).</summary>
    /// <param name="value">The bytes; none at all are stored as such.</param>
    public void WriteReadOnlyMemory(ReadOnlyMemory<byte> value) => WriteBinary(value.Span);

    /// <inheritdoc cref="WriteReadOnlyMemory"/>
    public void WriteMemory(Memory<byte> value) => WriteBinary(value.Span);

    /// <summary>Writes binary data (B): all that the stream holds, wherever it has been read to.</summary>
    /// <param name="value">The stream, which may be closed. Its position is left as it is.</param>
    public void WriteMemoryStream(MemoryStream value)
    {
        RefuseNull(value);
        WriteBinary(BytesOf(value).Span);
    }

    /// <summary>Writes a null (NULL), which stands in lists and maps for what is not there.</summary>
    public void WriteNull() => _buffer.Write("{\"NULL\":true}"u8);

    /// <summary>Begins a map (M) for a value type.</summary>
    public void BeginMap()
    {
        _buffer.Write("{\"M\":{"u8);
        Descend();
    }

    /// <summary>Begins a map (M).</summary>
    /// <param name="value">What it is made of, which must not be null.</param>
    public void BeginMap([NotNull] object? value)
    {
        RefuseNull(value);
        BeginMap();
    }

    /// <summary>Begins an entry of a map whose names are the user's.</summary>
    /// <param name="name">The name.</param>
    public void WriteEntryName(string name)
    {
        if (name.Length == 0)
        {
            Refuse("a map whose names have characters", "one with an empty name");
        }

        _buffer.Write(_buffer.Written[^1] == (byte)'{' ? "\""u8 : ",\""u8);
        if (!JsonText.TryAppend(_buffer, name))
        {
            Refuse("a map whose names are of Unicode characters", "one with half a surrogate pair");
        }

        _buffer.Write("\":"u8);
    }

    /// <summary>Begins a map (M) whose names are the text of other values.</summary>
    /// <param name="elements">What it is made of, which must not be null.</param>
    /// <returns>Where it starts, for its end.</returns>
    public int BeginEntries([NotNull] object? elements)
    {
        BeginMap(elements);
        return _buffer.Length - 1;
    }

    /// <summary>Begins the name of an entry, which is to be written as any other string (S) or number (N).</summary>
    public void BeginEntryName()
    {
        if (_buffer.Written[^1] != (byte)'{')
        {
            _buffer.Write((byte)',');
        }

        _isBare = _isInName = true;
    }

    /// <summary>Ends the name of an entry, whose value follows.</summary>
    public void EndEntryName()
    {
        // Inside a string, a quote has a backslash before it.
        if (_buffer.Written.EndsWith("{\"\""u8) || _buffer.Written.EndsWith(",\"\""u8))
        {
            Refuse("a string with characters", "empty");
        }

        _isBare = _isInName = false;
        _buffer.Write((byte)':');
    }

    /// <summary>Ends a map whose names are the text of other values. Refuses it if two of them have one text.</summary>
    /// <param name="start">What <see cref="BeginEntries"/> returned.</param>
    public void EndEntries(int start)
    {
        if (RepeatedText.HasRepeatedName(_buffer.Written[start..]))
        {
            Refuse("a map whose names differ", "one with two keys that have one name");
        }

        EndMap();
    }

    /// <summary>Ends a map.</summary>
    public void EndMap() => Ascend("}}"u8);

    /// <summary>Begins a list (L).</summary>
    /// <param name="elements">What it is made of, which must not be null.</param>
    public void BeginList([NotNull] object? elements)
    {
        RefuseNull(elements);
        BeginList();
    }

    internal void BeginList()
    {
        _buffer.Write("{\"L\":["u8);
        Descend();
    }

    /// <summary>Begins an element of a list or a set.</summary>
    public void BeginElement()
    {
        if (_buffer.Written[^1] != (byte)'[')
        {
            _buffer.Write((byte)',');
        }
    }

    /// <summary>Ends a list.</summary>
    public void EndList() => Ascend("]}"u8);

    /// <summary>Begins a set of strings (SS).</summary>
    /// <param name="elements">What it is made of, which must not be null.</param>
    public void BeginStringSet([NotNull] object? elements) => BeginSet(elements, "{\"SS\":["u8);

    /// <summary>Begins a set of numbers (NS).</summary>
    /// <param name="elements">What it is made of, which must not be null.</param>
    public void BeginNumberSet([NotNull] object? elements) => BeginSet(elements, "{\"NS\":["u8);

    /// <summary>Begins a set of binary data (BS).</summary>
    /// <param name="elements">What it is made of, which must not be null.</param>
    public void BeginBinarySet([NotNull] object? elements) => BeginSet(elements, "{\"BS\":["u8);

    /// <summary>Ends a set. Refuses an empty one: an attribute can be left out, but not the place of a set in a list or a map.</summary>
    public void EndSet()
    {
        if (_buffer.Length == _setStart)
        {
            Refuse("a set with elements", "an empty set");
        }

        // What .NET takes for two values may be one in DynamoDB: an instant in UTC and in local time, or two arrays of the same bytes.
        if (RepeatedText.HasRepeatedElement(_buffer.Written[_setStart..]))
        {
            Refuse("a set of different values", "one with two that are stored alike");
        }

        _isBare = false;
        _buffer.Write("]}"u8);
    }

    /// <summary>Writes the attributes that the type does not know.</summary>
    /// <param name="schema">The attributes that it knows.</param>
    /// <param name="attributes">The others, by their names; <see langword="null"/> if there are none.</param>
    /// <exception cref="ItemMappingException">One of them is among those that the type knows, or is none that DynamoDB stores.</exception>
    public void WriteExtensionData(ItemSchema schema, IEnumerable<KeyValuePair<string, AttributeValue>>? attributes)
    {
        ArgumentNullException.ThrowIfNull(schema);
        if (attributes is null)
        {
            return;
        }

        using Utf8JsonWriter json = AttributeValueTranscoder.CreateWriter(_buffer);
        foreach ((string name, AttributeValue value) in attributes)
        {
            WriteEntryName(name);
            if (schema.IndexOf(Encoding.UTF8.GetBytes(name)) >= 0)
            {
                Refuse("an attribute of the type's own", "one of its extension data too");
            }

            AttributeValueTranscoder.Write(json, name, value, _depth + 1);
            json.Flush();
            json.Reset();
        }
    }

    /// <summary>Writes attributes that are in their stored forms already.</summary>
    /// <param name="attributes">The attributes, without the braces around them.</param>
    internal readonly void WriteRaw(ReadOnlySpan<byte> attributes) => _buffer.Write(attributes);

    /// <summary>Makes sure that there is an object whose attributes can be written.</summary>
    /// <param name="value">The flattened object, which must not be null.</param>
    /// <param name="member">The property that holds it.</param>
    public readonly void CheckFlattened([NotNull] object? value, string member)
    {
        if (value is null)
        {
            Refuse(member, "a value", "null");
        }
    }

    /// <summary>Writes one value outside an item, such as the operand of a key condition.</summary>
    internal static void WriteValue<T>(ByteBuffer buffer, ItemContext context, AttributePath attribute, T value, ValueWriter<T> write)
    {
        var writer = new ItemWriter(buffer, context) { _attribute = attribute.JsonName };
        write(ref writer, value);
    }

    private void WriteInteger<T>(T value)
        where T : IUtf8SpanFormattable
    {
        value.TryFormat(BeginNumber(20), out int count, default, CultureInfo.InvariantCulture);
        End(count);
    }

    private void WriteWideInteger<T>(T value)
        where T : IUtf8SpanFormattable
    {
        Span<byte> digits = BeginNumber(40);
        value.TryFormat(digits, out int count, default, CultureInfo.InvariantCulture);
        RefuseWide(digits[..count]);
        End(count);
    }

    private readonly void RefuseWide(ReadOnlySpan<byte> integer)
    {
        if (integer.TrimStart((byte)'-').TrimEnd((byte)'0').Length > MaxDigits)
        {
            Refuse($"a number of at most {MaxDigits} significant digits", "one with more");
        }
    }

    private void WriteBinary(ReadOnlySpan<byte> bytes)
    {
        Open("{\"B\":\""u8);
        Base64.EncodeToUtf8(bytes, _buffer.GetSpan(Base64.GetMaxEncodedToUtf8Length(bytes.Length)), out _, out int count);
        End(count);
    }

    // A stream that hides its buffer is copied.
    private static ReadOnlyMemory<byte> BytesOf(MemoryStream stream)
        => stream.TryGetBuffer(out ArraySegment<byte> buffer) ? buffer : stream.ToArray();

    private void WriteFloatingPoint<T>(T value)
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        if (!T.IsFinite(value))
        {
            Refuse("a finite number", T.IsNaN(value) ? "NaN" : "an infinity");
        }

        // DynamoDB has no negative zero.
        T stored = value == T.Zero ? T.Zero : value;
        stored.TryFormat(BeginNumber(32), out int count, "R", CultureInfo.InvariantCulture);
        End(count);
    }

    private readonly DateTime ToUtc(DateTime value)
    {
        if (value.Kind == DateTimeKind.Unspecified)
        {
            Refuse("a DateTime of kind Utc or Local", "one of kind Unspecified");
        }

        return value.ToUniversalTime();
    }

    private void WriteUtc(DateTime utc)
    {
        Span<byte> text = BeginText(28);
        utc.TryFormat(text, out int count, "O", CultureInfo.InvariantCulture);
        End(count);
    }

    private Span<byte> BeginNumber(int size)
    {
        Open("{\"N\":\""u8);
        return _buffer.GetSpan(size);
    }

    private Span<byte> BeginText(int size)
    {
        Open("{\"S\":\""u8);
        return _buffer.GetSpan(size);
    }

    private void End(int count)
    {
        _buffer.Advance(count);
        Close();
    }

    // The elements of a set are bare, and so are the names of a map; the parts of a composed key have not even quotes.
    private void Open(ReadOnlySpan<byte> wireValue)
    {
        if (!_isInKeyText)
        {
            _buffer.Write(_isBare ? "\""u8 : wireValue);
        }
    }

    private void Close()
    {
        if (!_isInKeyText)
        {
            _buffer.Write(_isBare ? "\""u8 : "\"}"u8);
        }
    }

    private void BeginSet([NotNull] object? elements, ReadOnlySpan<byte> wireValue)
    {
        RefuseNull(elements);
        _buffer.Write(wireValue);
        _setStart = _buffer.Length;
        _isBare = true;
    }

    private void Descend()
    {
        if (++_depth > MaxNestedLevels)
        {
            Refuse("an item of at most 32 levels", "nested deeper");
        }
    }

    private void Ascend(ReadOnlySpan<byte> end)
    {
        _depth--;
        _buffer.Write(end);
    }

    private readonly void RefuseNull([NotNull] object? value)
    {
        if (value is null)
        {
            Refuse("a value", "null");
        }
    }

    private void CheckKeyLength(int bytes, KeyRole role)
    {
        int limit = role == KeyRole.Partition ? MaxPartitionKeyBytes : MaxSortKeyBytes;
        if (bytes == 0 || bytes > limit)
        {
            string kind = role == KeyRole.Partition ? "partition" : "sort";
            Refuse($"a {kind} key of 1 to {limit} bytes", $"{bytes} bytes");
        }
    }

    [DoesNotReturn]
    private readonly void Refuse(string expected, string found)
    {
        if (_isInName)
        {
            (expected, found) = ($"a map whose names are each {expected}", $"one with {found}");
        }

        Refuse(_attribute.IsEmpty ? ItemPathText.Read(_buffer.Written[_itemStart..]) : Encoding.UTF8.GetString(_attribute), expected, found);
    }

    [DoesNotReturn]
    private readonly void Refuse(string attribute, string expected, string found)
    {
        string subject = attribute.Length == 0 ? "An item"
            : _keyPart is null ? $"Attribute '{attribute}'"
            : $"Property '{_keyPart}' in attribute '{attribute}'";
        throw new ItemMappingException(
            $"{subject} of {_context.Schema.ItemType} cannot be stored in table '{_context.TableName}': it must be {expected}, but it is {found}.")
        {
            TableName = _context.TableName,
            AttributeName = attribute.Length == 0 ? null : attribute,
            Expected = expected,
            Found = found,
        };
    }
}
