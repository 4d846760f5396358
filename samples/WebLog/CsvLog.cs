using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace WebLog;

/// <summary>The rows of some CSV files without header lines, all of them several times, each copy under ids of its own.</summary>
/// <remarks>The files are read anew for each copy, and once before, so that no row is loaded if any line has an error.</remarks>
internal sealed class CsvLog : LogSource
{
    private readonly IReadOnlyList<FileInfo> _files;
    private readonly int _copies;
    private readonly long _rowsPerCopy;

    private CsvLog(IReadOnlyList<FileInfo> files, int copies, long rowsPerCopy)
    {
        _files = files;
        _copies = copies;
        _rowsPerCopy = rowsPerCopy;
    }

    public override long Count => _copies * _rowsPerCopy;

    /// <summary>Checks every line of the files.</summary>
    /// <exception cref="WebLogException">A file or a line cannot be read, there are no lines, or two copies would share ids.</exception>
    public static CsvLog Open(IReadOnlyList<FileInfo> files, int copies, CancellationToken cancellationToken)
    {
        long rows = 0, lowestId = long.MaxValue, highestId = 0;
        foreach ((long id, _) in files.SelectMany(Read))
        {
            cancellationToken.ThrowIfCancellationRequested();
            lowestId = Math.Min(lowestId, id);
            highestId = Math.Max(highestId, id);
            rows++;
        }

        if (rows == 0)
        {
            throw new WebLogException($"{string.Join(", ", files)}: no rows");
        }

        if (copies > 1 && highestId - lowestId >= rows)
        {
            throw new WebLogException(
                $"--repeat adds {rows} (the number of rows) to the ids of each copy, but the ids run from {lowestId} to {highestId}: "
                + "copies would overwrite each other.");
        }

        return new CsvLog(files, copies, rows);
    }

    public override IEnumerable<LogRow> Rows()
    {
        for (int copy = 0; copy < _copies; copy++)
        {
            foreach ((long id, LogRow row) in _files.SelectMany(Read))
            {
                yield return row.WithId(id + (copy * _rowsPerCopy));
            }
        }
    }

    private static IEnumerable<(long Id, LogRow Row)> Read(FileInfo file)
    {
        using StreamReader text = Open(file);
        using var parser = new CsvParser(text, new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            HasHeaderRecord = false,
            IgnoreBlankLines = false, // They are skipped below: the parser would not count them.
            LineBreakInQuotedFieldIsBadData = true,
        });

        // Where a line begins: an open quotation mark may carry the parser itself on to the end of the file.
        int line = 1;
        while (parser.Read())
        {
            if (parser.RawRecord.AsSpan().Trim("\r\n").Length > 0)
            {
                yield return new CsvLine(file, line, parser).Read();
            }

            line = parser.RawRow + 1;
        }
    }

    private static StreamReader Open(FileInfo file)
    {
        try
        {
            StreamReader text = file.OpenText();
            return text.BaseStream.CanSeek
                ? text
                : throw new WebLogException($"{file}: not a file that can be read more than once; save it as one");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new WebLogException($"{file}: {error.Message}");
        }
    }
}
