using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using TypedDynamo.Testing;

namespace TypedDynamo.IntegrationTests.Engine;

/// <summary>The one engine process of the test run, and in it a database for a test class.</summary>
/// <remarks>
/// <para>
/// A fixture of each class, and not of a collection, whose classes would run one after the other. The first class starts the engine,
/// which ends with the run.
/// </para>
/// <para>
/// The tests of a class run one after the other, so that they can have a database in turns. One for each test, a thousand in all, keeps
/// the engine busy with nothing: for each that it has ever had, four threads look again and again for something to do.
/// </para>
/// </remarks>
public sealed class EngineFixture : IAsyncLifetime
{
    private static readonly Lazy<Task<DynamoDbLocal>> s_engine = new(StartAsync);

    private DynamoDbLocal? _engine;
    private bool _isUsed;

    public DynamoDbLocal Engine => _engine ?? throw new InvalidOperationException("The engine has not been started.");

    /// <summary>Gets the name of the class's database.</summary>
    public string Database { get; private set; } = NewDatabase();

    /// <summary>Gets or sets whether the database holds what the tests of a class that only reads have filled in.</summary>
    public bool IsFilled { get; set; }

    public async Task InitializeAsync() => _engine = await s_engine.Value;

    public Task DisposeAsync() => Task.CompletedTask;

    /// <summary>Empties the class's database of what an earlier test has left, and creates a client for it.</summary>
    public AmazonDynamoDBClient CreateClient(Action<AmazonDynamoDBConfig>? configure = null)
    {
        if (_isUsed)
        {
            DeleteTablesAsync().GetAwaiter().GetResult();
        }

        _isUsed = true;
        return Engine.CreateClient(Database, configure);
    }

    private static async Task<DynamoDbLocal> StartAsync()
    {
        DynamoDbLocal engine = await DynamoDbLocal.StartAsync();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => engine.DisposeAsync().AsTask().Wait();
        return engine;
    }

    private static string NewDatabase() => $"class{Guid.NewGuid():N}";

    private async Task DeleteTablesAsync()
    {
        using AmazonDynamoDBClient client = Engine.CreateClient(Database);
        try
        {
            foreach (string table in (await client.ListTablesAsync()).TableNames)
            {
                await client.DeleteTableAsync(table);
            }
        }
        catch (ResourceInUseException)
        {
            // A table that is still being changed cannot be deleted.
            Database = NewDatabase();
        }
    }
}
