namespace TypedDynamo.Testing;

/// <summary>The rules of a proxy, their counts and random numbers, for any number of concurrent requests.</summary>
internal sealed class FaultRules(int seed)
{
    private readonly object _lock = new();
    private readonly List<Entry> _entries = [];
    private readonly Dictionary<string, Counts> _counts = new(StringComparer.Ordinal);
    private readonly Random _random = new(seed);

    /// <summary>Gets whether a rule needs requests' bodies.</summary>
    public bool NeedBody
    {
        get
        {
            lock (_lock)
            {
                return _entries.Exists(entry => entry.Rule.When is not null);
            }
        }
    }

    public void Add(FaultRule rule)
    {
        lock (_lock)
        {
            _entries.Add(new Entry(rule));
        }
    }

    public bool Remove(FaultRule rule)
    {
        lock (_lock)
        {
            return _entries.RemoveAll(entry => entry.Rule == rule) > 0;
        }
    }

    public void Clear()
    {
        lock (_lock)
        {
            _entries.Clear();
        }
    }

    public long Count(string? operation, Func<Counts, long> count)
    {
        lock (_lock)
        {
            return operation is null ? _counts.Values.Sum(count) : _counts.TryGetValue(operation, out Counts? counts) ? count(counts) : 0;
        }
    }

    /// <summary>Counts a request, and decides its faults: a delay, and at most one other fault.</summary>
    public (TimeSpan Delay, Fault? Fault) Decide(RecordedRequest request)
    {
        lock (_lock)
        {
            if (!_counts.TryGetValue(request.Operation, out Counts? counts))
            {
                _counts.Add(request.Operation, counts = new Counts());
            }

            counts.Requests++;
            TimeSpan delay = TimeSpan.Zero;
            foreach (Entry entry in _entries)
            {
                if (!Fires(entry, request))
                {
                    continue;
                }

                counts.Faults++;
                if (entry.Rule.Fault.Kind != FaultKind.Latency)
                {
                    return (delay, entry.Rule.Fault);
                }

                delay += entry.Rule.Fault.Delay;
            }

            return (delay, null);
        }
    }

    /// <summary>Chooses the elements of a batch that stay unprocessed.</summary>
    public bool[] Draw(int count, double fraction)
    {
        lock (_lock)
        {
            return [.. Enumerable.Range(0, count).Select(_ => Draw(fraction))];
        }
    }

    private bool Fires(Entry entry, RecordedRequest request)
    {
        FaultRule rule = entry.Rule;
        if (!rule.Fault.AppliesTo(request)
            || (rule.Operation is not null && rule.Operation != request.Operation)
            || rule.When?.Invoke(request) == false
            || ++entry.Matches % rule.Every != 0
            || entry.Faults == rule.Times
            || !Draw(rule.Probability))
        {
            return false;
        }

        entry.Faults++;
        return true;
    }

    // NextDouble is less than 1, so 0 never and 1 always happens.
    private bool Draw(double probability) => _random.NextDouble() < probability;

    internal sealed class Counts
    {
        public long Requests { get; set; }

        public long Faults { get; set; }
    }

    private sealed class Entry(FaultRule rule)
    {
        public FaultRule Rule { get; } = rule;

        public long Matches { get; set; }

        public long Faults { get; set; }
    }
}
