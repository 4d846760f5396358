using Amazon;
using Amazon.DynamoDBv2;
using Amazon.Runtime;
using TypedDynamo.Testing;

namespace WebLog;

/// <summary>Where the table is: in DynamoDB Local, started for this run, or where the command line or the environment says.</summary>
internal sealed class WebLogDatabase : IAsyncDisposable
{
    private readonly IAsyncDisposable[] _servers;

    private WebLogDatabase(
        AmazonDynamoDBClient client, ResponseMeter meter, string name, bool isLocalEngine, params IAsyncDisposable[] servers)
    {
        Client = client;
        Meter = meter;
        Name = name;
        IsLocalEngine = isLocalEngine;
        _servers = servers;
    }

    public AmazonDynamoDBClient Client { get; }

    /// <summary>Gets what counts the bytes that the client receives.</summary>
    public ResponseMeter Meter { get; }

    public string Name { get; }

    /// <summary>Gets whether this is DynamoDB Local, which sends pages of any size, rather than AWS, which ends them at 1 MB.</summary>
    public bool IsLocalEngine { get; }

    public static async Task<WebLogDatabase> OpenAsync(WebLogOptions options, CancellationToken cancellationToken)
    {
        Uri? endpoint = options.Endpoint ?? EndpointOf("AWS_ENDPOINT_URL_DYNAMODB") ?? EndpointOf("AWS_ENDPOINT_URL");
        string? region = options.Region ?? Variable("AWS_REGION") ?? Variable("AWS_DEFAULT_REGION");
        bool isAwsAskedFor = options.Region is not null || options.Profile is not null;
        bool isAwsConfigured = region is not null || Variable("AWS_PROFILE") is not null;

        // Who names an engine for tests does not mean AWS, even where the shell is set up for AWS too.
        bool isAws = isAwsAskedFor || (isAwsConfigured && Variable("DYNAMODB_ENDPOINT") is null);
        if (endpoint is null && !isAws)
        {
            return await StartEngineAsync(options.Latency, cancellationToken);
        }

        WebLogDatabase database = endpoint is not null ? OpenEndpoint(endpoint, options) : OpenAws(region, options.Profile);
        if (options.Latency > TimeSpan.Zero)
        {
            await database.DisposeAsync();
            throw new WebLogException(
                $"--latency slows down the DynamoDB Local that is started for the run, and this run is on {database.Name}: leave it out, "
                + "or clear the option or variable that names another endpoint, region or profile.");
        }

        return database;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        Meter.Dispose();
        foreach (IAsyncDisposable server in _servers)
        {
            await server.DisposeAsync();
        }
    }

    private static async Task<WebLogDatabase> StartEngineAsync(TimeSpan latency, CancellationToken cancellationToken)
    {
        await Console.Error.WriteLineAsync("Starting DynamoDB Local, after installing it if need be");
        DynamoDbLocal engine = await DynamoDbLocal.StartAsync(cancellationToken: cancellationToken);
        string name = $"DynamoDB Local at {engine.Endpoint}";
        var meter = new ResponseMeter();
        if (latency == TimeSpan.Zero)
        {
            return new WebLogDatabase(engine.CreateClient(config => Configure(config, meter)), meter, name, isLocalEngine: true, engine);
        }

        FaultProxy network = await FaultProxy.StartAsync(engine.Endpoint, cancellationToken: cancellationToken);
        network.Add(new FaultRule { Fault = Fault.Latency(latency) });
        return new WebLogDatabase(
            network.CreateClient(config => Configure(config, meter)),
            meter,
            $"{name}, {latency.TotalMilliseconds} ms away",
            isLocalEngine: true,
            network,
            engine);
    }

    private static WebLogDatabase OpenEndpoint(Uri endpoint, WebLogOptions options)
    {
        // AWS is spoken to by https; what speaks http is a DynamoDB Local, which takes any credentials.
        bool isLocalEngine = endpoint.Scheme == Uri.UriSchemeHttp;
        var config = new AmazonDynamoDBConfig
        {
            ServiceURL = endpoint.ToString(),
            AuthenticationRegion = options.Region ?? Variable("AWS_REGION") ?? Variable("AWS_DEFAULT_REGION") ?? "us-east-1",
        };
        var meter = new ResponseMeter();
        Configure(config, meter);
        UseProfile(config, options.Profile);

        bool hasCredentials =
            options.Profile is not null || Variable("AWS_PROFILE") is not null || Variable("AWS_ACCESS_KEY_ID") is not null;
        AmazonDynamoDBClient client = isLocalEngine && !hasCredentials
            ? new AmazonDynamoDBClient(new BasicAWSCredentials("weblog", "any"), config)
            : new AmazonDynamoDBClient(config);
        return new WebLogDatabase(client, meter, $"DynamoDB at {endpoint}", isLocalEngine);
    }

    private static WebLogDatabase OpenAws(string? region, string? profile)
    {
        var config = new AmazonDynamoDBConfig();
        var meter = new ResponseMeter();
        Configure(config, meter);
        UseProfile(config, profile);
        if (region is not null)
        {
            config.RegionEndpoint = RegionEndpoint.GetBySystemName(region);
        }

        var client = new AmazonDynamoDBClient(config);
        return new WebLogDatabase(client, meter, $"AWS's DynamoDB in {client.Config.RegionEndpoint?.SystemName}", isLocalEngine: false);
    }

    private static void Configure(AmazonDynamoDBConfig config, ResponseMeter meter)
    {
        config.HttpClientFactory = meter.AsHttpClientFactory();

        // With the SDK's own ten retries, an endpoint that does not answer would keep the user waiting for minutes.
        config.MaxErrorRetry = 2;
        config.Timeout = TimeSpan.FromSeconds(10);
    }

    private static void UseProfile(AmazonDynamoDBConfig config, string? profile)
    {
        if (profile is not null)
        {
            config.Profile = new Profile(profile);
        }
    }

    private static Uri? EndpointOf(string variable)
        => Variable(variable) is not { } text ? null
            : WebLogCommand.TryParseEndpoint(text, out Uri? endpoint) ? endpoint
            : throw new WebLogException($"{variable} is '{text}', which is no http or https address");

    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
