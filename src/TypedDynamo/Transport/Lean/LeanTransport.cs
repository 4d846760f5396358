using Amazon.DynamoDBv2;
using Polly;
using Polly.Retry;
using TypedDynamo.Observability;
using TypedDynamo.Wire;

namespace TypedDynamo.Transport.Lean;

/// <summary>Sends requests over connections of its own, with the client's configuration and credentials and without its pipeline.</summary>
/// <remarks>
/// The first attempt is made without Polly, because nearly every call ends with it. After a first failure Polly takes over, and receives that
/// failure as the outcome of its own first attempt.
/// </remarks>
internal sealed class LeanTransport : ITransport
{
    private static readonly ResiliencePropertyKey<Call> s_call = new("TypedDynamo.Call");

    private readonly LeanConnection _connection;
    private readonly ResiliencePipeline<ByteBuffer>? _retries;

    private LeanTransport(LeanConnection connection, TimeProvider timeProvider)
    {
        _connection = connection;
        _retries = connection.Retries.MaxRetries == 0 ? null : CreateRetries(connection.Retries, timeProvider);
    }

    /// <summary>Creates a transport that times its waits by a clock. All transports of a client share its connections and its retry quota.</summary>
    /// <param name="client">A client of exactly this type: see <see cref="TransportFactory"/>.</param>
    /// <param name="timeProvider">The clock.</param>
    /// <exception cref="ObjectDisposedException">The client has been disposed of.</exception>
    /// <exception cref="MissingMemberException">The SDK's version lacks a member that is needed here.</exception>
    public static LeanTransport For(AmazonDynamoDBClient client, TimeProvider timeProvider) => new(LeanConnection.For(client), timeProvider);

    public async Task<ByteBuffer> SendAsync(
        DynamoOperation operation, string tableName, ByteBuffer request, CancellationToken cancellationToken)
    {
        try
        {
            ByteBuffer response = await _connection.SendAsync(operation, tableName, request, 1, cancellationToken).ConfigureAwait(false);
            _connection.Retries.Quota?.Return(RetryQuota.Increment);
            return response;
        }
        catch (Exception error) when (_retries is not null && _connection.Retries.IsRetryable(error))
        {
            return await RetryAsync(new Call(_connection, operation, tableName, request, error), cancellationToken).ConfigureAwait(false);
        }
    }

    private static ResiliencePipeline<ByteBuffer> CreateRetries(RetryRules rules, TimeProvider timeProvider)
        => new ResiliencePipelineBuilder<ByteBuffer> { TimeProvider = timeProvider }
            .AddRetry(new RetryStrategyOptions<ByteBuffer>
            {
                MaxRetryAttempts = rules.MaxRetries,
                ShouldHandle = args => ValueTask.FromResult(
                    args.AttemptNumber < rules.MaxRetries
                    && args.Outcome.Exception is { } error
                    && args.Context.Properties.GetValue(s_call, null!).MayBeSentAgainAfter(error)),
                DelayGenerator = static args => ValueTask.FromResult<TimeSpan?>(RetryRules.NextWait(args.AttemptNumber, args.Outcome.Exception!)),
            })
            .Build();

    private async Task<ByteBuffer> RetryAsync(Call call, CancellationToken cancellationToken)
    {
        ResilienceContext context = ResilienceContextPool.Shared.Get(cancellationToken);
        context.Properties.Set(s_call, call);
        try
        {
            Outcome<ByteBuffer> outcome = await _retries!.ExecuteOutcomeAsync(
                static (context, call) => call.TryAsync(context.CancellationToken), context, call).ConfigureAwait(false);
            outcome.ThrowIfException();
            return outcome.Result!;
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
            Telemetry.ReportRetries(call.Operation.Name, call.TableName, call.Retries);
        }
    }

    /// <summary>A call whose first attempt has failed.</summary>
    private sealed class Call(LeanConnection connection, DynamoOperation operation, string tableName, ByteBuffer request, Exception firstFailure)
    {
        private bool _firstIsTold;
        private bool _wasCutOff;
        private int _cost;

        public DynamoOperation Operation => operation;

        public string TableName => tableName;

        public int Retries { get; private set; }

        public async ValueTask<Outcome<ByteBuffer>> TryAsync(CancellationToken cancellationToken)
        {
            if (!_firstIsTold)
            {
                _firstIsTold = true;
                return Outcome.FromException<ByteBuffer>(firstFailure);
            }

            Retries++;
            try
            {
                ByteBuffer response = await connection.SendAsync(operation, tableName, request, Retries + 1, cancellationToken)
                    .ConfigureAwait(false);
                connection.Retries.Quota?.Return(_cost);
                return Outcome.FromResult(response);
            }
            catch (Exception error)
            {
                return Outcome.FromException<ByteBuffer>(error);
            }
        }

        public bool MayBeSentAgainAfter(Exception error)
        {
            if (!connection.Retries.IsRetryable(error))
            {
                return false;
            }

            // The request may have been done, and its answer lost: of an update that adds, each further attempt would add once more.
            if (!operation.IsIdempotent && RetryRules.IsUncertain(error))
            {
                if (_wasCutOff)
                {
                    return false;
                }

                _wasCutOff = true;
            }

            _cost = connection.Retries.CostOf(error);
            return connection.Retries.Quota?.TryTake(_cost) ?? true;
        }
    }
}
