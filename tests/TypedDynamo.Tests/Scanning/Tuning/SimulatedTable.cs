using TypedDynamo.Scanning;

namespace TypedDynamo.Tests.Scanning.Tuning;

/// <summary>
/// Scans a table that has no end in virtual time, as the scheduler does: as many workers as are wanted, each with one request under way.
/// </summary>
internal sealed class SimulatedTable
{
    public const long Frequency = 1_000_000;
    public const int PageBytes = 100_000;
    private const int PagesOfSegment = 40;
    private const int BufferedPages = 32;

    private readonly PriorityQueue<Action, (double Time, long Order)> _events = new();
    private readonly Queue<Worker> _waitingForSlot = new();
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
    public static SimulatedScan Run(
        TableModel model, int seed, double seconds, int maximum = 64, params (double At, TableModel Model)[] changes)
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

        worker.Attempts = 0;
        Arrive(worker);
    }

    private void Arrive(Worker worker)
    {
        RefillTokens();
        if (_tokens < 1)
        {
            // As the SDK: the wait doubles, up to 20 s, of which a random part is waited.
            double wait = Math.Min(20, 0.05 * (1L << worker.Attempts++)) * (0.5 + (_random.NextDouble() / 2));
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
            _waitingForSlot.Enqueue(worker);
        }
    }

    private void Serve(Worker worker)
    {
        _slotsTaken++;
        double overload = 1 + (_model.Overload * _waitingForSlot.Count);
        double time = _model.Latency * (0.3 + (0.7 * worker.Size)) * LogNormal(_model.LatencySpread) * overload;
        Schedule(_now + time, () =>
        {
            _slotsTaken--;
            while (_slotsTaken < _model.Slots && _waitingForSlot.TryDequeue(out Worker? waiting))
            {
                Serve(waiting);
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
            while (_buffered < BufferedPages && _waitingForConsumer.TryDequeue(out Worker? worker))
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
            double added = (_now - _tokensAt) * _model.PagesPerSecond;
            _tokens = Math.Min(_model.PagesPerSecond * _model.BurstSeconds, _tokens + added);
        }
        else
        {
            _tokens = double.PositiveInfinity;
        }

        _tokensAt = _now;
    }

    private double LogNormal(double spread) => spread == 0 ? 1 : Exp((spread * Normal()) - (spread * spread / 2));

    private double Normal()
    {
        double sum = 0;
        for (int i = 0; i < 12; i++)
        {
            sum += _random.NextDouble();
        }

        return sum - 6;
    }

    /// <summary>e to the power of <paramref name="x"/>, nearly; unlike Math.Exp the same to the last bit everywhere.</summary>
    private static double Exp(double x)
    {
        double power = 1 + (x / 1024);
        for (int i = 0; i < 10; i++)
        {
            power *= power;
        }

        return power;
    }

    private long Timestamp() => (long)(_now * Frequency);

    private void Schedule(double time, Action action) => _events.Enqueue(action, (time, _order++));

    private sealed class Worker(SimulatedScan scan)
    {
        public SimulatedScan Scan { get; } = scan;

        public int PagesLeft { get; set; }

        public double Size { get; set; } = 1;

        public int Attempts { get; set; }
    }
}
