using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;

namespace TypedDynamo.Tables;

/// <summary>The settings of a table in DescribeTable's response, which leaves out many defaults.</summary>
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
