using Amazon;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using TypedDynamo.Testing;

namespace TypedDynamo.Tests.Transport.Lean;

/// <summary>Where requests go, and for where they are signed, is what a stock client makes of the same configuration.</summary>
public sealed class LeanEndpointTests
{
    private static readonly Dictionary<string, Action<AmazonDynamoDBConfig>> s_configurations = new()
    {
        ["region"] = config => config.RegionEndpoint = RegionEndpoint.EUCentral2,
        ["China"] = config => config.RegionEndpoint = RegionEndpoint.CNNorth1,
        ["local"] = config => config.RegionEndpoint = RegionEndpoint.GetBySystemName("local"),
        ["dual stack"] = config => Set(config, RegionEndpoint.EUWest1).UseDualstackEndpoint = true,
        ["FIPS"] = config => Set(config, RegionEndpoint.USEast1).UseFIPSEndpoint = true,
        ["FIPS, dual stack"] = config =>
        {
            Set(config, RegionEndpoint.USWest2).UseFIPSEndpoint = true;
            config.UseDualstackEndpoint = true;
        },
        ["HTTP"] = config => Set(config, RegionEndpoint.USEast1).UseHttp = true,
        ["service URL"] = config => config.ServiceURL = "https://dynamodb.ap-south-1.amazonaws.com",
        ["service URL, port, region"] = config =>
        {
            config.ServiceURL = "http://localhost:8000";
            config.AuthenticationRegion = "eu-west-3";
        },
        ["service URL, path"] = config =>
        {
            config.ServiceURL = "http://localhost:8000/a path/dynamo";
            config.AuthenticationRegion = "eu-west-3";
        },
        ["other signing region"] = config => Set(config, RegionEndpoint.USEast1).AuthenticationRegion = "EU-West-3",
        ["no account"] = config => Set(config, RegionEndpoint.USEast1).AccountIdEndpointMode = AccountIdEndpointMode.DISABLED,
        ["account required"] = config => Set(config, RegionEndpoint.USEast1).AccountIdEndpointMode = AccountIdEndpointMode.REQUIRED,
    };

    public static TheoryData<string, string?, string> Configurations
    {
        get
        {
            var data = new TheoryData<string, string?, string>();
            foreach (string name in s_configurations.Keys)
            {
                data.Add(name, null, "logfile_scan");
                data.Add(name, "123456789012", "logfile_scan");
                data.Add(name, "123456789012", "arn:aws:dynamodb:us-east-1:210987654321:table/logfile_scan");
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Configurations))]
    public async Task RequestsGoWhereTheSdksGo(string configuration, string? account, string tableName)
    {
        var sent = new List<SentRequest>();
        var config = new AmazonDynamoDBConfig { MaxErrorRetry = 0, HttpClientFactory = SentRequest.Record(sent, _ => RecordingHandler.Json("{}")) };
        s_configurations[configuration](config);
        using var client = new AmazonDynamoDBClient(new BasicAWSCredentials("id", "secret", account), config);
        var table = new LogRowTable(client, new DynamoTableOptions { UseLeanTransport = true, TableName = tableName });

        Exception? stockError = await Record.ExceptionAsync(
            () => client.GetItemAsync(tableName, new Dictionary<string, AttributeValue> { ["PK"] = new() { S = "request#1" } }));
        Exception? error = await Record.ExceptionAsync(() => table.GetAsync("request#1"));
        (error?.GetType()).ShouldBe(stockError?.GetType());
        (error?.Message).ShouldBe(stockError?.Message);
        if (stockError is not null)
        {
            sent.ShouldBeEmpty();
            return;
        }

        await table.GetAsync("request#1");
        sent.Count.ShouldBe(3);
        foreach (SentRequest ours in sent[1..])
        {
            ours.Uri.AbsoluteUri.ShouldBe(sent[0].Uri.AbsoluteUri);
            ours.Scope[8..].ShouldBe(sent[0].Scope[8..]);
            ours.IsSignedWith("secret").ShouldBeTrue();
            ours.IsSignedWith("another").ShouldBeFalse();
        }

        sent[0].IsSignedWith("secret").ShouldBeTrue();
    }

    [Fact]
    public async Task TheEndpointFollowsTheAccountOfTheCredentials()
    {
        var sent = new List<SentRequest>();
        var config = new AmazonDynamoDBConfig
        {
            RegionEndpoint = RegionEndpoint.USEast1,
            HttpClientFactory = SentRequest.Record(sent, _ => RecordingHandler.Json("{}")),
        };
        var credentials = new ChangingCredentials();
        using var client = new AmazonDynamoDBClient(credentials, config);
        var table = new LogRowTable(client, new DynamoTableOptions { UseLeanTransport = true });

        foreach (string? account in (string?[])["111111111111", "222222222222", null, "111111111111"])
        {
            credentials.Current = new ImmutableCredentials("id", "secret", null, account);
            await table.GetAsync("request#1");
        }

        sent.Select(request => request.Uri.Host).ShouldBe(
        [
            "111111111111.ddb.us-east-1.amazonaws.com",
            "222222222222.ddb.us-east-1.amazonaws.com",
            "dynamodb.us-east-1.amazonaws.com",
            "111111111111.ddb.us-east-1.amazonaws.com",
        ]);
    }

    [Fact]
    public async Task AProviderOfTheApplicationIsAskedForEachRequest()
    {
        var sent = new List<SentRequest>();
        var provider = new MovingProvider();
        var config = new AmazonDynamoDBConfig
        {
            RegionEndpoint = RegionEndpoint.USEast1,
            EndpointProvider = provider,
            HttpClientFactory = SentRequest.Record(sent, _ => RecordingHandler.Json("{}")),
        };
        using var client = new AmazonDynamoDBClient(new BasicAWSCredentials("id", "secret"), config);
        var table = new LogRowTable(client, new DynamoTableOptions { UseLeanTransport = true });
        await table.GetAsync("request#1");
        provider.Host = "second.invalid";
        await table.GetAsync("request#1");
        sent.Select(request => request.Uri.Host).ShouldBe(["first.invalid", "second.invalid"]);
    }

    private sealed class MovingProvider : IEndpointProvider
    {
        public string Host { get; set; } = "first.invalid";

        public Amazon.Runtime.Endpoints.Endpoint ResolveEndpoint(EndpointParameters parameters) => new($"https://{Host}");
    }

    private static AmazonDynamoDBConfig Set(AmazonDynamoDBConfig config, RegionEndpoint region)
    {
        config.RegionEndpoint = region;
        return config;
    }
}
