using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using TypedDynamo.Operations;

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
        TableDescription? live = await DescribeAsync(table, cancellationToken).ConfigureAwait(false);
        if (live?.TableStatus == TableStatus.DELETING)
        {
            await WaitUntilGoneAsync(table, cancellationToken).ConfigureAwait(false);
            live = null;
        }

        if (live is null)
        {
            try
            {
                await table.Client.CreateTableAsync(CreateRequest(table), cancellationToken).ConfigureAwait(false);
            }
            catch (ResourceInUseException)
            {
                // Somebody else created it meanwhile; whether as we would have is seen below.
            }
        }

        live = await WaitUntilActiveAsync(table, cancellationToken).ConfigureAwait(false);
        ThrowIfKeyDiffers(table, live);
    }

    public static async Task DeleteAsync(TableConnection table, CancellationToken cancellationToken)
    {
        await table.Client.DeleteTableAsync(new DeleteTableRequest { TableName = table.Name }, cancellationToken).ConfigureAwait(false);
        await WaitUntilGoneAsync(table, cancellationToken).ConfigureAwait(false);
    }

    private static CreateTableRequest CreateRequest(TableConnection table)
    {
        var request = new CreateTableRequest
        {
            TableName = table.Name,
            BillingMode = BillingMode.PAY_PER_REQUEST,
            KeySchema = [new KeySchemaElement(table.Schema.PartitionKey.Name, KeyType.HASH)],
            AttributeDefinitions = [Define(table.Schema.PartitionKey)],
        };

        if (table.Schema.SortKey is { } sortKey)
        {
            request.KeySchema.Add(new KeySchemaElement(sortKey.Name, KeyType.RANGE));
            request.AttributeDefinitions.Add(Define(sortKey));
        }

        return request;
    }

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

    private static async Task<TableDescription> WaitUntilActiveAsync(TableConnection table, CancellationToken cancellationToken)
    {
        for (TimeSpan wait = s_firstPoll; ; wait = NextPoll(wait))
        {
            TableDescription? live = await DescribeAsync(table, cancellationToken).ConfigureAwait(false);

            // A table that is being updated serves requests. One that was just created may not be seen by DescribeTable at first.
            if (live is not null && live.TableStatus != TableStatus.CREATING)
            {
                return live;
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
