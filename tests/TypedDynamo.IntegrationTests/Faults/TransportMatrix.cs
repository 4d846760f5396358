using System.Collections.Concurrent;
using System.Net;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using TypedDynamo.IntegrationTests.Engine;
using TypedDynamo.IntegrationTests.Entities;
using TypedDynamo.IntegrationTests.Operations;
using TypedDynamo.Testing;

namespace TypedDynamo.IntegrationTests.Faults;

/// <summary>What becomes of the same calls through the same faults, by the SDK's own client and over each transport.</summary>
/// <remarks>
/// The time goes into the SDK's waits between attempts, so that all is observed at once, but for what has a time limit: that waits until
/// the rest is done. Each observation has a proxy of its own, and with it retry tokens and a clock correction of its own: the SDK has them by
/// address.
/// </remarks>
public sealed class TransportMatrix : IAsyncLifetime
{
    /// <summary>The reference: the SDK's own client.</summary>
    public const string Sdk = "AmazonDynamoDBClient";

    public static readonly string[] Transports = ["SdkTransport", "LowLevelTransport", "LeanTransport"];

    // How long clients wait for an answer to begin, where a fault keeps them waiting.
    // An answer without a fault must come within it too, on a machine that has much else to do.
    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(12);

    public static readonly IReadOnlyDictionary<string, Fault> Faults = new Dictionary<string, Fault>
    {
        ["ProvisionedThroughputExceeded"] = Fault.ProvisionedThroughputExceeded,
        ["Throttling"] = Fault.Throttling,
        ["InternalServerError"] = Fault.InternalServerError,
        ["ServiceUnavailable"] = Fault.ServiceUnavailable,
        ["ResetBefore"] = Fault.ResetBefore,
        ["ResetAfter"] = Fault.ResetAfter,
        ["TruncatedBody"] = Fault.TruncatedBody,
        ["WrongChecksum"] = Fault.WrongChecksum,
        ["SlowHeaders"] = Fault.Latency(TimeSpan.FromMinutes(5)),
        ["SlowBody"] = Fault.SlowBody(s_timeout * 1.25),
        ["ChunkedBody"] = Fault.ChunkedBody,
        ["GzipBody"] = Fault.GzipBody,
        ["ExpiredToken"] = Fault.ExpiredToken,
        ["UnrecognizedClient"] = Fault.UnrecognizedClient,
        ["InvalidSignature"] = Fault.Error(HttpStatusCode.BadRequest, "com.amazon.coral.service#InvalidSignatureException"),
        ["ClockAhead"] = Fault.ClockSkew(TimeSpan.FromHours(2)),
        ["ClockBehind"] = Fault.ClockSkew(TimeSpan.FromHours(-2), "RequestTimeTooSkewed"),
    };

    private static readonly Guid s_thread = Guid.NewGuid();

    private static readonly string[] s_operations = ["GetItem", "PutItem", "Query"];

    private readonly EngineFixture _fixture = new();
    private readonly ConcurrentDictionary<(string Fault, bool Persists, string By), Task<string[]>> _observations = new();
    private readonly Message[] _stored = [.. Enumerable.Range(0, 5).Select(i => new Message(s_thread, FormattableString.Invariant($"{i}"), i))];
    private readonly string _database = FormattableString.Invariant($"matrix{Environment.ProcessId}");

    public async Task InitializeAsync()
    {
        await _fixture.InitializeAsync();
        using AmazonDynamoDBClient direct = _fixture.Engine.CreateClient(_database);
        var table = new MessageTable(direct);
        await table.EnsureCreatedAsync();
        await table.PutManyAsync(_stored);
        Task others = ObserveAllAsync(Faults.Keys.Where(fault => !IsTimed(fault)), Task.CompletedTask);
        _ = ObserveAllAsync(Faults.Keys.Where(IsTimed), others);
    }

    public Task DisposeAsync() => Task.WhenAll(_observations.Values);

    /// <summary>Gives for a get, a put and a query how many requests came, and what the call ended with.</summary>
    /// <param name="fault">Which fault.</param>
    /// <param name="persists">Whether every attempt meets it, or only the first two.</param>
    /// <param name="by">A transport, or <see cref="Sdk"/>.</param>
    public Task<string[]> OutcomesAsync(string fault, bool persists, string by) => _observations[(fault, persists, by)];

    public static MessageTable TableOver(string transport, AmazonDynamoDBClient client) => transport switch
    {
        "SdkTransport" => new MessageTable(client),
        "LowLevelTransport" => new MessageTable(ForwardingClient.Around(client)),
        "LeanTransport" => new MessageTable(client, new DynamoTableOptions { UseLeanTransport = true }),
        _ => throw new ArgumentOutOfRangeException(nameof(transport), transport, "There is no such transport."),
    };

    private static bool IsTimed(string fault) => fault.StartsWith("Slow", StringComparison.Ordinal);

    private Task ObserveAllAsync(IEnumerable<string> faults, Task others)
    {
        (string Fault, bool Persists, string By)[] all =
        [
            .. from fault in faults from persists in new[] { true, false } from name in Transports.Append(Sdk) select (fault, persists, name),
        ];
        foreach ((string fault, bool persists, string by) in all)
        {
            _observations[(fault, persists, by)] = Task.Run(async () =>
            {
                await others;
                return await ObserveAsync(fault, persists, by);
            });
        }

        return Task.WhenAll(all.Select(one => _observations[one]));
    }

    private Task<string[]> ObserveAsync(string fault, bool persists, string by)
        => Task.WhenAll(s_operations.Select((operation, index) => ObserveAsync(fault, persists, by, operation, index)));

    private async Task<string> ObserveAsync(string fault, bool persists, string by, string operation, int index)
    {
        await using FaultProxy proxy = await FaultProxy.StartAsync(_fixture.Engine.Endpoint);
        proxy.Add(new FaultRule { Fault = Faults[fault], Times = persists ? null : 2 });
        using AmazonDynamoDBClient client = proxy.CreateClient(_database, config =>
        {
            config.MaxErrorRetry = 3;
            config.Timeout = IsTimed(fault) ? s_timeout : TimeSpan.FromMinutes(1);
            if (IsTimed(fault))
            {
                // The SDK has been seen to send once more after its own time limit: perhaps it takes the connection that it cut itself for a stale one.
                config.MaxStaleConnectionRetries = 0;
            }
        });

        string end = await EndOfAsync((by == Sdk ? CallsOf(client) : CallsOf(TableOver(by, client)))[index]);
        proxy.CountRequests(operation).ShouldBe(proxy.CountRequests());
        return FormattableString.Invariant($"{proxy.CountRequests()}: {end}");
    }

    private Func<Task>[] CallsOf(MessageTable table)
    {
        Message first = _stored[0];
        return
        [
            async () => (await table.GetAsync(first.Thread, first.Number)).ShouldBe(first),
            () => table.PutAsync(first),
            async () => (await table.Query(first.Thread).PageSize(10).ToPageAsync()).Items.ShouldBe(_stored),
        ];
    }

    private Func<Task>[] CallsOf(AmazonDynamoDBClient client)
    {
        Message first = _stored[0];
        var thread = new AttributeValue { S = $"{first.Thread}" };
        var key = new Dictionary<string, AttributeValue> { ["Thread"] = thread, ["Number"] = new() { S = first.Number } };
        return
        [
            async () => (await client.GetItemAsync("messages", key)).Item["Length"].N.ShouldBe("0"),
            () => client.PutItemAsync("messages", new(key) { ["Length"] = new() { N = "0" } }),
            async () => (await client.QueryAsync(new QueryRequest("messages")
            {
                KeyConditionExpression = "Thread = :thread",
                ExpressionAttributeValues = new() { [":thread"] = thread },
                Limit = 10,
            })).Items.Select(item => item["Length"].N).ShouldBe(["0", "1", "2", "3", "4"]),
        ];
    }

    private static async Task<string> EndOfAsync(Func<Task> call)
    {
        try
        {
            await call();
            return "success";
        }
        catch (AmazonServiceException error)
        {
            string id = string.IsNullOrEmpty(error.RequestId) ? "no request id" : "request id";
            return FormattableString.Invariant($"{error.GetType().Name}, {error.ErrorCode}, {(int)error.StatusCode}, {id}");
        }
        catch (Exception error)
        {
            return error.GetType().Name;
        }
    }
}
