using System.CommandLine;
using System.Globalization;
using Amazon.DynamoDBv2;
using Spectre.Console;
using TypedDynamo.Benchmarks.Comparisons;
using TypedDynamo.Benchmarks.Serving;
using TypedDynamo.Benchmarks.Workloads;
using TypedDynamo.Operations;
using TypedDynamo.Scanning;
using WebLog;

namespace TypedDynamo.Benchmarks.Decoding;

/// <summary>The command <c>decode</c>: what it costs to read a page, without a network.</summary>
internal static class DecodingCommand
{
    public const string Walk = "Utf8JsonReader, walked";
    public const string Clone = "clone of the objects";

    public static Command Create()
    {
        var command = new Command("decode", "Measures how pages of scans are read, without a network.")
        {
            ComparisonCommand.Rounds, ComparisonCommand.Quick, ComparisonCommand.Json,
        };
        command.SetAction(async (result, _) =>
        {
            bool quick = result.GetValue(ComparisonCommand.Quick);
            var data = new WorkloadData();
            Console.WriteLine(data.Note);
            List<DecodingVariant> variants = await VariantsAsync(data);
            var settings = new ComparisonSettings
            {
                Rounds = result.GetValue(ComparisonCommand.Rounds) ?? (quick ? 9 : 21),
                Slice = TimeSpan.FromMilliseconds(quick ? 50 : 200),
                WarmUps = 8,
                Baseline = Walk,
                Floor = Clone,
            };
            IReadOnlyList<Finding> findings = await Comparison.MeasureAsync([.. variants.Select(variant => variant.Variant)], settings);
            List<Figures> figures = [.. variants.Zip(findings, (variant, finding) => FiguresOf(variant, finding, WalkLength(variant)))];
            Write(figures);
            if (result.GetValue(ComparisonCommand.Json) is { } path)
            {
                ComparisonReport.WriteJson(figures.SelectMany(JsonOf), path);
            }

            int WalkLength(DecodingVariant variant)
                => variants.First(other => other.Variant.Kind == variant.Variant.Kind && other.Variant.Way == Walk).Length;
        });
        return command;
    }

    private static async Task<List<DecodingVariant>> VariantsAsync(WorkloadData data)
    {
        IReadOnlyDictionary<WorkloadKind, Exchange> exchanges = await Workload.RecordAsync(data);
        using AmazonDynamoDBClient client = CannedHttp.CreateClient("{}"u8);
        var orders = new PageDecoding<Order>(
            "orders",
            WorkloadKind.ScanOrders.Title,
            exchanges[WorkloadKind.ScanOrders].Response,
            data.Orders,
            static order => order.CheckSum);
        var log = new PageDecoding<LogRow>(
            "log", WorkloadKind.ScanLog.Title, exchanges[WorkloadKind.ScanLog].Response, data.Rows, static row => row.BytesSent);
        var orderTable = new OrderTable(client);
        var logTable = new LogRowTable(client);
        ReadOperation<Order> orderScan = ScanOperation.Create(orderTable.Connection, null, orderTable.Mapping, new ScanOptions());
        ReadOperation<LogRow> logScan = ScanOperation.Create(logTable.Connection, null, logTable.Mapping, new ScanOptions());
        return
        [
            .. orders.Variants(orderScan, HandMapping.ToOrder, Clones.Of, PlainPages.Default.PlainPageOrder),
            orders.SumVariant(orderScan, "quantity", static order => order.Quantity),
            .. log.Variants(logScan, HandMapping.ToLogRow, Clones.Of, PlainPages.Default.PlainPageLogRow),
            log.SumVariant(logScan, "bytessent", static row => row.BytesSent),
        ];
    }

    private static Figures FiguresOf(DecodingVariant variant, Finding finding, int walkLength) => new(
        finding.Variant,
        variant.Length / finding.Cost.Nanoseconds * 1000,
        variant.Length / finding.ToBaseline.Nanoseconds / walkLength,
        finding.Cost.Bytes / variant.ItemCount,
        finding.ToFloor!.Value.Bytes);

    private static void Write(List<Figures> figures)
    {
        IAnsiConsole console = ComparisonReport.CreateConsole();
        foreach (IGrouping<string, Figures> page in figures.GroupBy(figure => figure.Variant.Title))
        {
            Table table = ComparisonReport.CreateTable(page.Key, "by", "MB/s", "to the walk", "bytes an item", "to the clone");
            foreach (Figures figure in page)
            {
                table.AddRow(
                    figure.Variant.Way,
                    figure.MegabytesPerSecond.ToString("N0", CultureInfo.InvariantCulture),
                    ComparisonReport.Ratio(figure.SpeedToWalk),
                    figure.BytesPerItem.ToString("N0", CultureInfo.InvariantCulture),
                    ComparisonReport.Ratio(figure.BytesToClone));
            }

            console.Write(table);
        }
    }

    private static IEnumerable<Figure> JsonOf(Figures figures) =>
    [
        new($"{figures.Variant.Kind}/megabytes-per-second", figures.Variant.Way, figures.MegabytesPerSecond, figures.SpeedToWalk, null),
        new($"{figures.Variant.Kind}/allocated-bytes-per-item", figures.Variant.Way, figures.BytesPerItem, null, figures.BytesToClone),
    ];

    private sealed record Figures(Variant Variant, double MegabytesPerSecond, double SpeedToWalk, double BytesPerItem, double BytesToClone);

    private sealed record Figure(string Metric, string Client, double Value, double? RatioToWalk, double? RatioToFloor);
}
