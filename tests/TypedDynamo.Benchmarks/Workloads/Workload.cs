using Amazon.DynamoDBv2;
using Amazon.Runtime;
using TypedDynamo.Benchmarks.Comparisons;
using TypedDynamo.Benchmarks.Serving;
using TypedDynamo.Testing;

namespace TypedDynamo.Benchmarks.Workloads;

/// <summary>All clients in front of a canned server that answers as the real engine answered.</summary>
internal sealed class Workload : IDisposable
{
    private static readonly BasicAWSCredentials s_credentials = new("canned", "not-checked");

    private readonly ServerProcess _server;
    private readonly WorkloadData _data;
    private readonly WorkloadClient[] _clients;

    private Workload(ServerProcess server, WorkloadData data, IReadOnlyDictionary<WorkloadKind, Exchange> exchanges)
    {
        _server = server;
        _data = data;
        _clients =
        [
            new LowLevelClient(new AmazonDynamoDBClient(s_credentials, Config()), data),
            new ContextClient(new AmazonDynamoDBClient(s_credentials, Config()), data),
            new TypedClient("TypedDynamo", new AmazonDynamoDBClient(s_credentials, Config()), new DynamoTableOptions(), data),
            new TypedClient(
                "TypedDynamo, LeanTransport",
                new AmazonDynamoDBClient(s_credentials, Config()),
                new DynamoTableOptions { UseLeanTransport = true },
                data),
            new TypedClient("TypedDynamo, LowLevelTransport", new DerivedClient(Config()), new DynamoTableOptions(), data),
            new BareHttpClient(server.Endpoint, exchanges, data),
        ];
    }

    /// <summary>Records the engine's answers, and starts the server.</summary>
    public static async Task<Workload> StartAsync(WorkloadData data)
    {
        IReadOnlyDictionary<WorkloadKind, Exchange> exchanges = await RecordAsync(data);
        ServerProcess server = await ServerProcess.StartAsync([.. exchanges.Values.Distinct()]);
        return new Workload(server, data, exchanges);
    }

    /// <summary>Has the engine answer each kind of call once.</summary>
    /// <remarks>The engine sends a whole table as one page, where DynamoDB ends it at 1 MB: the pages here are a little below that.</remarks>
    public static async Task<IReadOnlyDictionary<WorkloadKind, Exchange>> RecordAsync(WorkloadData data)
    {
        await using DynamoDbLocal engine = await DynamoDbLocal.StartAsync();
        using var recorder = new ExchangeRecorder();
        using var client = new TypedClient(
            "The engine",
            engine.CreateClient(config => config.HttpClientFactory = recorder.AsHttpClientFactory()),
            new DynamoTableOptions { UseLeanTransport = true },
            data);
        await client.LoadAsync();

        var exchanges = new Dictionary<WorkloadKind, Exchange>();
        foreach (WorkloadKind kind in WorkloadKind.All)
        {
            if (kind != WorkloadKind.SumLog)
            {
                await CheckAsync(kind, client, kind.Call(client)!, kind.Expected(data));
                exchanges[kind] = recorder.LastOf(kind.TableName);
            }
        }

        // Of the same page, whatever a client asks for: what is compared is how it is read.
        exchanges[WorkloadKind.SumLog] = exchanges[WorkloadKind.ScanLog];
        return exchanges;
    }

    /// <summary>Makes what is measured: each kind by each client that has it. A wrong result ends the measuring.</summary>
    public IReadOnlyList<Variant> Variants(IEnumerable<WorkloadKind> kinds)
        => [.. from kind in kinds
               from client in _clients
               let call = kind.Call(client)
               where call is not null
               let expected = kind.Expected(_data)
               select new Variant(kind.Name, kind.Title, client.Name, () => CheckAsync(kind, client, call, expected))];

    public void Dispose()
    {
        foreach (WorkloadClient client in _clients)
        {
            client.Dispose();
        }

        _server.Dispose();
    }

    private AmazonDynamoDBConfig Config() => new() { ServiceURL = _server.Endpoint.ToString(), AuthenticationRegion = "us-east-1" };

    private static async Task CheckAsync(WorkloadKind kind, WorkloadClient client, Func<Task<long>> call, long expected)
    {
        long found = await call();
        if (found != expected)
        {
            throw new InvalidOperationException($"{client.Name} answers {kind.Title} with {found} where it should be {expected}.");
        }
    }

    /// <summary>A client that TypedDynamo does not know, and whose ordinary calls it therefore makes.</summary>
    private sealed class DerivedClient(AmazonDynamoDBConfig config) : AmazonDynamoDBClient(s_credentials, config);
}
