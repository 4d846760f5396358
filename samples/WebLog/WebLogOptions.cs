namespace WebLog;

/// <summary>The command line.</summary>
internal sealed record WebLogOptions
{
    public required int Rows { get; init; }

    public required IReadOnlyList<FileInfo> CsvFiles { get; init; }

    public required int Repeat { get; init; }

    public required int Segments { get; init; }

    public required int Concurrency { get; init; }

    public required int? PageSize { get; init; }

    public required int? Budget { get; init; }

    public required DirectoryInfo? Checkpoint { get; init; }

    public required DateOnly Date { get; init; }

    public required TimeSpan Latency { get; init; }

    public required Uri? Endpoint { get; init; }

    public required string? Region { get; init; }

    public required string? Profile { get; init; }

    public required string? Table { get; init; }
}
