using Microsoft.Extensions.Logging;

namespace TypedDynamo;

/// <summary>What one table object does differently from its annotated type.</summary>
public sealed record DynamoTableOptions
{
    /// <summary>Gets the table's name, in place of the annotated one.</summary>
    /// <value>The default is <see langword="null"/>: the name in <see cref="DynamoTableAttribute"/>.</value>
    public string? TableName { get; init; }

    /// <summary>Gets what stands before the table's name, such as the name of an environment: <c>"test-"</c>.</summary>
    /// <value>The default is <see langword="null"/>: nothing.</value>
    public string? TableNamePrefix { get; init; }

    /// <summary>Gets the clock by which retries and waits are timed, and whose time <see cref="CreatedAtAttribute"/> and
    /// <see cref="UpdatedAtAttribute"/> write.</summary>
    /// <value>The default is <see cref="TimeProvider.System"/>.</value>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Gets what makes the loggers for the few things that are worth a warning, such as a version of the SDK that makes calls slower.</summary>
    /// <value>The default is <see langword="null"/>: nothing is logged.</value>
    public ILoggerFactory? LoggerFactory { get; init; }

    /// <summary>Gets whether item requests go over connections of the library's own, past the client's pipeline: less memory and processor time
    /// for each, and none of the pipeline's extension points.</summary>
    /// <remarks>
    /// <para>
    /// What the client's configuration says of credentials (anonymous ones too), region, <c>ServiceURL</c>, endpoints (FIPS, dual stack, account
    /// based, ARNs as table names), <c>Timeout</c>, <c>ConnectTimeout</c>, proxy, <c>MaxConnectionsPerServer</c>, <c>HttpClientFactory</c>,
    /// <c>MaxErrorRetry</c>, <c>RetryMode</c>, <c>ThrottleRetries</c> and clock skew holds here too. It is read when the client's first table
    /// is made: later changes are not seen. Errors have the SDK's types, codes and request ids.
    /// </para>
    /// <para>
    /// Left out: the client's events, pipeline customizers, client-side monitoring, the SDK's logging, metrics and traces, its endpoint discovery, the
    /// Lambda trace header, and what environment variables switch in the SDK alone, such as <c>AWS_NEW_RETRIES_2026</c>. Calls that do not
    /// read or write items, those of <c>EnsureCreatedAsync</c> for one, go through the client as ever, and so does PartiQL without a table.
    /// </para>
    /// <para>
    /// Retries are those of the SDK's standard mode with two differences. The retry quota of 500 tokens is the client's own, so that a throttled
    /// scan by another client costs this one nothing. And a connection that breaks while the answer is awaited counts as an attempt: an update or
    /// a PartiQL statement, which may have been done, is then sent once more at the most, where the SDK may send it a dozen times.
    /// </para>
    /// </remarks>
    /// <value>The default is <see langword="false"/>: requests go through the client's pipeline.</value>
    /// <exception cref="ArgumentException">A table is made with the option and a client that is not exactly an
    /// <see cref="Amazon.DynamoDBv2.AmazonDynamoDBClient"/>: whatever it does to its calls would be passed by.</exception>
    public bool UseLeanTransport { get; init; }
}
