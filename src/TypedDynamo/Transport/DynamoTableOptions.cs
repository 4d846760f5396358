using Microsoft.Extensions.Logging;

namespace TypedDynamo;

/// <summary>Options of a table object, which override its annotated type.</summary>
public sealed record DynamoTableOptions
{
    /// <summary>Gets the table's name, in place of the annotated one.</summary>
    /// <value>The default is <see langword="null"/>: the name in <see cref="DynamoTableAttribute"/>.</value>
    public string? TableName { get; init; }

    /// <summary>Gets the prefix of the table's name, such as the name of an environment: <c>"test-"</c>.</summary>
    /// <value>The default is <see langword="null"/>: no prefix.</value>
    public string? TableNamePrefix { get; init; }

    /// <summary>Gets the clock that times retries and waits, and whose time <see cref="CreatedAtAttribute"/> and
    /// <see cref="UpdatedAtAttribute"/> write.</summary>
    /// <value>The default is <see cref="TimeProvider.System"/>.</value>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Gets the factory of the loggers. The library logs retries, and warnings such as a version of the SDK that makes calls
    /// slower.</summary>
    /// <value>The default is <see langword="null"/>: nothing is logged.</value>
    public ILoggerFactory? LoggerFactory { get; init; }

    /// <summary>Gets whether item requests use connections of the library and bypass the client's pipeline: each takes less memory and
    /// processor time, but the pipeline's extension points do not apply.</summary>
    /// <remarks>
    /// <para>
    /// These parts of the client's configuration still apply: credentials (anonymous ones too), region, <c>ServiceURL</c>, endpoints (FIPS, dual
    /// stack, account based, ARNs as table names), <c>Timeout</c>, <c>ConnectTimeout</c>, proxy, <c>MaxConnectionsPerServer</c>,
    /// <c>HttpClientFactory</c>, <c>MaxErrorRetry</c>, <c>RetryMode</c>, <c>ThrottleRetries</c> and clock skew. The configuration is read when the
    /// client's first table is created: later changes have no effect. Errors have the SDK's types, codes and request ids.
    /// </para>
    /// <para>
    /// These do not apply: the client's events, pipeline customizers, client-side monitoring, the SDK's logging, metrics and traces, its endpoint
    /// discovery, the Lambda trace header, and environment variables that only the SDK reads, such as <c>AWS_NEW_RETRIES_2026</c>. Calls that do not
    /// read or write items, such as those of <c>EnsureCreatedAsync</c>, still go through the client, and so does PartiQL without a table.
    /// </para>
    /// <para>
    /// Retries are those of the SDK's standard mode with two differences. Each client has its own retry quota of 500 tokens, so a throttled
    /// scan by another client costs this one nothing. And a connection that breaks before the response arrives counts as an attempt: an update or
    /// a PartiQL statement, which may have been executed, is then sent at most once more; the SDK may send it a dozen times.
    /// </para>
    /// </remarks>
    /// <value>The default is <see langword="false"/>: requests go through the client's pipeline.</value>
    /// <exception cref="ArgumentException">A table is created with the option and a client that is not exactly an
    /// <see cref="Amazon.DynamoDBv2.AmazonDynamoDBClient"/>: the option would bypass what such a client does to its calls.</exception>
    public bool UseLeanTransport { get; init; }
}
