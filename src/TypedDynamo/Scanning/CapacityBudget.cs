using System.Threading.RateLimiting;

namespace TypedDynamo.Scanning;

/// <summary>Keeps a scan within a number of read units per second.</summary>
/// <remarks>
/// The cost of a page is known only from its response. So before it is sent, a request waits until the budget covers the cost of the pages so far
/// and the expected cost of those under way, its own included. The first pages are requested one by one, up to the first
/// that holds items: its cost is the first estimate.
/// </remarks>
internal sealed class CapacityBudget : IDisposable
{
    // The bucket counts whole tokens, and small budgets must not be rounded to larger ones.
    private const int TokensPerSecond = 1_000_000;

    private const double RoundedTo = 0.5;

    // A page costs at most two seconds of the budget: after a larger one the scan would pause for as long.
    private const int SecondsPerPage = 2;

    private static readonly TimeSpan s_period = TimeSpan.FromMilliseconds(50);

    // The budget that may accumulate while nothing is sent: little, so that no burst follows.
    private static readonly TimeSpan s_burst = TimeSpan.FromMilliseconds(250);

    private readonly object _lock = new();
    private readonly SemaphoreSlim _turn = new(1);
    private readonly double _unitsPerSecond;
    private readonly TokenBucketRateLimiter _bucket;
    private readonly int _burstTokens;
    private double _unitsPerItem;
    private double _unitsPerPage;
    private double _paid;
    private double _consumed;
    private int _underWay;
    private bool _hasLearned;

    /// <param name="unitsPerSecond">The budget, more than 0.</param>
    /// <param name="consistent">Whether reads are strongly consistent, and cost twice as much.</param>
    public CapacityBudget(double unitsPerSecond, bool consistent)
    {
        _unitsPerSecond = unitsPerSecond;

        // Before the first page, items are assumed to be of 4 KB: one read unit, or half of one (Developer Guide, "DynamoDB throughput capacity").
        _unitsPerItem = consistent ? 1 : 0.5;
        _burstTokens = (int)(TokensPerSecond * s_burst.TotalSeconds);
        _bucket = new TokenBucketRateLimiter(new TokenBucketRateLimiterOptions
        {
            TokenLimit = _burstTokens,
            TokensPerPeriod = (int)(TokensPerSecond * s_period.TotalSeconds),
            ReplenishmentPeriod = s_period,
            QueueLimit = int.MaxValue,
            QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
            AutoReplenishment = true,
        });
    }

    /// <summary>Waits until another page may be requested. The caller must then call <see cref="Consumed"/> or <see cref="NotConsumed"/>.</summary>
    /// <returns>The number of items that the page may hold.</returns>
    public async ValueTask<int> WaitAsync(int? pageSize, CancellationToken cancellationToken)
    {
        // One after the other: if all paid in turns, all would have paid, and send, at the same moment.
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        bool keepsTurn = false;
        try
        {
            (int limit, double due) = Next(pageSize);
            for (long tokens = (long)Math.Ceiling(due / _unitsPerSecond * TokensPerSecond); tokens > 0; tokens -= _burstTokens)
            {
                using RateLimitLease lease = await _bucket
                    .AcquireAsync((int)Math.Min(tokens, _burstTokens), cancellationToken).ConfigureAwait(false);
            }

            lock (_lock)
            {
                _underWay++;
                keepsTurn = !_hasLearned;
            }

            return limit;
        }
        finally
        {
            if (!keepsTurn)
            {
                _turn.Release();
            }
        }
    }

    /// <summary>Records the cost of a page.</summary>
    /// <param name="units">The read units.</param>
    /// <param name="scannedItems">The number of items that DynamoDB has read for it.</param>
    /// <param name="isFull">Whether it ended at its limit or maximum size, and not with its segment.</param>
    public void Consumed(double units, int scannedItems, bool isFull)
    {
        lock (_lock)
        {
            _consumed += units;
            _unitsPerPage = _hasLearned ? _unitsPerPage + ((units - _unitsPerPage) / 4) : units;

            if (scannedItems > 0)
            {
                LearnFrom(units, scannedItems, isFull);
            }

            EndRequest(hasLearned: scannedItems > 0);
        }
    }

    /// <summary>Records that a page was not received.</summary>
    public void NotConsumed()
    {
        lock (_lock)
        {
            EndRequest(_hasLearned);
        }
    }

    public void Dispose()
    {
        _bucket.Dispose();
        _turn.Dispose();
    }

    private (int Limit, double Due) Next(int? pageSize)
    {
        lock (_lock)
        {
            double due = Math.Max(0, _consumed + ((_underWay + 1) * _unitsPerPage) - _paid);
            _paid += due;
            return ((int)Math.Clamp(_unitsPerSecond * SecondsPerPage / _unitsPerItem, 1, pageSize ?? int.MaxValue), due);
        }
    }

    // Pages of larger items than the last ones' are to be small at once, and those of smaller items may grow slowly. A segment's last page may
    // be short: of what it has cost, half a unit is rounding.
    private void LearnFrom(double units, int scannedItems, bool isFull)
    {
        double unitsPerItem = units / scannedItems;
        double atLeast = (units - RoundedTo) / scannedItems;
        if (!_hasLearned || atLeast > _unitsPerItem)
        {
            _unitsPerItem = unitsPerItem;
        }
        else if (isFull)
        {
            _unitsPerItem = Math.Max(unitsPerItem, _unitsPerItem * 0.9);
        }

        _unitsPerItem = Math.Max(_unitsPerItem, 1e-6);
    }

    private void EndRequest(bool hasLearned)
    {
        _underWay--;
        if (!_hasLearned)
        {
            _hasLearned = hasLearned;
            _turn.Release();
        }
    }
}
