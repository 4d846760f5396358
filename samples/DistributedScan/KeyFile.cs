using System.Text;
using TypedDynamo;

namespace DistributedScan;

/// <summary>Keys, one a line in DynamoDB's JSON, behind those of the worker's earlier lives.</summary>
internal sealed class KeyFile : IDisposable
{
    private readonly FileStream _file;

    public KeyFile(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);

        // Without a buffer of the process: what is written survives it. What survives the machine's halt too would be flushed to the disk.
        _file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0);
        DropTornLine();
    }

    public void Append(IReadOnlyList<RawItem> keys)
    {
        var lines = new StringBuilder();
        foreach (RawItem key in keys)
        {
            lines.Append(key).Append('\n');
        }

        _file.Write(Encoding.UTF8.GetBytes(lines.ToString()));
    }

    public void Dispose() => _file.Dispose();

    /// <summary>A process that is killed while it writes leaves half a line. Its page was not finished, so the key comes again.</summary>
    private void DropTornLine()
    {
        for (long end = _file.Length; end > 0; end--)
        {
            _file.Position = end - 1;
            if (_file.ReadByte() == '\n')
            {
                break;
            }

            _file.SetLength(end - 1);
        }

        _file.Position = _file.Length;
    }
}
