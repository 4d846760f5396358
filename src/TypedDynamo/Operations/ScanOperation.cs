using TypedDynamo.CompilerServices;
using TypedDynamo.Transport;
using TypedDynamo.Wire;

namespace TypedDynamo.Operations;

/// <summary>Reads a table, whole or by segments.</summary>
internal static class ScanOperation
{
    public static PagedOperation<TItem> Create<TItem>(TableConnection table, ItemMapper<TItem> mapper, bool consistent)
    {
        using var request = new ByteBuffer();
        table.BeginRequest(request);
        if (consistent)
        {
            request.Write(",\"ConsistentRead\":true"u8);
        }

        return new PagedOperation<TItem>(DynamoOperation.Scan, table, mapper, request.Written.ToArray());
    }
}
