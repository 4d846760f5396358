using Amazon.DynamoDBv2;
using Amazon.Runtime;
using TypedDynamo.AotSmoke;
using TypedDynamo.IntegrationTests.Entities;
using TypedDynamo.IntegrationTests.Operations;

// Writes and reads every entity against the engine whose address is the only argument, through the SDK's pipeline and by its ordinary calls.
// One line for each check; the exit code says whether all of them succeeded.
if (args is not [string endpoint])
{
    Console.Error.WriteLine("Give the address of a DynamoDB Local.");
    return 2;
}

bool succeeded = true;
foreach (string way in new[] { "pipeline", "ordinary" })
{
    // Each access key is a database of its own, and the same engine may serve another run.
    using var engine = new AmazonDynamoDBClient(
        new BasicAWSCredentials($"smoke{way}{Environment.ProcessId}", "secret"), new AmazonDynamoDBConfig { ServiceURL = endpoint, AuthenticationRegion = "us-east-1" });
    IAmazonDynamoDB client = way == "pipeline" ? engine : ForwardingClient.Around(engine);
    foreach (MappedTable table in MappedTables.All)
    {
        await CheckAsync($"{way}: {table}, {table.Stored.Count} items", () => table.CheckAsync(client, engine));
    }

    foreach ((string name, Func<IAmazonDynamoDB, Task> checkAsync) in Operations.All)
    {
        await CheckAsync($"{way}: {name}", () => checkAsync(client));
    }
}

return succeeded ? 0 : 1;

async Task CheckAsync(string name, Func<Task> check)
{
    try
    {
        await check();
        Console.WriteLine($"ok      {name}");
    }
    catch (Exception error)
    {
        succeeded = false;
        Console.WriteLine($"FAILED  {name}: {error}");
    }
}
