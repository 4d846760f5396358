using System.Text;
using Amazon.DynamoDBv2;
using FsCheck;
using FsCheck.Fluent;
using TypedDynamo.CompilerServices;
using TypedDynamo.IntegrationTests.Engine;
using TypedDynamo.Tokens;

namespace TypedDynamo.IntegrationTests.Randomized;

/// <summary>Random conditions on random items, paged by tokens at random page sizes, give what LINQ gives over the same items.</summary>
public sealed class RandomQueryTests(EngineFixture fixture) : IAsyncLifetime, IClassFixture<EngineFixture>
{
    private const int Rounds = 60;

    private static readonly Comparer<byte[]> s_bytes = Comparer<byte[]>.Create((x, y) => x.AsSpan().SequenceCompareTo(y));

    // DynamoDB sorts strings by their UTF-8 bytes, which is not the order of UTF-16.
    private static readonly Comparer<string> s_text =
        Comparer<string>.Create((x, y) => s_bytes.Compare(Encoding.UTF8.GetBytes(x), Encoding.UTF8.GetBytes(y)));

    private readonly AmazonDynamoDBClient _client = fixture.CreateClient();
    private Sample[] _samples = [];
    private SampleTable _table = null!;

    public async Task InitializeAsync()
    {
        var random = new Random(20261);
        _samples = [.. Enumerable.Range(0, 300).Select(id => new Sample
        {
            Group = id % 3,
            Id = id,
            Shard = "s" + random.Next(2),
            Text = random.Next(6) == 0 ? null : RandomText(random),
            Number = random.Next(6) == 0 ? null : RandomNumber(random),
            Date = random.Next(6) == 0 ? null : RandomDate(random),
            Bytes = random.Next(6) == 0 ? null : RandomBytes(random),
        })];
        _table = new SampleTable(_client);
        await _table.EnsureCreatedAsync();
        (await _table.PutManyAsync(_samples)).IsComplete.ShouldBeTrue();
    }

    public Task DisposeAsync()
    {
        _client.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public void TheTable() => Check(
        condition => _table.Query(1, condition), sample => sample.Group == 1, sample => sample.Id, random => random.Next(300),
        Comparer<int>.Default);

    [Fact]
    public void StringKeysOfAGlobalIndex() => Check(
        condition => _table.Text.Query("s1", condition), sample => sample is { Shard: "s1", Text: not null }, sample => sample.Text!,
        RandomText, s_text, static (k, prefix) => k.BeginsWith(prefix), static (value, prefix) => value.StartsWith(prefix, StringComparison.Ordinal));

    [Fact]
    public void StringKeysOfALocalIndex() => Check(
        condition => _table.LocalText.Query(2, condition), sample => sample is { Group: 2, Text: not null }, sample => sample.Text!,
        RandomText, s_text, static (k, prefix) => k.BeginsWith(prefix), static (value, prefix) => value.StartsWith(prefix, StringComparison.Ordinal));

    [Fact]
    public void NumberKeysOfAGlobalIndex() => Check(
        condition => _table.Number.Query("s0", condition), sample => sample is { Shard: "s0", Number: not null },
        sample => sample.Number!.Value, RandomNumber, Comparer<decimal>.Default);

    [Fact]
    public void NumberKeysOfALocalIndex() => Check(
        condition => _table.LocalNumber.Query(0, condition), sample => sample is { Group: 0, Number: not null },
        sample => sample.Number!.Value, RandomNumber, Comparer<decimal>.Default);

    [Fact]
    public void DateKeysOfAGlobalIndex() => Check(
        condition => _table.Date.Query("s0", condition), sample => sample is { Shard: "s0", Date: not null },
        sample => sample.Date!.Value, RandomDate, Comparer<DateTimeOffset>.Default);

    [Fact]
    public void DateKeysOfALocalIndex() => Check(
        condition => _table.LocalDate.Query(1, condition), sample => sample is { Group: 1, Date: not null },
        sample => sample.Date!.Value, RandomDate, Comparer<DateTimeOffset>.Default);

    [Fact]
    public void BinaryKeysOfAGlobalIndex() => Check(
        condition => _table.Bytes.Query("s1", condition), sample => sample is { Shard: "s1", Bytes: not null },
        sample => sample.Bytes!, RandomBytes, s_bytes, static (k, prefix) => k.BeginsWith(prefix),
        static (value, prefix) => value.AsSpan().StartsWith(prefix));

    [Fact]
    public void BinaryKeysOfALocalIndex() => Check(
        condition => _table.LocalBytes.Query(0, condition), sample => sample is { Group: 0, Bytes: not null },
        sample => sample.Bytes!, RandomBytes, s_bytes, static (k, prefix) => k.BeginsWith(prefix),
        static (value, prefix) => value.AsSpan().StartsWith(prefix));

    private static string RandomText(Random random)
    {
        string[] parts = ["a", "b", "ab", "é", "z#", "日", "😀", "\uffee"];
        return string.Concat(Enumerable.Range(0, random.Next(1, 4)).Select(_ => parts[random.Next(parts.Length)]));
    }

    private static decimal RandomNumber(Random random) => random.Next(-40, 40) / 4m * (random.Next(4) == 0 ? 1_000_000_000_000m : 1);

    private static DateTimeOffset RandomDate(Random random)
        => new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.FromHours(random.Next(-11, 12))).AddHours(random.Next(80)).AddTicks(random.Next(3));

    private static byte[] RandomBytes(Random random)
    {
        byte[] bytes = new byte[random.Next(1, 4)];
        byte[] values = [0, 1, 127, 128, 255];
        for (int i = 0; i < bytes.Length; i++)
        {
            bytes[i] = values[random.Next(values.Length)];
        }

        return bytes;
    }

    private void Check<T, TFilter>(
        Func<Func<SortKey<T>, KeyCondition>, Query<Sample, SampleTable.ConditionTokens, TFilter>> query,
        Func<Sample, bool> isUnderKey,
        Func<Sample, T> keyOf,
        Func<Random, T> operand,
        Comparer<T> comparer,
        Func<SortKey<T>, T, KeyCondition>? beginsWith = null,
        Func<T, T, bool>? startsWith = null)
        where TFilter : struct, ITokens<TFilter>
    {
        Sample[] candidates = [.. _samples.Where(isUnderKey)];
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var random = new Random(seed);
            T first = operand(random);
            T second = operand(random);
            (first, second) = comparer.Compare(first, second) <= 0 ? (first, second) : (second, first);
            (Func<SortKey<T>, KeyCondition> condition, Func<T, bool> matches) = random.Next(beginsWith is null ? 6 : 7) switch
            {
                0 => ((Func<SortKey<T>, KeyCondition>)(k => k == first), (Func<T, bool>)(value => comparer.Compare(value, first) == 0)),
                1 => (k => k < first, value => comparer.Compare(value, first) < 0),
                2 => (k => k <= first, value => comparer.Compare(value, first) <= 0),
                3 => (k => k > first, value => comparer.Compare(value, first) > 0),
                4 => (k => k >= first, value => comparer.Compare(value, first) >= 0),
                5 => (k => k.Between(first, second), value => comparer.Compare(value, first) >= 0 && comparer.Compare(value, second) <= 0),
                _ => (k => beginsWith!(k, first), value => startsWith!(value, first)),
            };

            bool descending = random.Next(2) == 0;
            List<Sample> found = FetchAsync(random, query(condition), descending).GetAwaiter().GetResult();
            Sample[] expected = [.. candidates.Where(sample => matches(keyOf(sample)))];
            found.Select(sample => sample.Id).Order().ShouldBe(expected.Select(sample => sample.Id).Order());

            // Items with the same key have no order of their own.
            IEnumerable<T> order = expected.Select(keyOf).Order(comparer);
            found.Select(keyOf).ShouldBe(descending ? order.Reverse() : order);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(Rounds));
    }

    /// <summary>Reads all pages, each by the token of the one before and with a size of its own.</summary>
    private static async Task<List<Sample>> FetchAsync<TFilter>(Random random, Query<Sample, SampleTable.ConditionTokens, TFilter> query, bool descending)
        where TFilter : struct, ITokens<TFilter>
    {
        Query<Sample, SampleTable.ConditionTokens, TFilter> ordered = descending ? query.Descending() : query.Ascending();
        var found = new List<Sample>();
        string? token = null;
        do
        {
            Page<Sample> page = await ordered.PageSize(random.Next(1, 40)).ToPageAsync(token);
            found.AddRange(page.Items);
            token = page.ContinuationToken;
        }
        while (token is not null);
        return found;
    }
}
