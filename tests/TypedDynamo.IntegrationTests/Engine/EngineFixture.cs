using TypedDynamo.Testing;

namespace TypedDynamo.IntegrationTests.Engine;

/// <summary>The one engine process of the test run; <c>Engine.CreateClient()</c> gives every test a database of its own.</summary>
/// <remarks>
/// A fixture of each class, and not of a collection, whose classes would run one after the other. The first class starts the engine, which ends
/// with the run.
/// </remarks>
public sealed class EngineFixture : IAsyncLifetime
{
    private static readonly Lazy<Task<DynamoDbLocal>> s_engine = new(StartAsync);

    private DynamoDbLocal? _engine;

    public DynamoDbLocal Engine => _engine ?? throw new InvalidOperationException("The engine has not been started.");

    public async Task InitializeAsync() => _engine = await s_engine.Value;

    public Task DisposeAsync() => Task.CompletedTask;

    private static async Task<DynamoDbLocal> StartAsync()
    {
        DynamoDbLocal engine = await DynamoDbLocal.StartAsync();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => engine.DisposeAsync().AsTask().Wait();
        return engine;
    }
}
