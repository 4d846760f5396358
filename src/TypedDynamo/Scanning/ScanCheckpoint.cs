using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using TypedDynamo.CompilerServices;
using TypedDynamo.Scanning;
using TypedDynamo.Wire;

namespace TypedDynamo;

/// <summary>How far a parallel scan has come: what its consumer has finished, and where each begun segment goes on.</summary>
/// <remarks>
/// <para>
/// A scan that is resumed from it delivers everything that it does not cover, so every item comes at least once. Items of pages that were
/// not finished when it was taken come again.
/// </para>
/// <para>
/// It holds the keys of some items, readable: keep it where the items themselves may be kept. It is bound to table, index, filter and
/// projection, and a scan of another kind refuses it. Its checksum guards against damage, not against forgery. It serializes by
/// <see cref="ToJson"/> and by <see cref="JsonSerializer"/>, and stays readable for later versions of the library.
/// </para>
/// </remarks>
[JsonConverter(typeof(ScanCheckpointConverter))]
public sealed class ScanCheckpoint
{
    /// <summary>DynamoDB API Reference, Scan, TotalSegments.</summary>
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

    /// <summary>Gets into how many segments the table is cut, by all workers together. A resumed scan keeps this number.</summary>
    public int Segments { get; }

    /// <summary>Gets whose part of the segments it is about.</summary>
    public ScanWorker Worker { get; }

    /// <summary>Gets how many of the worker's segments are finished to their ends.</summary>
    public int FinishedSegments { get; }

    /// <summary>Gets how many items the consumer had finished. Items that came again after a scan was resumed count again.</summary>
    public long Items { get; }

    /// <summary>Gets whether the worker has nothing left to scan: a scan that is resumed from it sends no request.</summary>
    public bool IsComplete
    {
        get
        {
            (int first, int end) = Worker.SegmentsOf(Segments);
            return FinishedSegments == end - first;
        }
    }

    /// <summary>Gets the SHA-256 of what makes the scan this one.</summary>
    internal byte[] Fingerprint { get; }

    /// <summary>Gets the finished segments, ascending, with a gap between any two ranges; a range ends before its <c>End</c>.</summary>
    internal IReadOnlyList<(int First, int End)> Finished { get; }

    /// <summary>Gets the begun segments, ascending, and the LastEvaluatedKey behind which each goes on.</summary>
    internal IReadOnlyList<(int Segment, byte[] Key)> Positions { get; }

    /// <summary>Reads a checkpoint that <see cref="ToJson"/> wrote.</summary>
    /// <param name="json">The text.</param>
    /// <returns>The checkpoint.</returns>
    /// <exception cref="ScanCheckpointException">The text is cut short, was changed, or is of an unknown version.</exception>
    public static ScanCheckpoint Parse(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return Parse(Encoding.UTF8.GetBytes(json));
    }

    /// <summary>Reads a checkpoint that <see cref="ToUtf8Json"/> wrote.</summary>
    /// <param name="utf8Json">The text in UTF-8.</param>
    /// <returns>The checkpoint.</returns>
    /// <exception cref="ScanCheckpointException">The text is cut short, was changed, or is of an unknown version.</exception>
    public static ScanCheckpoint Parse(ReadOnlySpan<byte> utf8Json)
    {
        try
        {
            var json = new Utf8JsonReader(utf8Json);
            json.Read();
            ScanCheckpoint checkpoint = ScanCheckpointJson.Read(ref json);
            return json.Read() ? throw ScanCheckpointException.Damaged("something stands behind it") : checkpoint;
        }
        catch (JsonException error)
        {
            // The parser's message quotes the text, and there may be keys in it.
            throw ScanCheckpointException.Damaged($"it is cut short or changed, for it is no JSON from byte {error.BytePositionInLine} on");
        }
    }

    /// <summary>Writes the checkpoint as one line of JSON. The format is described in <c>docs/checkpoints.md</c>.</summary>
    /// <returns>The text. It holds keys of items.</returns>
    public string ToJson() => Encoding.UTF8.GetString(ToUtf8Json());

    /// <summary>Writes the checkpoint as one line of JSON in UTF-8.</summary>
    /// <returns>The text. It holds keys of items.</returns>
    public byte[] ToUtf8Json() => ScanCheckpointJson.Write(this);

    /// <summary>Makes a checkpoint.</summary>
    /// <param name="fingerprint">The SHA-256 of what makes the scan this one.</param>
    /// <param name="segments">Into how many segments the table is cut.</param>
    /// <param name="worker">Whose part it is about.</param>
    /// <param name="finished">The finished segments, ascending; a range ends before its <c>End</c>. Ranges that touch are joined.</param>
    /// <param name="positions">The begun segments, in any order, with LastEvaluatedKey as DynamoDB's JSON. The keys are not copied.</param>
    /// <param name="items">How many items the consumer has finished.</param>
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

    /// <summary>Makes a checkpoint, if its parts can be those of one.</summary>
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

    /// <summary>Refuses to resume another scan than the one that the checkpoint was taken of.</summary>
    /// <param name="fingerprint">The scan's.</param>
    /// <param name="schema">The table's schema: a start key has no other attributes than those of its keys.</param>
    /// <param name="tableName">The table's name at run time, for the message.</param>
    /// <param name="segments">The scan's number of segments, where it is fixed.</param>
    /// <param name="worker">The scan's worker, where it is fixed.</param>
    /// <exception cref="ScanCheckpointException">It is one of another scan.</exception>
    internal void CheckFor(byte[] fingerprint, TableSchema schema, string tableName, int? segments = null, ScanWorker? worker = null)
    {
        if (!Fingerprint.AsSpan().SequenceEqual(fingerprint))
        {
            throw new ScanCheckpointException(
                $"The checkpoint is not one of this scan of table '{tableName}': it was taken of another table or index, or with another filter or "
                + "projection. Resume the scan that it was taken of, or start this one without a checkpoint.");
        }

        if (segments is { } count && count != Segments)
        {
            throw new ScanCheckpointException(
                $"The checkpoint cuts table '{tableName}' into {Segments} segments, and the scan into {count}. Ask for {Segments} or for no "
                + "particular number, or start without a checkpoint.");
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
                    $"The checkpoint's position in segment {segment} is no key of table '{tableName}'. Start the scan again without a checkpoint.");
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
