using System.Net;
using System.Text;
using System.Text.Json;
using Amazon;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using NSubstitute;
using NSubstitute.ExceptionExtensions;
using TypedDynamo.Tests.Batches;
using TypedDynamo.Transport;
using TypedDynamo.Wire;

namespace TypedDynamo.Tests.Transport;

/// <summary>What goes through a client's ordinary calls is what would have gone through its pipeline.</summary>
public sealed class LowLevelTransportTests
{
    private const string Key = """{"PK":{"S":"request#1"}}""";
    private const string Capacity = """{"CapacityUnits":1.5,"ReadCapacityUnits":1,"WriteCapacityUnits":0.5}""";

    private const string ConsumedCapacity =
        $$$"""
        {"TableName":"t","CapacityUnits":2.5,"Table":{{{Capacity}}},"GlobalSecondaryIndexes":{"g":{{{Capacity}}}},
         "VectorIndexes":{"v":{"VectorSearchRequestBytes":4096,"VectorWriteRequestBytes":512}},
         "LocalSecondaryIndexes":{"l":{{{Capacity}}}}}
        """;

    private const string ItemCollectionMetrics = $$$"""{"SizeEstimateRangeGB":[0,1.5],"ItemCollectionKey":{{{Key}}}}""";

    // What every write may say beside its item or key.
    private const string Condition =
        """
        "ConditionExpression":"#c = :c","ExpressionAttributeNames":{"#c":"c"},
        "ExpressionAttributeValues":{":c":{"NS":["1","2.5"]},":d":{"B":"AQI="}},"ReturnValuesOnConditionCheckFailure":"ALL_OLD",
        "ReturnConsumedCapacity":"INDEXES","ReturnItemCollectionMetrics":"SIZE"
        """;

    private const string EntryCondition =
        """
        "ConditionExpression":"#c = :c","ExpressionAttributeNames":{"#c":"c"},
        "ExpressionAttributeValues":{":c":{"S":"1"},":d":{"B":"AQI="}},"ReturnValuesOnConditionCheckFailure":"ALL_OLD"
        """;

    private const string Written =
        $$$"""{"Attributes":{{{Key}}},"ConsumedCapacity":{{{ConsumedCapacity}}},"ItemCollectionMetrics":{{{ItemCollectionMetrics}}}}""";

    public static TheoryData<string, string> Requests => new()
    {
        {
            "GetItem", $$$"""
            {"TableName":"t","Key":{{{Key}}},"ConsistentRead":true,"ProjectionExpression":"#a","ExpressionAttributeNames":{"#a":"a"},
             "ReturnConsumedCapacity":"TOTAL"}
            """
        },
        { "PutItem", $$$"""{"TableName":"t","Item":{{{Key}}},"ReturnValues":"ALL_OLD",{{{Condition}}}}""" },
        { "DeleteItem", $$$"""{"TableName":"t","Key":{{{Key}}},"ReturnValues":"ALL_OLD",{{{Condition}}}}""" },
        {
            "UpdateItem", $$$"""
            {"TableName":"t","Key":{{{Key}}},"UpdateExpression":"SET #c = :d","ReturnValues":"UPDATED_NEW",{{{Condition}}}}
            """
        },
        {
            "Query", $$$"""
            {"TableName":"t","IndexName":"i","KeyConditionExpression":"#p = :p","FilterExpression":"#f = :f","ProjectionExpression":"#p",
             "ExpressionAttributeNames":{"#p":"p","#f":"f"},"ExpressionAttributeValues":{":p":{"S":""},":f":{"L":[]}},
             "Select":"SPECIFIC_ATTRIBUTES","ScanIndexForward":false,"ConsistentRead":false,"Limit":3,"ExclusiveStartKey":{{{Key}}},
             "ReturnConsumedCapacity":"TOTAL"}
            """
        },
        {
            "Scan", $$$$"""
            {"TableName":"t","IndexName":"i","FilterExpression":"#f = :f","ProjectionExpression":"#p",
             "ExpressionAttributeNames":{"#p":"p","#f":"f"},"ExpressionAttributeValues":{":f":{"M":{}}},"Select":"COUNT",
             "ConsistentRead":true,"Limit":1,"Segment":0,"TotalSegments":1,"ExclusiveStartKey":{{{{Key}}}},"ReturnConsumedCapacity":"TOTAL"}
            """
        },
        {
            "BatchWriteItem", $$$"""
            {"RequestItems":{"t":[{"PutRequest":{"Item":{{{Key}}}}},{"DeleteRequest":{"Key":{{{Key}}}}}],"u":[{"PutRequest":{"Item":{{{Key}}}}}]},
             "ReturnConsumedCapacity":"TOTAL"}
            """
        },
        {
            "BatchGetItem", $$$"""
            {"RequestItems":{"t":{"Keys":[{{{Key}}},{{{Key}}}],"ConsistentRead":true,"ProjectionExpression":"#p",
             "ExpressionAttributeNames":{"#p":"p"}},"u":{"Keys":[{{{Key}}}]}},"ReturnConsumedCapacity":"TOTAL"}
            """
        },
        {
            "TransactWriteItems", $$$$"""
            {"TransactItems":[{"Put":{"TableName":"t","Item":{{{{Key}}}},{{{{EntryCondition}}}}}},
             {"Update":{"TableName":"u","Key":{{{{Key}}}},"UpdateExpression":"SET #c = :d",{{{{EntryCondition}}}}}},
             {"Delete":{"TableName":"t","Key":{{{{Key}}}},{{{{EntryCondition}}}}}},{"ConditionCheck":{"TableName":"t","Key":{{{{Key}}}},{{{{EntryCondition}}}}}}],
             "ClientRequestToken":"token","ReturnItemCollectionMetrics":"SIZE","ReturnConsumedCapacity":"TOTAL"}
            """
        },
        {
            "TransactGetItems", $$$$"""
            {"TransactItems":[{"Get":{"TableName":"t","Key":{{{{Key}}}}}},
             {"Get":{"TableName":"u","Key":{{{{Key}}}},"ProjectionExpression":"#a","ExpressionAttributeNames":{"#a":"a"}}}],
             "ReturnConsumedCapacity":"TOTAL"}
            """
        },
    };

    public static TheoryData<string, string> Responses => new()
    {
        { "GetItem", $$$"""{"Item":{{{Key}}},"ConsumedCapacity":{{{ConsumedCapacity}}}}""" },
        { "GetItem", "{}" },
        { "PutItem", Written },
        { "PutItem", "{}" },
        { "DeleteItem", Written },
        { "DeleteItem", "{}" },
        { "UpdateItem", Written },
        { "UpdateItem", "{}" },
        { "Query", $$$"""{"Items":[{{{Key}}},{}],"Count":2,"ScannedCount":3,"LastEvaluatedKey":{{{Key}}},"ConsumedCapacity":{{{ConsumedCapacity}}}}""" },
        { "Query", """{"Items":[],"Count":0,"ScannedCount":0}""" },
        { "Query", """{"Count":7,"ScannedCount":9}""" },
        { "Scan", $$$"""{"Items":[{{{Key}}},{}],"Count":2,"ScannedCount":3,"LastEvaluatedKey":{{{Key}}},"ConsumedCapacity":{{{ConsumedCapacity}}}}""" },
        { "Scan", """{"Count":7,"ScannedCount":9}""" },
        {
            "BatchWriteItem", $$$"""
            {"UnprocessedItems":{"t":[{"PutRequest":{"Item":{{{Key}}}}},{"DeleteRequest":{"Key":{{{Key}}}}}]},"ConsumedCapacity":[{{{ConsumedCapacity}}}]}
            """
        },
        { "BatchWriteItem", """{"UnprocessedItems":{}}""" },
        {
            "BatchGetItem", $$$"""
            {"Responses":{"t":[{{{Key}}},{}],"u":[]},"UnprocessedKeys":{"t":{"Keys":[{{{Key}}}]}},"ConsumedCapacity":[{{{ConsumedCapacity}}}]}
            """
        },
        { "BatchGetItem", """{"Responses":{},"UnprocessedKeys":{}}""" },
        {
            "TransactWriteItems",
            $$$"""{"ConsumedCapacity":[{{{ConsumedCapacity}}}],"ItemCollectionMetrics":{"t":[{{{ItemCollectionMetrics}}}]}}"""
        },
        { "TransactWriteItems", "{}" },
        { "TransactGetItems", $$$"""{"Responses":[{"Item":{{{Key}}}},{}],"ConsumedCapacity":[{{{ConsumedCapacity}}}]}""" },
    };

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task EveryMemberOfARequestArrives(string operation, string request)
    {
        JsonElement arrived = default;
        using var server = new CannedDynamoDb(json =>
        {
            arrived = json;
            return CannedDynamoDb.Answer("{}");
        });

        await SendAsync(server.CreateDerivedClient(), operation, request);
        ShouldBeSame(arrived, Parse(request));
    }

    [Theory]
    [MemberData(nameof(Responses))]
    public async Task EveryMemberOfAResponseArrives(string operation, string response)
    {
        using var server = new CannedDynamoDb(_ => CannedDynamoDb.Answer(response));
        ShouldBeSame(await SendAsync(server.CreateDerivedClient(), operation, """{"ReturnConsumedCapacity":"INDEXES"}"""), Parse(response));
    }

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task AnUnknownMemberIsRefusedAndNothingIsSent(string operation, string request)
    {
        using var server = new CannedDynamoDb(_ => CannedDynamoDb.Answer("{}"));
        AmazonDynamoDBClient client = server.CreateDerivedClient();

        string[] strange = [request[..^1].TrimEnd('}') + ""","Strange":1}""", """{"Strange":{"S":"x"}}"""];
        string[] bodies = operation switch
        {
            "BatchWriteItem" or "BatchGetItem" => BadBatches(),
            "TransactWriteItems" => [.. strange, .. BadEntries("Put")],
            "TransactGetItems" => [.. strange, .. BadEntries("Get")],
            _ => strange,
        };
        foreach (string body in bodies)
        {
            (await Should.ThrowAsync<NotSupportedException>(() => SendAsync(client, operation, body))).Message.ShouldContain("'Strange'");
        }

        server.Requests.ShouldBe(0);

        static string[] BadEntries(string kind) =>
        [
            """{"TransactItems":[{"Strange":{}}]}""",
            $$$"""{"TransactItems":[{"{{{kind}}}":{"Strange":1}}]}""",
        ];

        string[] BadBatches() => operation == "BatchGetItem"
            ? ["""{"Strange":1}""", """{"RequestItems":{"t":{"Keys":[],"Strange":1}}}"""]
            :
        [
            """{"Strange":1}""",
            """{"RequestItems":{"t":[{"Strange":{}}]}}""",
            """{"RequestItems":{"t":[{"PutRequest":{"Strange":{}}}]}}""",
            """{"RequestItems":{"t":[{"DeleteRequest":{"Key":{},"Strange":1}}]}}""",
        ];
    }

    /// <summary>Whatever the operations write, now or later, a client of either kind sends.</summary>
    [Fact]
    public async Task EveryVerbSendsTheSameByBothTransports()
    {
        List<JsonElement> sent = [];
        using var server = new CannedDynamoDb(request =>
        {
            sent.Add(request);
            return CannedDynamoDb.Answer(CannedDynamoDb.Page([1], request.TryGetProperty("ExclusiveStartKey", out _) ? null : "request#1"));
        });

        await CallEveryVerbAsync(new LogRowTable(server.CreateClient()));
        List<JsonElement> byThePipeline = sent;
        sent = [];
        await CallEveryVerbAsync(new LogRowTable(server.CreateDerivedClient()));

        sent.Count.ShouldBe(byThePipeline.Count);
        for (int i = 0; i < sent.Count; i++)
        {
            ShouldBeSame(sent[i], byThePipeline[i]);
        }
    }

    [Fact]
    public async Task ARowComesBackByBothTransports()
    {
        using var server = new CannedDynamoDb(_ => CannedDynamoDb.Answer(CannedDynamoDb.Page(Enumerable.Range(0, 20))));
        foreach (AmazonDynamoDBClient client in new[] { server.CreateClient(), server.CreateDerivedClient() })
        {
            var rows = new List<LogRow>();
            await foreach (LogRow row in new LogRowTable(client).ScanAllAsync())
            {
                rows.Add(row);
            }

            rows.ShouldBe(Enumerable.Range(0, 20).Select(LogRow.Create));
        }
    }

    [Fact]
    public async Task AMockAnswersEveryVerb()
    {
        LogRow row = LogRow.Create(1);
        Dictionary<string, AttributeValue> item = LogRowTable.ToAttributes(row);
        IAmazonDynamoDB client = Substitute.For<IAmazonDynamoDB>();
        client.GetItemAsync(Arg.Is<GetItemRequest>(request => request.Key["PK"].S == row.Id), Arg.Any<CancellationToken>())
            .Returns(new GetItemResponse { Item = item });
        client.PutItemAsync(Arg.Any<PutItemRequest>(), Arg.Any<CancellationToken>()).Returns(new PutItemResponse());
        client.DeleteItemAsync(Arg.Any<DeleteItemRequest>(), Arg.Any<CancellationToken>()).Returns(new DeleteItemResponse());
        client.UpdateItemAsync(Arg.Any<UpdateItemRequest>(), Arg.Any<CancellationToken>()).Returns(new UpdateItemResponse { Attributes = item });
        client.QueryAsync(Arg.Any<QueryRequest>(), Arg.Any<CancellationToken>()).Returns(new QueryResponse { Items = [item] });
        client.ScanAsync(Arg.Any<ScanRequest>(), Arg.Any<CancellationToken>())
            .Returns(new ScanResponse { Items = [item], LastEvaluatedKey = new() { ["PK"] = item["PK"] } }, new ScanResponse { Items = [item] });
        client.BatchWriteItemAsync(Arg.Any<BatchWriteItemRequest>(), Arg.Any<CancellationToken>())
            .Returns(call => new BatchWriteItemResponse { UnprocessedItems = call.Arg<BatchWriteItemRequest>().RequestItems }, _ => new BatchWriteItemResponse());
        var table = new LogRowTable(client, new DynamoTableOptions { TableName = "mocked" });

        (await table.GetAsync(row.Id)).ShouldBe(row);
        (await table.PutAsync(row)).ShouldBeSameAs(row);
        await table.DeleteAsync(row.Id);
        (await table.UpdateAsync(row.Id, o => o.BytesSent += 1, returning: Returning.New)).ShouldBe(row);
        (await ListAsync(table.Query(row.Id))).ShouldBe([row]);
        (await ListAsync(table.ScanAllAsync())).ShouldBe([row, row]);
        (await ListAsync(table.ScanAllParallelAsync(new() { Segments = 3 }))).ShouldBe([row, row, row]);
        (await table.PutManyAsync([row, LogRow.Create(2)])).Written.ShouldBe(2);

        await client.Received(1).PutItemAsync(
            Arg.Is<PutItemRequest>(request => request.TableName == "mocked" && request.Item["bytessent"].N == "1"), Arg.Any<CancellationToken>());
        await client.Received(1).DeleteItemAsync(
            Arg.Is<DeleteItemRequest>(request => request.TableName == "mocked" && request.Key["PK"].S == row.Id), Arg.Any<CancellationToken>());
        await client.Received(2).BatchWriteItemAsync(
            Arg.Is<BatchWriteItemRequest>(request => request.RequestItems["mocked"].Count == 2), Arg.Any<CancellationToken>());
    }

    [Fact]
    public async Task AMockFindsNoItemInEachOfTheWaysToSaySo()
    {
        GetItemResponse[] ways = [new(), new() { Item = [] }, new() { Item = null }];
        foreach (GetItemResponse way in ways)
        {
            IAmazonDynamoDB client = Substitute.For<IAmazonDynamoDB>();
            client.GetItemAsync(Arg.Any<GetItemRequest>(), Arg.Any<CancellationToken>()).Returns(way);
            (await new LogRowTable(client).GetAsync("request#1")).ShouldBeNull();
        }
    }

    [Fact]
    public async Task EmptyAttributesOfAMockAreNoItem()
    {
        CancellationToken none = CancellationToken.None;
        IAmazonDynamoDB client = Substitute.For<IAmazonDynamoDB>();
        client.PutItemAsync(Arg.Any<PutItemRequest>(), none).Returns(new PutItemResponse { Attributes = [] });
        client.DeleteItemAsync(Arg.Any<DeleteItemRequest>(), none).Returns(new DeleteItemResponse { Attributes = [] });
        client.UpdateItemAsync(Arg.Any<UpdateItemRequest>(), none).Returns(new UpdateItemResponse { Attributes = [] });
        foreach (string operation in new[] { "PutItem", "DeleteItem", "UpdateItem" })
        {
            ShouldBeSame(await SendAsync(client, operation, "{}"), Parse("{}"));
        }
    }

    [Fact]
    public async Task AMockThatWasNotSetUpIsNamed()
    {
        var table = new LogRowTable(Substitute.For<IAmazonDynamoDB>());
        (await Should.ThrowAsync<InvalidOperationException>(() => table.GetAsync("request#1"))).Message.ShouldContain(nameof(GetItemResponse));
    }

    [Fact]
    public async Task WhatTheClientThrowsPassesThroughAndTheTokenReachesIt()
    {
        var error = new ProvisionedThroughputExceededException("later");
        using var source = new CancellationTokenSource();
        IAmazonDynamoDB client = Substitute.For<IAmazonDynamoDB>();
        client.GetItemAsync(Arg.Any<GetItemRequest>(), source.Token).ThrowsAsync(error);
        client.DeleteItemAsync(Arg.Any<DeleteItemRequest>(), Arg.Any<CancellationToken>()).Throws(error);
        var table = new LogRowTable(client);

        (await Should.ThrowAsync<ProvisionedThroughputExceededException>(() => table.GetAsync("request#1", cancellationToken: source.Token)))
            .ShouldBeSameAs(error);
        (await Should.ThrowAsync<ProvisionedThroughputExceededException>(() => table.DeleteAsync("request#1"))).ShouldBeSameAs(error);
    }

    [Fact]
    public async Task RetriesAreTheClients()
    {
        int failures = 2;
        using var server = new CannedDynamoDb(_ =>
        {
            HttpResponseMessage response = CannedDynamoDb.Answer(failures > 0 ? """{"__type":"x#ThrottlingException"}""" : "{}");
            response.StatusCode = failures-- > 0 ? HttpStatusCode.BadRequest : HttpStatusCode.OK;
            return response;
        });
        await new LogRowTable(server.CreateDerivedClient(config => config.MaxErrorRetry = 2)).DeleteAsync("request#1");
        server.Requests.ShouldBe(3);
    }

    private static async Task CallEveryVerbAsync(LogRowTable table)
    {
        await table.PutAsync(LogRow.Create(1) with { Url = "", UserAgent = "\"☃😀\\" });
        await table.GetAsync("request#1");
        await table.GetAsync("request#1", consistent: true);
        await table.DeleteAsync("request#1");
        await table.TryPutAsync(LogRow.Create(1), o => o.NotExists() || o.Url.BeginsWith("/\"☃"), returnOld: true);
        await table.UpdateAsync("request#1", o => { o.BytesSent += 1; o.Url = "\"☃😀\\"; }, o => o.ResponseCode == 200, Returning.New);
        await table.TryUpsertAsync("request#1", o => o.BytesSent.Add(1), returning: Returning.Old);
        await table.TryDeleteAsync("request#1", o => o.HourOfDay.In(1, 2, 3), returnOld: true);
        await table.Query("request#1").Where(o => o.BytesSent.Between(1, 5) && !(o.Host == o.Url)).CountAsync();
        await ListAsync(table.Scan().Where(o => o.Url.Size() > 3).InParallel(new() { Segments = 2, Concurrency = 1 }));
        await table.PutManyAsync(Enumerable.Range(0, 30).Select(LogRow.Create), new BatchWriteOptions { Concurrency = 1 });
        await table.DeleteManyAsync(Enumerable.Range(0, 30).Select(i => new LogRowKey($"\"☃{i}")), new BatchWriteOptions { Concurrency = 1 });
        await ListAsync(table.GetManyAsync(Enumerable.Range(0, 110).Select(i => new LogRowKey($"\"☃{i}")), new() { Concurrency = 1, Consistent = true }));
        await table.Select<LogRowSize>().GetManyAsync([new LogRowKey("request#1")]).ToDictionaryAsync();
        await ListAsync(table.Query("request#1"));
        await ListAsync(table.Query("request#1").Descending().Consistent().Take(2).PageSize(1));
        await ListAsync(table.ScanAllAsync(new() { PageSize = 7, Consistent = true }));
        await ListAsync(table.ScanAllParallelAsync(new() { Segments = 2, Concurrency = 1, PageSize = 3 }));
        await table.Connection.Client.TransactWriteAsync(
            t =>
            {
                t.Put(table, LogRow.Create(1), o => o.NotExists());
                t.Update(table, "2", o => o.BytesSent += 1, o => o.Url == "\"☃");
                t.Delete(table, "3");
                t.Check(table, "4", o => o.Host.Exists());
            },
            new TransactWriteOptions { IdempotencyToken = "once" });
    }

    private static async Task<List<LogRow>> ListAsync(ItemSequence<LogRow> sequence)
    {
        var rows = new List<LogRow>();
        await foreach (LogRow row in sequence)
        {
            rows.Add(row);
        }

        return rows;
    }

    internal static async Task<JsonElement> SendAsync(ITransport transport, string operation, string body)
    {
        using var request = new ByteBuffer();
        request.Write(Encoding.UTF8.GetBytes(body));
        DynamoOperation called = operation switch
        {
            "GetItem" => DynamoOperation.GetItem,
            "PutItem" => DynamoOperation.PutItem,
            "DeleteItem" => DynamoOperation.DeleteItem,
            "UpdateItem" => DynamoOperation.UpdateItem,
            "Query" => DynamoOperation.Query,
            "Scan" => DynamoOperation.Scan,
            "TransactWriteItems" => DynamoOperation.TransactWriteItems,
            "TransactGetItems" => DynamoOperation.TransactGetItems,
            "BatchGetItem" => DynamoOperation.BatchGetItem,
            _ => DynamoOperation.BatchWriteItem,
        };
        using ByteBuffer response = await transport.SendAsync(called, "t", request, CancellationToken.None);
        return Parse(Encoding.UTF8.GetString(response.Written));
    }

    private static Task<JsonElement> SendAsync(IAmazonDynamoDB client, string operation, string body)
        => SendAsync(new LowLevelTransport(client), operation, body);

    private static JsonElement Parse(string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }

    private static void ShouldBeSame(JsonElement actual, JsonElement expected)
        => JsonElement.DeepEquals(actual, expected).ShouldBeTrue($"{actual}\nshould be\n{expected}");
}
