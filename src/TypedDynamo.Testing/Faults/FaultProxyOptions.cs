namespace TypedDynamo.Testing;

/// <summary>Options of a <see cref="FaultProxy"/>. The defaults suit tests.</summary>
public sealed class FaultProxyOptions
{
    /// <summary>Gets or sets the seed of the random numbers of all rules.</summary>
    /// <value>
    /// The default is 0: every proxy draws the same numbers. Sequential requests thus get the same faults in every run; of concurrent
    /// requests, the same number get one, but not always the same requests.
    /// </value>
    public int Seed { get; set; }
}
