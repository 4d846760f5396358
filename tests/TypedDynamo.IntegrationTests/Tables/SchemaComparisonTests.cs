using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using TypedDynamo.IntegrationTests.Engine;
using TypedDynamo.IntegrationTests.Entities;
using TypedDynamo.IntegrationTests.Operations;

namespace TypedDynamo.IntegrationTests.Tables;

/// <summary>Live tables against their models: each kind of difference that the engine can have.</summary>
public abstract class SchemaComparisonTests(EngineFixture fixture, Func<AmazonDynamoDBClient, IAmazonDynamoDB> wrap)
    : TableOperationTests(fixture, wrap)
{
    [Fact]
    public async Task ATableAsTheModelSaysHasNoDifferences()
    {
        var matches = new MatchTable(Wrapped);
        await matches.CreateTableAsync();
        SchemaDifferences differences = null!;
        (await OperationsOfAsync(async () => differences = await matches.CompareSchemaAsync())).ShouldBe(["DescribeTable"]);
        differences.IsEmpty.ShouldBeTrue();
        differences.TableName.ShouldBe("matches");
        differences.ToString().ShouldBe("Table 'matches' is as its model says.");
    }

    [Fact]
    public async Task AMissingTableIsADifference()
        => (await new MatchTable(Wrapped).CompareSchemaAsync()).ToString().ShouldBe(
            """
            Table 'matches' differs from its model:
            - table: expected partition key League S, sort key Number N, found nothing. Call CreateTableAsync, or name another table.
            """.ReplaceLineEndings("\n"));

    [Fact]
    public Task AnotherKey() => ShouldDifferAsync(
        request =>
        {
            request.KeySchema = [new KeySchemaElement("Key", KeyType.HASH)];
            request.AttributeDefinitions = [new AttributeDefinition("Key", ScalarAttributeType.S)];
            request.GlobalSecondaryIndexes = null;
            request.LocalSecondaryIndexes = null;
        },
        (SchemaDifferenceKind.Key, "key", "partition key CustomerId, sort key Number", "partition key Key, no sort key"),
        (SchemaDifferenceKind.IndexMissing, "index 'by-state'", "a global index", "no such index"),
        (SchemaDifferenceKind.IndexMissing, "index 'by-seats'", "a local index", "no such index"));

    [Fact]
    public Task AnotherTypeOfAKeyAttribute() => ShouldDifferAsync(
        request => request.AttributeDefinitions.Find(definition => definition.AttributeName == "Total")!.AttributeType = ScalarAttributeType.S,
        (SchemaDifferenceKind.AttributeType, "attribute 'Total'", "type N", "type S"));

    [Fact]
    public Task AnIndexThatTheModelLacks() => ShouldDifferAsync(
        request => request.GlobalSecondaryIndexes.Add(new GlobalSecondaryIndex
        {
            IndexName = "old",
            KeySchema = [new KeySchemaElement("Seats", KeyType.HASH)],
            Projection = new Amazon.DynamoDBv2.Model.Projection { ProjectionType = ProjectionType.ALL },
        }),
        (SchemaDifferenceKind.IndexExtra, "index 'old'", "no such index", "a global index"));

    [Fact]
    public Task ALocalIndexThatTheModelLacks() => ShouldDifferAsync(
        request => request.LocalSecondaryIndexes.Add(new LocalSecondaryIndex
        {
            IndexName = "old",
            KeySchema = [new KeySchemaElement("CustomerId", KeyType.HASH), new KeySchemaElement("Total", KeyType.RANGE)],
            Projection = new Amazon.DynamoDBv2.Model.Projection { ProjectionType = ProjectionType.ALL },
        }),
        (SchemaDifferenceKind.IndexExtra, "index 'old'", "no such index", "a local index"));

    [Fact]
    public Task AnIndexOfTheOtherKind() => ShouldDifferAsync(
        request =>
        {
            LocalSecondaryIndex local = request.LocalSecondaryIndexes[0];
            request.LocalSecondaryIndexes = null;
            request.GlobalSecondaryIndexes.Add(new GlobalSecondaryIndex
            {
                IndexName = local.IndexName,
                KeySchema = local.KeySchema,
                Projection = local.Projection,
            });
        },
        (SchemaDifferenceKind.IndexKind, "index 'by-seats'", "a local index", "a global index"));

    [Fact]
    public Task AnIndexWithAnotherKey() => ShouldDifferAsync(
        request => request.GlobalSecondaryIndexes[0].KeySchema[1].AttributeName = "Seats",
        request => request.AttributeDefinitions.RemoveAll(definition => definition.AttributeName == "Total"),
        (SchemaDifferenceKind.IndexKey, "index 'by-state'", "partition key State, sort key Total", "partition key State, sort key Seats"));

    [Fact]
    public Task AnIndexWithAnotherProjection() => ShouldDifferAsync(
        request =>
        {
            request.GlobalSecondaryIndexes[0].Projection = new Amazon.DynamoDBv2.Model.Projection { ProjectionType = ProjectionType.ALL };
            request.LocalSecondaryIndexes[0].Projection = new Amazon.DynamoDBv2.Model.Projection { ProjectionType = ProjectionType.ALL };
        },
        (SchemaDifferenceKind.IndexProjection, "index 'by-state'", "projection INCLUDE", "projection ALL"),
        (SchemaDifferenceKind.IndexProjection, "index 'by-seats'", "projection KEYS_ONLY", "projection ALL"));

    [Fact]
    public Task AnIndexThatIncludesOtherAttributes() => ShouldDifferAsync(
        request => request.GlobalSecondaryIndexes[0].Projection.NonKeyAttributes = ["Paid", "Name"],
        (SchemaDifferenceKind.IndexIncludedAttributes, "index 'by-state'", "'n' included", "'Name', 'Paid' included"));

    [Fact]
    public async Task TimeToLiveThatIsOffOrOnForAnotherAttribute()
    {
        var bookings = new BookingTable(Wrapped);
        await bookings.CreateTableAsync();
        ShouldBe(await bookings.CompareSchemaAsync(), (SchemaDifferenceKind.TimeToLive, "time to live", "on for attribute 'ExpiresAt'", "off"));
        (await bookings.CompareSchemaAsync(new TableSettings { TimeToLive = false })).ShouldBeEmpty();

        await Client.UpdateTimeToLiveAsync(new UpdateTimeToLiveRequest
        {
            TableName = "bookings",
            TimeToLiveSpecification = new TimeToLiveSpecification { AttributeName = "Other", Enabled = true },
        });
        ShouldBe(
            await bookings.CompareSchemaAsync(),
            (SchemaDifferenceKind.TimeToLive, "time to live", "on for attribute 'ExpiresAt'", "on for attribute 'Other'"));
        ShouldBe(
            await bookings.CompareSchemaAsync(new TableSettings { TimeToLive = false }),
            (SchemaDifferenceKind.TimeToLive, "time to live", "off", "on for attribute 'Other'"));
    }

    [Fact]
    public async Task BillingAndStreamWhereTheyAreAsked()
    {
        var matches = new MatchTable(Wrapped);
        await matches.CreateTableAsync();
        SchemaDifferences differences = await matches.CompareSchemaAsync(new TableSettings
        {
            Billing = Billing.Provisioned(5, 1),
            Indexes = new Dictionary<string, IndexSettings> { ["by_hash"] = new() { Billing = Billing.Provisioned(2, 2) } },
            Stream = TableStream.KeysOnly,
        });
        ShouldBe(
            differences,
            (SchemaDifferenceKind.Billing, "billing", "provisioned, 5 read and 1 write capacity units",
                "on demand, any number of read and any number of write request units a second"),
            (SchemaDifferenceKind.Billing, "billing of index 'by_hash'", "provisioned, 2 read and 2 write capacity units",
                "on demand, any number of read and any number of write request units a second"),
            (SchemaDifferenceKind.Stream, "stream", "KeysOnly", "Off"));
        differences.ToString().Split('\n').Length.ShouldBe(4);
    }

    [Fact]
    public async Task ATypeThatSharesItsTableNamesTheOthers()
    {
        var customers = new ShopCustomerTable(Wrapped);
        var whole = new TableSettings { Entities = [ShopOrderTable.Schema, ShopLineTable.Schema] };
        await customers.CreateTableAsync(whole);

        (await customers.CompareSchemaAsync(whole)).ShouldBeEmpty();
        (await new ShopOrderTable(Wrapped).CompareSchemaAsync()).ShouldBeEmpty();
        (await customers.CompareSchemaAsync()).Select(difference => difference.Kind)
            .ShouldBe([SchemaDifferenceKind.IndexExtra, SchemaDifferenceKind.IndexExtra]);

        var others = new ShopLineTable(Wrapped, new DynamoTableOptions { TableNamePrefix = "other-" });
        await others.EnsureCreatedAsync(new TableSettings { Entities = [ShopOrderTable.Schema] });
        (await new ShopOrderTable(Wrapped, new DynamoTableOptions { TableNamePrefix = "other-" }).CompareSchemaAsync()).ShouldBeEmpty();
    }

    private static void ShouldBe(
        SchemaDifferences differences, params (SchemaDifferenceKind Kind, string Subject, string Expected, string Found)[] expected)
    {
        differences.Select(difference => (difference.Kind, difference.Subject, difference.Expected, difference.Found)).ShouldBe(expected);
        differences.ShouldAllBe(difference => difference.Remedy.Length > 0);
    }

    private Task ShouldDifferAsync(
        Action<CreateTableRequest> change, params (SchemaDifferenceKind Kind, string Subject, string Expected, string Found)[] expected)
        => ShouldDifferAsync(change, _ => { }, expected);

    private async Task ShouldDifferAsync(
        Action<CreateTableRequest> change,
        Action<CreateTableRequest> changeFurther,
        params (SchemaDifferenceKind Kind, string Subject, string Expected, string Found)[] expected)
    {
        CreateTableRequest request = BookingTable.Schema.ToCreateTableRequest();
        change(request);
        changeFurther(request);
        await Client.CreateTableAsync(request);
        ShouldBe(await new BookingTable(Wrapped).CompareSchemaAsync(new TableSettings { TimeToLive = false }), expected);
    }
}

public sealed class SchemaComparisonTestsThroughThePipeline(EngineFixture fixture) : SchemaComparisonTests(fixture, client => client);

public sealed class SchemaComparisonTestsByOrdinaryCalls(EngineFixture fixture) : SchemaComparisonTests(fixture, ForwardingClient.Around);
