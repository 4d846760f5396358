using TypedDynamo.IntegrationTests.Engine;

namespace TypedDynamo.IntegrationTests.Samples;

/// <summary>The sample <c>Orders</c>, whose code is the README's.</summary>
[Collection(EngineCollection.Name)]
public sealed class OrdersTests(EngineFixture fixture)
{
    [Fact]
    public async Task TheSampleDoesWhatItsCodeSays()
    {
        (int exitCode, string output, string error) = await SampleProcess.RunAsync(
            "Orders", new Dictionary<string, string> { ["DYNAMODB_ENDPOINT"] = fixture.Engine.Endpoint.ToString() });

        exitCode.ShouldBe(0, error);
        output.ReplaceLineEndings("\n").ShouldBe(
            """
            2 lines, 19.9
            1000 written, 0 not
            2026-11-20: 19.9
            2026-10-09: 42
            2026-08-20: 92
            open: c-48, 998
            open: c-49, 999
            most seen: 2026-05-12, 95 times
            pages of 10 and 10
            total: 499519.9

            """);
    }
}
