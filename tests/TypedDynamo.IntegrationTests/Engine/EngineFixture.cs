using TypedDynamo.Testing;

namespace TypedDynamo.IntegrationTests.Engine;

/// <summary>The one engine process of the test run; <c>Engine.CreateClient()</c> gives every test a database of its own.</summary>
public sealed class EngineFixture : IAsyncLifetime
{
    private DynamoDbLocal? _engine;

    public DynamoDbLocal Engine => _engine ?? throw new InvalidOperationException("The engine has not been started.");

    public async Task InitializeAsync() => _engine = await DynamoDbLocal.StartAsync();

    public async Task DisposeAsync()
    {
        if (_engine is not null)
        {
            await _engine.DisposeAsync();
        }
    }
}

/// <summary>Test classes marked <c>[Collection(EngineCollection.Name)]</c> receive the <see cref="EngineFixture"/>.</summary>
[CollectionDefinition(Name)]
public sealed class EngineCollection : ICollectionFixture<EngineFixture>
{
    public const string Name = "Engine";
}
