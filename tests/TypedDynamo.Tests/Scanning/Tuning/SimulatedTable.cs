using TypedDynamo.Scanning;

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

/// <summary>Scans a table that has no end in virtual time, as the scheduler does: so many workers as are wanted, each with one request under way.</summary>
internal sealed class SimulatedTable
{
    public const long Frequency = 1_000_000;

    private const int PageBytes = 100_000;
    private const int PagesOfSegment = 40;
    private const int BufferedPages = 32;

    private readonly PriorityQueue<Action, (double Time, long Order)> _events = new();
    private readonly Queue<(Worker Worker, double Time)> _waitingForSlot = new();
    private readonly Queue<Worker> _waitingForCore = new();
    private readonly Queue<Worker> _waitingForConsumer = new();
    private readonly Random _random;
    private readonly ConcurrencyTuner? _tuner;
    private readonly int _fixed;

    private TableModel _model;
    private double _now;
    private long _order;
    private int _workers;
    private int _slotsTaken;
    private int _coresTaken;
    private int _buffered;
    private bool _consuming;
    private double _tokens;
    private double _tokensAt;

    private SimulatedTable(TableModel model, int seed, ConcurrencyTuner? tuner, int concurrency)
    {
        _model = model;
        _random = new Random(seed);
        _tuner = tuner;
        _fixed = concurrency;
        _tokens = model.PagesPerSecond * model.BurstSeconds;
    }

    private int Target => _tuner?.Target ?? _fixed;

    /// <summary>Scans with as many requests as the tuner says.</summary>
    public static SimulatedScan Run(TableModel model, int seed, double seconds, int maximum = 64, params (double At, TableModel Model)[] changes)
        => new SimulatedTable(model, seed, new ConcurrencyTuner(maximum, Frequency), 0).Run(seconds, changes);

    /// <summary>Scans with a fixed number of requests.</summary>
    public static SimulatedScan RunFixed(TableModel model, int seed, double seconds, int concurrency)
        => new SimulatedTable(model, seed, null, concurrency).Run(seconds, []);

    private SimulatedScan Run(double seconds, (double At, TableModel Model)[] changes)
    {
        var scan = new SimulatedScan(seconds);
        foreach ((double at, TableModel model) in changes)
        {
            Schedule(at, () => Change(model));
        }

        StartWorkers(scan);
        while (_events.TryDequeue(out Action? next, out (double Time, long Order) key) && key.Time < seconds)
        {
            _now = key.Time;
            next();
            StartWorkers(scan);
        }

        return scan;
    }

    private void Change(TableModel model)
    {
        RefillTokens();
        _tokens = Math.Min(_tokens, model.PagesPerSecond * model.BurstSeconds);
        _model = model;
    }

    private void StartWorkers(SimulatedScan scan)
    {
        scan.Note(_now, Target, _tuner?.HasSettled ?? true);
        while (_workers < Target)
        {
            _workers++;
            Ask(new Worker(scan));
        }
    }

    private void Ask(Worker worker)
    {
        if (_workers > Target)
        {
            _workers--;
            return;
        }

        if (_buffered >= BufferedPages)
        {
            _waitingForConsumer.Enqueue(worker);
            return;
        }

        if (worker.PagesLeft-- == 0)
        {
            worker.PagesLeft = PagesOfSegment / 2 + _random.Next(PagesOfSegment);
            worker.Size = LogNormal(_model.Skew);
        }

        worker.Asked = _now;
        worker.Attempts = 0;
        Arrive(worker);
    }

    private void Arrive(Worker worker)
    {
        RefillTokens();
        if (_tokens < 1)
        {
            // As the SDK: the wait doubles, up to 20 s, of which a random part is waited.
            double wait = Math.Min(20, 0.05 * Math.Pow(2, worker.Attempts++)) * (0.5 + (_random.NextDouble() / 2));
            if (_random.NextDouble() < _model.VisibleThrottles)
            {
                _tuner?.Throttled(Timestamp());
            }

            Schedule(_now + 0.004 + wait, () => Arrive(worker));
            return;
        }

        _tokens--;
        if (_slotsTaken < _model.Slots)
        {
            Serve(worker);
        }
        else
        {
            _waitingForSlot.Enqueue((worker, _now));
        }
    }

    private void Serve(Worker worker)
    {
        _slotsTaken++;
        double time = _model.Latency * (0.3 + (0.7 * worker.Size)) * LogNormal(_model.LatencySpread) * (1 + (_model.Overload * _waitingForSlot.Count));
        Schedule(_now + time, () =>
        {
            _slotsTaken--;
            while (_slotsTaken < _model.Slots && _waitingForSlot.TryDequeue(out (Worker Worker, double Time) waiting))
            {
                Serve(waiting.Worker);
            }

            Receive(worker);
        });
    }

    private void Receive(Worker worker)
    {
        long bytes = (long)(PageBytes * worker.Size);
        worker.Scan.Received(_now, bytes);
        _tuner?.PageReceived(Timestamp(), bytes);
        if (double.IsFinite(_model.ConsumerPagesPerSecond))
        {
            _buffered++;
            Consume();
        }

        if (_model.Decoding == 0)
        {
            Ask(worker);
            return;
        }

        _waitingForCore.Enqueue(worker);
        Decode();
    }

    private void Decode()
    {
        while (_coresTaken < _model.Cores && _waitingForCore.TryDequeue(out Worker? worker))
        {
            _coresTaken++;
            Schedule(_now + _model.Decoding, () =>
            {
                _coresTaken--;
                Ask(worker);
                Decode();
            });
        }
    }

    private void Consume()
    {
        if (_consuming || _buffered == 0)
        {
            return;
        }

        _consuming = true;
        Schedule(_now + (1 / _model.ConsumerPagesPerSecond), () =>
        {
            _consuming = false;
            _buffered--;
            if (_waitingForConsumer.TryDequeue(out Worker? worker))
            {
                Ask(worker);
            }

            Consume();
        });
    }

    private void RefillTokens()
    {
        if (double.IsFinite(_model.PagesPerSecond))
        {
            _tokens = Math.Min(_model.PagesPerSecond * _model.BurstSeconds, _tokens + ((_now - _tokensAt) * _model.PagesPerSecond));
        }
        else
        {
            _tokens = double.PositiveInfinity;
        }

        _tokensAt = _now;
    }

    private double LogNormal(double spread)
    {
        if (spread == 0)
        {
            return 1;
        }

        double normal = Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());
        return Math.Exp((spread * normal) - (spread * spread / 2));
    }

    private long Timestamp() => (long)(_now * Frequency);

    private void Schedule(double time, Action action) => _events.Enqueue(action, (time, _order++));

    private sealed class Worker(SimulatedScan scan)
    {
        public SimulatedScan Scan { get; } = scan;

        public int PagesLeft { get; set; }

        public double Size { get; set; } = 1;

        public double Asked { get; set; }

        public int Attempts { get; set; }
    }
}

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
