using System.Net;
using System.Text.Json.Nodes;
using Amazon.DynamoDBv2;
using Amazon.Runtime;
using TypedDynamo.IntegrationTests.Faults;
using TypedDynamo.Testing;

namespace TypedDynamo.IntegrationTests.Tables;

/// <summary>A server without a network that has one table, and of each operation a list of answers; the last one is given ever after.</summary>
/// <remarks>For what the engine does not have: tags, table classes, point-in-time recovery, tables that take their time.</remarks>
internal sealed class CannedTable : IDisposable
{
    private readonly Dictionary<string, Queue<string>> _answers = [];
    private readonly RecordingHandler _handler;

    public CannedTable(Func<AmazonDynamoDBClient, IAmazonDynamoDB> wrap)
    {
        _handler = new RecordingHandler(RespondAsync);
        Own = new AmazonDynamoDBClient(new BasicAWSCredentials("canned", "not-checked"), new AmazonDynamoDBConfig
        {
            ServiceURL = "http://canned.invalid",
            AuthenticationRegion = "us-east-1",
            MaxErrorRetry = 0,
            HttpClientFactory = _handler.AsHttpClientFactory(),
        });
        Client = wrap(Own);
    }

    public IAmazonDynamoDB Client { get; }

    /// <summary>Gets waits that are over at once, and how long they were to be.</summary>
    public SkippingClock Clock { get; } = new();

    public DynamoTableOptions Options => new() { TimeProvider = Clock };

    private AmazonDynamoDBClient Own { get; }

    public CannedTable Answer(string operation, params string[] answers)
    {
        _answers[operation] = new Queue<string>(answers);
        return this;
    }

    /// <summary>Makes an error, as one of the answers.</summary>
    public static string Error(string code) => $$"""{"__type":"com.amazonaws.dynamodb.v20120810#{{code}}","message":"canned"}""";

    /// <summary>Makes a description of the table <c>orders</c>, by its key, with further members.</summary>
    public static string Description(string members, string status = "ACTIVE", string indexStatus = "ACTIVE")
    {
        JsonObject keys = JsonNode.Parse(
            """
            {"KeySchema":[{"AttributeName":"CustomerId","KeyType":"HASH"},{"AttributeName":"PlacedAt","KeyType":"RANGE"}],
             "AttributeDefinitions":[{"AttributeName":"CustomerId","AttributeType":"S"},{"AttributeName":"PlacedAt","AttributeType":"S"}],
             "TableArn":"arn:aws:dynamodb:us-east-1:1:table/orders"}
            """)!.AsObject();
        keys["TableStatus"] = status;
        foreach ((string name, JsonNode? value) in JsonNode.Parse("{" + members + "}")!.AsObject())
        {
            keys[name] = value?.DeepClone();
        }

        foreach (JsonNode? index in keys["GlobalSecondaryIndexes"]?.AsArray() ?? [])
        {
            index!["IndexStatus"] = indexStatus;
        }

        return new JsonObject { ["Table"] = keys }.ToJsonString();
    }

    /// <summary>Gives the bodies of the requests for one operation, in their order.</summary>
    public IEnumerable<JsonNode> Sent(string operation)
        => _handler.Requests.Where(request => request.Operation == operation).Select(request => JsonNode.Parse(request.Body)!);

    public IEnumerable<string> Operations => _handler.Requests.Select(request => request.Operation);

    public void ShouldHaveSent(string operation, params string[] bodies)
        => Sent(operation).Select(body => body.ToJsonString()).ShouldBe(
            bodies.Select(body => JsonNode.Parse(body)!.ToJsonString()), new JsonText());

    public void Dispose()
    {
        Own.Dispose();
        _handler.Dispose();
    }

    private async Task<HttpResponseMessage> RespondAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        await Task.Yield();
        string target = request.Headers.GetValues("X-Amz-Target").Single();
        string operation = target[(target.LastIndexOf('.') + 1)..];
        if (!_answers.TryGetValue(operation, out Queue<string>? answers))
        {
            return RecordingHandler.Json("{}");
        }

        string answer = answers.Count > 1 ? answers.Dequeue() : answers.Peek();
        return RecordingHandler.Json(answer, answer.Contains("__type", StringComparison.Ordinal) ? HttpStatusCode.BadRequest : HttpStatusCode.OK);
    }

    /// <summary>The SDK writes the members in an order of its own.</summary>
    private sealed class JsonText : IEqualityComparer<string>
    {
        public bool Equals(string? x, string? y) => JsonNode.DeepEquals(JsonNode.Parse(x!), JsonNode.Parse(y!));

        public int GetHashCode(string obj) => 0;
    }
}
