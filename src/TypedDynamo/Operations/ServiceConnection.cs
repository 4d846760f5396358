using Amazon.DynamoDBv2;
using TypedDynamo.Transport;
using TypedDynamo.Wire;

namespace TypedDynamo.Operations;

/// <summary>A client as operations see it: the one way by which every request of an item operation leaves, and its response comes.</summary>
internal sealed class ServiceConnection(IAmazonDynamoDB client, DynamoTableOptions options)
{
    private readonly ITransport _transport = TransportFactory.Create(client, options.LoggerFactory);

    public IAmazonDynamoDB Client { get; } = client;

    public TimeProvider TimeProvider { get; } = options.TimeProvider;

    /// <summary>Sends one request.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="target">What the request reads or writes.</param>
    /// <param name="request">The request as DynamoDB's JSON, which ends with its closing brace. The caller keeps it.</param>
    /// <param name="cancellationToken">Ends the wait, and the SDK's retries.</param>
    /// <returns>The response, which the caller disposes of when it has read it.</returns>
    /// <exception cref="AmazonDynamoDBException">The service refused the request, or the retries ended.</exception>
    public async Task<ServiceResponse> SendAsync(
        DynamoOperation operation, RequestTarget target, ByteBuffer request, CancellationToken cancellationToken)
    {
        ByteBuffer body = await _transport.SendAsync(operation, target.TableName, request, cancellationToken).ConfigureAwait(false);
        return new ServiceResponse(body);
    }
}

/// <summary>What a request reads or writes.</summary>
/// <param name="TableName">The table's name at run time; of several tables the first one's, which is what the SDK's rules on endpoints look at.</param>
/// <param name="IndexName">The index's name, where the request reads one.</param>
internal readonly record struct RequestTarget(string TableName, string? IndexName = null)
{
    /// <summary>Gets the names of all tables of a batch or a transaction; null for a request of one table.</summary>
    public IReadOnlyList<string>? TableNames { get; init; }

    /// <summary>Gets how many items a batch or a transaction names; null for other requests.</summary>
    public int? BatchSize { get; init; }
}

/// <summary>The answer to a request, in a pooled buffer.</summary>
internal readonly struct ServiceResponse(ByteBuffer body) : IDisposable
{
    /// <summary>Gets the response's JSON.</summary>
    public ReadOnlySpan<byte> Body => body.Written;

    public void Dispose() => body.Dispose();
}
