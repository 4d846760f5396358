using System.Text.Json.Nodes;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using TypedDynamo.IntegrationTests.Entities;
using TypedDynamo.IntegrationTests.Operations;

namespace TypedDynamo.IntegrationTests.Tables;

/// <summary>The requests for what the engine does not have, and tables that take their time or refuse for a while.</summary>
public abstract class TableRequestTests : IDisposable
{
    private const string Arn = "arn:aws:dynamodb:us-east-1:1:table/orders";
    private readonly CannedTable _canned;
    private readonly OrderTable _orders;

    protected TableRequestTests(Func<AmazonDynamoDBClient, IAmazonDynamoDB> wrap)
    {
        _canned = new CannedTable(wrap);
        _orders = new OrderTable(_canned.Client, _canned.Options);
        Live();
    }

    public void Dispose()
    {
        _canned.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task EverySettingOfANewTable()
    {
        await _orders.CreateTableAsync(new TableSettings
        {
            Billing = Billing.OnDemand(100, 50),
            WarmThroughput = new WarmThroughput { ReadUnitsPerSecond = 13_000, WriteUnitsPerSecond = 5_000 },
            Stream = TableStream.NewImage,
            TableClass = TableClass.STANDARD_INFREQUENT_ACCESS,
            DeletionProtection = true,
            Tags = new Dictionary<string, string> { ["team"] = "shop", ["stage"] = "test" },
            Encryption = TableEncryption.CustomerKey("alias/orders"),
            PointInTimeRecovery = true,
            RecoveryPeriodInDays = 7,
        });

        _canned.ShouldHaveSent(
            "CreateTable",
            """
            {"TableName":"orders","BillingMode":"PAY_PER_REQUEST",
             "KeySchema":[{"AttributeName":"CustomerId","KeyType":"HASH"},{"AttributeName":"PlacedAt","KeyType":"RANGE"}],
             "AttributeDefinitions":[{"AttributeName":"CustomerId","AttributeType":"S"},{"AttributeName":"PlacedAt","AttributeType":"S"}],
             "OnDemandThroughput":{"MaxReadRequestUnits":100,"MaxWriteRequestUnits":50},
             "WarmThroughput":{"ReadUnitsPerSecond":13000,"WriteUnitsPerSecond":5000},
             "StreamSpecification":{"StreamEnabled":true,"StreamViewType":"NEW_IMAGE"},"TableClass":"STANDARD_INFREQUENT_ACCESS",
             "DeletionProtectionEnabled":true,"Tags":[{"Key":"team","Value":"shop"},{"Key":"stage","Value":"test"}],
             "SSESpecification":{"Enabled":true,"SSEType":"KMS","KMSMasterKeyId":"alias/orders"}}
            """);
        _canned.ShouldHaveSent(
            "UpdateContinuousBackups",
            """{"TableName":"orders","PointInTimeRecoverySpecification":{"PointInTimeRecoveryEnabled":true,"RecoveryPeriodInDays":7}}""");
    }

    [Fact]
    public async Task EveryChangeIsARequestOfItsOwn()
    {
        await _orders.ChangeTableAsync(new TableSettings
        {
            Billing = Billing.OnDemand(-1, 50),
            WarmThroughput = new WarmThroughput { ReadUnitsPerSecond = 13_000 },
            Stream = TableStream.KeysOnly,
            TableClass = TableClass.STANDARD_INFREQUENT_ACCESS,
            DeletionProtection = true,
            Tags = new Dictionary<string, string> { ["team"] = "shop" },
            Encryption = TableEncryption.ManagedKey,
            PointInTimeRecovery = false,
        });

        _canned.ShouldHaveSent(
            "UpdateTable",
            """
            {"TableName":"orders","BillingMode":"PAY_PER_REQUEST","OnDemandThroughput":{"MaxReadRequestUnits":-1,"MaxWriteRequestUnits":50},
             "WarmThroughput":{"ReadUnitsPerSecond":13000}}
            """,
            """{"TableName":"orders","StreamSpecification":{"StreamEnabled":true,"StreamViewType":"KEYS_ONLY"}}""",
            """{"TableName":"orders","TableClass":"STANDARD_INFREQUENT_ACCESS"}""",
            """{"TableName":"orders","SSESpecification":{"Enabled":true,"SSEType":"KMS"}}""",
            """{"TableName":"orders","DeletionProtectionEnabled":true}""");
        _canned.ShouldHaveSent("TagResource", $$"""{"ResourceArn":"{{Arn}}","Tags":[{"Key":"team","Value":"shop"}]}""");
        _canned.ShouldHaveSent(
            "UpdateContinuousBackups", """{"TableName":"orders","PointInTimeRecoverySpecification":{"PointInTimeRecoveryEnabled":false}}""");
    }

    [Fact]
    public async Task WhatIsSoAlreadyIsNotAskedForAgain()
    {
        Live(
            """
            "BillingModeSummary":{"BillingMode":"PAY_PER_REQUEST"},"OnDemandThroughput":{"MaxReadRequestUnits":100,"MaxWriteRequestUnits":50},
            "WarmThroughput":{"ReadUnitsPerSecond":13000,"WriteUnitsPerSecond":5000,"Status":"ACTIVE"},
            "StreamSpecification":{"StreamEnabled":true,"StreamViewType":"NEW_IMAGE"},
            "TableClassSummary":{"TableClass":"STANDARD_INFREQUENT_ACCESS"},"DeletionProtectionEnabled":true,
            "SSEDescription":{"Status":"ENABLED","SSEType":"KMS","KMSMasterKeyArn":"arn:aws:kms:us-east-1:1:key/k-1"}
            """);
        var settings = new TableSettings
        {
            Billing = Billing.OnDemand(100, 50),
            WarmThroughput = new WarmThroughput { ReadUnitsPerSecond = 12_000 },
            Stream = TableStream.NewImage,
            TableClass = TableClass.STANDARD_INFREQUENT_ACCESS,
            DeletionProtection = true,
            Encryption = TableEncryption.CustomerKey("k-1"),
        };

        await _orders.ChangeTableAsync(settings);

        _canned.Operations.ShouldBe(["DescribeTable"]);
        (await _orders.CompareSchemaAsync(settings)).ShouldBeEmpty();
    }

    [Fact]
    public async Task EveryDifferenceOfSettings()
    {
        Live("""
             "BillingModeSummary":{"BillingMode":"PAY_PER_REQUEST"},"WarmThroughput":{"ReadUnitsPerSecond":12000,"WriteUnitsPerSecond":4000},
             "GlobalSecondaryIndexes":[{"IndexName":"old","KeySchema":[{"AttributeName":"Note","KeyType":"HASH"}],
                "Projection":{"ProjectionType":"ALL"},"WarmThroughput":{"ReadUnitsPerSecond":12000}}]
             """);
        _canned.Answer("ListTagsOfResource", """{"Tags":[{"Key":"team","Value":"shop"}]}""");
        _canned.Answer("DescribeContinuousBackups", Recovery("ENABLED", 35));

        SchemaDifferences differences = await _orders.CompareSchemaAsync(new TableSettings
        {
            Billing = Billing.OnDemand(10, 5),
            WarmThroughput = new WarmThroughput { ReadUnitsPerSecond = 13_000 },
            Indexes = new Dictionary<string, IndexSettings>
            {
                ["old"] = new() { WarmThroughput = new WarmThroughput { WriteUnitsPerSecond = 1 } },
            },
            Stream = TableStream.KeysOnly,
            TableClass = TableClass.STANDARD_INFREQUENT_ACCESS,
            DeletionProtection = true,
            Encryption = TableEncryption.ManagedKey,
            Tags = new Dictionary<string, string> { ["team"] = "stock", ["stage"] = "test" },
            PointInTimeRecovery = true,
            RecoveryPeriodInDays = 7,
        });

        differences.ToString().ShouldBe(
            """
            Table 'orders' differs from its model:
            - index 'old': expected no such index, found a global index. Annotate it, name the types that have it in TableSettings.Entities, or remove it by DropIndexAsync.
            - billing: expected on demand, at most 10 read and at most 5 write request units a second, found on demand, any number of read and any number of write request units a second. Call ChangeTableAsync with these settings.
            - warm throughput of table: expected 13000 reads and 0 writes a second, found 12000 reads and 4000 writes a second. Call ChangeTableAsync with these settings.
            - warm throughput of index 'old': expected 0 reads and 1 writes a second, found 12000 reads and 0 writes a second. Call ChangeTableAsync with these settings.
            - stream: expected KeysOnly, found Off. Call ChangeTableAsync with these settings.
            - table class: expected STANDARD_INFREQUENT_ACCESS, found STANDARD. Call ChangeTableAsync with these settings.
            - deletion protection: expected on, found off. Call ChangeTableAsync with these settings.
            - encryption: expected by the AWS KMS key alias/aws/dynamodb, found by a key that AWS owns. Call ChangeTableAsync with these settings.
            - tag 'team': expected 'stock', found 'shop'. Call ChangeTableAsync with these settings.
            - tag 'stage': expected 'test', found no such tag. Call ChangeTableAsync with these settings.
            - point-in-time recovery: expected on, 7 days back, found on, 35 days back. Call ChangeTableAsync with these settings.
            """.ReplaceLineEndings("\n"));

        _canned.Answer("DescribeContinuousBackups", Recovery("DISABLED", 0));
        (await _orders.CompareSchemaAsync(new TableSettings { PointInTimeRecovery = true })).ShouldContain(
            difference => difference.Kind == SchemaDifferenceKind.PointInTimeRecovery && difference.Found == "off");
    }

    [Fact]
    public async Task AnIndexThatIsBeingFilledIsADifference()
    {
        _canned.Answer("DescribeTable", CannedTable.Description(
            """
            "GlobalSecondaryIndexes":[{"IndexName":"by-number","KeySchema":[{"AttributeName":"Number","KeyType":"HASH"}],
                "Projection":{"ProjectionType":"ALL"}}]
            """, indexStatus: "CREATING"));
        (await _orders.CompareSchemaAsync()).ShouldHaveSingleItem().Kind.ShouldBe(SchemaDifferenceKind.IndexExtra);

        _canned.Answer("DescribeTable", CannedTable.Description(
            """
            "KeySchema":[{"AttributeName":"PK","KeyType":"HASH"},{"AttributeName":"SK","KeyType":"RANGE"}],"AttributeDefinitions":[],
            "LocalSecondaryIndexes":[{"IndexName":"by-total","KeySchema":[{"AttributeName":"PK","KeyType":"HASH"},
                {"AttributeName":"Total","KeyType":"RANGE"}],"Projection":{"ProjectionType":"ALL"}}],
            "GlobalSecondaryIndexes":[{"IndexName":"by-status","KeySchema":[{"AttributeName":"Status","KeyType":"HASH"}],
                "Projection":{"ProjectionType":"KEYS_ONLY"}}]
            """, indexStatus: "CREATING"));
        SchemaDifference difference = (await new ShopOrderTable(_canned.Client, _canned.Options).CompareSchemaAsync()).ShouldHaveSingleItem();
        (difference.Kind, difference.Found).ShouldBe((SchemaDifferenceKind.IndexNotActive, "CREATING"));
    }

    [Fact]
    public async Task TagsAreReadOnAllPagesSetAndRemoved()
    {
        _canned.Answer(
            "ListTagsOfResource",
            """{"Tags":[{"Key":"team","Value":"shop"}],"NextToken":"more"}""",
            """{"Tags":[{"Key":"stage","Value":"test"}]}""");
        (await _orders.GetTagsAsync()).ShouldBe(new Dictionary<string, string> { ["team"] = "shop", ["stage"] = "test" }, ignoreOrder: true);
        await _orders.SetTagsAsync(new Dictionary<string, string> { ["team"] = "stock" });
        await _orders.RemoveTagsAsync(["stage"]);

        _canned.ShouldHaveSent(
            "ListTagsOfResource", $$"""{"ResourceArn":"{{Arn}}"}""", $$"""{"ResourceArn":"{{Arn}}","NextToken":"more"}""");
        _canned.ShouldHaveSent("TagResource", $$"""{"ResourceArn":"{{Arn}}","Tags":[{"Key":"team","Value":"stock"}]}""");
        _canned.ShouldHaveSent("UntagResource", $$"""{"ResourceArn":"{{Arn}}","TagKeys":["stage"]}""");
        await Should.ThrowAsync<ArgumentException>(() => _orders.SetTagsAsync(new Dictionary<string, string>()));
        await Should.ThrowAsync<ArgumentException>(() => _orders.RemoveTagsAsync([]));
    }

    [Fact]
    public async Task AnIndexTakesItsOwnSettings()
    {
        _canned.Answer("DescribeTable", CannedTable.Description(""), Filling("CREATING"), Filling("CREATING"), Filling("ACTIVE"));
        var shop = new ShopOrderTable(_canned.Client, _canned.Options);
        await shop.AddIndexAsync("by-status", new IndexSettings
        {
            Billing = Billing.OnDemand(10, 20),
            WarmThroughput = new WarmThroughput { ReadUnitsPerSecond = 13_000 },
        });
        await shop.ChangeTableAsync(new TableSettings
        {
            Indexes = new Dictionary<string, IndexSettings> { ["by-status"] = new() { Billing = Billing.OnDemand(11) } },
        });

        _canned.ShouldHaveSent(
            "UpdateTable",
            """
            {"TableName":"shop","AttributeDefinitions":[{"AttributeName":"Status","AttributeType":"S"}],
             "GlobalSecondaryIndexUpdates":[{"Create":{"IndexName":"by-status","KeySchema":[{"AttributeName":"Status","KeyType":"HASH"}],
               "Projection":{"ProjectionType":"KEYS_ONLY"},"OnDemandThroughput":{"MaxReadRequestUnits":10,"MaxWriteRequestUnits":20},
               "WarmThroughput":{"ReadUnitsPerSecond":13000}}}]}
            """,
            """
            {"TableName":"shop","GlobalSecondaryIndexUpdates":[{"Update":{"IndexName":"by-status","OnDemandThroughput":{"MaxReadRequestUnits":11}}}]}
            """);

        static string Filling(string status) => CannedTable.Description(
            """
            "BillingModeSummary":{"BillingMode":"PAY_PER_REQUEST"},"GlobalSecondaryIndexes":[{"IndexName":"by-status"}]
            """,
            indexStatus: status);
    }

    [Fact]
    public async Task ATableInUseIsAwaited()
    {
        _canned.Answer(
            "DescribeTable",
            CannedTable.Description("", "CREATING"),
            CannedTable.Description("", "UPDATING"),
            CannedTable.Description(""),
            CannedTable.Description("", "UPDATING"),
            CannedTable.Description(""));
        _canned.Answer("UpdateTable", CannedTable.Error("ResourceInUseException"), "{}");

        await _orders.ChangeTableAsync(new TableSettings { DeletionProtection = true });

        _canned.Operations.ShouldBe(
        [
            "DescribeTable", "DescribeTable", "DescribeTable", "UpdateTable", "DescribeTable", "DescribeTable", "UpdateTable", "DescribeTable",
        ]);
        _canned.Clock.Waits.ShouldAllBe(wait => wait >= TimeSpan.FromMilliseconds(100) && wait <= TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task ATableThatIsInUseForNoReasonEndsTheCall()
    {
        _canned.Answer("UpdateTable", CannedTable.Error("ResourceInUseException"));
        await Should.ThrowAsync<ResourceInUseException>(() => _orders.ChangeTableAsync(new TableSettings { DeletionProtection = true }));
        _canned.Sent("UpdateTable").Count().ShouldBe(10);
    }

    [Fact]
    public async Task WhatDynamoDBAllowsNoMorePassesThrough()
    {
        _canned.Answer("UpdateTable", CannedTable.Error("LimitExceededException"));
        await Should.ThrowAsync<LimitExceededException>(() => _orders.DropIndexAsync("old"));
        _canned.Sent("UpdateTable").Count().ShouldBe(1);
    }

    [Fact]
    public async Task AnIndexWaitsForTheEndOfAnother()
    {
        _canned.Answer("UpdateTable", CannedTable.Error("LimitExceededException"), "{}");
        _canned.Answer(
            "DescribeTable",
            CannedTable.Description(""),
            Other("CREATING"),
            Other("CREATING"),
            Other("ACTIVE"),
            CannedTable.Description(""));
        await _orders.DropIndexAsync("old");
        _canned.Operations.ShouldBe(
        [
            "DescribeTable", "UpdateTable", "DescribeTable", "DescribeTable", "DescribeTable", "UpdateTable", "DescribeTable",
        ]);

        static string Other(string status) => CannedTable.Description("""
            "GlobalSecondaryIndexes":[{"IndexName":"other"}]
            """, indexStatus: status);
    }

    [Fact]
    public async Task NamesOfTablesAreReadOnAllPages()
    {
        _canned.Answer(
            "ListTables",
            """{"TableNames":["test-a","prod"],"LastEvaluatedTableName":"prod"}""",
            """{"TableNames":[],"LastEvaluatedTableName":"q"}""",
            """{"TableNames":["test-b"]}""");
        List<string> names = [];
        await foreach (string name in _canned.Client.ReadTableNamesAsync("test-"))
        {
            names.Add(name);
        }

        names.ShouldBe(["test-a", "test-b"]);
        _canned.ShouldHaveSent("ListTables", "{}", """{"ExclusiveStartTableName":"prod"}""", """{"ExclusiveStartTableName":"q"}""");
    }

    [Fact]
    public async Task CreationWaitsForATableThatIsBeingDeleted()
    {
        _canned.Answer("CreateTable", CannedTable.Error("ResourceInUseException"), "{}");
        _canned.Answer(
            "DescribeTable",
            CannedTable.Description("", "DELETING"),
            CannedTable.Description("", "DELETING"),
            CannedTable.Error("ResourceNotFoundException"),
            CannedTable.Error("ResourceNotFoundException"),
            CannedTable.Description("", "CREATING"),
            CannedTable.Description(""));
        await _orders.CreateTableAsync();
        _canned.Sent("CreateTable").Count().ShouldBe(2);
        _canned.Sent("DescribeTable").Count().ShouldBe(6);
    }

    [Fact]
    public async Task CreationOfATableThatIsThereIsRefused()
    {
        _canned.Answer("CreateTable", CannedTable.Error("ResourceInUseException"));
        await Should.ThrowAsync<ResourceInUseException>(() => _orders.CreateTableAsync());
        _canned.Sent("CreateTable").Count().ShouldBe(1);
    }

    [Fact]
    public async Task DeletionWaitsForATableThatIsBeingCreated()
    {
        _canned.Answer("DeleteTable", CannedTable.Error("ResourceInUseException"), "{}");
        _canned.Answer(
            "DescribeTable",
            CannedTable.Description("", "CREATING"),
            CannedTable.Description("", "CREATING"),
            CannedTable.Description(""),
            CannedTable.Description("", "DELETING"),
            CannedTable.Error("ResourceNotFoundException"));
        await _orders.DeleteTableAsync();
        _canned.Sent("DeleteTable").Count().ShouldBe(2);
    }

    [Fact]
    public async Task DeletionEndsWhereSomebodyHasCreatedTheTableAnew()
    {
        _canned.Answer("DeleteTable", CannedTable.Description("\"TableId\":\"old\"", "DELETING").Replace("\"Table\":", "\"TableDescription\":", StringComparison.Ordinal));
        _canned.Answer(
            "DescribeTable", CannedTable.Description("\"TableId\":\"old\"", "DELETING"), CannedTable.Description("\"TableId\":\"new\""));
        using var time = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await _orders.DeleteTableAsync(time.Token);
        _canned.Sent("DescribeTable").Count().ShouldBe(2);
    }

    [Fact]
    public async Task CreationEndsWhereSomebodyElseHasCreatedTheTableMeanwhile()
    {
        _canned.Answer("CreateTable", CannedTable.Error("ResourceInUseException"));
        _canned.Answer(
            "DescribeTable", CannedTable.Description("\"TableId\":\"old\"", "DELETING"), CannedTable.Description("\"TableId\":\"new\""));
        using var time = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await Should.ThrowAsync<ResourceInUseException>(() => _orders.CreateTableAsync(cancellationToken: time.Token));
    }

    [Fact]
    public async Task DeletionOfATableThatIsBeingDeletedWaitsForItsEnd()
    {
        _canned.Answer("DeleteTable", CannedTable.Error("ResourceInUseException"));
        _canned.Answer("DescribeTable", CannedTable.Description("", "DELETING"), CannedTable.Error("ResourceNotFoundException"));
        await _orders.DeleteTableAsync();
        _canned.Sent("DeleteTable").Count().ShouldBe(1);
    }

    [Theory]
    [InlineData("ARCHIVED")]
    [InlineData("INACCESSIBLE_ENCRYPTION_CREDENTIALS")]
    public async Task AStateThatNoWaitEndsIsNamed(string status)
    {
        _canned.Answer("DescribeTable", CannedTable.Description("", status));
        var error = await Should.ThrowAsync<TableStatusException>(() => _orders.WaitUntilActiveAsync());
        (error.TableName, error.Status).ShouldBe(("orders", status));
        error.Message.ShouldContain(status);
        await Should.ThrowAsync<TableStatusException>(() => _orders.EnsureCreatedAsync());
    }

    [Fact]
    public async Task RecoveryIsTriedAgainWhileANewTableIsNotReadyForIt()
    {
        _canned.Answer(
            "UpdateContinuousBackups", CannedTable.Error("ContinuousBackupsUnavailableException"), CannedTable.Error("ContinuousBackupsUnavailableException"), "{}");
        await _orders.CreateTableAsync(new TableSettings { PointInTimeRecovery = true });
        _canned.Sent("UpdateContinuousBackups").Count().ShouldBe(3);
    }

    private static string Recovery(string status, int days) => new JsonObject
    {
        ["ContinuousBackupsDescription"] = new JsonObject
        {
            ["PointInTimeRecoveryDescription"] = new JsonObject { ["PointInTimeRecoveryStatus"] = status, ["RecoveryPeriodInDays"] = days },
        },
    }.ToJsonString();

    private void Live(string members = "") => _canned.Answer("DescribeTable", CannedTable.Description(members));
}

public sealed class TableRequestTestsThroughThePipeline() : TableRequestTests(client => client);

public sealed class TableRequestTestsByOrdinaryCalls() : TableRequestTests(ForwardingClient.Around);
