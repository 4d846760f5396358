using System.Net.Http.Headers;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using TypedDynamo.IntegrationTests.Engine;
using TypedDynamo.Testing;

namespace TypedDynamo.IntegrationTests.Faults;

/// <summary>What the tests of the proxy share. Every test has a proxy of its own, and so retry tokens of its own.</summary>
public abstract class ProxiedTests(EngineFixture fixture) : IAsyncLifetime, IClassFixture<EngineFixture>
{
    protected const string Table = "faults";

    private FaultProxy? _proxy;
    private AmazonDynamoDBClient? _direct;
    private AmazonDynamoDBClient? _client;

    protected string Database => fixture.Database;

    protected DynamoDbLocal Engine => fixture.Engine;

    protected FaultProxy Proxy => _proxy!;

    /// <summary>Gets a client past the proxy.</summary>
    protected AmazonDynamoDBClient Direct => _direct!;

    /// <summary>Gets a client through the proxy, which tries once.</summary>
    protected AmazonDynamoDBClient Client => _client!;

    public async Task InitializeAsync()
    {
        _proxy = await FaultProxy.StartAsync(Engine.Endpoint);
        _direct = fixture.CreateClient();
        _client = CreateClient(_proxy);
        await CreateTableAsync(Table);
    }

    public async Task DisposeAsync()
    {
        Client.Dispose();
        Direct.Dispose();
        await Proxy.DisposeAsync();
    }

    /// <summary>Makes a client that tries once, for a fault to be seen as it is.</summary>
    protected AmazonDynamoDBClient CreateClient(FaultProxy proxy, Action<AmazonDynamoDBConfig>? configure = null)
        => proxy.CreateClient(Database, config =>
        {
            config.MaxErrorRetry = 0;
            config.MaxStaleConnectionRetries = 0;
            configure?.Invoke(config);
        });

    protected Task CreateTableAsync(string name) => Direct.CreateTableAsync(new CreateTableRequest
    {
        TableName = name,
        AttributeDefinitions = [new AttributeDefinition("PK", ScalarAttributeType.S)],
        KeySchema = [new KeySchemaElement("PK", KeyType.HASH)],
        BillingMode = BillingMode.PAY_PER_REQUEST,
    });

    protected static Dictionary<string, AttributeValue> Key(string id) => new() { ["PK"] = new AttributeValue { S = id } };

    protected async Task<string[]> StoredAsync(string table = Table)
        => [.. (await Direct.ScanAsync(new ScanRequest(table))).Items.Select(item => item["PK"].S)];

    protected async Task<(HttpResponseMessage Response, byte[] Body)> PostAsync(Uri endpoint, string operation, string body)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, endpoint)
        {
            Content = new StringContent(body, new MediaTypeHeaderValue("application/x-amz-json-1.0")),
        };
        request.Headers.Add("X-Amz-Target", "DynamoDB_20120810." + operation);
        request.Headers.TryAddWithoutValidation(
            "Authorization", $"AWS4-HMAC-SHA256 Credential={Database}/20200101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0");
        HttpResponseMessage response = await http.SendAsync(request);
        return (response, await response.Content.ReadAsByteArrayAsync());
    }
}
