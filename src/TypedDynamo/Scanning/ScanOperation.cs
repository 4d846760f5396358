using TypedDynamo.CompilerServices;
using TypedDynamo.Operations;
using TypedDynamo.Transport;

namespace TypedDynamo.Scanning;

internal static class ScanOperation
{
    public static ReadOperation<TItem> Create<TItem>(TableConnection table, IndexSchema? index, ItemMapper<TItem> mapper, ScanOptions options)
    {
        var scan = new ReadOperation<TItem>(DynamoOperation.Scan, table, index, mapper) { PageSize = options.PageSize };
        return options.Consistent ? scan.ReadConsistently() : scan;
    }
}
