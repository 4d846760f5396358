using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using TypedDynamo.IntegrationTests.Engine;
using TypedDynamo.IntegrationTests.Entities;
using TypedDynamo.IntegrationTests.Operations;

namespace TypedDynamo.IntegrationTests.Tables;

/// <summary>Tables are created with settings, and changed to others, as far as the engine keeps them.</summary>
public abstract class TableSettingsTests(EngineFixture fixture, Func<AmazonDynamoDBClient, IAmazonDynamoDB> wrap)
    : TableOperationTests(fixture, wrap)
{
    [Fact]
    public async Task ATableIsCreatedWithItsSettings()
    {
        var bookings = new BookingTable(Wrapped);
        var settings = new TableSettings
        {
            Billing = Billing.Provisioned(7, 3),
            Indexes = new Dictionary<string, IndexSettings> { ["by-state"] = new() { Billing = Billing.Provisioned(2, 1) } },
            Stream = TableStream.OldImage,
            TimeToLive = true,
            DeletionProtection = false,
        };
        (await OperationsOfAsync(() => bookings.CreateTableAsync(settings))).ShouldBe(["CreateTable", "DescribeTable", "UpdateTimeToLive"]);

        TableDescription live = (await bookings.DescribeTableAsync()).ShouldNotBeNull();
        (live.ProvisionedThroughput.ReadCapacityUnits, live.ProvisionedThroughput.WriteCapacityUnits).ShouldBe((7L, 3L));
        ProvisionedThroughputDescription index = live.GlobalSecondaryIndexes.ShouldHaveSingleItem().ProvisionedThroughput;
        (index.ReadCapacityUnits, index.WriteCapacityUnits).ShouldBe((2L, 1L));
        live.StreamSpecification.StreamViewType.ShouldBe(StreamViewType.OLD_IMAGE);
        TimeToLiveDescription timeToLive = await bookings.DescribeTimeToLiveAsync();
        (timeToLive.AttributeName, timeToLive.TimeToLiveStatus).ShouldBe(("ExpiresAt", TimeToLiveStatus.ENABLED));
        (await bookings.CompareSchemaAsync(settings)).ShouldBeEmpty();
    }

    [Fact]
    public async Task EnsureCreatedGivesANewTableItsSettingsAndLeavesOneThatIsThere()
    {
        var bookings = new BookingTable(Wrapped);
        await bookings.EnsureCreatedAsync(new TableSettings { Billing = Billing.Provisioned(7, 3), TimeToLive = true });
        (await bookings.CompareSchemaAsync()).ShouldBeEmpty();
        (await OperationsOfAsync(() => bookings.EnsureCreatedAsync(new TableSettings { Billing = Billing.OnDemand() })))
            .ShouldBe(["DescribeTable"]);
        (await bookings.DescribeTableAsync())!.ProvisionedThroughput.ReadCapacityUnits.ShouldBe(7);
    }

    [Fact]
    public async Task ATableIsChangedToItsSettingsAndOnlyWhereItDiffers()
    {
        var bookings = new BookingTable(Wrapped);
        await bookings.CreateTableAsync();
        var settings = new TableSettings { Billing = Billing.Provisioned(5, 4), Stream = TableStream.NewAndOldImages, TimeToLive = true };

        (await OperationsOfAsync(() => bookings.ChangeTableAsync(settings)))
            .ShouldBe(["DescribeTable", "DescribeTimeToLive", "UpdateTable", "DescribeTable", "UpdateTable", "DescribeTable", "UpdateTimeToLive"]);

        (await bookings.CompareSchemaAsync(settings)).ShouldBeEmpty();
        TableDescription live = (await bookings.DescribeTableAsync())!;
        live.GlobalSecondaryIndexes[0].ProvisionedThroughput.ReadCapacityUnits.ShouldBe(5, "the indexes become provisioned with their table");
        (await OperationsOfAsync(() => bookings.ChangeTableAsync(settings))).ShouldBe(["DescribeTable", "DescribeTimeToLive"]);

        var byRequest = new TableSettings { Billing = Billing.OnDemand(), Stream = TableStream.Off, TimeToLive = false };
        await bookings.ChangeTableAsync(byRequest);
        (await bookings.CompareSchemaAsync(byRequest)).ShouldBeEmpty();
        (await bookings.DescribeTimeToLiveAsync()).TimeToLiveStatus.ShouldBe(TimeToLiveStatus.DISABLED);
        (await bookings.DescribeTableAsync())!.BillingModeSummary.BillingMode.ShouldBe(BillingMode.PAY_PER_REQUEST);
    }

    [Fact]
    public async Task AnIndexIsChangedByItself()
    {
        var bookings = new BookingTable(Wrapped);
        await bookings.CreateTableAsync(new TableSettings { Billing = Billing.Provisioned(5, 5) });
        await bookings.ChangeTableAsync(new TableSettings
        {
            Indexes = new Dictionary<string, IndexSettings> { ["by-state"] = new() { Billing = Billing.Provisioned(9, 8) } },
        });
        TableDescription live = (await bookings.DescribeTableAsync())!;
        (live.ProvisionedThroughput.ReadCapacityUnits, live.GlobalSecondaryIndexes[0].ProvisionedThroughput.ReadCapacityUnits).ShouldBe((5L, 9L));
    }

    [Fact]
    public async Task WhatContradictsIsRefusedBeforeAnythingIsSent()
    {
        var bookings = new BookingTable(Wrapped);
        var orders = new OrderTable(Wrapped);
        (await ShouldRefuseAsync<ArgumentException>(() => orders.CreateTableAsync(new TableSettings { TimeToLive = true })))
            .Message.ShouldContain("[TimeToLive]");
        await ShouldRefuseAsync<ArgumentException>(() => orders.ChangeTableAsync(new TableSettings { TimeToLive = true }));
        await ShouldRefuseAsync<ArgumentException>(() => orders.CompareSchemaAsync(new TableSettings { TimeToLive = true }));
        (await ShouldRefuseAsync<ArgumentException>(() => bookings.CreateTableAsync(OfIndex("by-state", Billing.Provisioned(1, 1)))))
            .Message.ShouldContain("'by-state'");
        (await ShouldRefuseAsync<ArgumentException>(() => bookings.EnsureCreatedAsync(OfIndex("by-seats", Billing.OnDemand()))))
            .Message.ShouldContain("local");
        (await ShouldRefuseAsync<ArgumentException>(() => bookings.CreateTableAsync(OfIndex("by-nothing", Billing.OnDemand()))))
            .Message.ShouldContain("'by-state', 'by-seats'");
        (await ShouldRefuseAsync<ArgumentException>(() => bookings.CreateTableAsync(new TableSettings { Entities = [OrderTable.Schema] })))
            .Message.ShouldContain("Order");
        await ShouldRefuseAsync<ArgumentNullException>(() => bookings.ChangeTableAsync(null!));

        static TableSettings OfIndex(string name, Billing billing)
            => new() { Indexes = new Dictionary<string, IndexSettings> { [name] = new() { Billing = billing } } };
    }

    [Fact]
    public void SettingsOutOfRangeAreRefused()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => Billing.Provisioned(0, 1));
        Should.Throw<ArgumentOutOfRangeException>(() => Billing.Provisioned(1, 0));
        Should.Throw<ArgumentOutOfRangeException>(() => Billing.OnDemand(0));
        Should.Throw<ArgumentOutOfRangeException>(() => Billing.OnDemand(1, -2));
        Billing.OnDemand(-1, 5).ToString().ShouldBe("on demand, any number of read and at most 5 write request units a second");
        Should.Throw<ArgumentOutOfRangeException>(() => new TableSettings { RecoveryPeriodInDays = 36 });
        Should.Throw<ArgumentOutOfRangeException>(() => new TableSettings { RecoveryPeriodInDays = 0 });
        Should.Throw<ArgumentException>(() => TableEncryption.CustomerKey(""));
    }

    [Fact]
    public async Task ATableThatIsMissingIsSaidToBe()
    {
        var bookings = new BookingTable(Wrapped);
        (await bookings.DescribeTableAsync()).ShouldBeNull();
        await Should.ThrowAsync<ResourceNotFoundException>(() => bookings.ChangeTableAsync(new TableSettings { Stream = TableStream.KeysOnly }));
        await Should.ThrowAsync<ResourceNotFoundException>(() => bookings.AddIndexAsync("by-state"));
        await Should.ThrowAsync<ResourceNotFoundException>(() => bookings.DropIndexAsync("by-state"));
        await Should.ThrowAsync<ResourceNotFoundException>(() => bookings.DescribeTimeToLiveAsync());
        await Should.ThrowAsync<ResourceNotFoundException>(() => bookings.GetTagsAsync());
    }

    [Fact]
    public async Task WaitingEndsWhenTheTableIsThere()
    {
        var bookings = new BookingTable(Wrapped);
        Task<TableDescription> waiting = bookings.WaitUntilActiveAsync();
        using var cancellation = new CancellationTokenSource();
        Task<TableDescription> cancelled = bookings.WaitUntilActiveAsync(cancellation.Token);
        await cancellation.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => cancelled);
        waiting.IsCompleted.ShouldBeFalse();

        await bookings.CreateTableAsync();
        (await waiting).TableStatus.ShouldBe(TableStatus.ACTIVE);
    }

    [Fact]
    public async Task NamesOfTablesAreReadByPrefix()
    {
        foreach (string name in new[] { "test-b", "prod-a", "test-a", "tes" })
        {
            await Client.CreateTableAsync(OrderTable.Schema.ToCreateTableRequest(name));
        }

        (await NamesAsync("test-")).ShouldBe(["test-a", "test-b"], ignoreOrder: true);
        (await NamesAsync("Test-")).ShouldBeEmpty();
        (await NamesAsync(null)).Count.ShouldBe(4);
        Should.Throw<ArgumentNullException>(() => DynamoClientExtensions.ReadTableNamesAsync(null!));

        async Task<List<string>> NamesAsync(string? prefix)
        {
            List<string> names = [];
            await foreach (string name in Wrapped.ReadTableNamesAsync(prefix))
            {
                names.Add(name);
            }

            return names;
        }
    }

    [Fact]
    public async Task TimeToLiveOfAnotherAttributeIsTurnedOffFirst()
    {
        var bookings = new BookingTable(Wrapped);
        await bookings.CreateTableAsync();
        await Client.UpdateTimeToLiveAsync(new UpdateTimeToLiveRequest
        {
            TableName = "bookings",
            TimeToLiveSpecification = new TimeToLiveSpecification { AttributeName = "Other", Enabled = true },
        });
        await Should.ThrowAsync<AmazonDynamoDBException>(() => bookings.ChangeTableAsync(new TableSettings { TimeToLive = true }));
        await bookings.ChangeTableAsync(new TableSettings { TimeToLive = false });
        await bookings.ChangeTableAsync(new TableSettings { TimeToLive = true });
        (await bookings.CompareSchemaAsync()).ShouldBeEmpty();
    }
}

public sealed class TableSettingsTestsThroughThePipeline(EngineFixture fixture) : TableSettingsTests(fixture, client => client);

public sealed class TableSettingsTestsByOrdinaryCalls(EngineFixture fixture) : TableSettingsTests(fixture, ForwardingClient.Around);
