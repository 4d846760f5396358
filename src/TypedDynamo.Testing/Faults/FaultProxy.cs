using Amazon.DynamoDBv2;
using TypedDynamo.Testing.Engine;

namespace TypedDynamo.Testing;

/// <summary>
/// A server in front of a DynamoDB Local that forwards requests, and injects faults that the engine never causes by itself into some of
/// them.
/// </summary>
/// <remarks>
/// <para>
/// It listens on a free port of 127.0.0.1, and any client may use it. Without rules it only forwards. Rules may be added and removed at any
/// time, and apply to later requests, in the order in which they were added: delays add up, and of the other faults only the first one
/// applies.
/// </para>
/// <para>
/// Whole requests and responses are kept in memory. Signatures become invalid; DynamoDB Local does not check them, but DynamoDB does.
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

    /// <summary>
    /// Starts a proxy, within milliseconds. It does not check that the engine responds; if the engine does not, a request gets status 502.
    /// </summary>
    /// <param name="engine">The address of the engine: <see cref="DynamoDbLocal.Endpoint"/>.</param>
    /// <param name="options">The seed of the random numbers.</param>
    /// <param name="cancellationToken">Cancels the start.</param>
    /// <returns>The running proxy, to be disposed before the engine.</returns>
    /// <exception cref="ArgumentException"><paramref name="engine"/> is not an absolute HTTP address.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static async Task<FaultProxy> StartAsync(
        Uri engine, FaultProxyOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(engine);
        if (!engine.IsAbsoluteUri || engine.Scheme is not ("http" or "https"))
        {
            throw new ArgumentException($"'{engine}' is not the address of an engine; an example is http://localhost:8000.", nameof(engine));
        }

        cancellationToken.ThrowIfCancellationRequested();
        var rules = new FaultRules((options ?? new FaultProxyOptions()).Seed);
        return new FaultProxy(await FaultServer.StartAsync(engine, rules, cancellationToken).ConfigureAwait(false), rules);
    }

    /// <summary>Creates a client that goes through the proxy, with an empty database of its own.</summary>
    /// <remarks>
    /// In all other respects it is like <see cref="DynamoDbLocal.CreateClient(Action{AmazonDynamoDBConfig})"/>: for example, it retries
    /// twice.
    /// </remarks>
    /// <param name="configure">Changes the configuration before the client is made.</param>
    /// <returns>The client, to be disposed by the caller.</returns>
    public AmazonDynamoDBClient CreateClient(Action<AmazonDynamoDBConfig>? configure = null) =>
        CreateClient(LocalClient.UnusedDatabase(), configure);

    /// <summary>
    /// Creates a client that goes through the proxy, for a named database. A client that bypasses the proxy uses the same database under
    /// the same name.
    /// </summary>
    /// <remarks>In all other respects it is like <see cref="DynamoDbLocal.CreateClient(string, Action{AmazonDynamoDBConfig})"/>.</remarks>
    /// <param name="database">The name, ASCII letters and digits only.</param>
    /// <param name="configure">Changes the configuration before the client is made.</param>
    /// <returns>The client, to be disposed by the caller.</returns>
    /// <exception cref="ArgumentException"><paramref name="database"/> is empty or holds another character.</exception>
    public AmazonDynamoDBClient CreateClient(string database, Action<AmazonDynamoDBConfig>? configure = null) =>
        LocalClient.Create(Endpoint, database, configure);

    /// <summary>Adds a rule after the existing ones.</summary>
    /// <param name="rule">The rule. If you add it again, it counts from the beginning, as a separate rule.</param>
    public void Add(FaultRule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        _rules.Add(rule);
    }

    /// <summary>Removes a rule. Requests that it has already been applied to, such as delayed ones, still get its fault.</summary>
    /// <param name="rule">The rule, the same object that was added.</param>
    /// <returns>Whether the proxy had the rule.</returns>
    public bool Remove(FaultRule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        return _rules.Remove(rule);
    }

    /// <summary>Removes all rules. The counts stay.</summary>
    public void Clear() => _rules.Clear();

    /// <summary>Counts the requests so far, including retries and those that got a fault.</summary>
    /// <param name="operation">The DynamoDB operation, such as <c>Scan</c>, or <see langword="null"/> for all.</param>
    /// <returns>The number of requests.</returns>
    public long CountRequests(string? operation = null) => _rules.Count(operation, counts => counts.Requests);

    /// <summary>Counts the faults so far. A request that got a delay and another fault counts twice.</summary>
    /// <param name="operation">The DynamoDB operation, such as <c>Scan</c>, or <see langword="null"/> for all.</param>
    /// <returns>The number of faults.</returns>
    public long CountFaults(string? operation = null) => _rules.Count(operation, counts => counts.Faults);

    /// <summary>Stops the proxy. It closes its connections, also those of waiting requests.</summary>
    /// <returns>A task that completes when the proxy has stopped.</returns>
    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
