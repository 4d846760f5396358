using System.Collections.Concurrent;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using TypedDynamo.IntegrationTests.Engine;
using TypedDynamo.IntegrationTests.Operations;
using TypedDynamo.Testing;

namespace TypedDynamo.IntegrationTests.Scanning;

[DynamoTable("scanned-parcels")]
public sealed record ScannedParcel([PartitionKey] string Id, [Gsi("by-city", KeyRole.Partition)] string City, int Weight);

/// <summary>Tables that several workers share, and scans that go on from a checkpoint, or refuse to.</summary>
public abstract class ScanWorkerTests : IAsyncLifetime, IClassFixture<EngineFixture>
{
    private readonly RecordingHandler _recorder = new();
    private readonly AmazonDynamoDBClient _client;
    private readonly ScannedParcelTable _parcels;

    protected ScanWorkerTests(EngineFixture fixture, Func<AmazonDynamoDBClient, IAmazonDynamoDB> wrap)
    {
        _client = fixture.CreateClient(config => config.HttpClientFactory = _recorder.AsHttpClientFactory());
        _parcels = new ScannedParcelTable(wrap(_client));
    }

    public Task InitializeAsync() => _parcels.CreateTableAsync();

    public Task DisposeAsync()
    {
        _client.Dispose();
        _recorder.Dispose();
        return Task.CompletedTask;
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(64)]
    public async Task WorkersShareATable(int workers)
    {
        string[] ids = await FillAsync(1000);
        var parts = new ConcurrentBag<List<ScannedParcel>>();
        await Parallel.ForAsync(0, workers, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (index, token) =>
        {
            var options = new ParallelScanOptions { Worker = new ScanWorker(index, workers), Segments = 100, PageSize = 40 };
            parts.Add(await _parcels.ScanAllParallelAsync(options, token).ToListAsync(token));
        });

        // Were a part not disjoint from the others, an id would be there twice.
        parts.SelectMany(part => part).Select(parcel => parcel.Id).Order(StringComparer.Ordinal).ShouldBe(ids);
        parts.Count(part => part.Count > 0).ShouldBe(workers);
    }

    [Fact]
    public async Task WithMoreWorkersThanSegmentsSomeSendNothing()
    {
        string[] ids = await FillAsync(50);
        List<string> found = [];
        for (int index = 0; index < 7; index++)
        {
            _recorder.Clear();
            found.AddRange(await IdsAsync(_parcels.ScanAllParallelAsync(new() { Worker = new ScanWorker(index, 7), Segments = 3 })));
            _recorder.Requests.Count.ShouldBeLessThanOrEqualTo(1);
        }

        found.Order(StringComparer.Ordinal).ShouldBe(ids);
    }

    [Fact]
    public async Task WorkersOfAnIndexCutItAlikeWithoutBeingTold()
    {
        string[] ids = await FillAsync(300);
        List<string> found = [];
        for (int index = 0; index < 2; index++)
        {
            found.AddRange(await IdsAsync(_parcels.ByCity.Scan().InParallel(new() { Worker = new ScanWorker(index, 2) })));
        }

        found.Order(StringComparer.Ordinal).ShouldBe(ids);
        _recorder.Requests.Count(request => request.Operation == "Scan").ShouldBe(512);
    }

    [Fact]
    public async Task ATableThatIsDeletedInMidScanLeavesACheckpointForItsSuccessor()
    {
        string[] ids = await FillAsync(600);
        var scan = _parcels.ScanAllParallelAsync(
            new() { Segments = 12, Concurrency = 3, PageSize = 10, BufferBytes = 1 });
        List<string> found = [];
        await Should.ThrowAsync<ResourceNotFoundException>(async () =>
        {
            await foreach (ScannedParcel parcel in scan)
            {
                found.Add(parcel.Id);
                if (found.Count == 100)
                {
                    await _parcels.DeleteTableAsync();
                }
            }
        });
        found.Count.ShouldBeLessThan(600);
        ScanCheckpoint checkpoint = ScanCheckpoint.Parse(scan.GetCheckpoint().ToJson());
        checkpoint.IsComplete.ShouldBeFalse();
        checkpoint.Items.ShouldBeGreaterThan(80);

        await _parcels.EnsureCreatedAsync();
        (await FillAsync(600)).ShouldBe(ids);
        found.AddRange(await IdsAsync(_parcels.ScanAllParallelAsync(new() { ResumeFrom = checkpoint, PageSize = 10 })));

        found.Distinct().Order(StringComparer.Ordinal).ShouldBe(ids);

        // Of the first scan's three requests each may have brought a page that was begun; one page at most is left in its middle.
        found.Count.ShouldBeLessThanOrEqualTo(600 + 10);
    }

    [Fact]
    public async Task ACheckpointOfAnotherScanIsRefusedBeforeAnythingIsSent()
    {
        await FillAsync(100);
        ScanCheckpoint ofTable = await CheckpointAsync(_parcels.ScanAllParallelAsync(new() { Segments = 6, PageSize = 5 }));
        ScanCheckpoint ofIndex = await CheckpointAsync(_parcels.ByCity.Scan().InParallel(new() { Segments = 6, PageSize = 5 }));
        ScanCheckpoint filtered = await CheckpointAsync(
            _parcels.Scan().Where(parcel => parcel.Weight > 10).InParallel(new() { Segments = 6, PageSize = 5 }));
        var others = new ScannedParcelTable(_client, new DynamoTableOptions { TableName = "other-parcels" });
        await others.EnsureCreatedAsync();
        _recorder.Clear();

        (ScanCheckpoint Checkpoint, Func<ParallelScanOptions, ParallelScan<ScannedParcel, ScannedParcelTable.ConditionTokens>> Scan)[] refused =
        [
            (ofTable, options => others.ScanAllParallelAsync(options)),
            (ofTable, options => _parcels.ByCity.Scan().InParallel(options)),
            (ofTable, options => _parcels.Scan().Where(parcel => parcel.Weight > 10).InParallel(options)),
            (ofTable, options => _parcels.ScanAllParallelAsync(options with { Segments = 7 })),
            (ofTable, options => _parcels.ScanAllParallelAsync(options with { Worker = new ScanWorker(0, 2) })),
            (ofIndex, options => _parcels.ScanAllParallelAsync(options)),
            (filtered, options => _parcels.Scan().Where(parcel => parcel.Weight > 11).InParallel(options)),
            (filtered, options => _parcels.Scan().Where(parcel => parcel.Weight < 10).InParallel(options)),
            (filtered, options => _parcels.ScanAllParallelAsync(options)),
        ];
        foreach ((ScanCheckpoint checkpoint, Func<ParallelScanOptions, ParallelScan<ScannedParcel, ScannedParcelTable.ConditionTokens>> scan) in refused)
        {
            var other = scan(new ParallelScanOptions { ResumeFrom = checkpoint });
            (await Should.ThrowAsync<ScanCheckpointException>(() => other.ToListAsync())).Message.ShouldContain("parcels'");
        }

        _recorder.Requests.ShouldBeEmpty();

        // And the scan that it was taken of takes it, whatever the page size and the concurrency are now.
        await _parcels.ScanAllParallelAsync(new() { ResumeFrom = ofTable, Concurrency = 1 }).ToListAsync();
        await _parcels.Scan().Where(parcel => parcel.Weight > 10).InParallel(new() { ResumeFrom = filtered, PageSize = 3 }).ToListAsync();
    }

    private static async Task<ScanCheckpoint> CheckpointAsync(ParallelScan<ScannedParcel, ScannedParcelTable.ConditionTokens> scan)
    {
        int left = 20;
        await foreach (ScannedParcel _ in scan)
        {
            if (left-- == 0)
            {
                break;
            }
        }

        return scan.GetCheckpoint();
    }

    private static async Task<IEnumerable<string>> IdsAsync(ParallelScan<ScannedParcel, ScannedParcelTable.ConditionTokens> scan)
        => (await scan.ToListAsync()).Select(parcel => parcel.Id);

    private async Task<string[]> FillAsync(int count)
    {
        ScannedParcel[] parcels =
            [.. Enumerable.Range(0, count).Select(i => new ScannedParcel(FormattableString.Invariant($"{i:D6}"), $"city-{i % 37}", i % 90))];
        (await _parcels.PutManyAsync(parcels)).Written.ShouldBe(count);
        return [.. parcels.Select(parcel => parcel.Id)];
    }
}

public sealed class ScanWorkerTestsThroughThePipeline(EngineFixture fixture) : ScanWorkerTests(fixture, client => client);

public sealed class ScanWorkerTestsByOrdinaryCalls(EngineFixture fixture) : ScanWorkerTests(fixture, ForwardingClient.Around);
