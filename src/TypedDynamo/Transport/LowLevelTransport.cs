using Amazon.DynamoDBv2;
using TypedDynamo.Wire;

namespace TypedDynamo.Transport;

/// <summary>Sends requests by the ordinary calls of any <see cref="IAmazonDynamoDB"/>: a mock, a wrapper, a derived class, a fake.</summary>
/// <remarks>
/// The bytes become the SDK's request, and its response becomes bytes: more work than <see cref="SdkTransport"/> does, with the same result.
/// Exceptions of the client pass through.
/// </remarks>
internal sealed class LowLevelTransport(IAmazonDynamoDB client) : ITransport
{
    public Task<ByteBuffer> SendAsync(
        DynamoOperation operation, string tableName, ByteBuffer request, CancellationToken cancellationToken)
    {
        Task<ByteBuffer> call = operation.CallAsync(client, request, cancellationToken);
        return call.IsCompleted || !cancellationToken.CanBeCanceled ? call : WaitAsync(call, cancellationToken);
    }

    // The SDK reads an answer's body without looking at the token, so that a cancelled call would last as long as its answer.
    private static async Task<ByteBuffer> WaitAsync(Task<ByteBuffer> call, CancellationToken cancellationToken)
    {
        try
        {
            return await call.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!call.IsCompleted)
        {
            _ = call.ContinueWith(
                Abandon, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            throw;
        }
    }

    // Nobody waits for it any more: its failure counts as seen, and its buffer goes back.
    private static void Abandon(Task<ByteBuffer> call)
    {
        if (call.Exception is null && call.IsCompletedSuccessfully)
        {
            call.Result.Dispose();
        }
    }
}
