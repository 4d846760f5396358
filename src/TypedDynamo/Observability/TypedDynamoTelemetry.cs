namespace TypedDynamo;

/// <summary>The names by which OpenTelemetry and other listeners subscribe to the library's traces and metrics.</summary>
/// <remarks>
/// <para>
/// Each request that reads or writes items is one span of kind client, named for its operation and table, with the attributes of OpenTelemetry's
/// semantic conventions for databases and for DynamoDB: operation, table, index, the size of a batch, the number of returned items, the SDK's
/// retries (of a plain <see cref="Amazon.DynamoDBv2.AmazonDynamoDBClient"/>) and, on failure, the error's code. Neither spans nor metrics hold keys,
/// values or messages of the service.
/// </para>
/// <para>
/// The instruments are <c>db.client.operation.duration</c> (histogram, seconds), <c>db.client.response.returned_rows</c> (histogram, items),
/// <c>typeddynamo.client.consumed_capacity</c> (counter, capacity units by table, index and kind), <c>typeddynamo.client.retries</c> (counter), and
/// of parallel scans <c>typeddynamo.client.scan.workers</c> (the number of running ones) and <c>typeddynamo.client.scan.segments</c> (counter of
/// those that were read completely). While somebody listens to the third one, every request asks DynamoDB for the capacity that it consumes.
/// </para>
/// </remarks>
public static class TypedDynamoTelemetry
{
    /// <summary>The name of the <see cref="System.Diagnostics.ActivitySource"/>, for <c>AddSource</c>.</summary>
    public const string ActivitySourceName = "TypedDynamo";

    /// <summary>The name of the <see cref="System.Diagnostics.Metrics.Meter"/>, for <c>AddMeter</c>.</summary>
    public const string MeterName = "TypedDynamo";
}
