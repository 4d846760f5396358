using System.Globalization;
using System.Net;

namespace TypedDynamo.Testing;

/// <summary>What a <see cref="FaultProxy"/> does to a request instead of just passing it on. <see cref="FaultRule"/> says to which and how often.</summary>
public sealed class Fault
{
    // Signature Version 4: a request is refused whose time is further from the service's.
    private static readonly TimeSpan s_clockTolerance = TimeSpan.FromMinutes(5);

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
    /// Gets the fault that refuses the request because its session token has expired: status 400, <c>ExpiredTokenException</c>. The engine
    /// never sees the request.
    /// </summary>
    public static Fault ExpiredToken { get; } = Error(HttpStatusCode.BadRequest, "com.amazon.coral.service#ExpiredTokenException");

    /// <summary>
    /// Gets the fault that refuses the request because its access key is not known, or no longer: status 400,
    /// <c>UnrecognizedClientException</c>. The engine never sees the request.
    /// </summary>
    public static Fault UnrecognizedClient { get; } =
        Error(HttpStatusCode.BadRequest, "com.amazon.coral.service#UnrecognizedClientException");

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

    /// <summary>
    /// Gets the fault that passes the request on, sends the headers of the answer and half of its body, and closes the connection: whatever
    /// was asked for was applied.
    /// </summary>
    public static Fault TruncatedBody { get; } = new(FaultKind.TruncatedBody, nameof(TruncatedBody));

    /// <summary>
    /// Gets the fault that passes the request on, and the answer back with another checksum in <c>x-amz-crc32</c> than its body has:
    /// whatever was asked for was applied.
    /// </summary>
    public static Fault WrongChecksum { get; } = new(FaultKind.WrongChecksum, nameof(WrongChecksum));

    /// <summary>Gets the fault that passes the request on, and the answer back in chunks, without <c>Content-Length</c>.</summary>
    /// <remarks>The AWS SDK does not check the checksum of such an answer.</remarks>
    public static Fault ChunkedBody { get; } = new(FaultKind.ChunkedBody, nameof(ChunkedBody));

    /// <summary>
    /// Gets the fault that passes the request on, and the answer back compressed by gzip, whether it was asked for or not. The checksum is
    /// that of what is sent.
    /// </summary>
    public static Fault GzipBody { get; } = new(FaultKind.GzipBody, nameof(GzipBody));

    internal FaultKind Kind { get; }

    internal TimeSpan Delay { get; private init; }

    internal double Fraction { get; private init; }

    internal HttpStatusCode StatusCode { get; private init; }

    internal string ErrorType { get; private init; } = "";

    internal IReadOnlyList<string>? CancellationReasons { get; private init; }

    internal TimeSpan? ClockOffset { get; private init; }

    /// <summary>Makes a fault that keeps the request waiting, and then passes it on or hands it to the next rule.</summary>
    /// <param name="delay">How long, at least zero.</param>
    /// <returns>The fault.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="delay"/> is negative, or longer than about 49 days.</exception>
    public static Fault Latency(TimeSpan delay)
    {
        ThrowIfNoDelay(delay);
        return new Fault(FaultKind.Latency, FormattableString.Invariant($"Latency({delay.TotalMilliseconds:0.###} ms)")) { Delay = delay };
    }

    /// <summary>Makes a fault that passes the request on, sends the headers of the answer and half of its body, and the rest later.</summary>
    /// <remarks><see cref="Latency"/> is what keeps the headers waiting.</remarks>
    /// <param name="delay">How long after the first half the second one follows, at least zero.</param>
    /// <returns>The fault.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="delay"/> is negative, or longer than about 49 days.</exception>
    public static Fault SlowBody(TimeSpan delay)
    {
        ThrowIfNoDelay(delay);
        return new Fault(FaultKind.SlowBody, FormattableString.Invariant($"SlowBody({delay.TotalMilliseconds:0.###} ms)")) { Delay = delay };
    }

    /// <summary>
    /// Makes a fault that refuses requests as a service does whose clock differs: status 400, and a <c>Date</c> header of that clock. The
    /// engine never sees the request.
    /// </summary>
    /// <remarks>
    /// Requests whose <c>X-Amz-Date</c> is within five minutes of the service's clock are passed over, as if the rule did not name them, and
    /// so are requests without it: a client that corrects its clock gets through.
    /// </remarks>
    /// <param name="ahead">How far the service's clock is ahead of this machine's; negative where it is behind.</param>
    /// <param name="errorCode">
    /// The error's code. DynamoDB's is <c>InvalidSignatureException</c>; SDKs know <c>RequestTimeTooSkewed</c> too.
    /// </param>
    /// <returns>The fault.</returns>
    /// <exception cref="ArgumentException"><paramref name="errorCode"/> is empty.</exception>
    public static Fault ClockSkew(TimeSpan ahead, string errorCode = "InvalidSignatureException")
    {
        ArgumentException.ThrowIfNullOrEmpty(errorCode);
        return new Fault(FaultKind.Error, FormattableString.Invariant($"ClockSkew({ahead.TotalMinutes:0.###} min, {errorCode})"))
        {
            StatusCode = HttpStatusCode.BadRequest,
            ErrorType = "com.amazon.coral.service#" + errorCode,
            ClockOffset = ahead,
        };
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

    internal bool AppliesTo(RecordedRequest request) => this switch
    {
        { Kind: FaultKind.Unprocessed } => request.Operation is "BatchWriteItem" or "BatchGetItem",
        { CancellationReasons: not null } => request.Operation is "TransactWriteItems" or "TransactGetItems",
        { ClockOffset: { } offset } => request.Headers.TryGetValue("X-Amz-Date", out string? time)
            && (Parse(time) - (TimeProvider.System.GetUtcNow() + offset)).Duration() > s_clockTolerance,
        _ => true,
    };

    private static DateTimeOffset Parse(string time)
        => DateTimeOffset.ParseExact(time, "yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    private static void ThrowIfNoDelay(TimeSpan delay)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(delay, TimeSpan.Zero);
        // What Task.Delay takes.
        ArgumentOutOfRangeException.ThrowIfGreaterThan(delay, TimeSpan.FromMilliseconds(uint.MaxValue - 1));
    }
}
