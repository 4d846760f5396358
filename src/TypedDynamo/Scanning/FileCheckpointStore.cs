using System.Text;

namespace TypedDynamo;

/// <summary>Stores checkpoints as files in a directory, one for each name. The files are readable JSON and hold keys of items.</summary>
/// <remarks>
/// A save writes a new file, waits until it is on the disk, and then renames it over the old one. So whenever the process or the
/// machine stops, either the old checkpoint or the new one exists, complete. An unfinished file of a killed process is never read, and
/// <see cref="DeleteAsync"/> deletes it. On a network file system renaming may not be atomic.
/// </remarks>
public sealed class FileCheckpointStore : ICheckpointStore
{
    private const string Extension = ".checkpoint.json";

    // File systems take names of 255 bytes, and a file under way has a longer name than the finished one.
    private const int MaxNameLength = 180;

    /// <summary>Creates a store for a directory. Nothing is read or written yet: the first save creates the directory if it is missing.</summary>
    /// <param name="directory">The directory's path.</param>
    /// <exception cref="ArgumentException">The path is empty.</exception>
    public FileCheckpointStore(string directory)
    {
        ArgumentException.ThrowIfNullOrEmpty(directory);
        Directory = Path.GetFullPath(directory);
    }

    /// <summary>Gets the directory's full path.</summary>
    public string Directory { get; }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The name is empty or too long for a file.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public async ValueTask<ScanCheckpoint?> LoadAsync(string name, CancellationToken cancellationToken = default)
    {
        string path = PathOf(name);
        byte[] json;
        try
        {
            json = await File.ReadAllBytesAsync(path, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }

        try
        {
            return ScanCheckpoint.Parse(json);
        }
        catch (ScanCheckpointException error)
        {
            throw new ScanCheckpointException($"File '{path}': {error.Message}", error);
        }
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The name is empty or too long for a file.</exception>
    /// <exception cref="IOException">The file cannot be written; the old one is unchanged.</exception>
    /// <exception cref="UnauthorizedAccessException">The process may not write there.</exception>
    public async ValueTask SaveAsync(string name, ScanCheckpoint checkpoint, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(checkpoint);
        string path = PathOf(name);

        // There is no asynchronous way to wait for the disk.
        await Task.Run(() => Save(path, checkpoint), cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The name is empty or too long for a file.</exception>
    /// <exception cref="IOException">The file cannot be deleted.</exception>
    public ValueTask DeleteAsync(string name, CancellationToken cancellationToken = default)
    {
        string path = PathOf(name);
        cancellationToken.ThrowIfCancellationRequested();
        if (System.IO.Directory.Exists(Directory))
        {
            File.Delete(path);
            foreach (string leftover in System.IO.Directory.EnumerateFiles(Directory, Path.GetFileName(path) + ".*.tmp"))
            {
                File.Delete(leftover);
            }
        }

        return ValueTask.CompletedTask;
    }

    private static void Save(string path, ScanCheckpoint checkpoint)
    {
        System.IO.Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        string written = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            using (var file = new FileStream(written, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                file.Write(checkpoint.ToUtf8Json());
                file.Flush(flushToDisk: true);
            }

            File.Move(written, path, overwrite: true);
        }
        catch
        {
            File.Delete(written);
            throw;
        }
    }

    /// <summary>Returns the path of a name's file. A name may hold slashes and other characters that have a meaning in paths.</summary>
    private string PathOf(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        var file = new StringBuilder();
        foreach (byte character in Encoding.UTF8.GetBytes(name))
        {
            if (char.IsAsciiLetterOrDigit((char)character) || character is (byte)'-' or (byte)'_' or (byte)'.')
            {
                file.Append((char)character);
            }
            else
            {
                file.Append('%').Append(character.ToString("X2", System.Globalization.CultureInfo.InvariantCulture));
            }
        }

        return file.Length <= MaxNameLength
            ? Path.Combine(Directory, file.Append(Extension).ToString())
            : throw new ArgumentException(
                $"As the name of a file, a checkpoint's name has at most {MaxNameLength} characters, and this one has {file.Length}. All characters "
                + "except ASCII letters, digits, '-', '_' and '.' count three for each of their bytes.",
                nameof(name));
    }
}
