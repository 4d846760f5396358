namespace WebLog;

/// <summary>Log rows to load: how many, and one after the other, so that no more than a few are ever in memory.</summary>
internal abstract class LogSource
{
    public abstract long Count { get; }

    /// <summary>Yields the same rows each time.</summary>
    public abstract IEnumerable<LogRow> Rows();
}
