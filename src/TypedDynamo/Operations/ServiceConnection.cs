using System.Diagnostics;
using Amazon.DynamoDBv2;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using TypedDynamo.Observability;
using TypedDynamo.Transport;
using TypedDynamo.Wire;

namespace TypedDynamo.Operations;

/// <summary>A client as operations see it: the one way by which every request of an item operation leaves, and its response comes.</summary>
internal sealed class ServiceConnection(IAmazonDynamoDB client, DynamoTableOptions options)
{
    private readonly ITransport _transport = TransportFactory.Create(client, options);

    public IAmazonDynamoDB Client { get; } = client;

    public TimeProvider TimeProvider { get; } = options.TimeProvider;

    public ILogger Logger { get; } = options.LoggerFactory?.CreateLogger("TypedDynamo") ?? NullLogger.Instance;

    /// <summary>Sends one request.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="target">What the request reads or writes.</param>
    /// <param name="request">The request as DynamoDB's JSON, which ends with its closing brace. The caller keeps it as it is.</param>
    /// <param name="cancellationToken">Cancels the wait, and the SDK's retries.</param>
    /// <returns>The response, which the caller disposes of when it has read it.</returns>
    /// <exception cref="AmazonDynamoDBException">The service refused the request, or the retries ended.</exception>
    public async Task<ServiceResponse> SendAsync(
        DynamoOperation operation, RequestTarget target, ByteBuffer request, CancellationToken cancellationToken)
    {
        CapacityMeter? meter = CapacityMeter.Current;
        bool reportsCapacity = meter is not null || Telemetry.ListensToCapacity;
        bool asksForCapacity = reportsCapacity || target.AsksForCapacity;
        Activity? span = Telemetry.Start(operation.Name, target);
        long start = Stopwatch.GetTimestamp();
        ByteBuffer? body = null;
        int length = request.Length;
        try
        {
            if (asksForCapacity)
            {
                request.Truncate(length - 1);
                request.Write(",\"ReturnConsumedCapacity\":\"INDEXES\"}"u8);
            }

            body = await _transport.SendAsync(operation, target.TableName, request, cancellationToken).ConfigureAwait(false);
            if (reportsCapacity)
            {
                ReportCapacity(body.Written, target.IsWrite ?? operation.IsWrite, meter, span);
            }

            Telemetry.End(span, operation.Name, target, start, null);
            return new ServiceResponse(body, span, operation, target);
        }
        catch (Exception error)
        {
            body?.Dispose();
            Telemetry.End(span, operation.Name, target, start, error);
            span?.Dispose();
            throw;
        }
        finally
        {
            if (asksForCapacity)
            {
                request.Truncate(length - 1);
                request.Write((byte)'}');
            }
        }
    }

    private static void ReportCapacity(ReadOnlySpan<byte> response, bool isWrite, CapacityMeter? meter, Activity? span)
    {
        foreach (TableCapacity capacity in TableCapacity.Read(response, isWrite))
        {
            meter?.Add(capacity);
            Telemetry.ReportCapacity(span, capacity);
        }
    }
}

/// <summary>The answer to a request, in a pooled buffer. Its disposal ends the request's span.</summary>
internal readonly struct ServiceResponse(ByteBuffer body, Activity? span, DynamoOperation operation, RequestTarget target) : IDisposable
{
    /// <summary>Gets the response's JSON.</summary>
    public ReadOnlySpan<byte> Body => body.Written;

    /// <summary>Records the number of items in the response.</summary>
    public void ReportItems(int count) => Telemetry.ReportItems(span, operation.Name, target, count);

    public void Dispose()
    {
        body.Dispose();
        span?.Dispose();
    }
}
