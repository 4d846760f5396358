using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
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
[Experimental(GeneratedCodeApi.DiagnosticId, UrlFormat = GeneratedCodeApi.UrlFormat)]
public ref partial struct ItemWriter
{
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

    /// <summary>Writes a null (NULL), which stands in lists and maps for what is not there.</summary>
    public void WriteNull() => _buffer.Write("{\"NULL\":true}"u8);

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

    /// <summary>Writes one value outside an item, such as the operand of a key condition.</summary>
    internal static void WriteValue<T>(ByteBuffer buffer, ItemContext context, AttributePath attribute, T value, ValueWriter<T> write)
    {
        var writer = new ItemWriter(buffer, context) { _attribute = attribute.JsonName };
        write(ref writer, value);
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
}
