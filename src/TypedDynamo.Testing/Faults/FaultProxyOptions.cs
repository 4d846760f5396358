namespace TypedDynamo.Testing;

/// <summary>How a <see cref="FaultProxy"/> works. The defaults fit tests.</summary>
public sealed class FaultProxyOptions
{
    /// <summary>Gets or sets where the random numbers of all rules begin.</summary>
    /// <value>
    /// The default is 0: every proxy draws the same numbers. Requests that come one after the other thus meet the same faults in every
    /// run; of requests that come at once, which one meets a fault is open, and how many meet one is not.
    /// </value>
    public int Seed { get; set; }
}
