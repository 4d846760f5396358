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

    /// <summary>Gets whether requests go over connections of the library's own, past the client's pipeline.</summary>
    /// <value>The default is <see langword="false"/>: requests go through the client's pipeline.</value>
    public bool UseLeanTransport { get; init; }
}
