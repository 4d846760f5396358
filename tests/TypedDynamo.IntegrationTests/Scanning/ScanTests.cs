using Amazon.DynamoDBv2;
using TypedDynamo.IntegrationTests.Engine;
using TypedDynamo.IntegrationTests.Entities;
using TypedDynamo.IntegrationTests.Operations;

namespace TypedDynamo.IntegrationTests.Scanning;

public abstract class ScanTests(
    EngineFixture fixture, Func<AmazonDynamoDBClient, IAmazonDynamoDB> wrap, DynamoTableOptions? options = null)
    : IClassFixture<EngineFixture>
{
    [Fact]
    public async Task EveryItemComesOnceHoweverTheTableIsCut()
    {
        const int Count = 3000;
        using AmazonDynamoDBClient client = fixture.CreateClient();
        var table = new MessageTable(wrap(client), options);
        await table.EnsureCreatedAsync();
        Guid[] threads = [.. Enumerable.Range(0, 50).Select(_ => Guid.NewGuid())];
        Message[] messages = [.. Enumerable.Range(0, Count).Select(i => new Message(threads[i % 50], FormattableString.Invariant($"{i:D6}"), i))];
        (await table.PutManyAsync(messages, new BatchWriteOptions { Concurrency = 8 })).Written.ShouldBe(Count);

        ItemSequence<Message>[] scans =
        [
            table.ScanAllAsync(),
            table.ScanAllAsync(new() { PageSize = 170, Consistent = true }),
            table.ScanAllParallelAsync(),
            table.ScanAllParallelAsync(new() { Segments = 1, Concurrency = 4 }),
            table.ScanAllParallelAsync(new() { Segments = 7, Concurrency = 3, PageSize = 50 }),
            table.ScanAllParallelAsync(new() { Segments = 500, Concurrency = 16, BufferBytes = 1 }),
        ];
        foreach (ItemSequence<Message> scan in scans)
        {
            var found = new List<Message>();
            await foreach (Message message in scan)
            {
                found.Add(message);
            }

            found.OrderBy(message => message.Number, StringComparer.Ordinal).ShouldBe(messages);
        }
    }
}

public sealed class ScanTestsThroughThePipeline(EngineFixture fixture) : ScanTests(fixture, client => client);

public sealed class ScanTestsByOrdinaryCalls(EngineFixture fixture) : ScanTests(fixture, ForwardingClient.Around);

public sealed class ScanTestsByTheLeanTransport(EngineFixture fixture)
    : ScanTests(fixture, client => client, new DynamoTableOptions { UseLeanTransport = true });
