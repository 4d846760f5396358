using System.Diagnostics;
using System.Reflection;
using TypedDynamo.Testing;

namespace TypedDynamo.IntegrationTests.Engine;

/// <summary>A process that starts an engine, says which, and then waits to be killed.</summary>
internal static class EngineOwner
{
    public static async Task RunAsync()
    {
        await using DynamoDbLocal engine = await DynamoDbLocal.StartAsync();
        Console.WriteLine(engine.ProcessId);
        Console.WriteLine(engine.TemporaryFolder);
        await Console.In.ReadToEndAsync();
    }

    public static Process Start()
    {
        string dotnet = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        var start = new ProcessStartInfo(dotnet, ["exec", Assembly.GetExecutingAssembly().Location])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        start.Environment.Remove("DYNAMODB_ENDPOINT");
        return Process.Start(start)!;
    }
}
