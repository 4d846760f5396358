using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using Amazon.DynamoDBv2.Model;
using TypedDynamo.Transport;
using TypedDynamo.Wire;

namespace TypedDynamo.CompilerServices;

/// <summary>Maps the items of a table, and their keys. The generator writes the derived class.</summary>
/// <typeparam name="TItem">The item type.</typeparam>
/// <typeparam name="TKey">The generated key type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
[Experimental(GeneratedCodeApi.DiagnosticId, UrlFormat = GeneratedCodeApi.UrlFormat)]
public abstract class TableMapper<TItem, TKey> : ItemMapper<TItem>
{
    private readonly ItemContext _context;

    /// <summary>Creates a mapper.</summary>
    /// <param name="schema">The table's schema.</param>
    protected TableMapper(TableSchema schema)
        : base(schema)
    {
        _context = schema.Context;
    }

    /// <summary>Returns the key of an item.</summary>
    /// <param name="item">The item.</param>
    /// <returns>Its key.</returns>
    public abstract TKey KeyOf(TItem item);

    /// <summary>Writes the key attributes, without the braces around them.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="key">The key.</param>
    /// <exception cref="ItemMappingException">DynamoDB does not take the value as a key.</exception>
    public abstract void WriteKey(ref ItemWriter writer, TKey key);

    /// <summary>Returns the version that an item was stored with. The stored item still has it if nobody has changed the item since.</summary>
    /// <remarks>It applies only to a table whose <see cref="TableSchema.Version"/> is not null.</remarks>
    /// <param name="item">The item.</param>
    /// <returns>
    /// The version; <see langword="null"/> if the item has not been stored with one, which a property that cannot be null expresses as 0.
    /// </returns>
    public virtual long? VersionOf(TItem item) => null;

    /// <summary>Sets the version of an item to the one that it has been stored with.</summary>
    /// <param name="item">The item.</param>
    /// <param name="version">The version, which the property's type holds.</param>
    /// <returns>A changed copy of a record or struct; of any other class the item itself, changed. Without a version, the item.</returns>
    public virtual TItem WithVersion(TItem item, long version) => item;

    /// <summary>
    /// Sets attributes that an update's lambda does not set: times, and those without which an item that it creates could not be read.
    /// Generated code overrides it.
    /// </summary>
    /// <param name="builder">Records the update.</param>
    /// <param name="key">The key of the item.</param>
    /// <param name="time">The time of the update.</param>
    public virtual void StampUpdate(ExpressionBuilder builder, TKey key, DateTimeOffset time)
    {
    }

    /// <summary>Converts an item to the SDK's attribute values.</summary>
    /// <param name="item">The item.</param>
    /// <returns>Its attributes in their stored forms.</returns>
    /// <exception cref="ItemMappingException">A value cannot be stored.</exception>
    public Dictionary<string, AttributeValue> ToAttributes(TItem item)
    {
        // ArgumentNullException.ThrowIfNull would box an item that is a struct.
        if (item is null)
        {
            throw new ArgumentNullException(nameof(item));
        }

        using var buffer = new ByteBuffer();
        buffer.Write((byte)'{');
        var writer = new ItemWriter(buffer, _context);
        Write(ref writer, item);
        buffer.Write((byte)'}');
        return AttributeValueTranscoder.ReadAttributes(buffer);
    }

    /// <summary>Converts the SDK's attribute values to an item.</summary>
    /// <param name="attributes">The attributes. Those that the type does not know are skipped.</param>
    /// <returns>The item.</returns>
    /// <exception cref="ItemMappingException">An attribute is missing, or holds a value that does not fit the type.</exception>
    public TItem FromAttributes(IReadOnlyDictionary<string, AttributeValue> attributes)
    {
        ArgumentNullException.ThrowIfNull(attributes);

        using var buffer = new ByteBuffer();
        AttributeValueTranscoder.WriteAttributes(buffer, attributes);
        var reader = new ItemReader(buffer.Written, _context);
        reader.ReadItemStart();
        return Read(ref reader);
    }
}
