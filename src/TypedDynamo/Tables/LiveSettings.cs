using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;

namespace TypedDynamo.Tables;

/// <summary>What DescribeTable tells of a table's settings. It leaves out much that is the default.</summary>
internal static class LiveSettings
{
    public static Billing BillingOf(TableDescription live)
        => Billing.Of(live.BillingModeSummary?.BillingMode ?? BillingMode.PROVISIONED, live.ProvisionedThroughput, live.OnDemandThroughput);

    public static Billing BillingOf(GlobalSecondaryIndexDescription live, BillingMode tableMode)
        => Billing.Of(tableMode, live.ProvisionedThroughput, live.OnDemandThroughput);

    public static TableClass ClassOf(TableDescription live) => live.TableClassSummary?.TableClass ?? TableClass.STANDARD;

    /// <summary>Warm throughput grows by itself, and is never lowered.</summary>
    public static bool IsMetBy(WarmThroughput asked, TableWarmThroughputDescription? live)
        => IsMetBy(asked, live?.ReadUnitsPerSecond, live?.WriteUnitsPerSecond);

    public static bool IsMetBy(WarmThroughput asked, GlobalSecondaryIndexWarmThroughputDescription? live)
        => IsMetBy(asked, live?.ReadUnitsPerSecond, live?.WriteUnitsPerSecond);

    public static IEnumerable<GlobalSecondaryIndexDescription> GlobalIndexesOf(TableDescription live) => live.GlobalSecondaryIndexes ?? [];

    public static IEnumerable<LocalSecondaryIndexDescription> LocalIndexesOf(TableDescription live) => live.LocalSecondaryIndexes ?? [];

    private static bool IsMetBy(WarmThroughput asked, long? liveReads, long? liveWrites)
        => (asked.ReadUnitsPerSecond ?? 0) <= (liveReads ?? 0) && (asked.WriteUnitsPerSecond ?? 0) <= (liveWrites ?? 0);
}
