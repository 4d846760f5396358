using System.Text;
using System.Text.Json;
using Amazon.DynamoDBv2.Model;
using TypedDynamo.Transport;
using TypedDynamo.Wire;

namespace TypedDynamo;

/// <summary>An item without a class: the bytes in which DynamoDB sent it, or in which it is to be sent.</summary>
/// <remarks>
/// No dictionary is built. Each lookup of a name reads the item from its beginning, so enumerate the item if you need all its attributes.
/// The item is immutable; <see cref="With"/> and <see cref="Without"/> create new ones.
/// </remarks>
public sealed class RawItem : IEquatable<RawItem>
{
    private static readonly byte[] s_empty = "{}"u8.ToArray();

    /// <param name="json">The attributes with the braces around them, in DynamoDB's JSON.</param>
    internal RawItem(ReadOnlyMemory<byte> json)
    {
        Json = json;
    }

    /// <summary>Gets an item without attributes.</summary>
    public static RawItem Empty { get; } = new(s_empty);

    /// <summary>Gets the number of attributes.</summary>
    public int Count
    {
        get
        {
            int count = 0;
            Utf8JsonReader json = Open();
            while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            {
                count++;
                json.Skip();
            }

            return count;
        }
    }

    /// <summary>Gets the length of the item's JSON in bytes, which is a little more than the size that DynamoDB counts.</summary>
    public int ByteLength => Json.Length;

    internal ReadOnlyMemory<byte> Json { get; }

    /// <summary>Gets an attribute's value.</summary>
    /// <param name="name">The attribute's name in DynamoDB.</param>
    /// <exception cref="KeyNotFoundException">The item has no such attribute.</exception>
    public RawValue this[string name]
        => TryGetValue(name, out RawValue value) ? value : throw new KeyNotFoundException($"The item has no attribute '{name}'.");

    /// <summary>Creates an item from attributes, as in <c>RawItem.Of(("Id", "c-42"), ("Total", 12.5m))</c>.</summary>
    /// <param name="attributes">The attributes.</param>
    /// <returns>The item.</returns>
    /// <exception cref="ArgumentException">Two attributes have the same name, or a name is empty or not valid Unicode.</exception>
    public static RawItem Of(params (string Name, RawValue Value)[] attributes)
    {
        ArgumentNullException.ThrowIfNull(attributes);
        var names = new HashSet<string>();
        using var buffer = new ByteBuffer();
        buffer.Write((byte)'{');
        foreach ((string name, RawValue value) in attributes)
        {
            ArgumentException.ThrowIfNullOrEmpty(name);
            if (!names.Add(name))
            {
                throw new ArgumentException($"Attribute '{name}' occurs twice.", nameof(attributes));
            }

            Append(buffer, name, value.Json);
        }

        buffer.Write((byte)'}');
        return new RawItem(buffer.Written.ToArray());
    }

    /// <summary>Reads an item from DynamoDB's JSON: <c>{"Id":{"S":"c-42"},"Total":{"N":"12.5"}}</c>.</summary>
    /// <param name="json">The text.</param>
    /// <returns>The item.</returns>
    /// <exception cref="FormatException">It is not an item in DynamoDB's JSON.</exception>
    public static RawItem Parse(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return Parse(Encoding.UTF8.GetBytes(json));
    }

    /// <summary>Reads an item from DynamoDB's JSON in UTF-8.</summary>
    /// <param name="utf8Json">The text, which is copied.</param>
    /// <returns>The item.</returns>
    /// <exception cref="FormatException">It is not an item in DynamoDB's JSON.</exception>
    public static RawItem Parse(ReadOnlySpan<byte> utf8Json)
    {
        try
        {
            return new RawItem(RawJson.CopyItem(utf8Json));
        }
        catch (JsonException error)
        {
            throw new FormatException($"This is not an item in DynamoDB's JSON: {error.Message}", error);
        }
    }

    /// <summary>Converts an item from the SDK's attribute values.</summary>
    /// <param name="attributes">The attributes.</param>
    /// <returns>The item.</returns>
    /// <exception cref="ItemMappingException">A value has no type, nests too deep, or is not Unicode.</exception>
    public static RawItem FromAttributes(IReadOnlyDictionary<string, AttributeValue> attributes)
    {
        ArgumentNullException.ThrowIfNull(attributes);
        using var buffer = new ByteBuffer();
        AttributeValueTranscoder.WriteAttributes(buffer, attributes);
        return new RawItem(buffer.Written.ToArray());
    }

    /// <summary>Converts the item to the SDK's attribute values.</summary>
    /// <returns>Its attributes.</returns>
    public Dictionary<string, AttributeValue> ToAttributes()
    {
        Utf8JsonReader json = Open();
        return AttributeValueTranscoder.ReadAttributes(ref json);
    }

    /// <summary>Looks up an attribute.</summary>
    /// <param name="name">The attribute's name in DynamoDB.</param>
    /// <param name="value">Its value; it shares the item's bytes.</param>
    /// <returns>Whether the item has it.</returns>
    public bool TryGetValue(string name, out RawValue value)
    {
        ArgumentNullException.ThrowIfNull(name);
        Utf8JsonReader json = Open();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            bool isFound = json.ValueTextEquals(name);
            json.Read();
            if (isFound)
            {
                value = new RawValue(RawValue.TakeValue(Json, ref json));
                return true;
            }

            json.Skip();
        }

        value = default;
        return false;
    }

    /// <summary>Creates a copy of the item with one attribute set.</summary>
    /// <param name="name">The attribute's name.</param>
    /// <param name="value">Its value.</param>
    /// <returns>The new item.</returns>
    public RawItem With(string name, RawValue value)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return Copy(name, value);
    }

    /// <summary>Creates a copy of the item without one attribute.</summary>
    /// <param name="name">The attribute's name.</param>
    /// <returns>The new item, or this one if it has no such attribute.</returns>
    public RawItem Without(string name) => TryGetValue(name, out _) ? Copy(name, null) : this;

    /// <summary>Writes the item in DynamoDB's JSON.</summary>
    /// <param name="writer">Where to write.</param>
    public void WriteTo(Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteRawValue(Json.Span, skipInputValidation: true);
    }

    /// <summary>Returns the item in DynamoDB's JSON.</summary>
    /// <returns>The text, contents included.</returns>
    public override string ToString() => Encoding.UTF8.GetString(Json.Span);

    /// <summary>Enumerates the attributes in the order of the item's bytes, which has no meaning in DynamoDB.</summary>
    /// <returns>The attributes, each with a value that shares the item's bytes.</returns>
    public IReadOnlyList<KeyValuePair<string, RawValue>> GetAttributes()
    {
        List<KeyValuePair<string, RawValue>> attributes = [];
        Utf8JsonReader json = Open();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            string name = json.GetString()!;
            json.Read();
            attributes.Add(new(name, new RawValue(RawValue.TakeValue(Json, ref json))));
        }

        return attributes;
    }

    /// <summary>Compares two items as DynamoDB does: whatever the order of their attributes, and numbers by value.</summary>
    /// <param name="other">The other item.</param>
    /// <returns>Whether they have the same attributes with the same values.</returns>
    public bool Equals(RawItem? other)
    {
        if (other is null || Json.Span.SequenceEqual(other.Json.Span))
        {
            return other is not null;
        }

        IReadOnlyList<KeyValuePair<string, RawValue>> attributes = GetAttributes();
        return attributes.Count == other.Count
            && attributes.All(attribute => other.TryGetValue(attribute.Key, out RawValue value) && value == attribute.Value);
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as RawItem);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        int hash = 0;
        foreach ((string name, RawValue value) in GetAttributes())
        {
            // A sum, for the order must not matter.
            hash += HashCode.Combine(name, value);
        }

        return hash;
    }

    /// <summary>Copies some attributes of the item.</summary>
    /// <returns>An item with those that it has.</returns>
    internal RawItem Select(IReadOnlyList<KeyPart> attributes)
    {
        using var buffer = new ByteBuffer();
        buffer.Write((byte)'{');
        foreach (KeyPart attribute in attributes)
        {
            if (TryGetValue(attribute.Name, out RawValue value))
            {
                Append(buffer, attribute.Name, value.Json);
            }
        }

        buffer.Write((byte)'}');
        return new RawItem(buffer.Written.ToArray());
    }

    private static void Append(ByteBuffer buffer, string name, ReadOnlySpan<byte> value)
    {
        buffer.Write(buffer.Written[^1] == (byte)'{' ? "\""u8 : ",\""u8);
        if (!JsonText.TryAppend(buffer, name))
        {
            throw new ArgumentException("An attribute's name contains half a surrogate pair, which has no UTF-8 form.", nameof(name));
        }

        buffer.Write("\":"u8);
        buffer.Write(value);
    }

    private Utf8JsonReader Open()
    {
        Utf8JsonReader json = RawValue.CreateReader(Json.Span);
        json.Read();
        return json;
    }

    private RawItem Copy(string changed, RawValue? replacement)
    {
        using var buffer = new ByteBuffer(Json.Length + 64);
        buffer.Write((byte)'{');
        foreach ((string name, RawValue value) in GetAttributes())
        {
            if (name != changed)
            {
                Append(buffer, name, value.Json);
            }
        }

        if (replacement is { } added)
        {
            Append(buffer, changed, added.Json);
        }

        buffer.Write((byte)'}');
        return new RawItem(buffer.Written.ToArray());
    }
}
