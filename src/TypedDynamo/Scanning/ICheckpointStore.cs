namespace TypedDynamo;

/// <summary>Stores the checkpoints of scans, so that another process can continue after this one has died.</summary>
/// <remarks>
/// A name stands for one worker of one scan, and has at most one checkpoint. Two processes with the same name overwrite each other's
/// checkpoints: no item is lost, but more items are read again. Several scans may use one object at once.
/// </remarks>
public interface ICheckpointStore
{
    /// <summary>Loads the checkpoint that was saved last.</summary>
    /// <param name="name">The name, not empty.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>The checkpoint, or <see langword="null"/> if there is none.</returns>
    /// <exception cref="ScanCheckpointException">The stored checkpoint is damaged, or of an unknown version.</exception>
    ValueTask<ScanCheckpoint?> LoadAsync(string name, CancellationToken cancellationToken = default);

    /// <summary>Saves a checkpoint and replaces the last one. When the task has completed, the checkpoint must survive the end of the
    /// process.</summary>
    /// <param name="name">The name, not empty.</param>
    /// <param name="checkpoint">The checkpoint.</param>
    /// <param name="cancellationToken">Cancels the wait. The checkpoint may still be saved.</param>
    /// <returns>A task that completes when the checkpoint is saved.</returns>
    /// <exception cref="ScanCheckpointException">The checkpoint is too large for the store.</exception>
    ValueTask SaveAsync(string name, ScanCheckpoint checkpoint, CancellationToken cancellationToken = default);

    /// <summary>Deletes the checkpoint, if there is one.</summary>
    /// <param name="name">The name, not empty.</param>
    /// <param name="cancellationToken">Cancels the wait. The checkpoint may still be deleted.</param>
    /// <returns>A task that completes when the checkpoint is deleted.</returns>
    ValueTask DeleteAsync(string name, CancellationToken cancellationToken = default);
}
