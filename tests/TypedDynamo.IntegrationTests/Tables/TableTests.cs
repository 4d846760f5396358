using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using TypedDynamo.IntegrationTests.Engine;
using TypedDynamo.IntegrationTests.Entities;
using TypedDynamo.IntegrationTests.Operations;

namespace TypedDynamo.IntegrationTests.Tables;

public abstract class TableTests : IDisposable, IClassFixture<EngineFixture>
{
    private readonly AmazonDynamoDBClient _client;
    private readonly IAmazonDynamoDB _wrapped;

    protected TableTests(EngineFixture fixture, Func<AmazonDynamoDBClient, IAmazonDynamoDB> wrap)
    {
        _client = fixture.CreateClient();
        _wrapped = wrap(_client);
    }

    public void Dispose()
    {
        _client.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task TheTableHasTheAnnotatedKeyAndIsBilledByRequest()
    {
        await new ReadingTable(_wrapped).CreateTableAsync();
        TableDescription live = (await _client.DescribeTableAsync("sensor-readings")).Table;

        live.TableStatus.ShouldBe(TableStatus.ACTIVE);
        live.BillingModeSummary.BillingMode.ShouldBe(BillingMode.PAY_PER_REQUEST);
        live.KeySchema.Select(key => (key.AttributeName, key.KeyType))
            .ShouldBe([("Sensor", KeyType.HASH), ("Value", KeyType.RANGE)]);
        live.AttributeDefinitions.Select(definition => (definition.AttributeName, definition.AttributeType))
            .ShouldBe([("Sensor", ScalarAttributeType.N), ("Value", ScalarAttributeType.N)], ignoreOrder: true);
    }

    [Fact]
    public async Task NameAndPrefixAreTheOptions()
    {
        var table = new OrderTable(_wrapped, new DynamoTableOptions { TableNamePrefix = "test-", TableName = "archive" });
        table.TableName.ShouldBe("test-archive");
        await table.CreateTableAsync();
        await table.PutAsync(new Order { CustomerId = "c", PlacedAt = DateTimeOffset.UnixEpoch, Lines = 1 });
        (await _client.ListTablesAsync()).TableNames.ShouldBe(["test-archive"]);
        (await _client.ScanAsync(new ScanRequest("test-archive"))).Count.ShouldBe(1);
        new OrderTable(_wrapped, new DynamoTableOptions { TableNamePrefix = "test-" }).TableName.ShouldBe("test-orders");
    }

    [Fact]
    public async Task EnsureCreatedCreatesOnceAndThenChecks()
    {
        var table = new OrderTable(_wrapped);
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => table.EnsureCreatedAsync()));
        await table.PutAsync(new Order { CustomerId = "c", PlacedAt = DateTimeOffset.UnixEpoch, Lines = 1 });
        await table.EnsureCreatedAsync();
        (await table.GetAsync("c", DateTimeOffset.UnixEpoch)).ShouldNotBeNull();
        await Should.ThrowAsync<ResourceInUseException>(() => table.CreateTableAsync());
    }

    [Fact]
    public async Task EnsureCreatedRefusesATableWithAnotherKeyAndNamesBoth()
    {
        await new ReadingTable(_wrapped, new DynamoTableOptions { TableName = "orders" }).CreateTableAsync();
        var error = await Should.ThrowAsync<TableSchemaMismatchException>(() => new OrderTable(_wrapped).EnsureCreatedAsync());
        error.TableName.ShouldBe("orders");
        error.Found.ShouldBe("partition key Sensor N, sort key Value N");
        error.Expected.ShouldBe("partition key CustomerId S, sort key PlacedAt S");
        error.Message.ShouldContain(error.Found);
        error.Message.ShouldContain(error.Expected);

        await new DayTable(_wrapped, new DynamoTableOptions { TableName = "messages" }).CreateTableAsync();
        error = await Should.ThrowAsync<TableSchemaMismatchException>(() => new MessageTable(_wrapped).EnsureCreatedAsync());
        error.Found.ShouldBe("partition key Date S, no sort key");
    }

    [Fact]
    public async Task DeletingWaitsUntilTheTableIsGone()
    {
        var table = new OrderTable(_wrapped);
        await table.CreateTableAsync();
        await table.DeleteTableAsync();
        (await _client.ListTablesAsync()).TableNames.ShouldBeEmpty();
        await Should.ThrowAsync<ResourceNotFoundException>(() => table.DeleteTableAsync());
        await Should.ThrowAsync<ResourceNotFoundException>(() => table.GetAsync("c", DateTimeOffset.UnixEpoch));
        await table.EnsureCreatedAsync();
    }

    [Fact]
    public void TheSchemaIsThere()
    {
        OrderTable.Schema.TableName.ShouldBe("orders");
        OrderTable.Schema.PartitionKey.ToString().ShouldBe("CustomerId S");
        OrderTable.Schema.SortKey!.Type.ShouldBe(KeyAttributeType.String);
        OrderTable.Schema.Attributes.Select(attribute => attribute.Name)
            .ShouldBe(["CustomerId", "PlacedAt", "Status", "Total", "n", "Lines"]);
        OrderTable.KeyOf(new Order { CustomerId = "c", PlacedAt = DateTimeOffset.UnixEpoch, Lines = 1 })
            .ShouldBe(new OrderKey("c", DateTimeOffset.UnixEpoch));
        DayTable.Schema.SortKey.ShouldBeNull();
    }
}

public sealed class TableTestsThroughThePipeline(EngineFixture fixture) : TableTests(fixture, client => client);

public sealed class TableTestsByOrdinaryCalls(EngineFixture fixture) : TableTests(fixture, ForwardingClient.Around);
