using System.Globalization;
using TypedDynamo.IntegrationTests.Engine;
using TypedDynamo.IntegrationTests.Entities;
using Xunit.Abstractions;

namespace TypedDynamo.IntegrationTests.NativeAot;

/// <summary>Applications that are published by Native AOT and trimmed, without a warning, and run.</summary>
[Trait("Category", "Long")]
public sealed class NativeAotTests(EngineFixture fixture, ITestOutputHelper output) : IClassFixture<EngineFixture>
{
    // How many the application's Operations.All has.
    private const int OperationKinds = 8;

    [Theory]
    [InlineData("NativeAot")]
    [InlineData("Trimmed")]
    public async Task EveryMappedTypeIsWrittenAndRead(string publish)
    {
        using PublishedApplication smoke = await PublishedApplication.CreateAsync("AotSmoke", $"-p:SmokePublish={publish}");

        string checks = await smoke.RunAsync(fixture.Engine.Endpoint.ToString());

        // Each table and each kind of operation, through the pipeline and by ordinary calls.
        checks.Split('\n').Count(line => line.StartsWith("ok ", StringComparison.Ordinal)).ShouldBe(2 * (MappedTables.All.Count + OperationKinds), checks);
    }

    [Fact]
    public async Task ASumOfManyRowsSaysWhatItHasTaken()
    {
        const int Rows = 20_000;
        using PublishedApplication sum = await PublishedApplication.CreateAsync("AotSum", "-p:SumPublish=NativeAot");
        string endpoint = fixture.Engine.Endpoint.ToString();
        await sum.RunAsync(endpoint, "load", Rows.ToString(CultureInfo.InvariantCulture));

        string report = await sum.RunAsync(endpoint);

        output.WriteLine(report);
        report.ShouldStartWith($"sum {Enumerable.Range(0, Rows).Where(number => number % 50 == 0).Sum()}, ");
    }
}
