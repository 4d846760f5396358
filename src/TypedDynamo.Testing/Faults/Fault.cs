using System.Globalization;
using System.Net;

namespace TypedDynamo.Testing;

/// <summary>
/// A fault that a <see cref="FaultProxy"/> injects into a request. A <see cref="FaultRule"/> determines into which requests and how often.
/// </summary>
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

    /// <summary>Gets the fault that responds with status 500 and <c>InternalServerError</c>. The engine never sees the request.</summary>
    public static Fault InternalServerError { get; } =
        Error(HttpStatusCode.InternalServerError, "com.amazonaws.dynamodb.v20120810#InternalServerError");

    /// <summary>Gets the fault that responds with status 503 and <c>ServiceUnavailable</c>. The engine never sees the request.</summary>
    public static Fault ServiceUnavailable { get; } = Error(HttpStatusCode.ServiceUnavailable, "ServiceUnavailable");

    /// <summary>
    /// Gets the fault that refuses the request because its session token has expired: status 400, <c>ExpiredTokenException</c>. The engine
    /// never sees the request.
    /// </summary>
    public static Fault ExpiredToken { get; } = Error(HttpStatusCode.BadRequest, "com.amazon.coral.service#ExpiredTokenException");

    /// <summary>
    /// Gets the fault that refuses the request because its access key is unknown or no longer valid: status 400,
    /// <c>UnrecognizedClientException</c>. The engine never sees the request.
    /// </summary>
    public static Fault UnrecognizedClient { get; } =
        Error(HttpStatusCode.BadRequest, "com.amazon.coral.service#UnrecognizedClientException");

    /// <summary>
    /// Gets the fault that refuses a transaction because one with the same token is still in progress: status 400,
    /// <c>TransactionInProgressException</c>. The engine never sees the request.
    /// </summary>
    public static Fault TransactionInProgress { get; } =
        Error(HttpStatusCode.BadRequest, "com.amazonaws.dynamodb.v20120810#TransactionInProgressException");

    /// <summary>
    /// Gets the fault that cancels a transaction because of a conflict with another one on its first item. The engine never sees the
    /// request.
    /// </summary>
    /// <remarks>Operations other than transactions are skipped, as if the rule did not name them.</remarks>
    public static Fault TransactionConflict { get; } = TransactionCanceled("TransactionConflict");

    /// <summary>Gets the fault that resets the connection before the request is forwarded: nothing was applied.</summary>
    /// <remarks>
    /// A client cannot distinguish it from <see cref="ResetAfter"/>. After either, the AWS SDK immediately sends a request again up to ten
    /// times, before its retries (<c>MaxStaleConnectionRetries</c>), so that it often succeeds as if nothing had happened.
    /// </remarks>
    public static Fault ResetBefore { get; } = new(FaultKind.ResetBefore, nameof(ResetBefore));

    /// <summary>Gets the fault that forwards the request, and resets the connection instead of responding: the request was applied.</summary>
    public static Fault ResetAfter { get; } = new(FaultKind.ResetAfter, nameof(ResetAfter));

    /// <summary>
    /// Gets the fault that forwards the request, sends the headers of the response and half of its body, and closes the connection: the
    /// request was applied.
    /// </summary>
    public static Fault TruncatedBody { get; } = new(FaultKind.TruncatedBody, nameof(TruncatedBody));

    /// <summary>
    /// Gets the fault that forwards the request, and returns the response with a wrong checksum of its body in <c>x-amz-crc32</c>: the
    /// request was applied.
    /// </summary>
    public static Fault WrongChecksum { get; } = new(FaultKind.WrongChecksum, nameof(WrongChecksum));

    /// <summary>Gets the fault that forwards the request, and returns the response in chunks, without <c>Content-Length</c>.</summary>
    /// <remarks>The AWS SDK does not verify the checksum of such a response.</remarks>
    public static Fault ChunkedBody { get; } = new(FaultKind.ChunkedBody, nameof(ChunkedBody));

    /// <summary>
    /// Gets the fault that forwards the request, and returns the response compressed by gzip, whether the client accepts that or not. The
    /// checksum is that of the compressed bytes.
    /// </summary>
    public static Fault GzipBody { get; } = new(FaultKind.GzipBody, nameof(GzipBody));

    internal FaultKind Kind { get; }

    internal TimeSpan Delay { get; private init; }

    internal double Fraction { get; private init; }

    internal HttpStatusCode StatusCode { get; private init; }

    internal string ErrorType { get; private init; } = "";

    internal IReadOnlyList<string>? CancellationReasons { get; private init; }

    internal TimeSpan? ClockOffset { get; private init; }

    /// <summary>Makes a fault that delays the request, and then forwards it or passes it to the next rule.</summary>
    /// <param name="delay">The delay, at least zero.</param>
    /// <returns>The fault.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="delay"/> is negative, or longer than about 49 days.</exception>
    public static Fault Latency(TimeSpan delay)
    {
        ThrowIfNoDelay(delay);
        return new Fault(FaultKind.Latency, FormattableString.Invariant($"Latency({delay.TotalMilliseconds:0.###} ms)")) { Delay = delay };
    }

    /// <summary>Makes a fault that forwards the request, sends the headers of the response and half of its body, and the rest later.</summary>
    /// <remarks>Use <see cref="Latency"/> to delay the headers.</remarks>
    /// <param name="delay">The time between the two halves, at least zero.</param>
    /// <returns>The fault.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="delay"/> is negative, or longer than about 49 days.</exception>
    public static Fault SlowBody(TimeSpan delay)
    {
        ThrowIfNoDelay(delay);
        return new Fault(FaultKind.SlowBody, FormattableString.Invariant($"SlowBody({delay.TotalMilliseconds:0.###} ms)")) { Delay = delay };
    }

    /// <summary>
    /// Makes a fault that refuses requests like a service whose clock differs: status 400, and a <c>Date</c> header with that clock's time.
    /// The engine never sees the request.
    /// </summary>
    /// <remarks>
    /// Requests whose <c>X-Amz-Date</c> is within five minutes of the service's clock are skipped, as if the rule did not name them, and so
    /// are requests without it: a client that corrects its clock succeeds.
    /// </remarks>
    /// <param name="ahead">How far the service's clock is ahead of this machine's; negative if it is slow.</param>
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
    /// Makes a fault that leaves a random part of a BatchWriteItem or BatchGetItem request unprocessed: the engine gets only the rest, and
    /// the response lists the part in <c>UnprocessedItems</c> or <c>UnprocessedKeys</c>, with elements that the engine itself did not
    /// process.
    /// </summary>
    /// <remarks>
    /// Other operations are skipped, as if the rule did not name them. If every element stays unprocessed, the engine gets no request and
    /// the response is a success; DynamoDB itself throttles such a request.
    /// </remarks>
    /// <param name="fraction">The probability of each element to stay unprocessed, 0 to 1.</param>
    /// <returns>The fault.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="fraction"/> is out of its range.</exception>
    public static Fault Unprocessed(double fraction)
    {
        FaultRule.ThrowIfNoProbability(fraction);
        return new Fault(FaultKind.Unprocessed, FormattableString.Invariant($"Unprocessed({fraction})")) { Fraction = fraction };
    }

    /// <summary>Makes a fault that responds with an error. The engine never sees the request.</summary>
    /// <param name="statusCode">The status, 400 to 599.</param>
    /// <param name="type">
    /// The value of <c>__type</c> in the response, such as <c>com.amazonaws.dynamodb.v20120810#RequestLimitExceeded</c>: the SDK's error
    /// code is the part after the <c>#</c>, or all of it.
    /// </param>
    /// <returns>The fault.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="statusCode"/> is not an error's status.</exception>
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
    /// <remarks>Operations other than transactions are skipped, as if the rule did not name them.</remarks>
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
