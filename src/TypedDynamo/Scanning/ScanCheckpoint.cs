using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using TypedDynamo.CompilerServices;
using TypedDynamo.Scanning;
using TypedDynamo.Wire;

namespace TypedDynamo;

/// <summary>The progress of a parallel scan: what its consumer has finished, and where each begun segment continues.</summary>
/// <remarks>
/// <para>
/// A scan that is resumed from it yields everything that it does not cover, so every item is yielded at least once. Items of pages that
/// were not finished when the checkpoint was taken are yielded again.
/// </para>
/// <para>
/// It holds the keys of some items in readable form: store it only where the items themselves may be stored. It is bound to table, index,
/// filter and projection, and a scan with others refuses it. Its checksum detects damage, not forgery. It serializes by
/// <see cref="ToJson"/> and by <see cref="JsonSerializer"/>, and later versions of the library can read it.
/// </para>
/// </remarks>
[JsonConverter(typeof(ScanCheckpointConverter))]
public sealed class ScanCheckpoint
{
    /// <summary>The largest number of segments (DynamoDB API Reference, Scan, TotalSegments).</summary>
    internal const int MaxSegments = 1_000_000;

    private ScanCheckpoint(
        byte[] fingerprint, int segments, ScanWorker worker, (int First, int End)[] finished, (int Segment, byte[] Key)[] positions, long items)
    {
        Fingerprint = fingerprint;
        Segments = segments;
        Worker = worker;
        Finished = finished;
        Positions = positions;
        Items = items;
        foreach ((int first, int end) in finished)
        {
            FinishedSegments += end - first;
        }
    }

    /// <summary>Gets the number of segments that all workers together divide the table into. A resumed scan keeps this number.</summary>
    public int Segments { get; }

    /// <summary>Gets the worker whose segments the checkpoint covers.</summary>
    public ScanWorker Worker { get; }

    /// <summary>Gets how many of the worker's segments are finished.</summary>
    public int FinishedSegments { get; }

    /// <summary>Gets the number of items that the consumer had finished. Items that were read again after a scan was resumed count again.</summary>
    public long Items { get; }

    /// <summary>Gets whether the worker has nothing left to scan. A scan that is resumed from such a checkpoint sends no request.</summary>
    public bool IsComplete
    {
        get
        {
            (int first, int end) = Worker.SegmentsOf(Segments);
            return FinishedSegments == end - first;
        }
    }

    /// <summary>Gets the SHA-256 of the scan's request.</summary>
    internal byte[] Fingerprint { get; }

    /// <summary>Gets the finished segments, ascending, with a gap between any two ranges; a range ends before its <c>End</c>.</summary>
    internal IReadOnlyList<(int First, int End)> Finished { get; }

    /// <summary>Gets the begun segments, ascending, and the LastEvaluatedKey after which each continues.</summary>
    internal IReadOnlyList<(int Segment, byte[] Key)> Positions { get; }

    /// <summary>Reads a checkpoint that <see cref="ToJson"/> wrote.</summary>
    /// <param name="json">The text.</param>
    /// <returns>The checkpoint.</returns>
    /// <exception cref="ScanCheckpointException">The text is incomplete, was changed, or is of an unknown version.</exception>
    public static ScanCheckpoint Parse(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return Parse(Encoding.UTF8.GetBytes(json));
    }

    /// <summary>Reads a checkpoint that <see cref="ToUtf8Json"/> wrote.</summary>
    /// <param name="utf8Json">The text in UTF-8.</param>
    /// <returns>The checkpoint.</returns>
    /// <exception cref="ScanCheckpointException">The text is incomplete, was changed, or is of an unknown version.</exception>
    public static ScanCheckpoint Parse(ReadOnlySpan<byte> utf8Json)
    {
        try
        {
            var json = new Utf8JsonReader(utf8Json);
            json.Read();
            ScanCheckpoint checkpoint = ScanCheckpointJson.Read(ref json);
            return json.Read() ? throw ScanCheckpointException.Damaged("more text follows it") : checkpoint;
        }
        catch (JsonException error)
        {
            // The parser's message quotes the text, and there may be keys in it.
            throw ScanCheckpointException.Damaged($"it is incomplete or changed: from byte {error.BytePositionInLine} on it is not JSON");
        }
    }

    /// <summary>Writes the checkpoint as one line of JSON. The format is described in <c>docs/checkpoints.md</c>.</summary>
    /// <returns>The text. It holds keys of items.</returns>
    public string ToJson() => Encoding.UTF8.GetString(ToUtf8Json());

    /// <summary>Writes the checkpoint as one line of JSON in UTF-8.</summary>
    /// <returns>The text. It holds keys of items.</returns>
    public byte[] ToUtf8Json() => ScanCheckpointJson.Write(this);

    /// <summary>Creates a checkpoint.</summary>
    /// <param name="fingerprint">The SHA-256 of the scan's request.</param>
    /// <param name="segments">The number of segments that the table is divided into.</param>
    /// <param name="worker">The worker whose segments it covers.</param>
    /// <param name="finished">The finished segments, ascending; a range ends before its <c>End</c>. Ranges that touch are joined.</param>
    /// <param name="positions">The begun segments, in any order, with LastEvaluatedKey as DynamoDB's JSON. The keys are not copied.</param>
    /// <param name="items">The number of items that the consumer has finished.</param>
    /// <exception cref="ArgumentException">The parts contradict each other.</exception>
    internal static ScanCheckpoint Create(
        byte[] fingerprint,
        int segments,
        ScanWorker worker,
        IReadOnlyList<(int First, int End)> finished,
        IReadOnlyList<(int Segment, byte[] Key)> positions,
        long items)
    {
        var ranges = new List<(int First, int End)>(finished.Count);
        foreach ((int first, int end) in finished)
        {
            if (ranges.Count > 0 && ranges[^1].End == first)
            {
                ranges[^1] = (ranges[^1].First, end);
            }
            else
            {
                ranges.Add((first, end));
            }
        }

        (int Segment, byte[] Key)[] sorted = [.. positions.OrderBy(position => position.Segment)];
        return TryCreate(fingerprint, segments, worker, [.. ranges], sorted, items, out string? fault)
            ?? throw new ArgumentException(fault);
    }

    /// <summary>Creates a checkpoint; returns null if the parts contradict each other.</summary>
    internal static ScanCheckpoint? TryCreate(
        byte[] fingerprint,
        int segments,
        ScanWorker worker,
        (int First, int End)[] finished,
        (int Segment, byte[] Key)[] positions,
        long items,
        out string? fault)
    {
        fault = FindFault(fingerprint, segments, worker, finished, positions, items);
        return fault is null ? new ScanCheckpoint(fingerprint, segments, worker, finished, positions, items) : null;
    }

    /// <summary>Throws if the checkpoint was taken of another scan.</summary>
    /// <param name="fingerprint">The scan's fingerprint.</param>
    /// <param name="schema">The table's schema: a start key has no other attributes than those of its keys.</param>
    /// <param name="tableName">The table's name at run time, for the message.</param>
    /// <param name="segments">The scan's number of segments, if it is fixed.</param>
    /// <param name="worker">The scan's worker, if it is fixed.</param>
    /// <exception cref="ScanCheckpointException">It was taken of another scan.</exception>
    internal void CheckFor(byte[] fingerprint, TableSchema schema, string tableName, int? segments = null, ScanWorker? worker = null)
    {
        if (!Fingerprint.AsSpan().SequenceEqual(fingerprint))
        {
            throw new ScanCheckpointException(
                $"The checkpoint does not belong to this scan of table '{tableName}': it was taken of another table or index, or with another "
                + "filter or projection. Resume the scan that it was taken of, or start this one without a checkpoint.");
        }

        if (segments is { } count && count != Segments)
        {
            throw new ScanCheckpointException(
                $"The checkpoint divides table '{tableName}' into {Segments} segments, and the scan into {count}. Set {Segments} segments or no "
                + "number at all, or start without a checkpoint.");
        }

        if (worker is not null && worker != Worker)
        {
            throw new ScanCheckpointException(
                $"The checkpoint is that of worker {Worker.Index} of {Worker.Count}, and table '{tableName}' is to be scanned by worker "
                + $"{worker.Index} of {worker.Count}. Give each worker a checkpoint of its own, and keep their number until the scan is complete.");
        }

        foreach ((int segment, byte[] key) in Positions)
        {
            if (!StartKey.IsKey(key, schema))
            {
                throw new ScanCheckpointException(
                    $"The checkpoint's position in segment {segment} is not a key of table '{tableName}'. Restart the scan without a checkpoint.");
            }
        }
    }

    private static string? FindFault(
        byte[] fingerprint, int segments, ScanWorker worker, (int First, int End)[] finished, (int Segment, byte[] Key)[] positions, long items)
    {
        if (fingerprint.Length != 32)
        {
            return "its fingerprint is not 32 bytes long";
        }

        if (segments is < 1 or > MaxSegments)
        {
            return $"it has {segments} segments, and a scan has 1 to {MaxSegments}";
        }

        if (items < 0)
        {
            return "its number of items is negative";
        }

        (int shareFirst, int shareEnd) = worker.SegmentsOf(segments);
        int last = -1;
        foreach ((int first, int end) in finished)
        {
            if (first <= last || end <= first || first < shareFirst || end > shareEnd)
            {
                return $"the finished segments from {first} to {end} overlap others, are out of order, or are not the worker's";
            }

            last = end;
        }

        last = -1;
        int range = 0;
        foreach ((int segment, _) in positions)
        {
            while (range < finished.Length && finished[range].End <= segment)
            {
                range++;
            }

            bool isFinished = range < finished.Length && finished[range].First <= segment;
            if (segment <= last || isFinished || segment < shareFirst || segment >= shareEnd)
            {
                return $"its position in segment {segment} is out of order, of a finished segment, or not the worker's";
            }

            last = segment;
        }

        return null;
    }
}
