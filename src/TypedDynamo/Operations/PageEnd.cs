using TypedDynamo.CompilerServices;

namespace TypedDynamo.Operations;

/// <summary>What a page of a query or scan says beside its items.</summary>
internal class PageEnd
{
    /// <summary>Gets or sets the wire form of LastEvaluatedKey; null on the last page.</summary>
    public byte[]? LastEvaluatedKey { get; set; }

    /// <summary>Gets or sets how many items matched, of this type or another.</summary>
    public int MatchedCount { get; set; }

    /// <summary>Gets or sets how many items DynamoDB read for the page.</summary>
    public int ScannedCount { get; set; }

    /// <summary>Reads a member of the response other than the items, or passes over it.</summary>
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
        else
        {
            reader.SkipMember();
        }
    }
}
