using TypedDynamo.IntegrationTests.Samples;
using Xunit.Abstractions;

namespace TypedDynamo.IntegrationTests.Benchmarks;

/// <summary>A parallel scan without numbers fits into the memory that it finds.</summary>
[Trait("Category", "Long")]
public sealed class SmallHeapTests(ITestOutputHelper output)
{
    [Fact]
    public async Task AMillionRowsForASlowConsumerFitIntoAHeapOf64Megabytes()
    {
        var smallHeap = new Dictionary<string, string> { ["DOTNET_GCHeapHardLimit"] = "0x4000000" };

        (int exitCode, string report, string error) = await SampleProcess.RunAsync("Benchmarks", smallHeap, "scan-slowly");

        output.WriteLine(report);
        exitCode.ShouldBe(0, report + error);
        report.ShouldContain("rows: 1001000");
    }
}
