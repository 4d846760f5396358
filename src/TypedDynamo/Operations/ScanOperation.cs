using TypedDynamo.CompilerServices;
using TypedDynamo.Transport;
using TypedDynamo.Wire;

namespace TypedDynamo.Operations;

/// <summary>Reads a table or index, whole or by segments.</summary>
internal static class ScanOperation
{
    public static PagedOperation<TItem> Create<TItem>(
        TableConnection table, IndexSchema? index, ItemMapper<TItem> mapper, ScanOptions options)
    {
        ConsistentReads.ThrowIfNotOffered(index, options.Consistent);

        using var request = new ByteBuffer();
        table.BeginRequest(request, index);
        if (options.Consistent)
        {
            request.Write(",\"ConsistentRead\":true"u8);
        }

        return new PagedOperation<TItem>(DynamoOperation.Scan, table, mapper, request.Written.ToArray());
    }
}
