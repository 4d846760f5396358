using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using TypedDynamo.IntegrationTests.Engine;
using TypedDynamo.IntegrationTests.Entities;
using TypedDynamo.IntegrationTests.Operations;

namespace TypedDynamo.IntegrationTests.Tables;

/// <summary>Global indexes come and go while the table is in use.</summary>
public abstract class IndexChangeTests(EngineFixture fixture, Func<AmazonDynamoDBClient, IAmazonDynamoDB> wrap) : TableOperationTests(fixture, wrap)
{
    [Fact]
    public async Task AnAddedIndexIsFilledWhenTheCallEnds()
    {
        var matches = new MatchTable(Wrapped);
        await CreateAsync(matches, withoutIndex: "by-outcome");
        await matches.PutManyAsync(Enumerable.Range(0, 50).Select(
            i => new Match { League = "a", Number = i, Cup = "c", Outcome = Outcome.Home, Odds = i }));
        (await matches.CompareSchemaAsync()).ShouldHaveSingleItem().Kind.ShouldBe(SchemaDifferenceKind.IndexMissing);
        var progress = new Recorder();

        await matches.AddIndexAsync("by-outcome", progress: progress);

        (await matches.ByOutcome.Query(Outcome.Home).ToListAsync()).Count.ShouldBe(50);
        (await matches.CompareSchemaAsync()).ShouldBeEmpty();
        progress.Reports.ShouldNotBeEmpty();
        progress.Reports[^1].GlobalSecondaryIndexes.ShouldContain(
            index => index.IndexName == "by-outcome" && index.IndexStatus == IndexStatus.ACTIVE);
    }

    [Theory]
    [InlineData("by.round")]
    [InlineData("by_hash")]
    public async Task AnIndexIsDroppedAndComesBack(string index)
    {
        var matches = new MatchTable(Wrapped);
        await matches.CreateTableAsync(new TableSettings { Billing = Billing.Provisioned(6, 5) });
        await matches.DropIndexAsync(index);
        SchemaDifference difference = (await matches.CompareSchemaAsync()).ShouldHaveSingleItem();
        (difference.Kind, difference.Subject).ShouldBe((SchemaDifferenceKind.IndexMissing, $"index '{index}'"));

        await matches.AddIndexAsync(index);
        (await matches.CompareSchemaAsync()).ShouldBeEmpty();
        (await matches.DescribeTableAsync())!.GlobalSecondaryIndexes.Find(found => found.IndexName == index)!
            .ProvisionedThroughput.ReadCapacityUnits.ShouldBe(6, "an index without settings takes its table's numbers");
    }

    [Fact]
    public async Task AnIndexOfAnotherTypeInTheTableIsAddedByItsSchema()
    {
        var table = new ShopCustomerTable(Wrapped);
        await table.CreateTableAsync();
        IndexSchema index = ShopOrderTable.Schema.Indexes.Single(index => index.Name == "by-status");
        (await ShouldRefuseAsync<ArgumentException>(() => table.AddIndexAsync("by-status"))).Message.ShouldContain("IndexSchema");

        await table.AddIndexAsync(index);

        await table.DropIndexAsync("by-status");
        (await table.CompareSchemaAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task WhatIsNoGlobalIndexOfTheModelIsRefused()
    {
        var bookings = new BookingTable(Wrapped);
        (await ShouldRefuseAsync<ArgumentException>(() => bookings.AddIndexAsync("by-seats"))).Message.ShouldContain("local");
        (await ShouldRefuseAsync<ArgumentException>(() => bookings.AddIndexAsync("by-nothing"))).Message.ShouldContain("'by-state', 'by-seats'");
        await ShouldRefuseAsync<ArgumentException>(() => bookings.AddIndexAsync(""));
        await ShouldRefuseAsync<ArgumentException>(() => bookings.DropIndexAsync(""));
        await ShouldRefuseAsync<ArgumentNullException>(() => bookings.AddIndexAsync((IndexSchema)null!));
    }

    private async Task CreateAsync(MatchTable matches, string withoutIndex)
    {
        CreateTableRequest request = MatchTable.Schema.ToCreateTableRequest();
        request.GlobalSecondaryIndexes.RemoveAll(index => index.IndexName == withoutIndex);
        HashSet<string> keys = [.. request.KeySchema.Select(key => key.AttributeName),
            .. request.GlobalSecondaryIndexes.SelectMany(index => index.KeySchema).Select(key => key.AttributeName),
            .. request.LocalSecondaryIndexes.SelectMany(index => index.KeySchema).Select(key => key.AttributeName)];
        request.AttributeDefinitions.RemoveAll(definition => !keys.Contains(definition.AttributeName));
        await Client.CreateTableAsync(request);
        await matches.WaitUntilActiveAsync();
    }

    private sealed class Recorder : IProgress<TableDescription>
    {
        public List<TableDescription> Reports { get; } = [];

        public void Report(TableDescription value) => Reports.Add(value);
    }
}

public sealed class IndexChangeTestsThroughThePipeline(EngineFixture fixture) : IndexChangeTests(fixture, client => client);

public sealed class IndexChangeTestsByOrdinaryCalls(EngineFixture fixture) : IndexChangeTests(fixture, ForwardingClient.Around);
