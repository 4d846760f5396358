using Amazon.DynamoDBv2;
using TypedDynamo.Testing.Engine;

namespace TypedDynamo.Testing;

/// <summary>A server in front of a DynamoDB Local that passes requests on, and does to some of them what the engine never does by itself.</summary>
/// <remarks>
/// <para>
/// It listens on a free port of 127.0.0.1, and any client may use it. Without rules it changes nothing but the connection. Rules may be
/// added and removed at any time, and hold for the requests that come after. They are looked at in the order in which they were added:
/// waiting times add up, and the first other fault is the one that happens.
/// </para>
/// <para>
/// Requests and answers are held in memory as a whole. Signatures do not survive, which DynamoDB Local does not check and DynamoDB does.
/// </para>
/// <example>
/// <code>
/// await using var engine = await DynamoDbLocal.StartAsync();
/// await using var proxy = await FaultProxy.StartAsync(engine.Endpoint);
/// using var client = proxy.CreateClient();
/// proxy.Add(new FaultRule { Fault = Fault.Unprocessed(0.3), Operation = "BatchWriteItem" });
/// </code>
/// </example>
/// </remarks>
public sealed class FaultProxy : IAsyncDisposable
{
    private readonly FaultServer _server;
    private readonly FaultRules _rules;

    private FaultProxy(FaultServer server, FaultRules rules)
    {
        _server = server;
        _rules = rules;
    }

    /// <summary>Gets the address of the proxy, such as <c>http://127.0.0.1:43211/</c>.</summary>
    public Uri Endpoint => _server.Endpoint;

    /// <summary>Starts a proxy, within milliseconds. The engine is not asked whether it answers; where it does not, a request gets status 502.</summary>
    /// <param name="engine">The address of the engine: <see cref="DynamoDbLocal.Endpoint"/>.</param>
    /// <param name="options">Where the random numbers begin.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    /// <returns>The running proxy, to be disposed before the engine.</returns>
    /// <exception cref="ArgumentException"><paramref name="engine"/> is no absolute HTTP address.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static async Task<FaultProxy> StartAsync(
        Uri engine, FaultProxyOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(engine);
        if (!engine.IsAbsoluteUri || engine.Scheme is not ("http" or "https"))
        {
            throw new ArgumentException($"'{engine}' is no address of an engine; http://localhost:8000 would be one.", nameof(engine));
        }

        cancellationToken.ThrowIfCancellationRequested();
        var rules = new FaultRules((options ?? new FaultProxyOptions()).Seed);
        return new FaultProxy(await FaultServer.StartAsync(engine, rules, cancellationToken).ConfigureAwait(false), rules);
    }

    /// <summary>Creates a client that goes through the proxy, with an empty database of its own.</summary>
    /// <remarks>As <see cref="DynamoDbLocal.CreateClient(Action{AmazonDynamoDBConfig})"/> otherwise: it retries twice, for instance.</remarks>
    /// <param name="configure">Changes the configuration before the client is made.</param>
    /// <returns>The client, to be disposed by the caller.</returns>
    public AmazonDynamoDBClient CreateClient(Action<AmazonDynamoDBConfig>? configure = null) =>
        CreateClient(LocalClient.UnusedDatabase(), configure);

    /// <summary>Creates a client that goes through the proxy, for a named database. A client past the proxy shares it under the same name.</summary>
    /// <remarks>As <see cref="DynamoDbLocal.CreateClient(string, Action{AmazonDynamoDBConfig})"/> otherwise.</remarks>
    /// <param name="database">The name, ASCII letters and digits only.</param>
    /// <param name="configure">Changes the configuration before the client is made.</param>
    /// <returns>The client, to be disposed by the caller.</returns>
    /// <exception cref="ArgumentException"><paramref name="database"/> is empty or holds another character.</exception>
    public AmazonDynamoDBClient CreateClient(string database, Action<AmazonDynamoDBConfig>? configure = null) =>
        LocalClient.Create(Endpoint, database, configure);

    /// <summary>Adds a rule, behind those that are there.</summary>
    /// <param name="rule">The rule. Added again, it counts from the beginning, as a rule of its own.</param>
    public void Add(FaultRule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        _rules.Add(rule);
    }

    /// <summary>Takes a rule away. Requests that it has already been applied to, such as waiting ones, still meet its fault.</summary>
    /// <param name="rule">The rule, the same object that was added.</param>
    /// <returns>Whether it was there.</returns>
    public bool Remove(FaultRule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        return _rules.Remove(rule);
    }

    /// <summary>Takes all rules away. The counts stay.</summary>
    public void Clear() => _rules.Clear();

    /// <summary>Counts the requests so far, retries and those that met a fault included.</summary>
    /// <param name="operation">The DynamoDB operation, such as <c>Scan</c>, or <see langword="null"/> for all.</param>
    /// <returns>How many came.</returns>
    public long CountRequests(string? operation = null) => _rules.Count(operation, counts => counts.Requests);

    /// <summary>Counts the faults so far. One that met a delay and another fault counts twice.</summary>
    /// <param name="operation">The DynamoDB operation, such as <c>Scan</c>, or <see langword="null"/> for all.</param>
    /// <returns>How many there were.</returns>
    public long CountFaults(string? operation = null) => _rules.Count(operation, counts => counts.Faults);

    /// <summary>Ends the proxy. Its connections are cut, those of waiting requests too.</summary>
    /// <returns>A task that ends with the proxy.</returns>
    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
