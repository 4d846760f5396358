namespace TypedDynamo.Scanning;

/// <summary>Holds workers back while too many bytes wait for the consumer.</summary>
internal sealed class ByteBudget(long limit)
{
    private readonly object _lock = new();
    private long _held;
    private TaskCompletionSource? _released;

    /// <summary>Waits until fewer bytes than the limit are held. The size of a page is not known before it is fetched.</summary>
    public async ValueTask WaitAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            Task released;
            lock (_lock)
            {
                if (_held < limit)
                {
                    return;
                }

                _released ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                released = _released.Task;
            }

            await released.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    public void Take(int bytes)
    {
        lock (_lock)
        {
            _held += bytes;
        }
    }

    public void Release(int bytes)
    {
        TaskCompletionSource? released = null;
        lock (_lock)
        {
            _held -= bytes;
            if (_held < limit)
            {
                released = _released;
                _released = null;
            }
        }

        released?.SetResult();
    }
}
