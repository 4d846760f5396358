using System.Collections.Concurrent;
using System.Diagnostics;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace TypedDynamo.IntegrationTests.Observability;

/// <summary>Keeps the spans that it is to export.</summary>
internal sealed class SpanExporter : BaseExporter<Activity>
{
    private readonly ConcurrentQueue<Activity> _spans = new();

    public IReadOnlyCollection<Activity> Spans => _spans;

    public TracerProvider Listen() => Sdk.CreateTracerProviderBuilder()
        .AddSource(TypedDynamoTelemetry.ActivitySourceName)
        .AddProcessor(new SimpleActivityExportProcessor(this))
        .Build();

    public override ExportResult Export(in Batch<Activity> batch)
    {
        foreach (Activity span in batch)
        {
            _spans.Enqueue(span);
        }

        return ExportResult.Success;
    }
}

/// <summary>Keeps the last state of the metrics that it is to export.</summary>
internal sealed class MetricExporter : BaseExporter<Metric>
{
    public IReadOnlyList<MetricSum> Sums { get; private set; } = [];

    public MeterProvider Listen() => Sdk.CreateMeterProviderBuilder()
        .AddMeter(TypedDynamoTelemetry.MeterName)
        .AddReader(new BaseExportingMetricReader(this))
        .Build();

    public override ExportResult Export(in Batch<Metric> batch)
    {
        List<MetricSum> sums = [];
        foreach (Metric metric in batch)
        {
            foreach (ref readonly MetricPoint point in metric.GetMetricPoints())
            {
                var tags = new Dictionary<string, object?>();
                foreach (KeyValuePair<string, object?> tag in point.Tags)
                {
                    tags.Add(tag.Key, tag.Value);
                }

                bool isHistogram = metric.MetricType == MetricType.Histogram;
                sums.Add(new MetricSum(
                    metric.Name,
                    tags,
                    isHistogram ? point.GetHistogramCount() : 1,
                    isHistogram ? point.GetHistogramSum() : metric.MetricType == MetricType.DoubleSum ? point.GetSumDouble() : point.GetSumLong()));
            }
        }

        Sums = sums;
        return ExportResult.Success;
    }
}

/// <summary>What a metric has added up under some tags.</summary>
internal sealed record MetricSum(string Name, IReadOnlyDictionary<string, object?> Tags, long Count, double Sum);
