using TypedDynamo.CompilerServices;
using TypedDynamo.Wire;

namespace TypedDynamo;

/// <summary>Reads and writes items as the bytes that DynamoDB sends and receives.</summary>
internal sealed class RawItemMapper(TableSchema schema) : TableMapper<RawItem, RawItem>(schema)
{
    private readonly TableSchema _schema = schema;

    public override RawItem Read(ref ItemReader reader) => new(reader.ReadRawItem().ToArray());

    public override void Write(ref ItemWriter writer, RawItem item) => writer.WriteRaw(item.Json.Span[1..^1]);

    /// <exception cref="ItemMappingException">The item lacks a part of the key.</exception>
    public override RawItem KeyOf(RawItem item)
    {
        RawItem key = item.Select(_schema.PrimaryKey);
        Check(key, "an item with", allowsOthers: true);
        return key;
    }

    /// <exception cref="ItemMappingException">The key is not that of the table.</exception>
    public override void WriteKey(ref ItemWriter writer, RawItem key)
    {
        Check(key, "exactly", allowsOthers: false);
        Write(ref writer, key);
    }

    private void Check(RawItem key, string expected, bool allowsOthers)
    {
        int found = 0;
        foreach (KeyPart part in _schema.PrimaryKey)
        {
            found += key.TryGetValue(part.Name, out RawValue value) && value.Type == part.Type.ToAttributeType() ? 1 : 0;
        }

        if (found < _schema.PrimaryKey.Length || (!allowsOthers && key.Count > found))
        {
            string names = string.Join(", ", key.GetAttributes().Select(attribute => attribute.Key));
            throw MappingErrors.OfKey(_schema, expected, names.Length == 0 ? "nothing" : names);
        }
    }
}

/// <summary>Reads some attributes of items.</summary>
internal sealed class RawProjectionMapper(ItemSchema schema) : ItemMapper<RawItem>(schema)
{
    public override RawItem Read(ref ItemReader reader) => new(reader.ReadRawItem().ToArray());

    public override void Write(ref ItemWriter writer, RawItem item) => throw new NotSupportedException("Parts of items cannot be written.");
}
