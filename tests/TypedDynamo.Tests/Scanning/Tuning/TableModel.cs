namespace TypedDynamo.Tests.Scanning.Tuning;

/// <summary>A table and the client that scans it, as they are from a moment on. Times are in seconds.</summary>
internal sealed record TableModel
{
    /// <summary>Gets the mean time that DynamoDB takes for a page of usual size.</summary>
    public double Latency { get; init; } = 0.02;

    /// <summary>Gets the spread of latencies: the standard deviation of their logarithms.</summary>
    public double LatencySpread { get; init; }

    /// <summary>Gets how many requests are served at once; others wait.</summary>
    public int Slots { get; init; } = int.MaxValue;

    /// <summary>Gets how much longer a page takes for every request that waits: a server that overload slows down.</summary>
    public double Overload { get; init; }

    /// <summary>Gets the provisioned capacity; a request that finds none left is throttled.</summary>
    public double PagesPerSecond { get; init; } = double.PositiveInfinity;

    /// <summary>Gets for how many seconds unused capacity is saved.</summary>
    public double BurstSeconds { get; init; } = 2;

    /// <summary>Gets the share of the throttles that the scheduler sees; the SDK's retries hide the others.</summary>
    public double VisibleThrottles { get; init; }

    /// <summary>Gets the spread of page sizes from segment to segment: the standard deviation of their logarithms.</summary>
    public double Skew { get; init; }

    /// <summary>Gets the time that a page takes of one of <see cref="Cores"/>, after which its worker asks for the next.</summary>
    public double Decoding { get; init; }

    public int Cores { get; init; } = 2;

    /// <summary>Gets the pages a second that the consumer takes from a buffer of 32.</summary>
    public double ConsumerPagesPerSecond { get; init; } = double.PositiveInfinity;
}
