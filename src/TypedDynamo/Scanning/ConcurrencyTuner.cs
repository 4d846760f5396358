using System.Numerics;

namespace TypedDynamo.Scanning;

/// <summary>Finds how many requests a parallel scan should have under way: the lowest number with nearly the highest throughput.</summary>
/// <remarks>
/// It climbs a ladder of levels, measures the throughput of each, and holds the lowest that gives nearly the most. Throughput alone decides:
/// where more requests bring nothing (the table's capacity, the network, this machine and a slow consumer all look alike here),
/// they only wait for each other. See <c>docs/design/self-tuning.md</c>. Not safe for concurrent use: its caller holds a lock.
/// </remarks>
internal sealed class ConcurrencyTuner
{
    // Few enough to harm no table; two doublings below what most scans come to.
    private const int FirstLevel = 4;

    // DynamoDB has no more segments, and each has one request under way at most (API Reference, Scan, TotalSegments).
    private const int MostRequests = 1_000_000;

    // A lower level that gives this share of the most is as good: fewer requests do the same.
    private const double AsGoodAsBest = 0.97;

    // The held level is left for a higher one only when it gives less than this share of the most. The gap between the two shares keeps
    // what is left of the noise from moving the level to and fro.
    private const double GoodEnough = 0.93;

    // A level that gives so much more or less than it did has met another table than the one that was measured.
    private const double Surprise = 0.2;

    // The weight of a level's newest window in what is remembered of it. What the others gave was measured longer ago.
    private const double NewestWeightOfHeld = 0.35;
    private const double NewestWeightOfOthers = 0.7;

    // How far to fall when throttled, and how far to look for a level that gives less. Half would cost a window at half the throughput.
    private const double Fall = 0.7;

    // Pages of a window. Latencies vary by half their mean or so, which leaves an error of 0.5 / sqrt(pages): 12 % tells whether a doubling
    // helps, 6 % where between two levels the knee is, and 3 % whether a neighbour of the held level, a fifth away, does better.
    private const int ClimbingPages = 16;
    private const int SearchingPages = 64;
    private const int HoldingPages = 256;

    // Pages of a window for each request under way. Requests that began together end together, so that a window may count one batch of
    // them too many or too few.
    private const int LeastRounds = 4;

    // Bounds of a window's length: timers and threads make less than a tenth of a second unreliable, and where a page takes seconds,
    // because the SDK waits out throttles, fewer rounds must do.
    private const double ShortestWindow = 0.1;
    private const double LongestWindow = 4;

    // Windows between two looks at a neighbour: 1, 2 and then 4, as long as no look finds anything better. Every second look is one down
    // and costs up to a fifth of its window: 2 % in all.
    private const int MostWindowsBetweenLooks = 4;

    // How long nothing is tried above the level that a throttle led to. Capacity that is not used meanwhile is saved, up to 300 seconds of
    // it (Developer Guide, Burst capacity), so that what a short pause loses comes back.
    private const double SecondsAfterThrottle = 2;

    private readonly long _timestampFrequency;
    private readonly int[] _levels;

    // Work a second that each level gave; 0: not known.
    private readonly double[] _rates;

    private int _held;
    private int _current;
    private int _ceiling;
    private int _ceilingStep = 1;
    private long _ceilingUntil;
    private int _windowsHeld;
    private int _windowsBetweenLooks = 1;
    private bool _looksUp;

    private int _pagesToSkip;
    private int _pagesWanted = ClimbingPages;
    private int _pages;
    private long _work;
    private long _windowStart;

    public ConcurrencyTuner(int maximum, long timestampFrequency)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maximum, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(maximum, MostRequests);
        ArgumentOutOfRangeException.ThrowIfLessThan(timestampFrequency, 1);
        _timestampFrequency = timestampFrequency;
        _levels = LevelsTo(maximum);
        _rates = new double[_levels.Length];
        _ceiling = _levels.Length - 1;
        _held = _current = AtMost(FirstLevel);

        // A connection's first request pays for its TLS handshake.
        _pagesToSkip = Target;
    }

    /// <summary>Gets the number of requests that should be under way now, from 1 to the maximum.</summary>
    public int Target => _levels[_current];

    /// <summary>Gets whether it holds a level. It still tries a neighbouring level now and then.</summary>
    public bool HasSettled { get; private set; }

    /// <summary>Records a page.</summary>
    /// <param name="timestamp">When its response was complete.</param>
    /// <param name="work">The response's bytes.</param>
    public void PageReceived(long timestamp, long work)
    {
        if (_pagesToSkip > 0)
        {
            _pagesToSkip--;
            _windowStart = timestamp;
            return;
        }

        _pages++;
        _work += work;
        double elapsed = Seconds(timestamp - _windowStart);

        // Requests that began together end together: only whole rounds measure the rate and not where in a round the window ended.
        bool complete = _pages % Target == 0
            && elapsed >= ShortestWindow
            && _pages >= Target * LeastRounds
            && _pages >= _pagesWanted;
        if (complete || (elapsed >= LongestWindow && _pages >= ClimbingPages))
        {
            EndWindow(timestamp, _work / elapsed);
        }
    }

    /// <summary>Records that a request was throttled.</summary>
    public void Throttled(long timestamp)
    {
        // The requests that left before the last fall say nothing about the level since.
        if (_ceilingStep == 0 && _pagesToSkip > 0)
        {
            return;
        }

        _ceiling = Math.Max(0, Math.Min(_current - 1, AtMost((int)(Target * Fall))));
        _ceilingStep = 0;
        _ceilingUntil = AfterThrottle(timestamp);
        _held = Math.Min(_held, _ceiling);
        MoveTo(_held, timestamp);
    }

    private void EndWindow(long timestamp, double rate)
    {
        Remember(rate);
        if (_ceiling < _levels.Length - 1 && timestamp >= _ceilingUntil)
        {
            // One level at first, then twice as many each time that no throttle comes.
            _ceilingStep = Math.Max(1, _ceilingStep * 2);
            _ceiling = Math.Min(_levels.Length - 1, _ceiling + _ceilingStep);
            _ceilingUntil = AfterThrottle(timestamp);
        }

        int best = Best();
        if (HasSettled && best != _held)
        {
            // What lies beyond a neighbour that proved better was measured when the neighbour was not.
            Forget(best > _held ? best + 1 : 0, best > _held ? _levels.Length : best);
        }

        if (best != _held)
        {
            _held = best;
            _windowsHeld = 0;
            _windowsBetweenLooks = 1;
        }

        MoveTo(Next(), timestamp);
    }

    private void Remember(double rate)
    {
        double known = _rates[_current];
        if (known == 0)
        {
            _rates[_current] = rate;
        }
        else if (Math.Abs(rate - known) > Surprise * known)
        {
            double held = _rates[_held];
            Forget(0, _levels.Length);
            _rates[_held] = held;
            _rates[_current] = rate;
        }
        else
        {
            double newest = known + ((_current == _held ? NewestWeightOfHeld : NewestWeightOfOthers) * (rate - known));
            _rates[_current] = newest;
            for (int i = 0; _current == _held && i < _rates.Length; i++)
            {
                // What changes slowly at the held level (larger items, other readers) is taken to change at all of them.
                _rates[i] *= i == _current ? 1 : newest / known;
            }
        }
    }

    private int Best()
    {
        double most = 0;
        for (int i = 0; i <= _ceiling; i++)
        {
            most = Math.Max(most, _rates[i]);
        }

        for (int i = 0; i <= _ceiling; i++)
        {
            if (_rates[i] >= (i == _held ? GoodEnough : AsGoodAsBest) * most)
            {
                return i;
            }
        }

        return _current;
    }

    private int Next()
    {
        HasSettled = false;
        if (_held < _ceiling && NoneKnown(_held + 1, _ceiling))
        {
            _pagesWanted = ClimbingPages;
            return Math.Min(_ceiling, Math.Max(_held + 1, AtMost(_levels[_held] * 2)));
        }

        _pagesWanted = SearchingPages;
        int below = _held - 1;
        while (below >= 0 && _rates[below] == 0)
        {
            below--;
        }

        if (below < 0 && _held > 0)
        {
            return Math.Min(_held - 1, AtMost((int)(_levels[_held] * Fall)));
        }

        if (_held > 0)
        {
            // Up to the knee throughput grows in proportion to the requests under way, beyond it not at all: the lower level's share of the
            // held one's throughput says where between them the knee is.
            int knee = AtMost((int)(0.97 * _levels[below] * _rates[_held] / _rates[below])) + 1;
            if (knee < _held && NoneKnown(knee, _held - 1))
            {
                return knee;
            }
        }

        HasSettled = true;
        _pagesWanted = HoldingPages;
        if (_current != _held || ++_windowsHeld < _windowsBetweenLooks)
        {
            return _held;
        }

        _windowsHeld = 0;
        _windowsBetweenLooks = Math.Min(MostWindowsBetweenLooks, _windowsBetweenLooks * 2);
        _looksUp = !_looksUp;
        int neighbour = _held + (_looksUp ? 1 : -1);
        return neighbour >= 0 && neighbour <= _ceiling ? neighbour : _held;
    }

    private void MoveTo(int level, long timestamp)
    {
        // The pages under way still belong to the level before.
        _pagesToSkip = level == _current ? 0 : Math.Max(_levels[_current], _levels[level]);
        _current = level;
        _windowStart = timestamp;
        _pages = 0;
        _work = 0;
    }

    private bool NoneKnown(int first, int last)
    {
        for (int i = first; i <= last; i++)
        {
            if (_rates[i] != 0)
            {
                return false;
            }
        }

        return true;
    }

    private void Forget(int first, int end) => Array.Clear(_rates, first, end - first);

    private int AtMost(int requests)
    {
        int level = Array.BinarySearch(_levels, requests);
        return level >= 0 ? level : Math.Max(0, ~level - 1);
    }

    private double Seconds(long duration) => Math.Max(1, duration) / (double)_timestampFrequency;

    private long AfterThrottle(long timestamp) => timestamp + (long)(SecondsAfterThrottle * _timestampFrequency);

    /// <summary>
    /// Lists all numbers to 8, then four to an octave (10, 12, 14, 16, 20, 24, …) and the maximum: from 4 on each is at most a quarter above
    /// the one before.
    /// </summary>
    private static int[] LevelsTo(int maximum)
    {
        var levels = new List<int>();
        for (int level = 1; level < maximum; level += Math.Max(1, (1 << BitOperations.Log2((uint)level)) / 4))
        {
            levels.Add(level);
        }

        levels.Add(maximum);
        return [.. levels];
    }
}
