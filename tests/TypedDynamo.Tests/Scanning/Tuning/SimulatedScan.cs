namespace TypedDynamo.Tests.Scanning.Tuning;

/// <summary>What a simulated scan did, in steps of a tenth of a second.</summary>
internal sealed class SimulatedScan(double seconds)
{
    private const int StepsPerSecond = 10;

    private readonly long[] _bytes = new long[(int)(seconds * StepsPerSecond) + 1];
    private readonly List<(double Time, int Target)> _targets = [];
    private double _firstSettled = double.PositiveInfinity;

    /// <summary>Gets the targets and since when each was one.</summary>
    public IReadOnlyList<(double Time, int Target)> Targets => _targets;

    /// <summary>Gets when the tuner first held a level.</summary>
    public double SettledAt => _firstSettled;

    public double Seconds => seconds;

    /// <summary>Gets the bytes a second from one moment to another.</summary>
    public double Rate(double from, double to)
    {
        int first = (int)(from * StepsPerSecond);
        int end = (int)(to * StepsPerSecond);
        return _bytes[first..end].Sum() / ((end - first) / (double)StepsPerSecond);
    }

    /// <summary>Gets the target's time-weighted mean from one moment to another.</summary>
    public double MeanTarget(double from, double to) => Spans(from, to).Sum(span => span.Target * span.Length) / (to - from);

    /// <summary>Gets the target's time-weighted standard deviation, as a share of its mean.</summary>
    public double TargetSpread(double from, double to)
    {
        double mean = MeanTarget(from, to);
        return Math.Sqrt(Spans(from, to).Sum(span => Math.Pow(span.Target - mean, 2) * span.Length) / (to - from)) / mean;
    }

    internal void Received(double time, long bytes) => _bytes[(int)(time * StepsPerSecond)] += bytes;

    internal void Note(double time, int target, bool settled)
    {
        if (_targets.Count == 0 || _targets[^1].Target != target)
        {
            _targets.Add((time, target));
        }

        if (settled && double.IsInfinity(_firstSettled))
        {
            _firstSettled = time;
        }
    }

    private IEnumerable<(int Target, double Length)> Spans(double from, double to)
    {
        for (int i = 0; i < _targets.Count; i++)
        {
            double end = Math.Min(to, i + 1 < _targets.Count ? _targets[i + 1].Time : seconds);
            double start = Math.Max(from, _targets[i].Time);
            if (end > start)
            {
                yield return (_targets[i].Target, end - start);
            }
        }
    }
}
