using Amazon.DynamoDBv2.Model;
using TypedDynamo.Observability;
using TypedDynamo.Transport;
using TypedDynamo.Wire;

namespace TypedDynamo.Operations;

/// <summary>Sends a transaction until it succeeds or fails finally.</summary>
internal static class TransactionRequest
{
    /// <summary>Sends the same bytes in every attempt, so that DynamoDB recognizes the attempts of one call by their token.</summary>
    /// <exception cref="TransactionFailedException">An entry cannot be executed, or all attempts have failed.</exception>
    public static async Task<ServiceResponse> SendAsync(
        DynamoOperation operation, IReadOnlyList<TransactionEntry> entries, ByteBuffer request, int maxAttempts, CancellationToken cancellationToken)
    {
        // The tables share a client; everything else is taken from the first table's connection.
        TableConnection first = entries[0].Table;
        var target = new RequestTarget(first.Name)
        {
            TableNames = [.. entries.Select(entry => entry.Table.Name).Distinct(StringComparer.Ordinal)],
            BatchSize = entries.Count,
        };

        for (int attempt = 1; ; attempt++)
        {
            TimeSpan wait;
            try
            {
                return await first.Service.SendAsync(operation, target, request, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception error) when (attempt < maxAttempts && !cancellationToken.IsCancellationRequested
                && (ServiceErrors.IsTransientTransaction(error) || error is OperationCanceledException))
            {
                // It may succeed later. A cancellation that nobody here asked for is a client's own time limit.
                wait = Backoff.Next(attempt);
                string code = Telemetry.TypeOf(error);
                Log.TransactionIsSentAgain(
                    first.Service.Logger, operation.Name, first.Name, entries.Count, attempt, code, (long)wait.TotalMilliseconds);
            }
            catch (TransactionCanceledException error)
            {
                throw new TransactionFailedException(error, entries);
            }

            await Task.Delay(wait, first.TimeProvider, cancellationToken).ConfigureAwait(false);
        }
    }
}
