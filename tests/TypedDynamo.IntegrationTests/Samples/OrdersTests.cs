using TypedDynamo.IntegrationTests.Engine;

namespace TypedDynamo.IntegrationTests.Samples;

/// <summary>The sample <c>Orders</c>, whose code is the README's.</summary>
public sealed class OrdersTests(EngineFixture fixture) : IClassFixture<EngineFixture>
{
    [Fact]
    public async Task TheSampleDoesWhatItsCodeSays()
    {
        (int exitCode, string output, string error) = await SampleProcess.RunAsync(
            "Orders", new Dictionary<string, string> { ["DYNAMODB_ENDPOINT"] = fixture.Engine.Endpoint.ToString() });

        exitCode.ShouldBe(0, error);
        output.ReplaceLineEndings("\n").ShouldBe(
            """
            2 lines, 19.9, version 1
            written: False, for it is Paid in version 2
            1000 written, 0 not
            2 of 3 orders, 1 tea left
            2026-11-20: 19.9
            2026-08-20: 92
            2026-07-01: 142
            10367.9 in 22 orders, of which 9 are seen often
            open: c-48, 998
            open: c-49, 999
            most seen: 2026-05-12, 95 times
            pages of 10 and 10
            total: 499527.9
            large: 100
            deleted: gift, vip

            """);
    }
}
