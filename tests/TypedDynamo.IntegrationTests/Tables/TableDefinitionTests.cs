using System.Text.Json.Nodes;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using TypedDynamo.CompilerServices;
using TypedDynamo.IntegrationTests.Engine;
using TypedDynamo.IntegrationTests.Entities;

namespace TypedDynamo.IntegrationTests.Tables;

/// <summary>A table's definition as data: the SDK's request, and CloudFormation's resource.</summary>
public sealed class TableDefinitionTests(EngineFixture fixture) : IClassFixture<EngineFixture>
{
    private static readonly TableSettings s_settings = new()
    {
        Billing = Billing.Provisioned(5, 2),
        WarmThroughput = new WarmThroughput { ReadUnitsPerSecond = 13_000, WriteUnitsPerSecond = 5_000 },
        Indexes = new Dictionary<string, IndexSettings> { ["by-state"] = new() { Billing = Billing.Provisioned(1, 1) } },
        Stream = TableStream.NewAndOldImages,
        TableClass = TableClass.STANDARD_INFREQUENT_ACCESS,
        DeletionProtection = true,
        Tags = new Dictionary<string, string> { ["team"] = "früh & spät" },
        TimeToLive = true,
        Encryption = TableEncryption.CustomerKey("alias/bookings"),
        PointInTimeRecovery = true,
        RecoveryPeriodInDays = 7,
    };

    [Fact]
    public void ATemplateHasEverythingThatTheTableHas()
        => BookingTable.Schema.ToCloudFormation("test-bookings", s_settings).ShouldBe(
            """
            {
              "AWSTemplateFormatVersion": "2010-09-09",
              "Resources": {
                "TestBookingsTable": {
                  "Type": "AWS::DynamoDB::Table",
                  "Properties": {
                    "TableName": "test-bookings",
                    "AttributeDefinitions": [
                      {
                        "AttributeName": "CustomerId",
                        "AttributeType": "S"
                      },
                      {
                        "AttributeName": "Number",
                        "AttributeType": "N"
                      },
                      {
                        "AttributeName": "State",
                        "AttributeType": "S"
                      },
                      {
                        "AttributeName": "Total",
                        "AttributeType": "N"
                      },
                      {
                        "AttributeName": "Seats",
                        "AttributeType": "N"
                      }
                    ],
                    "KeySchema": [
                      {
                        "AttributeName": "CustomerId",
                        "KeyType": "HASH"
                      },
                      {
                        "AttributeName": "Number",
                        "KeyType": "RANGE"
                      }
                    ],
                    "GlobalSecondaryIndexes": [
                      {
                        "IndexName": "by-state",
                        "KeySchema": [
                          {
                            "AttributeName": "State",
                            "KeyType": "HASH"
                          },
                          {
                            "AttributeName": "Total",
                            "KeyType": "RANGE"
                          }
                        ],
                        "Projection": {
                          "ProjectionType": "INCLUDE",
                          "NonKeyAttributes": [
                            "n"
                          ]
                        },
                        "ProvisionedThroughput": {
                          "ReadCapacityUnits": 1,
                          "WriteCapacityUnits": 1
                        }
                      }
                    ],
                    "LocalSecondaryIndexes": [
                      {
                        "IndexName": "by-seats",
                        "KeySchema": [
                          {
                            "AttributeName": "CustomerId",
                            "KeyType": "HASH"
                          },
                          {
                            "AttributeName": "Seats",
                            "KeyType": "RANGE"
                          }
                        ],
                        "Projection": {
                          "ProjectionType": "KEYS_ONLY"
                        }
                      }
                    ],
                    "BillingMode": "PROVISIONED",
                    "ProvisionedThroughput": {
                      "ReadCapacityUnits": 5,
                      "WriteCapacityUnits": 2
                    },
                    "WarmThroughput": {
                      "ReadUnitsPerSecond": 13000,
                      "WriteUnitsPerSecond": 5000
                    },
                    "StreamSpecification": {
                      "StreamViewType": "NEW_AND_OLD_IMAGES"
                    },
                    "TableClass": "STANDARD_INFREQUENT_ACCESS",
                    "DeletionProtectionEnabled": true,
                    "SSESpecification": {
                      "SSEEnabled": true,
                      "SSEType": "KMS",
                      "KMSMasterKeyId": "alias/bookings"
                    },
                    "Tags": [
                      {
                        "Key": "team",
                        "Value": "früh & spät"
                      }
                    ],
                    "TimeToLiveSpecification": {
                      "AttributeName": "ExpiresAt",
                      "Enabled": true
                    },
                    "PointInTimeRecoverySpecification": {
                      "PointInTimeRecoveryEnabled": true,
                      "RecoveryPeriodInDays": 7
                    }
                  }
                }
              }
            }
            """.ReplaceLineEndings("\n"));

    [Fact]
    public void AResourceIsThatOfTheTemplate()
    {
        JsonNode template = JsonNode.Parse(MatchTable.Schema.ToCloudFormation(logicalId: "Games"))!;
        JsonNode resource = JsonNode.Parse(MatchTable.Schema.ToCloudFormationResource())!;
        JsonNode.DeepEquals(template["Resources"]!["Games"], resource).ShouldBeTrue();
        resource["Properties"]!["TableName"]!.GetValue<string>().ShouldBe("matches");
        resource["Properties"]!["BillingMode"]!.GetValue<string>().ShouldBe("PAY_PER_REQUEST");
        Should.Throw<ArgumentException>(() => MatchTable.Schema.ToCloudFormation(logicalId: "my-table")).Message.ShouldContain("'my-table'");
    }

    [Fact]
    public async Task ATableOfTheTemplatesDataIsTheModels()
    {
        await ShouldBeAsync(MatchTable.Schema, null, client => new MatchTable(client).CompareSchemaAsync());
        var settings = new TableSettings { Billing = Billing.Provisioned(5, 2), Stream = TableStream.NewImage, TimeToLive = true };
        await ShouldBeAsync(BookingTable.Schema, settings, client => new BookingTable(client).CompareSchemaAsync(settings));
        var whole = new TableSettings { Entities = [ShopOrderTable.Schema] };
        await ShouldBeAsync(ShopCustomerTable.Schema, whole, client => new ShopCustomerTable(client).CompareSchemaAsync(whole));
    }

    [Fact]
    public void ARequestIsTheCallersOwn()
    {
        CreateTableRequest request = BookingTable.Schema.ToCreateTableRequest("other");
        request.TableName.ShouldBe("other");
        request.AttributeDefinitions.Clear();
        BookingTable.Schema.ToCreateTableRequest().AttributeDefinitions.Count.ShouldBe(5);
        BookingTable.Schema.ToCreateTableRequest().TableName.ShouldBe("bookings");
    }

    [Fact]
    public void AUnionHasTheIndexesOfAllItsTypes()
    {
        TableSchema shop = TableSchema.Union(ShopCustomerTable.Schema, ShopOrderTable.Schema, ShopLineTable.Schema, ShopOrderTable.Schema);
        shop.TableName.ShouldBe("shop");
        shop.ItemType.ShouldBe("ShopCustomer, ShopOrder, ShopLine");
        shop.Indexes.Select(index => index.Name).ShouldBe(["by-status", "by-total"], ignoreOrder: true);

        TableSchema[] both = [Schema("A", included: 1), Schema("B", included: 2, timeToLive: 2)];
        TableSchema union = TableSchema.Union(both);
        union.Indexes.ShouldHaveSingleItem().Included.Select(attribute => attribute.Name).ShouldBe(["a", "b"]);
        union.TimeToLive!.Name.ShouldBe("b");
    }

    [Fact]
    public void TypesThatContradictMakeNoUnion()
    {
        Should.Throw<ArgumentException>(() => TableSchema.Union());
        Refused(OrderTable.Schema, BookingTable.Schema).ShouldContain("Order and Booking");
        Refused(Schema("A"), Schema("B", keyType: KeyAttributeType.Number)).ShouldContain("the key");
        Refused(Schema("A"), Schema("B", indexKey: 2)).ShouldContain("index 'by-x'");
        Refused(Schema("A"), Schema("B", projection: IndexProjection.All)).ShouldContain("index 'by-x'");
        Refused(Schema("A", timeToLive: 1), Schema("B", timeToLive: 2)).ShouldContain("time to live");
        Refused(Schema("A"), Schema("B", indexType: KeyAttributeType.Number)).ShouldContain("index 'by-x'");
        Refused(Schema("A"), Schema("B", indexName: "by-y", indexType: KeyAttributeType.Number)).ShouldContain("key attribute 'x'");

        static string Refused(params TableSchema[] schemas) => Should.Throw<ArgumentException>(() => TableSchema.Union(schemas)).Message;
    }

    private static TableSchema Schema(
        string type,
        int? included = null,
        int? timeToLive = null,
        KeyAttributeType keyType = KeyAttributeType.String,
        int indexKey = 3,
        IndexProjection projection = IndexProjection.Include,
        KeyAttributeType indexType = KeyAttributeType.String,
        string indexName = "by-x")
        => new(
            "t",
            type,
            ["id", "a", "b", "x"],
            (0, keyType),
            indexes: [new IndexDefinition(indexName, IndexKind.Global, [(indexKey, indexType)], [], projection, included is { } one ? [one] : [])],
            timeToLive: timeToLive);

    /// <summary>Creates a table as CloudFormation would, from the template's JSON alone.</summary>
    private async Task ShouldBeAsync(TableSchema schema, TableSettings? settings, Func<IAmazonDynamoDB, Task<SchemaDifferences>> compareAsync)
    {
        using AmazonDynamoDBClient client = fixture.CreateClient();
        JsonNode table = JsonNode.Parse(schema.ToCloudFormation(settings: settings))!["Resources"]!.AsObject().Single().Value!["Properties"]!;
        await client.CreateTableAsync(new CreateTableRequest
        {
            TableName = Text(table["TableName"]),
            BillingMode = Text(table["BillingMode"]),
            KeySchema = Keys(table),
            AttributeDefinitions = [.. table["AttributeDefinitions"]!.AsArray()
                .Select(definition => new AttributeDefinition(Text(definition!["AttributeName"]), Text(definition["AttributeType"])))],
            ProvisionedThroughput = Throughput(table),
            GlobalSecondaryIndexes = table["GlobalSecondaryIndexes"]?.AsArray().Select(index => new GlobalSecondaryIndex
            {
                IndexName = Text(index!["IndexName"]),
                KeySchema = Keys(index),
                Projection = ProjectionOf(index),
                ProvisionedThroughput = Throughput(index),
            }).ToList(),
            LocalSecondaryIndexes = table["LocalSecondaryIndexes"]?.AsArray().Select(index => new LocalSecondaryIndex
            {
                IndexName = Text(index!["IndexName"]),
                KeySchema = Keys(index),
                Projection = ProjectionOf(index),
            }).ToList(),
            StreamSpecification = table["StreamSpecification"] is { } stream
                ? new StreamSpecification { StreamEnabled = true, StreamViewType = Text(stream["StreamViewType"]) }
                : null,
        });
        if (table["TimeToLiveSpecification"] is { } timeToLive)
        {
            await client.UpdateTimeToLiveAsync(new UpdateTimeToLiveRequest
            {
                TableName = Text(table["TableName"]),
                TimeToLiveSpecification = new TimeToLiveSpecification
                {
                    AttributeName = Text(timeToLive["AttributeName"]),
                    Enabled = timeToLive["Enabled"]!.GetValue<bool>(),
                },
            });
        }

        (await compareAsync(client)).ToString().ShouldEndWith("is as its model says.");
    }

    private static string Text(JsonNode? node) => node!.GetValue<string>();

    private static List<KeySchemaElement> Keys(JsonNode node)
        => [.. node["KeySchema"]!.AsArray().Select(key => new KeySchemaElement(Text(key!["AttributeName"]), Text(key["KeyType"])))];

    private static ProvisionedThroughput? Throughput(JsonNode node) => node["ProvisionedThroughput"] is { } units
        ? new ProvisionedThroughput(units["ReadCapacityUnits"]!.GetValue<long>(), units["WriteCapacityUnits"]!.GetValue<long>())
        : null;

    private static Amazon.DynamoDBv2.Model.Projection ProjectionOf(JsonNode index) => new()
    {
        ProjectionType = Text(index["Projection"]!["ProjectionType"]),
        NonKeyAttributes = index["Projection"]!["NonKeyAttributes"]?.AsArray().Select(Text).ToList(),
    };
}
