using System.Net;
using System.Text.Json;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using TypedDynamo.IntegrationTests.Faults;
using TypedDynamo.Testing;
using TypedDynamo.Transport.Lean;

namespace TypedDynamo.Tests.Transport.Lean;

/// <summary>Each test makes our call beside that of a stock client, and expects the same of both, or says what is better.</summary>
public sealed class LeanTransportTests
{
    private const string StoredRow =
        """{"Item":{"PK":{"S":"request#1"},"host":{"S":"h"},"date":{"S":"d"},"url":{"S":"u"},"useragent":{"S":"a"}}}""";

    private static readonly DynamoTableOptions s_lean = new() { UseLeanTransport = true };

    [Theory]
    [MemberData(nameof(LowLevelTransportTests.Requests), MemberType = typeof(LowLevelTransportTests))]
    public async Task TheBytesAreSentAsTheyAreAndTheHeaderNamesTheOperation(string operation, string request)
    {
        const string Answer = """{"ConsumedCapacity":{"TableName":"t"}}""";
        using var recorder = new RecordingHandler((_, _) => Task.FromResult(RecordingHandler.Json(Answer)));
        using var server = new CannedDynamoDb(_ => throw new InvalidOperationException("The recorder answers."));
        AmazonDynamoDBClient client = server.CreateClient(config => config.HttpClientFactory = recorder.AsHttpClientFactory());

        JsonElement response = await LowLevelTransportTests.SendAsync(LeanTransport.For(client, TimeProvider.System), operation, request);

        response.GetRawText().ShouldBe(Answer);
        RecordedRequest sent = recorder.Requests.ShouldHaveSingleItem();
        sent.Body.ShouldBe(request);
        sent.Headers["X-Amz-Target"].ShouldBe("DynamoDB_20120810." + operation);
        sent.Headers["Content-Type"].ShouldBe("application/x-amz-json-1.0");
        sent.Headers["amz-sdk-request"].ShouldBe("attempt=1; max=1");
    }

    public static TheoryData<HttpStatusCode, string> Errors => new()
    {
        { HttpStatusCode.BadRequest, """{"__type":"com.amazonaws.dynamodb.v20120810#ResourceNotFoundException","message":"no table"}""" },
        { HttpStatusCode.BadRequest, """{"__type":"com.amazon.coral.validate#ValidationException","message":"no such thing"}""" },
        { HttpStatusCode.BadRequest, """{"__type":"com.amazon.coral.service#ExpiredTokenException","message":"expired"}""" },
        { HttpStatusCode.BadRequest, """{"__type":"com.amazon.coral.service#UnrecognizedClientException","message":"who?"}""" },
        {
            HttpStatusCode.BadRequest,
            """{"__type":"x#ConditionalCheckFailedException","message":"m","Item":{"PK":{"S":"k"},"__type":{"S":"item"},"code":{"N":"1"}}}"""
        },
        {
            HttpStatusCode.BadRequest,
            """
            {"__type":"x#TransactionCanceledException","Message":"m","CancellationReasons":[{"Code":"None"},
             {"Code":"ConditionalCheckFailed","Message":"n","Item":{"PK":{"S":"k"}}}]}
            """
        },
        { HttpStatusCode.BadRequest, """{"__type":"x#ProvisionedThroughputExceededException","message":"slower"}""" },
        { HttpStatusCode.BadRequest, """{"__type":"x#ThrottlingException","message":"slower"}""" },
        { HttpStatusCode.BadRequest, """{"__type":"x#RequestLimitExceeded","message":"slower"}""" },
        { HttpStatusCode.BadRequest, """{"__type":"x#SomethingNew","message":"new"}""" },
        { HttpStatusCode.InternalServerError, """{"__type":"x#InternalServerError","message":"oh"}""" },
        { HttpStatusCode.ServiceUnavailable, """{"__type":"ServiceUnavailable"}""" },
        { HttpStatusCode.BadGateway, "<html><body>bad gateway</body></html>" },
        { HttpStatusCode.GatewayTimeout, "" },
        { HttpStatusCode.Forbidden, "{ this is no JSON" },
        { HttpStatusCode.RequestEntityTooLarge, "{}" },
    };

    [Theory]
    [MemberData(nameof(Errors))]
    public async Task ErrorsAreTheSdks(HttpStatusCode status, string body)
    {
        using var server = new CannedDynamoDb(_ =>
        {
            HttpResponseMessage response = CannedDynamoDb.Answer(body);
            response.StatusCode = status;
            return response;
        });
        AmazonDynamoDBClient client = server.CreateClient(config => config.MaxErrorRetry = 0);
        var table = new LogRowTable(client, s_lean);

        await ShouldBeSameAsync(() => StockGetAsync(client), () => table.GetAsync("request#1"));
        await ShouldBeSameAsync(
            () => client.PutItemAsync("logfile_scan", LogRowTable.ToAttributes(LogRow.Create(1))), () => table.PutAsync(LogRow.Create(1)));
        await ShouldBeSameAsync(
            () => client.TransactWriteItemsAsync(new TransactWriteItemsRequest
            {
                TransactItems = [new() { Put = new() { TableName = "logfile_scan", Item = LogRowTable.ToAttributes(LogRow.Create(1)) } }],
            }),
            () => LowLevelTransportTests.SendAsync(LeanTransport.For(client, TimeProvider.System), "TransactWriteItems", "{}"));

        static async Task ShouldBeSameAsync(Func<Task> stockCall, Func<Task> call)
        {
            Exception stockError = await Should.ThrowAsync<Exception>(stockCall);
            Exception error = await Should.ThrowAsync<Exception>(call);
            error.GetType().ShouldBe(stockError.GetType());
            error.Message.ShouldBe(stockError.Message);
            if (stockError is not AmazonServiceException stock)
            {
                return;
            }

            var ours = (AmazonServiceException)error;
            ours.ErrorCode.ShouldBe(stock.ErrorCode);
            ours.ErrorType.ShouldBe(stock.ErrorType);
            ours.StatusCode.ShouldBe(stock.StatusCode);
            ours.RequestId.ShouldBe(stock.RequestId);
            (ours.Retryable?.Throttling).ShouldBe(stock.Retryable?.Throttling);
            ours.InnerException?.GetType().ShouldBe(stock.InnerException?.GetType());
            if (stock is TransactionCanceledException cancelled)
            {
                ((TransactionCanceledException)ours).CancellationReasons.Select(reason => (reason.Code, reason.Message, reason.Item?.Count))
                    .ShouldBe(cancelled.CancellationReasons.Select(reason => (reason.Code, reason.Message, reason.Item?.Count)));
            }

            (ours as ConditionalCheckFailedException)?.Item["code"].N.ShouldBe("1");
        }
    }

    [Theory]
    [InlineData("ProvisionedThroughputExceededException", HttpStatusCode.BadRequest)]
    [InlineData("ThrottlingException", HttpStatusCode.BadRequest)]
    [InlineData("RequestLimitExceeded", HttpStatusCode.BadRequest)]
    [InlineData("TransactionInProgressException", HttpStatusCode.BadRequest)]
    [InlineData("RequestTimeout", HttpStatusCode.BadRequest)]
    [InlineData("ValidationException", HttpStatusCode.BadRequest)]
    [InlineData("ConditionalCheckFailedException", HttpStatusCode.BadRequest)]
    [InlineData("ExpiredTokenException", HttpStatusCode.BadRequest)]
    [InlineData("InternalServerError", HttpStatusCode.InternalServerError)]
    [InlineData("ServiceUnavailable", HttpStatusCode.ServiceUnavailable)]
    [InlineData("Anything", HttpStatusCode.GatewayTimeout)]
    [InlineData("Anything", HttpStatusCode.NotImplemented)]
    public async Task AttemptsAreTheSdks(string code, HttpStatusCode status)
    {
        int failures = 0;
        using var server = new CannedDynamoDb(_ => failures-- > 0 ? Error(code, status) : CannedDynamoDb.Answer(StoredRow));
        AmazonDynamoDBClient client = server.CreateClient(config => config.MaxErrorRetry = 1);
        var table = new LogRowTable(client, s_lean with { TimeProvider = new SkippingClock() });
        foreach (int count in (int[])[1, int.MaxValue])
        {
            int before = server.Requests;
            failures = count;
            Exception? stockError = await Record.ExceptionAsync(() => StockGetAsync(client));
            int stock = server.Requests - before;

            failures = count;
            Exception? error = await Record.ExceptionAsync(() => table.GetAsync("request#1"));
            (server.Requests - before - stock).ShouldBe(stock);
            (error?.GetType()).ShouldBe(stockError?.GetType());
        }
    }

    private static Task<GetItemResponse> StockGetAsync(AmazonDynamoDBClient client)
        => client.GetItemAsync("logfile_scan", new Dictionary<string, AttributeValue> { ["PK"] = new() { S = "request#1" } });

    private static HttpResponseMessage Error(string code, HttpStatusCode status = HttpStatusCode.BadRequest)
    {
        HttpResponseMessage response = CannedDynamoDb.Answer($$"""{"__type":"com.amazonaws.dynamodb.v20120810#{{code}}","message":"m"}""");
        response.StatusCode = status;
        return response;
    }
}
