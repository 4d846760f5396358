using Spectre.Console;
using Spectre.Console.Rendering;
using TypedDynamo;

namespace WebLog;

/// <summary>Writes all rows of a source to the table, and shows how far it is.</summary>
internal static class Loader
{
    /// <exception cref="WebLogException">Some rows were not written.</exception>
    public static async Task LoadAsync(LogRowTable table, LogSource source, CancellationToken cancellationToken)
    {
        long started = TimeProvider.System.GetTimestamp();
        BatchResult<LogRow> result = await CreateProgress().StartAsync(context =>
        {
            ProgressTask bar = context.AddTask("Loading", maxValue: source.Count);
            var options = new BatchWriteOptions { Concurrency = 8, Progress = new BarProgress(bar) };
            return table.PutManyAsync(source.Rows(), options, cancellationToken);
        });

        if (!result.IsComplete)
        {
            throw new WebLogException(
                $"{result.Failures.Count} of {source.Count} rows were not written; the first, {result.Failures[0].Item.Key}: "
                + (result.Failures[0].Error?.Message ?? "DynamoDB left it unprocessed time after time"));
        }

        double seconds = TimeProvider.System.GetElapsedTime(started).TotalSeconds;
        Console.WriteLine($"loaded: {result.Written} rows in {seconds:0.0} s, {result.Written / seconds:0} rows/s");
    }

    private static Progress CreateProgress() => Terminal.Console.Progress().Columns(
        new TaskDescriptionColumn(),
        new ProgressBarColumn(),
        new PercentageColumn(),
        new RowsPerSecondColumn(),
        new RemainingTimeColumn());

    /// <summary>Moves the bar. Reports come from several requests at once, and not always in order.</summary>
    private sealed class BarProgress(ProgressTask bar) : IProgress<long>
    {
        public void Report(long value) => bar.Value = Math.Max(bar.Value, value);
    }

    private sealed class RowsPerSecondColumn : ProgressColumn
    {
        public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime)
            => new Text($"{task.Value / (task.ElapsedTime ?? TimeSpan.MaxValue).TotalSeconds:0} rows/s");
    }
}
