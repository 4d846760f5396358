using System.Globalization;
using System.Text.RegularExpressions;
using TypedDynamo.IntegrationTests.Scripts;

namespace TypedDynamo.IntegrationTests.Samples;

/// <summary>The two log files of AWS's parallel-scan workshop, or generated ones of the same totals where they are not at hand.</summary>
public sealed class WorkshopLog : IDisposable
{
    public const int Rows = 4000;
    public const int Matching = 563;
    public const int BytesSent = 24_217;

    private readonly DirectoryInfo? _generated;

    public WorkshopLog()
    {
        string folder = Environment.GetEnvironmentVariable("TYPEDDYNAMO_DATA") is { Length: > 0 } named
            ? named
            : Path.Combine(ScriptRunner.RepositoryRoot, "..", "shared", "data");
        Files = FilesIn(folder);
        if (!Files.All(File.Exists))
        {
            _generated = Directory.CreateTempSubdirectory("typed-dynamo-weblog-");
            Files = FilesIn(_generated.FullName);
            File.WriteAllLines(Files[0], Lines(1, 2000));
            File.WriteAllLines(Files[1], Lines(2001, 4000));
            Note = $"The workshop's files are not in '{folder}' (TYPEDDYNAMO_DATA names another folder): these are generated rows.";
        }
    }

    public IReadOnlyList<string> Files { get; }

    /// <summary>What to print of where the rows come from.</summary>
    public string Note { get; } = "These are the workshop's rows.";

    /// <summary>Counts the lines with code 404, of one date or of all, by nothing but the text.</summary>
    public int CountNotFound(string date = @"[\d-]+")
        => Files.SelectMany(File.ReadLines).Count(line => Regex.IsMatch(line, $@"^\d+,[^,]*,{date},.*,404,\d+,"));

    public void Dispose() => _generated?.Delete(recursive: true);

    private static string[] FilesIn(string folder)
        => [Path.Combine(folder, "logfile_medium1.csv"), Path.Combine(folder, "logfile_medium2.csv")];

    private static IEnumerable<string> Lines(int firstId, int lastId)
    {
        const int evenShare = BytesSent / Matching;
        for (int id = firstId; id <= lastId; id++)
        {
            // As many 404 as the workshop's rows have, and a third of them on the 21st, as there.
            int responseCode = id <= 72 ? 404 : id <= Matching ? 302 : 200;
            int day = id % 3 == 0 ? 21 : 20;
            int bytesSent = id == 1 ? evenShare + (BytesSent % Matching) : id <= Matching ? evenShare : id * 10;
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"{id},192.0.2.1,2017-07-{day},{id % 24:00},GMT-0700,GET,\"/caring–care, page {id}\",")
                + string.Create(CultureInfo.InvariantCulture, $"{responseCode},{bytesSent},\"Mozilla/5.0 (compatible; \"\"x\"\")\"");
        }
    }
}
