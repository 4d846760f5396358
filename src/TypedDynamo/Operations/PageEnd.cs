using TypedDynamo.CompilerServices;
using TypedDynamo.Scanning;

namespace TypedDynamo.Operations;

/// <summary>The members of a page of a query or scan beside its items.</summary>
internal class PageEnd
{
    /// <summary>Gets or sets the parallel scan's segment that the page is of; null for others.</summary>
    public SegmentCursor? Segment { get; set; }

    /// <summary>Gets or sets whether the consumer has finished the page. Its segment sets it.</summary>
    public bool IsFinished { get; set; }

    /// <summary>Gets or sets the length of the response's body.</summary>
    public int ByteLength { get; set; }

    /// <summary>Gets or sets how many items of the type the page held.</summary>
    public int ItemCount { get; set; }

    /// <summary>Gets the read units that the page has cost; null where the request did not ask.</summary>
    public double? ReadUnits { get; private set; }

    /// <summary>Gets or sets the wire form of LastEvaluatedKey; null on the last page.</summary>
    public byte[]? LastEvaluatedKey { get; set; }

    /// <summary>Gets or sets how many items matched, of this type or another.</summary>
    public int MatchedCount { get; set; }

    /// <summary>Gets or sets how many items DynamoDB read for the page.</summary>
    public int ScannedCount { get; set; }

    /// <summary>Reads a member of the response other than the items, or skips it.</summary>
    public void ReadMember(ref ItemReader reader, ReadOnlySpan<byte> name)
    {
        if (name.SequenceEqual("LastEvaluatedKey"u8))
        {
            LastEvaluatedKey = reader.ReadRawMember().ToArray();
        }
        else if (name.SequenceEqual("Count"u8))
        {
            MatchedCount = reader.ReadInt32Member();
        }
        else if (name.SequenceEqual("ScannedCount"u8))
        {
            ScannedCount = reader.ReadInt32Member();
        }
        else if (name.SequenceEqual("ConsumedCapacity"u8))
        {
            ReadUnits = TableCapacity.ReadSum(reader.ReadRawMember());
        }
        else
        {
            reader.SkipMember();
        }
    }
}
