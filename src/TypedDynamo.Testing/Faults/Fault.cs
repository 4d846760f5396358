using System.Net;

namespace TypedDynamo.Testing;

/// <summary>What a <see cref="FaultProxy"/> does to a request instead of just passing it on. <see cref="FaultRule"/> says to which and how often.</summary>
public sealed class Fault
{
    private readonly string _name;

    private Fault(FaultKind kind, string name)
    {
        Kind = kind;
        _name = name;
    }

    /// <summary>
    /// Gets the fault that refuses the request as one beyond the table's capacity: status 400, <c>ProvisionedThroughputExceededException</c>.
    /// The engine never sees the request.
    /// </summary>
    public static Fault ProvisionedThroughputExceeded { get; } =
        Error(HttpStatusCode.BadRequest, "com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException");

    /// <summary>
    /// Gets the fault that refuses the request as one too many for the account or an on-demand table: status 400,
    /// <c>ThrottlingException</c>. The engine never sees the request.
    /// </summary>
    public static Fault Throttling { get; } = Error(HttpStatusCode.BadRequest, "com.amazon.coral.availability#ThrottlingException");

    /// <summary>Gets the fault that answers with status 500 and <c>InternalServerError</c>. The engine never sees the request.</summary>
    public static Fault InternalServerError { get; } =
        Error(HttpStatusCode.InternalServerError, "com.amazonaws.dynamodb.v20120810#InternalServerError");

    /// <summary>Gets the fault that answers with status 503 and <c>ServiceUnavailable</c>. The engine never sees the request.</summary>
    public static Fault ServiceUnavailable { get; } = Error(HttpStatusCode.ServiceUnavailable, "ServiceUnavailable");

    /// <summary>
    /// Gets the fault that refuses a transaction as one that is still under way under the same token: status 400,
    /// <c>TransactionInProgressException</c>. The engine never sees the request.
    /// </summary>
    public static Fault TransactionInProgress { get; } =
        Error(HttpStatusCode.BadRequest, "com.amazonaws.dynamodb.v20120810#TransactionInProgressException");

    /// <summary>Gets the fault that cancels a transaction because of another one that names its first item. The engine never sees the request.</summary>
    /// <remarks>Operations that are no transaction are passed over, as if the rule did not name them.</remarks>
    public static Fault TransactionConflict { get; } = TransactionCanceled("TransactionConflict");

    /// <summary>Gets the fault that resets the connection before the request is passed on: nothing was applied.</summary>
    /// <remarks>
    /// A client cannot tell it from <see cref="ResetAfter"/>. The AWS SDK sends a request again up to ten times at once on either, before
    /// its retries (<c>MaxStaleConnectionRetries</c>), so that it often goes on as if nothing had happened.
    /// </remarks>
    public static Fault ResetBefore { get; } = new(FaultKind.ResetBefore, nameof(ResetBefore));

    /// <summary>Gets the fault that passes the request on, and resets the connection instead of answering: whatever it asked for was applied.</summary>
    public static Fault ResetAfter { get; } = new(FaultKind.ResetAfter, nameof(ResetAfter));

    internal FaultKind Kind { get; }

    internal TimeSpan Delay { get; private init; }

    internal double Fraction { get; private init; }

    internal HttpStatusCode StatusCode { get; private init; }

    internal string ErrorType { get; private init; } = "";

    internal IReadOnlyList<string>? CancellationReasons { get; private init; }

    /// <summary>Makes a fault that keeps the request waiting, and then passes it on or hands it to the next rule.</summary>
    /// <param name="delay">How long, at least zero.</param>
    /// <returns>The fault.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="delay"/> is negative, or longer than about 49 days.</exception>
    public static Fault Latency(TimeSpan delay)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(delay, TimeSpan.Zero);
        // What Task.Delay takes.
        ArgumentOutOfRangeException.ThrowIfGreaterThan(delay, TimeSpan.FromMilliseconds(uint.MaxValue - 1));
        return new Fault(FaultKind.Latency, FormattableString.Invariant($"Latency({delay.TotalMilliseconds:0.###} ms)")) { Delay = delay };
    }

    /// <summary>
    /// Makes a fault that leaves a random part of a BatchWriteItem or BatchGetItem request undone: the engine gets the others alone, and
    /// the part comes back in <c>UnprocessedItems</c> or <c>UnprocessedKeys</c>, with what the engine itself left undone.
    /// </summary>
    /// <remarks>
    /// Other operations are passed over, as if the rule did not name them. Where every element is left undone the engine is not asked at
    /// all and the answer is a success; DynamoDB itself throttles such a request.
    /// </remarks>
    /// <param name="fraction">How probable it is for each element to be left undone, 0 to 1.</param>
    /// <returns>The fault.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="fraction"/> is out of its range.</exception>
    public static Fault Unprocessed(double fraction)
    {
        FaultRule.ThrowIfNoProbability(fraction);
        return new Fault(FaultKind.Unprocessed, FormattableString.Invariant($"Unprocessed({fraction})")) { Fraction = fraction };
    }

    /// <summary>Makes a fault that answers with an error. The engine never sees the request.</summary>
    /// <param name="statusCode">The status, 400 to 599.</param>
    /// <param name="type">
    /// What the answer names in <c>__type</c>, such as <c>com.amazonaws.dynamodb.v20120810#RequestLimitExceeded</c>: the SDK's error code
    /// is what follows the <c>#</c>, or all of it.
    /// </param>
    /// <returns>The fault.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="statusCode"/> is no error.</exception>
    /// <exception cref="ArgumentException"><paramref name="type"/> is empty.</exception>
    public static Fault Error(HttpStatusCode statusCode, string type)
    {
        ArgumentException.ThrowIfNullOrEmpty(type);
        if ((int)statusCode is < 400 or > 599)
        {
            throw new ArgumentOutOfRangeException(nameof(statusCode), statusCode, "The status of an error lies between 400 and 599.");
        }

        string name = FormattableString.Invariant($"Error({(int)statusCode}, {type[(type.LastIndexOf('#') + 1)..]})");
        return new Fault(FaultKind.Error, name) { StatusCode = statusCode, ErrorType = type };
    }

    /// <summary>
    /// Makes a fault that cancels a transaction: status 400, <c>TransactionCanceledException</c> with a reason for each entry. The engine
    /// never sees the request.
    /// </summary>
    /// <remarks>Operations that are no transaction are passed over, as if the rule did not name them.</remarks>
    /// <param name="codes">
    /// The reasons of the first entries, such as <c>None</c>, <c>TransactionConflict</c> or <c>ThrottlingError</c>; further entries have
    /// <c>None</c>.
    /// </param>
    /// <returns>The fault.</returns>
    /// <exception cref="ArgumentException">There is no code.</exception>
    public static Fault TransactionCanceled(params string[] codes)
    {
        ArgumentNullException.ThrowIfNull(codes);
        if (codes.Length == 0)
        {
            throw new ArgumentException("A transaction is cancelled for at least one reason.", nameof(codes));
        }

        return new Fault(FaultKind.Error, $"TransactionCanceled({string.Join(", ", codes)})")
        {
            StatusCode = HttpStatusCode.BadRequest,
            ErrorType = "com.amazonaws.dynamodb.v20120810#TransactionCanceledException",
            CancellationReasons = [.. codes],
        };
    }

    /// <summary>Names the fault, for the messages of failed tests.</summary>
    /// <returns>The name, such as <c>Unprocessed(0.3)</c>.</returns>
    public override string ToString() => _name;

    internal bool AppliesTo(string operation) => this switch
    {
        { Kind: FaultKind.Unprocessed } => operation is "BatchWriteItem" or "BatchGetItem",
        { CancellationReasons: not null } => operation is "TransactWriteItems" or "TransactGetItems",
        _ => true,
    };
}
