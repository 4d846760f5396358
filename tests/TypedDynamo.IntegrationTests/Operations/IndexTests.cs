using System.Text.Json.Nodes;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using TypedDynamo.IntegrationTests.Engine;
using TypedDynamo.IntegrationTests.Entities;
using TypedDynamo.Testing;

namespace TypedDynamo.IntegrationTests.Operations;

/// <summary>Queries and scans of indexes give what LINQ gives over the same items.</summary>
public abstract class IndexTests(EngineFixture fixture, Func<AmazonDynamoDBClient, IAmazonDynamoDB> wrap)
    : IAsyncLifetime, IClassFixture<EngineFixture>
{
    private static readonly Match[] s_matches = [.. Enumerable.Range(0, 240).Select(Create)];

    private readonly RecordingHandler _recorder = new();
    private AmazonDynamoDBClient _client = null!;
    private MatchTable _matches = null!;

    public async Task InitializeAsync()
    {
        _client = fixture.CreateClient(config => config.HttpClientFactory = _recorder.AsHttpClientFactory());
        _matches = new MatchTable(wrap(_client));
        await _matches.EnsureCreatedAsync();
        (await _matches.PutManyAsync(s_matches)).IsComplete.ShouldBeTrue();
        _recorder.Clear();
    }

    public Task DisposeAsync()
    {
        _client.Dispose();
        _recorder.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task TheTableHasTheIndexes()
    {
        TableDescription live = (await _client.DescribeTableAsync("matches")).Table;
        live.GlobalSecondaryIndexes.Select(index => (index.IndexName, index.Projection.ProjectionType.Value)).ShouldBe(
            [("by-outcome", "INCLUDE"), ("by.round", "ALL"), ("by_hash", "KEYS_ONLY")], ignoreOrder: true);
        live.GlobalSecondaryIndexes.Single(index => index.IndexName == "by-outcome").Projection.NonKeyAttributes.ShouldBe(["Referee"]);
        live.GlobalSecondaryIndexes.Single(index => index.IndexName == "by.round").KeySchema
            .Select(key => $"{key.AttributeName} {key.KeyType}")
            .ShouldBe(["Cup HASH", "Season HASH", "Round RANGE", "PlayedAt RANGE", "Bracket RANGE"]);
        LocalSecondaryIndexDescription local = live.LocalSecondaryIndexes.ShouldHaveSingleItem();
        local.KeySchema.Select(key => $"{key.AttributeName} {key.KeyType}").ShouldBe(["League HASH", "Viewers RANGE"]);

        MatchTable.Schema.Indexes.Select(index => index.Name).ShouldBe(["by-outcome", "by.round", "by_hash", "by-viewers"]);
    }

    [Fact]
    public async Task APartialIndexYieldsWhatItHolds()
    {
        var expected = s_matches.Where(match => match is { Outcome: Outcome.Home, Odds: >= 2m }).OrderBy(match => match.Odds)
            .Select(match => new MatchByOutcomeItem
            {
                League = match.League, Number = match.Number, Outcome = match.Outcome, Odds = match.Odds!.Value, Referee = match.Referee,
            });
        (await ListAsync(_matches.ByOutcome.Query(Outcome.Home, k => k >= 2m))).ShouldBe(expected, ignoreOrder: true);
        (await ListAsync(_matches.ByOutcome.Query(Outcome.Home, k => k >= 2m).Descending()))
            .Select(item => item.Odds).ShouldBe(expected.Select(item => item.Odds).Reverse());
    }

    [Fact]
    public async Task ASparseIndexHoldsOnlyItemsThatHaveItsKeys()
    {
        int count = s_matches.Count(match => match.Odds is not null);
        count.ShouldBeLessThan(s_matches.Length);
        (await ListAsync(_matches.ByOutcome.ScanAllAsync())).Count.ShouldBe(count);
        (await ListAsync(_matches.ByOutcome.ScanAllParallelAsync(new() { Segments = 5, PageSize = 7 }))).Count.ShouldBe(count);
    }

    [Fact]
    public async Task AnIndexOfKeysAloneFindsByBytes()
    {
        Match match = s_matches[42];
        MatchByHashItem item = (await ListAsync(_matches.ByHash.Query(match.Hash!))).ShouldHaveSingleItem();
        item.Number.ShouldBe(match.Number);
        item.Hash.ShouldBe(match.Hash);
    }

    [Fact]
    public async Task ALocalIndexFetchesWholeItemsInItsOrder()
    {
        var expected = s_matches.Where(match => match.League == "L1" && match.Viewers is >= 100 and <= 5000).OrderBy(match => match.Viewers);
        (await ListAsync(_matches.ByViewers.Query("L1", k => k.Between(100, 5000)).Consistent().PageSize(3)))
            .ShouldBe(expected, new MatchComparer());
        _recorder.Requests[0].Body.ShouldContain("\"Select\":\"ALL_ATTRIBUTES\"");
    }

    [Fact]
    public async Task AKeyOfSeveralAttributesIsAskedFromLeftToRight()
    {
        DateTimeOffset day = s_matches[0].PlayedAt!.Value;
        var cup = s_matches.Where(match => match is { Cup: "gold", Season: 2026, PlayedAt: not null, Bracket: not null }).ToList();

        await ShouldGiveAsync(_matches.ByRound.Query("gold", 2026), _ => true);
        await ShouldGiveAsync(_matches.ByRound.Query("gold", 2026, k => k.Round == 2), match => match.Round == 2);
        await ShouldGiveAsync(_matches.ByRound.Query("gold", 2026, k => k.Round.Is(2)), match => match.Round == 2);
        await ShouldGiveAsync(_matches.ByRound.Query("gold", 2026, k => k.Round > 2), match => match.Round > 2);
        await ShouldGiveAsync(_matches.ByRound.Query("gold", 2026, k => k.Round.Between(1, 2)), match => match.Round is 1 or 2);
        await ShouldGiveAsync(
            _matches.ByRound.Query("gold", 2026, k => k.Round.Is(2).PlayedAt >= day.AddDays(40)),
            match => match.Round == 2 && match.PlayedAt >= day.AddDays(40));
        DateTimeOffset played = cup[5].PlayedAt!.Value;
        await ShouldGiveAsync(
            _matches.ByRound.Query("gold", 2026, k => k.Round.Is(cup[5].Round).PlayedAt.Is(played).Bracket.BeginsWith("b")),
            match => match.Round == cup[5].Round && match.PlayedAt == played && match.Bracket!.StartsWith('b'));
        await ShouldGiveAsync(
            _matches.ByRound.Query("gold", 2026, k => k.Round.Is(2).PlayedAt.Is(played)),
            match => match.Round == 2 && match.PlayedAt == played);

        async Task ShouldGiveAsync(ItemSequence<Match> query, Func<Match, bool> predicate)
            => (await ListAsync(query)).Select(match => match.Number).Order()
                .ShouldBe(cup.Where(predicate).Select(match => match.Number).Order());
    }

    [Fact]
    public async Task TheRequestNamesTheIndexAndEachAttribute()
    {
        await ListAsync(_matches.ByRound.Query("gold", 2026, k => k.Round.Is(2).PlayedAt.Between(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch)));
        JsonNode.DeepEquals(JsonNode.Parse(_recorder.Requests.ShouldHaveSingleItem().Body), JsonNode.Parse(
            """
            {"TableName":"matches","IndexName":"by.round",
            "KeyConditionExpression":"#n0 = :v0 AND #n1 = :v1 AND #n2 = :v2 AND #n3 BETWEEN :v3 AND :v4",
            "ExpressionAttributeNames":{"#n0":"Cup","#n1":"Season","#n2":"Round","#n3":"PlayedAt"},
            "ExpressionAttributeValues":{":v0":{"S":"gold"},":v1":{"N":"2026"},":v2":{"N":"2"},
            ":v3":{"S":"1970-01-01T00:00:00.0000000Z"},":v4":{"S":"1970-01-01T00:00:00.0000000Z"}}}
            """)).ShouldBeTrue(_recorder.Requests[0].Body);
    }

    [Fact]
    public async Task WhatAnIndexCannotDoIsRefusedBeforeAnythingIsSent()
    {
        Should.Throw<NotSupportedException>(() => _matches.ByOutcome.ScanAllAsync(new() { Consistent = true }));
        Should.Throw<NotSupportedException>(() => _matches.ByOutcome.ScanAllParallelAsync(new() { Consistent = true }));
        Should.Throw<ItemMappingException>(() => _matches.ByRound.Query("", 1));
        Should.Throw<ItemMappingException>(() => _matches.ByRound.Query("x", 1, k => k.Round.Is(1).PlayedAt.Is(default).Bracket == ""));
        (await Should.ThrowAsync<ItemMappingException>(() => _matches.PutAsync(s_matches[0] with { Bracket = "" }))).AttributeName.ShouldBe("Bracket");
        await Should.ThrowAsync<ItemMappingException>(() => _matches.PutAsync(s_matches[0] with { Hash = [] }));
        await Should.ThrowAsync<ItemMappingException>(() => _matches.PutAsync(s_matches[0] with { Cup = new string('x', 2049) }));
        _recorder.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task AnIndexThatTheLiveTableLacksIsTheServicesError()
    {
        var other = new MatchTable(wrap(_client), new DynamoTableOptions { TableName = "bare" });
        await _client.CreateTableAsync(new CreateTableRequest
        {
            TableName = "bare",
            BillingMode = BillingMode.PAY_PER_REQUEST,
            KeySchema = [new("League", KeyType.HASH), new("Number", KeyType.RANGE)],
            AttributeDefinitions = [new("League", ScalarAttributeType.S), new("Number", ScalarAttributeType.N)],
        });
        (await Should.ThrowAsync<AmazonDynamoDBException>(() => ListAsync(other.ByRound.Query("gold", 2026)))).ErrorCode.ShouldBe("ValidationException");
    }

    private static Match Create(int i) => new()
    {
        League = "L" + (i % 4),
        Number = i,
        Outcome = (Outcome)(i % 3),
        Odds = i % 5 == 0 ? null : 1m + (i * 0.25m),
        Cup = i % 2 == 0 ? "gold" : "silver",
        Season = 2025 + (i % 3 == 0 ? 1 : 0),
        Round = i % 4,
        PlayedAt = i % 7 == 1 ? null : new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddDays(i / 4),
        Bracket = i % 11 == 1 ? null : (i % 8 == 0 ? "b" : "a") + i,
        Hash = i % 6 == 5 ? null : [1, (byte)i],
        Viewers = i % 10 == 9 ? null : i * 37 % 1000 * 10,
        Referee = i % 2 == 0 ? "R" + i : null,
        Notes = "n" + i,
    };

    private static async Task<List<T>> ListAsync<T>(ItemSequence<T> items)
    {
        var found = new List<T>();
        await foreach (T item in items)
        {
            found.Add(item);
        }

        return found;
    }

    /// <summary>A record compares arrays by reference.</summary>
    private sealed class MatchComparer : IEqualityComparer<Match>
    {
        public bool Equals(Match? x, Match? y)
            => x is not null && y is not null && (x.Hash ?? []).AsSpan().SequenceEqual(y.Hash ?? []) && x with { Hash = y.Hash } == y;

        public int GetHashCode(Match obj) => obj.Number;
    }
}

public sealed class IndexTestsThroughThePipeline(EngineFixture fixture) : IndexTests(fixture, client => client);

public sealed class IndexTestsByOrdinaryCalls(EngineFixture fixture) : IndexTests(fixture, ForwardingClient.Around);
