namespace TypedDynamo.Testing.Engine;

/// <summary>A lock between processes. The operating system releases it when its holder dies, so it never outlives its holder.</summary>
internal static class FileLock
{
    private static readonly TimeSpan s_retryInterval = TimeSpan.FromMilliseconds(100);

    /// <summary>Waits until no other process holds the file open; disposing the stream releases the lock.</summary>
    public static async Task<FileStream> AcquireAsync(string path, CancellationToken cancellationToken)
    {
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException e) when (IsHeldByAnother(e))
            {
                await Task.Delay(s_retryInterval, TimeProvider.System, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    // The error of the operating system: a sharing violation on Windows, EWOULDBLOCK of flock elsewhere.
    private static bool IsHeldByAnother(IOException e) => OperatingSystem.IsWindows()
        ? e.HResult == unchecked((int)0x80070020)
        : e.HResult == (OperatingSystem.IsMacOS() ? 35 : 11);
}
