using System.Runtime.CompilerServices;

namespace TypedDynamo.Testing;

/// <summary>Which requests through a <see cref="FaultProxy"/> meet which fault, and how often. Without more than the fault, all of them.</summary>
/// <remarks>
/// A request has to pass <see cref="Operation"/> and <see cref="When"/> to match; then <see cref="Every"/>, <see cref="Probability"/> and
/// <see cref="Times"/> decide, in this order. A retry is a request of its own.
/// <example>
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

    /// <summary>Gets what happens.</summary>
    public required Fault Fault { get; init; }

    /// <summary>Gets the DynamoDB operation that the rule is for, such as <c>BatchWriteItem</c>; upper and lower case differ.</summary>
    /// <value>The default is <see langword="null"/>: all operations.</value>
    public string? Operation { get; init; }

    /// <summary>
    /// Gets what says whether the rule is for a request, from its headers and body. It is called for one request at a time, and must not
    /// call the proxy.
    /// </summary>
    /// <value>The default is <see langword="null"/>: for all of <see cref="Operation"/>.</value>
    /// <remarks>An exception that it throws is answered by status 502, with the exception's message.</remarks>
    public Func<RecordedRequest, bool>? When { get; init; }

    /// <summary>Gets how many matching requests have to come for one of them to meet the fault, at least 1: of every five the fifth, and so on.</summary>
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

    /// <summary>Gets how probable the fault is, 0 to 1. <see cref="FaultProxyOptions.Seed"/> makes it repeatable.</summary>
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

    /// <summary>Gets how many requests may meet the fault altogether, at least 1. After these the rule does nothing.</summary>
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

    /// <summary>Refuses what is no probability; written so that NaN is refused too.</summary>
    internal static void ThrowIfNoProbability(double value, [CallerArgumentExpression(nameof(value))] string? name = null)
    {
        if (!(value is >= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(name, value, "A probability lies between 0 and 1.");
        }
    }
}
