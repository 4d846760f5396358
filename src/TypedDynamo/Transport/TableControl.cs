using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using TypedDynamo.Operations;
using Projection = TypedDynamo.Projection;

namespace TypedDynamo.Transport;

/// <summary>Creates and deletes tables by the client's ordinary calls: they are rare, and have nothing to encode.</summary>
internal static class TableControl
{
    private static readonly TimeSpan s_firstPoll = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan s_longestPoll = TimeSpan.FromSeconds(5);

    public static async Task CreateAsync(TableConnection table, CancellationToken cancellationToken)
    {
        await table.Client.CreateTableAsync(CreateRequest(table), cancellationToken).ConfigureAwait(false);
        await WaitUntilActiveAsync(table, cancellationToken).ConfigureAwait(false);
    }

    public static async Task EnsureCreatedAsync(TableConnection table, CancellationToken cancellationToken)
    {
        for (TimeSpan wait = s_firstPoll; ; wait = NextPoll(wait))
        {
            TableDescription? live = await DescribeAsync(table, cancellationToken).ConfigureAwait(false);
            if (live is null)
            {
                await TryCreateAsync(table, cancellationToken).ConfigureAwait(false);
            }
            else if (live.TableStatus != TableStatus.CREATING && live.TableStatus != TableStatus.DELETING)
            {
                ThrowIfKeyDiffers(table, live);
                return;
            }

            await Task.Delay(wait, table.TimeProvider, cancellationToken).ConfigureAwait(false);
        }
    }

    public static async Task DeleteAsync(TableConnection table, CancellationToken cancellationToken)
    {
        await table.Client.DeleteTableAsync(new DeleteTableRequest { TableName = table.Name }, cancellationToken).ConfigureAwait(false);
        await WaitUntilGoneAsync(table, cancellationToken).ConfigureAwait(false);
    }

    private static async Task TryCreateAsync(TableConnection table, CancellationToken cancellationToken)
    {
        try
        {
            await table.Client.CreateTableAsync(CreateRequest(table), cancellationToken).ConfigureAwait(false);
        }
        catch (ResourceInUseException)
        {
            // Somebody else has created it, or is still deleting one of that name: the next look will tell.
        }
    }

    private static CreateTableRequest CreateRequest(TableConnection table)
    {
        TableSchema schema = table.Schema;
        var request = new CreateTableRequest
        {
            TableName = table.Name,
            BillingMode = BillingMode.PAY_PER_REQUEST,
            KeySchema = KeySchemaOf([schema.PartitionKey], schema.SortKey is { } sortKey ? [sortKey] : []),
            AttributeDefinitions = [],
        };

        // The SDK sends no empty list, and DynamoDB refuses one.
        List<GlobalSecondaryIndex> globalIndexes = [];
        List<LocalSecondaryIndex> localIndexes = [];
        foreach (IndexSchema index in schema.Indexes)
        {
            if (index.Kind == IndexKind.Global)
            {
                globalIndexes.Add(new GlobalSecondaryIndex
                {
                    IndexName = index.Name,
                    KeySchema = KeySchemaOf(index.PartitionKey, index.SortKey),
                    Projection = ProjectionOf(index),
                });
            }
            else
            {
                localIndexes.Add(new LocalSecondaryIndex
                {
                    IndexName = index.Name,
                    KeySchema = KeySchemaOf(index.PartitionKey, index.SortKey),
                    Projection = ProjectionOf(index),
                });
            }
        }

        request.GlobalSecondaryIndexes = globalIndexes.Count > 0 ? globalIndexes : null;
        request.LocalSecondaryIndexes = localIndexes.Count > 0 ? localIndexes : null;

        // Every key attribute once, and no other attribute: DynamoDB refuses definitions that no key uses.
        foreach (KeyPart key in schema.KeyParts().DistinctBy(key => key.Name))
        {
            request.AttributeDefinitions.Add(Define(key));
        }

        return request;
    }

    private static List<KeySchemaElement> KeySchemaOf(IEnumerable<KeyPart> partitionKey, IEnumerable<KeyPart> sortKey)
        => [.. partitionKey.Select(key => new KeySchemaElement(key.Name, KeyType.HASH)),
            .. sortKey.Select(key => new KeySchemaElement(key.Name, KeyType.RANGE))];

    private static Amazon.DynamoDBv2.Model.Projection ProjectionOf(IndexSchema index) => index.Projection switch
    {
        Projection.KeysOnly => new() { ProjectionType = ProjectionType.KEYS_ONLY },

        // An index that includes nothing holds its keys, and INCLUDE without attributes is refused.
        Projection.Include when index.Included.IsEmpty => new() { ProjectionType = ProjectionType.KEYS_ONLY },
        Projection.Include => new()
        {
            ProjectionType = ProjectionType.INCLUDE,
            NonKeyAttributes = [.. index.Included.Select(attribute => attribute.Name)],
        },
        _ => new() { ProjectionType = ProjectionType.ALL },
    };

    private static AttributeDefinition Define(KeyPart key)
        => new(key.Name, ScalarAttributeType.FindValue(key.TypeCode));

    private static void ThrowIfKeyDiffers(TableConnection table, TableDescription live)
    {
        string expected = table.Schema.DescribeKey();
        string found = $"partition key {Describe(live, KeyType.HASH)}, "
            + (Describe(live, KeyType.RANGE) is { } sortKey ? $"sort key {sortKey}" : "no sort key");
        if (found != expected)
        {
            throw new TableSchemaMismatchException(table.Name, table.Schema.ItemType, expected, found);
        }
    }

    private static string? Describe(TableDescription live, KeyType role)
        => live.KeySchema.Find(element => element.KeyType == role) is { } key
            ? $"{key.AttributeName} {live.AttributeDefinitions.Find(definition => definition.AttributeName == key.AttributeName)?.AttributeType}"
            : null;

    private static async Task WaitUntilActiveAsync(TableConnection table, CancellationToken cancellationToken)
    {
        for (TimeSpan wait = s_firstPoll; ; wait = NextPoll(wait))
        {
            TableDescription? live = await DescribeAsync(table, cancellationToken).ConfigureAwait(false);

            // A table that is being updated serves requests. One that was just created may not be seen by DescribeTable at first.
            if (live is not null && live.TableStatus != TableStatus.CREATING)
            {
                return;
            }

            await Task.Delay(wait, table.TimeProvider, cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task WaitUntilGoneAsync(TableConnection table, CancellationToken cancellationToken)
    {
        for (TimeSpan wait = s_firstPoll; ; wait = NextPoll(wait))
        {
            if (await DescribeAsync(table, cancellationToken).ConfigureAwait(false) is null)
            {
                return;
            }

            await Task.Delay(wait, table.TimeProvider, cancellationToken).ConfigureAwait(false);
        }
    }

    private static TimeSpan NextPoll(TimeSpan wait) => wait * 2 < s_longestPoll ? wait * 2 : s_longestPoll;

    private static async Task<TableDescription?> DescribeAsync(TableConnection table, CancellationToken cancellationToken)
    {
        try
        {
            DescribeTableResponse response = await table.Client
                .DescribeTableAsync(new DescribeTableRequest { TableName = table.Name }, cancellationToken).ConfigureAwait(false);
            return response.Table;
        }
        catch (ResourceNotFoundException)
        {
            return null;
        }
    }
}
