using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using TypedDynamo.CompilerServices;

namespace TypedDynamo.Tables;

/// <summary>Makes the schema of a table without a class from DynamoDB's description of it.</summary>
internal static class LiveSchema
{
    /// <summary>Reads the description of a table. Sends one DescribeTable request.</summary>
    /// <exception cref="ResourceNotFoundException">There is no such table.</exception>
    public static async Task<TableSchema> ReadAsync(IAmazonDynamoDB client, string table, CancellationToken cancellationToken)
    {
        DescribeTableResponse response = await client
            .DescribeTableAsync(new DescribeTableRequest { TableName = table }, cancellationToken).ConfigureAwait(false);
        return Read(response.Table);
    }

    private static TableSchema Read(TableDescription table)
    {
        List<string> attributes = [];
        Dictionary<string, KeyAttributeType> types = table.AttributeDefinitions.ToDictionary(
            definition => definition.AttributeName,
            definition => definition.AttributeType == ScalarAttributeType.N ? KeyAttributeType.Number
                : definition.AttributeType == ScalarAttributeType.B ? KeyAttributeType.Binary
                : KeyAttributeType.String);

        IndexDefinition[] indexes =
        [
            .. (table.GlobalSecondaryIndexes ?? []).Select(index => Define(index.IndexName, IndexKind.Global, index.KeySchema, index.Projection)),
            .. (table.LocalSecondaryIndexes ?? []).Select(index => Define(index.IndexName, IndexKind.Local, index.KeySchema, index.Projection)),
        ];
        (int, KeyAttributeType)[] partitionKey = KeysOf(table.KeySchema, KeyType.HASH);
        (int, KeyAttributeType)[] sortKey = KeysOf(table.KeySchema, KeyType.RANGE);
        return new TableSchema(
            table.TableName, nameof(RawItem), [.. attributes], partitionKey[0], sortKey.Length > 0 ? sortKey[0] : null, indexes);

        IndexDefinition Define(string name, IndexKind kind, List<KeySchemaElement> keys, Amazon.DynamoDBv2.Model.Projection projection)
            => new(
                name,
                kind,
                KeysOf(keys, KeyType.HASH),
                KeysOf(keys, KeyType.RANGE),
                projection.ProjectionType == ProjectionType.KEYS_ONLY ? IndexProjection.KeysOnly
                    : projection.ProjectionType == ProjectionType.INCLUDE ? IndexProjection.Include
                    : IndexProjection.All,
                [.. (projection.NonKeyAttributes ?? []).Select(OrdinalOf)]);

        (int, KeyAttributeType)[] KeysOf(List<KeySchemaElement> keys, KeyType role)
            => [.. keys.Where(key => key.KeyType == role).Select(key => (OrdinalOf(key.AttributeName), types[key.AttributeName]))];

        int OrdinalOf(string attribute)
        {
            int ordinal = attributes.IndexOf(attribute);
            if (ordinal < 0)
            {
                ordinal = attributes.Count;
                attributes.Add(attribute);
            }

            return ordinal;
        }
    }
}
