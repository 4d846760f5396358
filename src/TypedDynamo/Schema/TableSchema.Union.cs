using TypedDynamo.CompilerServices;

namespace TypedDynamo;

public sealed partial class TableSchema
{
    /// <summary>Combines the schemas of the types that share a table into one, with the indexes and attributes of all of them.</summary>
    /// <remarks>
    /// An index that several types declare includes the attributes that any of them includes. A <see cref="Version"/> belongs to each type
    /// alone, and is left out.
    /// </remarks>
    /// <param name="schemas">The types' schemas, at least one, all of the same annotated table.</param>
    /// <returns>The schema of the whole table.</returns>
    /// <exception cref="ArgumentException">There is no schema, or two of them contradict each other: table name, key, an index's key or projection,
    /// the type of a key attribute, the attribute of the time to live.</exception>
    public static TableSchema Union(params TableSchema[] schemas)
    {
        ArgumentNullException.ThrowIfNull(schemas);
        if (schemas.Length == 0)
        {
            throw new ArgumentException("A table has at least one type: give its schema.", nameof(schemas));
        }

        TableSchema first = schemas[0];
        List<string> attributes = [];
        var indexes = new Dictionary<string, (TableSchema Owner, IndexSchema Index, List<string> Included)>();
        List<string> indexNames = [];
        foreach (TableSchema schema in schemas)
        {
            ThrowIfDiffers(first, schema, "the table", first.TableName, schema.TableName);
            ThrowIfDiffers(first, schema, "the key", first.DescribeKey(), schema.DescribeKey());
            attributes.AddRange(schema.Attributes.Select(attribute => attribute.Name).Except(attributes));
            foreach (IndexSchema index in schema.Indexes)
            {
                if (!indexes.TryGetValue(index.Name, out var known))
                {
                    indexes.Add(index.Name, known = (schema, index, []));
                    indexNames.Add(index.Name);
                }

                ThrowIfDiffers(known.Owner, schema, $"index '{index.Name}'", Describe(known.Index), Describe(index));
                known.Included.AddRange(index.Included.Select(attribute => attribute.Name).Except(known.Included));
            }
        }

        ThrowIfKeyTypesDiffer(schemas);
        return new TableSchema(
            first.TableName,
            string.Join(", ", schemas.Select(schema => schema.ItemType).Distinct()),
            [.. attributes],
            Place(first.PartitionKey),
            first.SortKey is { } sortKey ? Place(sortKey) : null,
            [.. indexNames.Select(name => indexes[name]).Select(known => new IndexDefinition(
                known.Index.Name,
                known.Index.Kind,
                [.. known.Index.PartitionKey.Select(Place)],
                [.. known.Index.SortKey.Select(Place)],
                known.Index.Projection,
                [.. known.Included.Select(name => attributes.IndexOf(name))]))],
            timeToLive: TimeToLiveOf(schemas) is { } expiry ? attributes.IndexOf(expiry) : null);

        (int Ordinal, KeyAttributeType Type) Place(KeyPart key) => (attributes.IndexOf(key.Name), key.Type);
    }

    private static string Describe(IndexSchema index)
        => $"{index.Kind}, partition key {string.Join(", ", index.PartitionKey)}, sort key {string.Join(", ", index.SortKey)}, {index.Projection}";

    private static void ThrowIfKeyTypesDiffer(TableSchema[] schemas)
    {
        var types = new Dictionary<string, (TableSchema Owner, KeyPart Key)>();
        foreach (TableSchema schema in schemas)
        {
            foreach (KeyPart key in schema.KeyParts())
            {
                if (types.TryAdd(key.Name, (schema, key)))
                {
                    continue;
                }

                ThrowIfDiffers(types[key.Name].Owner, schema, $"key attribute '{key.Name}'", types[key.Name].Key.ToString(), key.ToString());
            }
        }
    }

    private static string? TimeToLiveOf(TableSchema[] schemas)
    {
        TableSchema? owner = null;
        foreach (TableSchema schema in schemas.Where(schema => schema.TimeToLive is not null))
        {
            owner ??= schema;
            ThrowIfDiffers(owner, schema, "the attribute of the time to live", owner.TimeToLive!.Name, schema.TimeToLive!.Name);
        }

        return owner?.TimeToLive!.Name;
    }

    private static void ThrowIfDiffers(TableSchema first, TableSchema second, string what, string expected, string found)
    {
        if (expected != found)
        {
            throw new ArgumentException(
                $"{first.ItemType} and {second.ItemType} cannot share a table: for {what}, {first.ItemType} has {expected}, "
                + $"and {second.ItemType} {found}. Make their annotations agree.");
        }
    }
}
