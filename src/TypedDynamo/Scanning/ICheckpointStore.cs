namespace TypedDynamo;

/// <summary>Where a scan keeps its checkpoints, so that another process can go on after this one has died.</summary>
/// <remarks>
/// A name stands for one worker of one scan, and has at most one checkpoint. Two processes with the same name overwrite each other's
/// checkpoints: no item is lost by that, but more of them come again. One object may be used by several scans at once.
/// </remarks>
public interface ICheckpointStore
{
    /// <summary>Reads the checkpoint that was saved last.</summary>
    /// <param name="name">The name, not empty.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The checkpoint, or <see langword="null"/> where there is none.</returns>
    /// <exception cref="ScanCheckpointException">What is stored is damaged, or of an unknown version.</exception>
    ValueTask<ScanCheckpoint?> LoadAsync(string name, CancellationToken cancellationToken = default);

    /// <summary>Saves a checkpoint in place of the last one. Once it has returned, the checkpoint must outlive the process.</summary>
    /// <param name="name">The name, not empty.</param>
    /// <param name="checkpoint">The checkpoint.</param>
    /// <param name="cancellationToken">Ends the wait. The checkpoint may be saved all the same.</param>
    /// <returns>When it is saved.</returns>
    /// <exception cref="ScanCheckpointException">The checkpoint is too large for the store.</exception>
    ValueTask SaveAsync(string name, ScanCheckpoint checkpoint, CancellationToken cancellationToken = default);

    /// <summary>Deletes the checkpoint, if there is one.</summary>
    /// <param name="name">The name, not empty.</param>
    /// <param name="cancellationToken">Ends the wait. The checkpoint may be deleted all the same.</param>
    /// <returns>When it is gone.</returns>
    ValueTask DeleteAsync(string name, CancellationToken cancellationToken = default);
}
