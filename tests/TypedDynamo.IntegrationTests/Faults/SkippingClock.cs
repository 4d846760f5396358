using Microsoft.Extensions.Time.Testing;

namespace TypedDynamo.IntegrationTests.Faults;

/// <summary>A fake clock that goes on by itself: each wait is over at once, and its length is kept.</summary>
internal sealed class SkippingClock : FakeTimeProvider
{
    private readonly List<TimeSpan> _waits = [];

    /// <summary>Gets how long each wait was to be, in their order.</summary>
    public IReadOnlyList<TimeSpan> Waits
    {
        get
        {
            lock (_waits)
            {
                return [.. _waits];
            }
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ITimer timer = base.CreateTimer(callback, state, dueTime, period);
        if (dueTime != Timeout.InfiniteTimeSpan)
        {
            lock (_waits)
            {
                _waits.Add(dueTime);
            }

            // On another thread: who makes a timer may hold a lock that its callback takes.
            ThreadPool.QueueUserWorkItem(_ => Advance(dueTime));
        }

        return timer;
    }
}
