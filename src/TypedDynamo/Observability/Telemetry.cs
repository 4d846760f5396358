using System.Diagnostics;
using System.Diagnostics.Metrics;
using Amazon.Runtime;

namespace TypedDynamo.Observability;

/// <summary>The spans and metrics of requests, under the names of OpenTelemetry's semantic conventions for databases and DynamoDB.</summary>
internal static class Telemetry
{
    private const string SystemName = "aws.dynamodb";

    private static readonly string? s_version = typeof(Telemetry).Assembly.GetName().Version?.ToString(3);
    private static readonly ActivitySource s_source = new(TypedDynamoTelemetry.ActivitySourceName, s_version);
    private static readonly Meter s_meter = new(TypedDynamoTelemetry.MeterName, s_version);

    private static readonly Histogram<double> s_duration = s_meter.CreateHistogram<double>(
        "db.client.operation.duration", "s", "How long a request took, the SDK's retries included.");

    private static readonly Histogram<long> s_returnedRows = s_meter.CreateHistogram<long>(
        "db.client.response.returned_rows", "{row}", "The number of items in a response.");

    private static readonly Counter<double> s_consumedCapacity = s_meter.CreateCounter<double>(
        "typeddynamo.client.consumed_capacity", "{capacity_unit}", "The capacity units that DynamoDB has charged.");

    private static readonly Counter<long> s_retries = s_meter.CreateCounter<long>(
        "typeddynamo.client.retries", "{retry}", "The number of retries by the SDK.");

    private static readonly UpDownCounter<int> s_scanWorkers = s_meter.CreateUpDownCounter<int>(
        "typeddynamo.client.scan.workers", "{worker}", "The number of running workers of parallel scans, each with one request under way.");

    private static readonly Counter<int> s_scannedSegments = s_meter.CreateCounter<int>(
        "typeddynamo.client.scan.segments", "{segment}", "The number of segments that parallel scans have read completely.");

    /// <summary>Gets whether somebody listens to the capacity of every request.</summary>
    public static bool ListensToCapacity => s_consumedCapacity.Enabled;

    /// <summary>Starts the span of a request, if somebody listens.</summary>
    public static Activity? Start(string operation, RequestTarget target)
    {
        if (!s_source.HasListeners())
        {
            return null;
        }

        Activity? span = s_source.StartActivity(target.TableName.Length == 0 ? operation : $"{operation} {target.TableName}", ActivityKind.Client);
        if (span is not { IsAllDataRequested: true })
        {
            return span;
        }

        span.SetTag("db.system.name", SystemName);
        span.SetTag("db.operation.name", operation);
        if (target.TableName.Length > 0)
        {
            span.SetTag("db.collection.name", target.TableName);
            span.SetTag("aws.dynamodb.table_names", target.TableNames ?? [target.TableName]);
        }

        if (target.IndexName is not null)
        {
            span.SetTag("aws.dynamodb.index_name", target.IndexName);
        }

        if (target.BatchSize is { } size)
        {
            span.SetTag("db.operation.batch.size", size);
        }

        return span;
    }

    /// <summary>Records that a request has ended.</summary>
    public static void End(Activity? span, string operation, RequestTarget target, long start, Exception? error)
    {
        string? errorType = error is null ? null : TypeOf(error);
        if (span is not null && errorType is not null)
        {
            // No description: the service's message may hold keys and values.
            span.SetStatus(ActivityStatusCode.Error);
            span.SetTag("error.type", errorType);
            if (error is AmazonServiceException { ErrorCode: { } code })
            {
                span.SetTag("db.response.status_code", code);
            }
        }

        if (s_duration.Enabled)
        {
            TagList tags = TagsOf(operation, target);
            if (errorType is not null)
            {
                tags.Add("error.type", errorType);
            }

            s_duration.Record(Stopwatch.GetElapsedTime(start).TotalSeconds, tags);
        }
    }

    /// <summary>Records the number of items in a response.</summary>
    public static void ReportItems(Activity? span, string operation, RequestTarget target, int count)
    {
        span?.SetTag("db.response.returned_rows", count);
        if (s_returnedRows.Enabled)
        {
            s_returnedRows.Record(count, TagsOf(operation, target));
        }
    }

    /// <summary>Records the capacity that a request has consumed in one of its tables.</summary>
    public static void ReportCapacity(Activity? span, TableCapacity capacity)
    {
        span?.SetTag("aws.dynamodb.consumed_capacity", capacity.Total.Sum + (span.GetTagItem("aws.dynamodb.consumed_capacity") as double? ?? 0));
        if (!s_consumedCapacity.Enabled)
        {
            return;
        }

        CapacityUnits table = capacity.Total;
        foreach ((string index, CapacityUnits units) in capacity.Indexes)
        {
            Add(capacity.TableName, index, units);
            table = new CapacityUnits(table.Read - units.Read, table.Write - units.Write);
        }

        Add(capacity.TableName, null, table);
    }

    /// <summary>Records the number of the SDK's retries of the request whose span is the current one.</summary>
    public static void ReportRetries(string operation, string tableName, int retries)
    {
        if (retries == 0)
        {
            return;
        }

        if (Activity.Current is { } span && span.Source == s_source)
        {
            span.SetTag("typeddynamo.retries", retries);
        }

        s_retries.Add(retries, TagsOf(operation, new RequestTarget(tableName)));
    }

    /// <summary>Records that workers of a parallel scan have started, or ended.</summary>
    public static void ReportScanWorkers(string tableName, int change)
    {
        if (s_scanWorkers.Enabled)
        {
            s_scanWorkers.Add(change, TagsOf("Scan", new RequestTarget(tableName)));
        }
    }

    /// <summary>Records that a parallel scan has read a segment to its end.</summary>
    public static void ReportScannedSegment(string tableName)
    {
        if (s_scannedSegments.Enabled)
        {
            s_scannedSegments.Add(1, TagsOf("Scan", new RequestTarget(tableName)));
        }
    }

    /// <summary>Returns the service's code of an error or, if there is none, the type's name. It never holds a key or value.</summary>
    public static string TypeOf(Exception error)
        => error is AmazonServiceException { ErrorCode: { Length: > 0 } code } ? code : error.GetType().FullName!;

    private static void Add(string table, string? index, CapacityUnits units)
    {
        AddKind(units.Read, "read");
        AddKind(units.Write, "write");

        void AddKind(double count, string kind)
        {
            if (count <= 0)
            {
                return;
            }

            var tags = new TagList { { "db.system.name", SystemName }, { "db.collection.name", table }, { "typeddynamo.capacity.kind", kind } };
            if (index is not null)
            {
                tags.Add("aws.dynamodb.index_name", index);
            }

            s_consumedCapacity.Add(count, tags);
        }
    }

    private static TagList TagsOf(string operation, RequestTarget target) => new()
    {
        { "db.system.name", SystemName },
        { "db.operation.name", operation },
        { "db.collection.name", target.TableName },
    };
}
