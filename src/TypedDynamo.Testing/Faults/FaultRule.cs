using System.Runtime.CompilerServices;

namespace TypedDynamo.Testing;

/// <summary>
/// A rule that determines which requests through a <see cref="FaultProxy"/> get a fault, and how often. With only the fault set, all of
/// them do.
/// </summary>
/// <remarks>
/// A request must match <see cref="Operation"/> and <see cref="When"/>; then <see cref="Every"/>, <see cref="Probability"/> and
/// <see cref="Times"/> decide, in this order. A retry is a separate request. <example>
/// <code>
/// proxy.Add(new FaultRule { Fault = Fault.Unprocessed(0.3), Operation = "BatchWriteItem" });
/// proxy.Add(new FaultRule { Fault = Fault.Throttling, Probability = 0.2 });
/// proxy.Add(new FaultRule { Fault = Fault.ResetAfter, Operation = "UpdateItem", Times = 1 });
/// </code>
/// </example>
/// </remarks>
public sealed class FaultRule
{
    private readonly double _probability = 1;
    private readonly int _every = 1;
    private readonly int? _times;

    /// <summary>Gets the fault.</summary>
    public required Fault Fault { get; init; }

    /// <summary>Gets the DynamoDB operation that the rule applies to, such as <c>BatchWriteItem</c>; case matters.</summary>
    /// <value>The default is <see langword="null"/>: all operations.</value>
    public string? Operation { get; init; }

    /// <summary>
    /// Gets the predicate that decides from a request's headers and body whether the rule applies. It is called for one request at a time,
    /// and must not call the proxy.
    /// </summary>
    /// <value>The default is <see langword="null"/>: for all of <see cref="Operation"/>.</value>
    /// <remarks>If it throws an exception, the response has status 502 and the exception's message.</remarks>
    public Func<RecordedRequest, bool>? When { get; init; }

    /// <summary>Gets the interval of matching requests that get the fault, at least 1: with 5, every fifth one.</summary>
    /// <value>The default is 1: every one.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public int Every
    {
        get => _every;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1, nameof(Every));
            _every = value;
        }
    }

    /// <summary>Gets the probability of the fault, 0 to 1. <see cref="FaultProxyOptions.Seed"/> makes it repeatable.</summary>
    /// <value>The default is 1: certain.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of its range.</exception>
    public double Probability
    {
        get => _probability;
        init
        {
            ThrowIfNoProbability(value, nameof(Probability));
            _probability = value;
        }
    }

    /// <summary>Gets how many requests may get the fault in total, at least 1. After these the rule does nothing.</summary>
    /// <value>The default is <see langword="null"/>: no limit.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public int? Times
    {
        get => _times;
        init
        {
            if (value is { } times)
            {
                ArgumentOutOfRangeException.ThrowIfLessThan(times, 1, nameof(Times));
            }

            _times = value;
        }
    }

    /// <summary>Refuses a value that is not a probability, including NaN.</summary>
    internal static void ThrowIfNoProbability(double value, [CallerArgumentExpression(nameof(value))] string? name = null)
    {
        if (!(value is >= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(name, value, "A probability lies between 0 and 1.");
        }
    }
}
