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
/// The time goes into the SDK's waits between attempts, so that all is observed at once. Each observation has a proxy of its own, and with it
/// retry tokens and a clock correction of its own: the SDK has them by address.
/// </remarks>
public sealed class TransportMatrix(EngineFixture fixture) : IAsyncLifetime
{
    /// <summary>The reference: the SDK's own client.</summary>
    public const string Sdk = "AmazonDynamoDBClient";

    public static readonly string[] Transports = ["SdkTransport", "LowLevelTransport", "LeanTransport"];

    /// <summary>How long the SDK waits for an answer to begin, where a fault plays with time.</summary>
    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(4);

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

    private static readonly string[] s_operations = ["GetItem", "PutItem", "Query"];

    private readonly ConcurrentDictionary<(string Fault, bool Persists, string By), Task<string[]>> _observations = new();
    private readonly Message[] _stored = [.. Enumerable.Range(0, 5).Select(i => new Message(Guid.Parse("4ab5cd5a-3ad4-4de0-9aa6-3a5d3f1a7a01"), $"{i}", i))];
    private readonly string _database = $"matrix{Environment.ProcessId}";

    public async Task InitializeAsync()
    {
        using AmazonDynamoDBClient direct = fixture.Engine.CreateClient(_database);
        var table = new MessageTable(direct);
        await table.EnsureCreatedAsync();
        await table.PutManyAsync(_stored);
        foreach (string fault in Faults.Keys)
        {
            foreach (string by in Transports.Append(Sdk))
            {
                _observations[(fault, true, by)] = Task.Run(() => ObserveAsync(fault, persists: true, by));
                _observations[(fault, false, by)] = Task.Run(() => ObserveAsync(fault, persists: false, by));
            }
        }
    }

    public Task DisposeAsync() => Task.WhenAll(_observations.Values);

    /// <summary>Gives the outcomes of a get, a put and a query.</summary>
    /// <param name="fault">Which fault.</param>
    /// <param name="persists">Whether every attempt meets it, or only the first two.</param>
    /// <param name="by">A transport, or <see cref="Sdk"/>.</param>
    /// <returns>For each call how many requests came, and what it ended with.</returns>
    public Task<string[]> OutcomesAsync(string fault, bool persists, string by) => _observations[(fault, persists, by)];

    public static MessageTable TableOver(string transport, AmazonDynamoDBClient client) => transport switch
    {
        "SdkTransport" => new MessageTable(client),
        "LowLevelTransport" => new MessageTable(ForwardingClient.Around(client)),
        "LeanTransport" => new MessageTable(client, new DynamoTableOptions { UseLeanTransport = true }),
        _ => throw new ArgumentOutOfRangeException(nameof(transport), transport, "There is no such transport."),
    };

    private async Task<string[]> ObserveAsync(string fault, bool persists, string by)
    {
        await using FaultProxy proxy = await FaultProxy.StartAsync(fixture.Engine.Endpoint);
        foreach (string operation in s_operations)
        {
            proxy.Add(new FaultRule { Fault = Faults[fault], Operation = operation, Times = persists ? null : 2 });
        }

        using AmazonDynamoDBClient client = proxy.CreateClient(_database, config =>
        {
            config.MaxErrorRetry = 3;
            config.Timeout = fault.StartsWith("Slow", StringComparison.Ordinal) ? s_timeout : TimeSpan.FromMinutes(1);
        });

        string[] ends = await Task.WhenAll((by == Sdk ? CallsOf(client) : CallsOf(TableOver(by, client))).Select(EndOfAsync));
        return [.. s_operations.Zip(ends, (operation, end) => $"{proxy.CountRequests(operation)}: {end}")];
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
            return $"{error.GetType().Name}, {error.ErrorCode}, {(int)error.StatusCode}, {(string.IsNullOrEmpty(error.RequestId) ? "no request id" : "request id")}";
        }
        catch (Exception error)
        {
            return error.GetType().Name;
        }
    }
}
