using System.Runtime.Versioning;
using TypedDynamo.IntegrationTests.Engine;

// The fake programs of these tests are shell scripts.
[assembly: UnsupportedOSPlatform("windows")]

namespace TypedDynamo.IntegrationTests;

internal static class Program
{
    // `dotnet test` does not come through here: it loads the assembly into its own host.
    private static Task Main() => EngineOwner.RunAsync();
}
