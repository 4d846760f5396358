namespace TypedDynamo.Operations;

/// <summary>The time to wait before a request is sent again: random, so that callers throttled together do not come back together.</summary>
internal static class Backoff
{
    private static readonly TimeSpan s_base = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan s_max = TimeSpan.FromSeconds(20);

    /// <param name="fruitless">How many attempts in a row have achieved nothing, at least 1.</param>
    public static TimeSpan Next(int fruitless)
    {
        TimeSpan limit = s_base * Math.Pow(2, Math.Min(fruitless - 1, 30));
        return (limit < s_max ? limit : s_max) * (0.5 + (Random.Shared.NextDouble() / 2));
    }
}
