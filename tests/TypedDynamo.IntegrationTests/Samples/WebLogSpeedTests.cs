using System.Globalization;
using System.Text.RegularExpressions;
using Xunit.Abstractions;

namespace TypedDynamo.IntegrationTests.Samples;

/// <summary>What the sample measures. Other tests do not run meanwhile: they would take the processor from it.</summary>
[Collection(nameof(WebLogSpeedTests))]
[Trait("Category", "Long")]
public sealed class WebLogSpeedTests(ITestOutputHelper output)
{
    [Fact]
    public async Task OverANetworkSixteenRequestsAtOnceAreManyTimesFasterThanOne()
    {
        (int exitCode, string report, string error) = await SampleProcess.RunAsync(
            "WebLog", new Dictionary<string, string>(), "--latency", "20", "--page-size", "100", "--concurrency", "16", "--segments", "32");

        output.WriteLine(report);
        exitCode.ShouldBe(0, error);
        Match ratio = Regex.Match(report, @"^serial / parallel: (\d+\.\d+) \(ideal: 16\)", RegexOptions.Multiline);

        // An idle machine gives 10 to 13. The engine and the program share the cores, and what else runs has them too, which shows in
        // the parallel scan alone; requests that went one by one would give 1.
        double.Parse(ratio.Groups[1].Value, CultureInfo.InvariantCulture).ShouldBeGreaterThan(4);
    }
}

[CollectionDefinition(nameof(WebLogSpeedTests), DisableParallelization = true)]
public sealed class WebLogSpeedCollection;
