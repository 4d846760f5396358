using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Amazon;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Internal;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Identity;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Auth;
using Amazon.Runtime.Internal.Util;
using TypedDynamo.Testing;
using TypedDynamo.Transport;
using Endpoint = Amazon.Runtime.Endpoints.Endpoint;

namespace TypedDynamo.Tests.Transport;

/// <summary>What is done beside the SDK's handlers gives what these give: the stock client's call and ours are compared as they would leave.</summary>
public sealed class StockShortcutTests : IDisposable
{
    private const string AccountId = "123456789012";

    private readonly List<Sent> _sent = [];
    private readonly List<AmazonDynamoDBClient> _clients = [];
    private readonly RecordingHandler _recorder;
    private Func<HttpResponseMessage> _answer = () => CannedDynamoDb.Answer("{}");

    public StockShortcutTests()
    {
        _recorder = new RecordingHandler(async (request, token) =>
        {
            lock (_sent)
            {
                _sent.Add(new Sent(
                    request.RequestUri!,
                    request.Headers.NonValidated.Concat(request.Content!.Headers.NonValidated)
                        .ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase)));
            }

            await request.Content.ReadAsByteArrayAsync(token);
            return _answer();
        });
    }

    public void Dispose()
    {
        _clients.ForEach(client => client.Dispose());
        _recorder.Dispose();
    }

    public static TheoryData<string> Configurations => [.. s_configurations.Keys];

    private static readonly Dictionary<string, (AWSCredentials Credentials, Action<AmazonDynamoDBConfig> Configure)> s_configurations = new()
    {
        ["service URL"] = (new BasicAWSCredentials("key", "secret"), _ => { }),
        ["service URL with port"] = (new BasicAWSCredentials("key", "secret"), config => config.ServiceURL = "http://canned.invalid:8000"),
        ["service URL with path"] = (new BasicAWSCredentials("key", "secret"), config => config.ServiceURL = "http://canned.invalid/dynamo"),
        ["region"] = (new BasicAWSCredentials("key", "secret"), config => config.RegionEndpoint = RegionEndpoint.EUCentral1),
        ["region of another partition"] = (new BasicAWSCredentials("key", "secret"), config => config.RegionEndpoint = RegionEndpoint.CNNorth1),
        ["plain HTTP"] = (new BasicAWSCredentials("key", "secret"), config =>
        {
            config.RegionEndpoint = RegionEndpoint.EUWest1;
            config.UseHttp = true;
        }),
        ["dual stack and FIPS"] = (new BasicAWSCredentials("key", "secret"), config =>
        {
            config.RegionEndpoint = RegionEndpoint.USEast1;
            config.UseDualstackEndpoint = true;
            config.UseFIPSEndpoint = true;
        }),
        ["account"] = (new BasicAWSCredentials("key", "secret", AccountId), config => config.RegionEndpoint = RegionEndpoint.USEast1),
        ["account not wanted"] = (new BasicAWSCredentials("key", "secret", AccountId), config =>
        {
            config.RegionEndpoint = RegionEndpoint.USEast1;
            config.AccountIdEndpointMode = AccountIdEndpointMode.DISABLED;
        }),
        ["session token"] = (new SessionAWSCredentials("key", "secret", "token/+="), _ => { }),
        ["anonymous"] = (new AnonymousAWSCredentials(), _ => { }),
        ["adaptive retries"] = (new BasicAWSCredentials("key", "secret"), config => config.RetryMode = RequestRetryMode.Adaptive),
        ["other user agent"] = (new BasicAWSCredentials("key", "secret"), config =>
        {
            config.UseAlternateUserAgentHeader = true;
            config.ClientAppId = "shop";
        }),
        ["logged metrics"] = (new BasicAWSCredentials("key", "secret"), config => config.LogMetrics = true),
    };

    [Theory]
    [MemberData(nameof(Configurations))]
    public async Task TheStockClientsHeadersLeave(string configuration)
    {
        (AWSCredentials credentials, Action<AmazonDynamoDBConfig> configure) = s_configurations[configuration];
        AmazonDynamoDBClient client = CreateClient(credentials, configure);

        await StockGetAsync(client);
        await GetAsync(client);
        await GetAsync(client);

        _sent.Count.ShouldBe(3);
        ShouldBeAlike(_sent[0], _sent[1]);
        ShouldBeAlike(_sent[0], _sent[2]);
        _sent[1]["amz-sdk-invocation-id"].ShouldNotBe(_sent[2]["amz-sdk-invocation-id"]);
        if (credentials is not AnonymousAWSCredentials)
        {
            ShouldBeSignedAsTheSdkSigns(_sent[2], credentials.GetCredentials());
        }
    }

    [Fact]
    public async Task HeadersOfTheUsersHandlersAreSignedAndSent()
    {
        AmazonDynamoDBClient client = CreateClient(new BasicAWSCredentials("key", "secret"));
        client.BeforeRequestEvent += (_, e) =>
        {
            var headers = ((WebServiceRequestEventArgs)e).Headers;
            headers["X-Trace"] = "  a   b ";
            headers["Content-Language"] = "de";
            headers["X-Amzn-Trace-Id"] = "not-signed";
        };

        await StockGetAsync(client);
        await GetAsync(client);

        ShouldBeAlike(_sent[0], _sent[1]);
        _sent[1]["Authorization"].ShouldContain(
            "SignedHeaders=content-language;content-type;host;x-amz-api-version;x-amz-content-sha256;x-amz-date;x-amz-target;x-trace,");
        ShouldBeSignedAsTheSdkSigns(_sent[1], new ImmutableCredentials("key", "secret", null));
    }

    [Fact]
    public async Task AChangedConfigurationIsSeenByTheNextCall()
    {
        AmazonDynamoDBClient client = CreateClient(
            new BasicAWSCredentials("key", "secret", AccountId), config => config.RegionEndpoint = RegionEndpoint.USEast1);
        var config = (AmazonDynamoDBConfig)client.Config;
        Action[] changes =
        [
            () => config.RegionEndpoint = RegionEndpoint.EUWest1,
            () => config.AccountIdEndpointMode = AccountIdEndpointMode.DISABLED,
            () => config.UseDualstackEndpoint = true,
            () => config.UseFIPSEndpoint = true,
            () => config.UseHttp = true,
            () => config.AuthenticationRegion = "us-west-2",
            () => (config.UseFIPSEndpoint, config.UseDualstackEndpoint, config.ServiceURL) = (false, false, "http://other.invalid"),
            () => config.AuthenticationRegion = "eu-west-3",
        ];

        await GetAsync(client);
        foreach (Action change in changes)
        {
            change();
            _sent.Clear();
            await GetAsync(client);
            await StockGetAsync(client);
            ShouldBeAlike(_sent[1], _sent[0]);
        }
    }

    [Fact]
    public async Task RotatedCredentialsSignTheNextCall()
    {
        var credentials = new RotatingCredentials { Current = new ImmutableCredentials("first", "secret-1", null) };
        AmazonDynamoDBClient client = CreateClient(credentials, config => config.RegionEndpoint = RegionEndpoint.USEast1);
        await GetAsync(client);
        credentials.Current = new ImmutableCredentials("second", "secret-2", "token-2", AccountId);
        credentials.IsSlow = true;
        await GetAsync(client);
        await StockGetAsync(client);

        _sent[0]["Authorization"].ShouldContain("Credential=first/");
        _sent[0].Headers.ShouldNotContainKey("X-Amz-Security-Token");
        _sent[1]["Authorization"].ShouldContain("Credential=second/");
        _sent[1]["X-Amz-Security-Token"].ShouldBe("token-2");
        _sent[1].Uri.Host.ShouldStartWith(AccountId + ".");
        ShouldBeAlike(_sent[2], _sent[1]);
        ShouldBeSignedAsTheSdkSigns(_sent[1], credentials.Current);
    }

    [Fact]
    public async Task CredentialsThatCannotBeHadEndTheCallAsTheStockOne()
    {
        AmazonDynamoDBClient client = CreateClient(new RotatingCredentials());
        var stock = await Should.ThrowAsync<AmazonClientException>(() => StockGetAsync(client));
        var ours = await Should.ThrowAsync<AmazonClientException>(() => GetAsync(client));
        ours.Message.ShouldBe(stock.Message);
        _sent.ShouldBeEmpty();
    }

    [Fact]
    public async Task TheClocksSkewIsLearntAndCorrected()
    {
        AmazonDynamoDBClient client = CreateClient(new BasicAWSCredentials("key", "secret"), config => config.ServiceURL = "http://skewed.invalid");
        _answer = () =>
        {
            HttpResponseMessage answer = CannedDynamoDb.Answer("{}");
            answer.Headers.Date = DateTimeOffset.UtcNow.AddHours(1);
            return answer;
        };
        await GetAsync(client);
        await GetAsync(client);

        (TimeOf(_sent[1]) - TimeOf(_sent[0])).ShouldBeInRange(TimeSpan.FromMinutes(58), TimeSpan.FromMinutes(62));
    }

    [Theory]
    [InlineData("arn:aws:dynamodb:us-east-1:210987654321:table/rows")]
    [InlineData("rows")]
    public async Task ATableNamedByItsArnIsSoughtWhereTheStockClientSeeksIt(string table)
    {
        AmazonDynamoDBClient client = CreateClient(
            new BasicAWSCredentials("key", "secret", AccountId), config => config.RegionEndpoint = RegionEndpoint.USEast1);
        await GetAsync(client);
        await new LogRowTable(client, new DynamoTableOptions { TableName = table }).GetAsync("x");
        await StockGetAsync(client, table);

        _sent[1].Uri.AbsoluteUri.ShouldBe(_sent[2].Uri.AbsoluteUri);
    }

    [Fact]
    public async Task ADisposedResponseIsNeverReadAndRedirectsAreErrors()
    {
        AmazonDynamoDBClient client = CreateClient(new BasicAWSCredentials("key", "secret"));
        _answer = () => RecordingHandler.Json("""{"__type":"x#ValidationException","message":"no"}""", HttpStatusCode.TemporaryRedirect);
        var stock = await Should.ThrowAsync<AmazonDynamoDBException>(() => StockGetAsync(client));
        var ours = await Should.ThrowAsync<AmazonDynamoDBException>(() => GetAsync(client));
        ours.StatusCode.ShouldBe(stock.StatusCode);
        ours.ErrorCode.ShouldBe(stock.ErrorCode);
    }

    [Fact]
    public async Task TheUsersHandlersSeeTheResponsesHeaders()
    {
        AmazonDynamoDBClient client = CreateClient(new BasicAWSCredentials("key", "secret"));
        var seen = new List<string>();
        client.AfterResponseEvent += (_, e) => seen.Add(string.Join(
            '|', ((WebServiceResponseEventArgs)e).ResponseHeaders.OrderBy(header => header.Key, StringComparer.Ordinal).Select(header => $"{header.Key}={header.Value}")));

        await StockGetAsync(client);
        await GetAsync(client);

        seen[1].ShouldBe(seen[0]);
        seen[0].ShouldContain("x-amzn-RequestId=canned-request-id");
    }

    [Fact]
    public async Task AnotherSignerInTheStockOnesPlaceIsLeftAlone()
    {
        AmazonDynamoDBClient client = CreateClient(new BasicAWSCredentials("key", "secret"));
        var signer = new OtherHandler { Work = context => context.Request.Headers["Authorization"] = "by another" };
        SdkPipeline.Of(client).ReplaceHandler<Signer>(signer);
        await GetAsync(client);

        signer.Calls.ShouldBe(1);
        _sent.ShouldHaveSingleItem()["Authorization"].ShouldBe("by another");
    }

    [Fact]
    public async Task AnotherResolverInTheStockOnesPlaceIsLeftAlone()
    {
        AmazonDynamoDBClient client = CreateClient(new BasicAWSCredentials("key", "secret"));
        var resolver = new OtherHandler { Work = context => context.Request.Endpoint = new Uri("http://elsewhere.invalid/") };
        SdkPipeline.Of(client).ReplaceHandler<AmazonDynamoDBEndpointResolver>(resolver);
        await GetAsync(client);
        await GetAsync(client);

        resolver.Calls.ShouldBe(2);
        _sent.ShouldAllBe(sent => sent.Uri.Host == "elsewhere.invalid");
    }

    [Fact]
    public async Task AProviderOfTheUsersIsAskedForEveryCall()
    {
        var provider = new CountingProvider();
        AmazonDynamoDBClient client = CreateClient(new BasicAWSCredentials("key", "secret"), config => config.EndpointProvider = provider);
        await GetAsync(client);
        await GetAsync(client);

        provider.Calls.ShouldBe(2);
        _sent.ShouldAllBe(sent => sent.Uri.Host == "provided.invalid");
    }

    [Fact]
    public async Task AHandlerThatIsPutInLaterIsNotPassedOver()
    {
        AmazonDynamoDBClient client = CreateClient(new BasicAWSCredentials("key", "secret"));
        await GetAsync(client);

        var beforeSigner = new OtherHandler();
        var beforeResolver = new OtherHandler();
        var beforeUnmarshaller = new OtherHandler();
        var beforeHttp = new OtherHandler();
        RuntimePipeline pipeline = SdkPipeline.Of(client);
        pipeline.AddHandlerBefore<Signer>(beforeSigner);
        pipeline.AddHandlerBefore<AmazonDynamoDBEndpointResolver>(beforeResolver);
        pipeline.AddHandlerBefore<Unmarshaller>(beforeUnmarshaller);
        pipeline.AddHandlerAfter<Unmarshaller>(beforeHttp);
        await GetAsync(client);

        beforeSigner.Calls.ShouldBe(1);
        beforeResolver.Calls.ShouldBe(1);
        beforeUnmarshaller.Calls.ShouldBe(1);
        beforeHttp.Calls.ShouldBe(1);
        ShouldBeAlike(_sent[0], _sent[1]);
    }

    [Fact]
    public async Task AdaptiveRetriesGoOn()
    {
        AmazonDynamoDBClient client = CreateClient(new BasicAWSCredentials("key", "secret"), config =>
        {
            config.RetryMode = RequestRetryMode.Adaptive;
            config.MaxErrorRetry = 1;
        });
        int failures = 1;
        _answer = () => failures-- > 0
            ? RecordingHandler.Json("""{"__type":"x#InternalServerError","message":"later"}""", HttpStatusCode.InternalServerError)
            : CannedDynamoDb.Answer("{}");
        await GetAsync(client);

        _sent.Select(sent => sent["amz-sdk-request"]).ShouldBe(["attempt=1; max=2", "attempt=2; max=2"]);
        _sent[1]["Authorization"].ShouldBe(_sent[0]["Authorization"]);
    }

    [Fact]
    public async Task RetriesAreSignedAgainWhereTheConfigurationSaysSo()
    {
        AmazonDynamoDBClient client = CreateClient(new BasicAWSCredentials("key", "secret"), config =>
        {
            config.ResignRetries = true;
            config.MaxErrorRetry = 1;
        });
        int failures = 1;
        _answer = () => failures-- > 0
            ? RecordingHandler.Json("""{"__type":"x#InternalServerError","message":"later"}""", HttpStatusCode.InternalServerError)
            : CannedDynamoDb.Answer("{}");
        await GetAsync(client);

        // The second signature covers the length too, which the first attempt has put among the headers.
        _sent.Count.ShouldBe(2);
        _sent[1]["Authorization"].ShouldContain("content-length;content-type;host");
    }

    private static Task StockGetAsync(AmazonDynamoDBClient client, string table = "logs")
        => client.GetItemAsync(new GetItemRequest { TableName = table, Key = new() { ["PK"] = new AttributeValue("x") } });

    private static Task GetAsync(AmazonDynamoDBClient client) => new LogRowTable(client, new DynamoTableOptions { TableName = "logs" }).GetAsync("x");

    private static DateTime TimeOf(Sent sent) => DateTime.ParseExact(
        sent["X-Amz-Date"], SigV4Signer.TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);

    /// <summary>Compares two requests but for what is different in every call: its id, its time, its signature and its body.</summary>
    private static void ShouldBeAlike(Sent stock, Sent ours)
    {
        ours.Uri.AbsoluteUri.ShouldBe(stock.Uri.AbsoluteUri);
        Masked(ours).ShouldBe(Masked(stock));
    }

    private static IEnumerable<string> Masked(Sent sent) => sent.Headers
        .OrderBy(header => header.Key, StringComparer.Ordinal)
        .Select(header => $"{header.Key}: {Mask(header.Key, header.Value)}");

    private static string Mask(string name, string value) => name.ToLowerInvariant() switch
    {
        "amz-sdk-invocation-id" => Guid.Parse(value).ToString("D") == value ? "a Guid" : value,
        "x-amz-date" => Regex.Replace(value, "[0-9]", "0"),
        "x-amz-content-sha256" => Regex.Replace(value, "[0-9a-f]", "0"),
        "content-length" => "some",
        "authorization" => Regex.Replace(Regex.Replace(value, "Signature=[0-9a-f]{64}$", "Signature="), "/[0-9]{8}/", "/date/"),
        _ => value,
    };

    private void ShouldBeSignedAsTheSdkSigns(Sent sent, ImmutableCredentials credentials)
    {
        byte[] body = Encoding.UTF8.GetBytes(_recorder.Requests[_sent.IndexOf(sent)].Body);
        var request = new DefaultRequest(new GetItemRequest(), "Amazon.DynamoDBv2")
        {
            HttpMethod = "POST",
            ResourcePath = "/",
            Endpoint = sent.Uri,
            Content = body,
        };
        string authorization = sent["Authorization"];
        int start = authorization.IndexOf("SignedHeaders=", StringComparison.Ordinal) + "SignedHeaders=".Length;
        foreach (string name in authorization[start..authorization.LastIndexOf(',')].Split(';'))
        {
            request.Headers[name] = sent[name];
        }

        request.AuthenticationRegion = authorization.Split('/')[2];
        AWS4SigningResult result = new AWS4Signer().SignRequest(
            request, new AmazonDynamoDBConfig { ServiceURL = sent.Uri.ToString() }, new RequestMetrics(), credentials.AccessKey, credentials.SecretKey, TimeOf(sent));
        authorization.ShouldBe(result.ForAuthorizationHeader);
    }

    private AmazonDynamoDBClient CreateClient(AWSCredentials credentials, Action<AmazonDynamoDBConfig>? configure = null)
    {
        var config = new AmazonDynamoDBConfig
        {
            ServiceURL = "http://canned.invalid",
            AuthenticationRegion = null,
            MaxErrorRetry = 0,
            HttpClientFactory = _recorder.AsHttpClientFactory(),
        };
        configure?.Invoke(config);
        var client = new AmazonDynamoDBClient(credentials, config);
        _clients.Add(client);
        return client;
    }

    private sealed record Sent(Uri Uri, Dictionary<string, string> Headers)
    {
        public string this[string name] => Headers[name];
    }

    private sealed class RotatingCredentials : AWSCredentials
    {
        public ImmutableCredentials? Current { get; set; }

        public bool IsSlow { get; set; }

        public override ImmutableCredentials GetCredentials() => Current ?? throw new AmazonClientException("no credentials today");

        public override async Task<ImmutableCredentials> GetCredentialsAsync()
        {
            if (IsSlow)
            {
                await Task.Yield();
            }

            return GetCredentials();
        }
    }

    private sealed class OtherHandler : PipelineHandler
    {
        public int Calls { get; private set; }

        public Action<IRequestContext>? Work { get; init; }

        public override Task<T> InvokeAsync<T>(IExecutionContext executionContext)
        {
            Calls++;
            Work?.Invoke(executionContext.RequestContext);
            return base.InvokeAsync<T>(executionContext);
        }
    }

    private sealed class CountingProvider : IEndpointProvider
    {
        public int Calls { get; private set; }

        public Endpoint ResolveEndpoint(EndpointParameters parameters)
        {
            Calls++;
            return new Endpoint("http://provided.invalid");
        }
    }
}
