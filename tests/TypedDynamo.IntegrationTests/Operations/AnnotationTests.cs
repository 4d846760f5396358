using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Microsoft.Extensions.Time.Testing;
using TypedDynamo.IntegrationTests.Engine;
using TypedDynamo.IntegrationTests.Entities;

namespace TypedDynamo.IntegrationTests.Operations;

/// <summary>What annotations mean beyond the plain value: versions, times to live, and the times of puts.</summary>
public abstract class AnnotationTests(EngineFixture fixture, Func<AmazonDynamoDBClient, IAmazonDynamoDB> wrap)
    : IAsyncLifetime, IClassFixture<EngineFixture>
{
    private static readonly DateTimeOffset s_start = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    private readonly AmazonDynamoDBClient _client = fixture.CreateClient();

    // Two reads are never the same.
    private readonly FakeTimeProvider _clock = new(s_start) { AutoAdvanceAmount = TimeSpan.FromSeconds(1) };

    private AuditedTable _audited = null!;
    private ExpiringTable _expiring = null!;
    private ExpiringSecondsTable _seconds = null!;

    public async Task InitializeAsync()
    {
        IAmazonDynamoDB wrapped = wrap(_client);
        _audited = new AuditedTable(wrapped, new() { TimeProvider = _clock });
        _expiring = new ExpiringTable(wrapped);
        _seconds = new ExpiringSecondsTable(wrapped);
        await _audited.CreateTableAsync();
        await _expiring.CreateTableAsync();
        await _seconds.CreateTableAsync();
    }

    public Task DisposeAsync()
    {
        _client.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public void TheSchemaNamesVersionAndTimeToLive()
    {
        AuditedTable.Schema.Version.ShouldNotBeNull().Name.ShouldBe("Version");
        AuditedTable.Schema.TimeToLive.ShouldNotBeNull().Name.ShouldBe("ExpiresAt");
        ExpiringSecondsTable.Schema.Version.ShouldBeNull();
        OrderTable.Schema.TimeToLive.ShouldBeNull();
    }

    [Fact]
    public async Task ATimeToLiveIsStoredAsWholeSecondsSince1970()
    {
        DateTimeOffset expiry = s_start.AddTicks(12_345_678);
        var item = new Audited
        {
            Id = "x",
            ExpiresAt = expiry.ToOffset(TimeSpan.FromHours(2)),
            Part = new("v1", expiry, expiry),
        };
        await _audited.PutAsync(item);
        await _expiring.PutAsync(new Expiring("x", expiry.UtcDateTime));
        await _seconds.PutAsync(new ExpiringSeconds("x", expiry.ToUnixTimeSeconds()));

        Dictionary<string, AttributeValue> stored = await GetRawAsync("audited");
        stored["Version"].N.ShouldBe("1");
        stored["ExpiresAt"].N.ShouldBe("1795176001");
        stored["Part"].M["Version"].S.ShouldBe("v1");
        stored["Part"].M["ExpiresAt"].S.ShouldBe("2026-11-20T12:00:01.2345678Z");
        stored["Part"].M["UpdatedAt"].S.ShouldBe("2026-11-20T12:00:01.2345678Z");
        (await GetRawAsync("expiring"))["ExpiresAt"].N.ShouldBe("1795176001");
        (await GetRawAsync("expiring"))["Version"].N.ShouldBe("1");
        (await GetRawAsync("seconds"))["ExpiresAt"].N.ShouldBe("1795176001");

        Audited read = (await _audited.GetAsync("x"))!;
        read.ExpiresAt.ShouldBe(s_start.AddSeconds(1));
        read.ExpiresAt!.Value.Offset.ShouldBe(TimeSpan.Zero);
        read.Part.ShouldBe(item.Part);
        Expiring expiring = (await _expiring.GetAsync("x"))!;
        expiring.ShouldBe(new Expiring("x", s_start.AddSeconds(1).UtcDateTime, 1));
        expiring.ExpiresAt.Kind.ShouldBe(DateTimeKind.Utc);
        (await _seconds.GetAsync("x")).ShouldBe(new ExpiringSeconds("x", 1795176001));
    }

    [Fact]
    public async Task ATimeToLiveReachesFrom1970ToTheEndOfTime()
    {
        var item = new Audited { Id = "x" };
        foreach (DateTimeOffset edge in new[] { DateTimeOffset.UnixEpoch, DateTimeOffset.MaxValue })
        {
            item = await _audited.PutAsync(item with { ExpiresAt = edge });
            (await _audited.GetAsync("x"))!.ExpiresAt.ShouldBe(DateTimeOffset.FromUnixTimeSeconds(edge.ToUnixTimeSeconds()));
        }

        await _audited.PutAsync(item with { ExpiresAt = null });
        (await GetRawAsync("audited")).Keys.ShouldNotContain("ExpiresAt");
        (await _audited.GetAsync("x"))!.ExpiresAt.ShouldBeNull();

        var error = await Should.ThrowAsync<ItemMappingException>(
            () => _audited.PutAsync(new Audited { Id = "x", ExpiresAt = DateTimeOffset.UnixEpoch.AddTicks(-1) }));
        error.AttributeName.ShouldBe("ExpiresAt");
        error.Expected.ShouldBe("a time from 1970 on, or null where there is none");
        await Should.ThrowAsync<ItemMappingException>(() => _expiring.PutAsync(new Expiring("x", new DateTime(2026, 11, 20))));
    }

    [Theory]
    [InlineData("253402300800")]
    [InlineData("-62135596801")]
    [InlineData("1.5")]
    [InlineData("1E+100")]
    public async Task ANumberThatIsNoTimeIsAnError(string seconds)
    {
        await _client.PutItemAsync("audited", new() { ["Id"] = new("x"), ["ExpiresAt"] = new() { N = seconds } });
        var error = await Should.ThrowAsync<ItemMappingException>(() => _audited.GetAsync("x"));
        error.AttributeName.ShouldBe("ExpiresAt");
        error.Expected.ShouldBe("N of whole seconds since 1970");
    }

    [Fact]
    public async Task APutWritesItsTimeAndKeepsTheFirstOne()
    {
        var item = new Audited { Id = "x", Group = "g" };
        (await _audited.PutAsync(item)).ShouldBe(item with { Version = 1 });
        item.ShouldBe(new Audited { Id = "x", Group = "g" }, "the caller's object is not changed");

        Audited first = (await _audited.GetAsync("x"))!;
        first.ShouldBe(item with
        {
            Version = 1, CreatedAt = s_start, FirstSeen = s_start.UtcDateTime, UpdatedAt = s_start, TouchedAt = s_start.UtcDateTime,
        });

        await _audited.PutAsync(first);
        DateTimeOffset second = s_start.AddSeconds(1);
        Audited again = (await _audited.GetAsync("x"))!;
        again.ShouldBe(first with { Version = 2, UpdatedAt = second, TouchedAt = second.UtcDateTime });

        // The key of an index is the time that was written, too.
        await foreach (Audited touched in _audited.ByTouched.Query("g", k => k >= second.UtcDateTime))
        {
            touched.ShouldBe(again);
        }
    }

    [Fact]
    public async Task AllItemsOfARequestHaveOneTime()
    {
        var items = Enumerable.Range(0, 20).Select(i => new Audited { Id = $"i{i}" });
        (await _audited.PutManyAsync(items, new() { Concurrency = 1, IgnoreVersions = true })).Written.ShouldBe(20);

        await foreach (Audited item in _audited.ScanAllAsync())
        {
            item.CreatedAt.ShouldBe(s_start);
            item.FirstSeen.ShouldBe(s_start.UtcDateTime);
            item.UpdatedAt.ShouldBe(s_start);
            item.TouchedAt.ShouldBe(s_start.UtcDateTime);
        }
    }

    [Fact]
    public async Task ABatchIsRefusedUnlessItIsToIgnoreVersions()
    {
        await Should.ThrowAsync<InvalidOperationException>(() => _audited.PutManyAsync([new Audited { Id = "x" }]));
        (await GetRawAsync("audited")).ShouldBeNull();

        Audited[] items = [new() { Id = "x", Version = 7 }, new() { Id = "y" }];
        await _audited.PutManyAsync(items, new() { IgnoreVersions = true });
        (await GetRawAsync("audited"))["Version"].N.ShouldBe("8");
        (await _audited.GetAsync("y")).ShouldNotBeNull().Version.ShouldBe(1);
        items[0].Version.ShouldBe(7);

        await _expiring.PutManyAsync([new("x", s_start.UtcDateTime)], new() { IgnoreVersions = true });
        (await _expiring.GetAsync("x")).ShouldNotBeNull().Version.ShouldBe(1);
    }

    [Fact]
    public void TheSdksFormOfAnItemTakesNoTime()
    {
        DateTimeOffset touched = s_start.AddDays(-1);
        var item = new Audited { Id = "x", TouchedAt = touched.UtcDateTime };
        Dictionary<string, AttributeValue> attributes = AuditedTable.ToAttributes(item);

        attributes["CreatedAt"].S.ShouldBe("0001-01-01T00:00:00.0000000Z");
        attributes["TouchedAt"].S.ShouldBe("2026-11-19T12:00:00.0000000Z");
        attributes.Keys.ShouldBe(["Id", "Version", "CreatedAt", "TouchedAt"]);
        AuditedTable.FromAttributes(attributes).ShouldBe(item);
    }

    private async Task<Dictionary<string, AttributeValue>> GetRawAsync(string table)
        => (await _client.GetItemAsync(table, new() { ["Id"] = new AttributeValue("x") })).Item;
}

public sealed class AnnotationTestsThroughThePipeline(EngineFixture fixture) : AnnotationTests(fixture, client => client);

public sealed class AnnotationTestsByOrdinaryCalls(EngineFixture fixture) : AnnotationTests(fixture, ForwardingClient.Around);
