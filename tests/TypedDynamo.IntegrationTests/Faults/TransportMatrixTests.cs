using TypedDynamo.IntegrationTests.Engine;
using Xunit.Abstractions;

namespace TypedDynamo.IntegrationTests.Faults;

/// <summary>A fault ends in the same way on every transport, and as with the SDK's own client, where ours is not better on purpose.</summary>
[Collection(EngineCollection.Name)]
public sealed class TransportMatrixTests(TransportMatrix matrix, ITestOutputHelper output) : IClassFixture<TransportMatrix>
{
    [Fact]
    public async Task Dump()
    {
        foreach (string fault in TransportMatrix.Faults.Keys)
        {
            foreach (bool persists in new[] { true, false })
            {
                foreach (string by in TransportMatrix.Transports.Prepend(TransportMatrix.Sdk))
                {
                    output.WriteLine($"{fault} {(persists ? "persists" : "passes")} {by}: {string.Join(" | ", (await matrix.OutcomesAsync(fault, persists, by)).Distinct())}");
                }
            }
        }
    }
}
