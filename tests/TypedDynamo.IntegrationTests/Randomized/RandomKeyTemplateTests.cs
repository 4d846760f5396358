using System.Globalization;
using System.Text;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using FsCheck;
using FsCheck.Fluent;
using TypedDynamo.CompilerServices;
using TypedDynamo.IntegrationTests.Engine;
using TypedDynamo.Tokens;

namespace TypedDynamo.IntegrationTests.Randomized;

/// <summary>Random conditions on composed keys, paged by tokens among items of other types, give what LINQ gives over the same items.</summary>
public sealed class RandomKeyTemplateTests(EngineFixture fixture) : IAsyncLifetime, IClassFixture<EngineFixture>
{
    private const int Rounds = 150;

    private static readonly string[] s_letters = ["a", "b", "ab", "A", "!", "~", "é", "日", "😀", "\"", "\\", "\n", "-", "0"];

    // Sort keys of other types, before, inside and behind what these types' keys begin with.
    private static readonly string[] s_foreign =
        ["A", "VISI", "VISIT", "VISIT#", "VISIT#a", "VISIT#a#2026", "VISIT#a#2026-01-01T00#", "VISIT#a#2026-01-01T00#00x", "VISITS#", "Z", "2026", "2026010"];

    private readonly AmazonDynamoDBClient _client = fixture.CreateClient();
    private Visit[] _visits = [];
    private Stay[] _stays = [];
    private Mark[] _marks = [];
    private VisitTable _visitTable = null!;
    private StayTable _stayTable = null!;
    private MarkTable _markTable = null!;

    public async Task InitializeAsync()
    {
        var random = new Random(20262);
        _visits = [.. Enumerable.Range(0, 400)
            .Select(_ => new Visit(random.Next(2), Text(random), At(random), random.Next(5) * 7, Tag(random)))
            .DistinctBy(visit => (visit.Group, visit.Place, Hour(visit.At), visit.Number, visit.Tag))];
        _stays = [.. Enumerable.Range(0, 200)
            .Select(_ => new Stay(random.Next(2), Day(random), random.Next(3) * 50)).Distinct()];
        _marks = [.. Enumerable.Range(0, 200)
            .Select(_ => new Mark(random.Next(2), random.Next(2) == 0, (Grade)random.Next(2), random.Next(-20, 20))).Distinct()];
        _visitTable = new VisitTable(_client);
        _stayTable = new StayTable(_client);
        _markTable = new MarkTable(_client);
        await CreateAsync(_visitTable, _visits, "GROUP#0", "GROUP#1");
        await CreateAsync(_stayTable, _stays, "0", "1");
        await CreateAsync(_markTable, _marks, "0", "1");
    }

    public Task DisposeAsync()
    {
        _client.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task EveryItemAndNoOtherIsScanned()
    {
        (await ListAsync(_visitTable.ScanAllAsync(new() { PageSize = 17 }))).ShouldBe(_visits, ignoreOrder: true);
        (await ListAsync(_visitTable.ScanAllParallelAsync(new() { Segments = 5 }))).ShouldBe(_visits, ignoreOrder: true);
        (await ListAsync(_stayTable.ScanAllAsync(new() { PageSize = 17 }))).ShouldBe(_stays, ignoreOrder: true);
        (await ListAsync(_markTable.ScanAllAsync(new() { PageSize = 17 }))).ShouldBe(_marks, ignoreOrder: true);
    }

    [Fact]
    public void AStringThatOthersFollow() => CheckVisits(random =>
    {
        string text = random.Next(3) == 0 ? _visits[random.Next(_visits.Length)].Place : Text(random);
        return random.Next(3) switch
        {
            0 => (k => k, visit => true),
            1 => (k => k.Place == text, visit => visit.Place == text),
            _ => (k => k.Place.BeginsWith(text), visit => visit.Place.StartsWith(text, StringComparison.Ordinal)),
        };
    });

    [Fact]
    public void ADateThatOthersFollow() => CheckVisits(random =>
    {
        string place = _visits[random.Next(_visits.Length)].Place;
        DateTimeOffset first = At(random);
        DateTimeOffset last = At(random);
        (first, last) = first <= last ? (first, last) : (last, first);
        return random.Next(7) switch
        {
            0 => (k => k.Place.Is(place).At == first, visit => visit.Place == place && Hour(visit.At) == Hour(first)),
            1 => (k => k.Place.Is(place).At < first, visit => visit.Place == place && string.CompareOrdinal(Hour(visit.At), Hour(first)) < 0),
            2 => (k => k.Place.Is(place).At <= first, visit => visit.Place == place && string.CompareOrdinal(Hour(visit.At), Hour(first)) <= 0),
            3 => (k => k.Place.Is(place).At > first, visit => visit.Place == place && string.CompareOrdinal(Hour(visit.At), Hour(first)) > 0),
            4 => (k => k.Place.Is(place).At >= first, visit => visit.Place == place && string.CompareOrdinal(Hour(visit.At), Hour(first)) >= 0),
            5 => (k => k.Place.Is(place), visit => visit.Place == place),
            _ => (k => k.Place.Is(place).At.Between(first, last),
                visit => visit.Place == place && string.CompareOrdinal(Hour(visit.At), Hour(first)) >= 0
                    && string.CompareOrdinal(Hour(visit.At), Hour(last)) <= 0),
        };
    });

    [Fact]
    public void ANumberWithoutLiteralTextBehindIt() => CheckVisits(random =>
    {
        Visit near = _visits[random.Next(_visits.Length)];
        int first = random.Next(36);
        int last = random.Next(first, 36);
        return random.Next(6) switch
        {
            0 => (k => k.Place.Is(near.Place).At.Is(near.At).Number == first, visit => IsNear(visit) && visit.Number == first),
            1 => (k => k.Place.Is(near.Place).At.Is(near.At).Number < first, visit => IsNear(visit) && visit.Number < first),
            2 => (k => k.Place.Is(near.Place).At.Is(near.At).Number <= first, visit => IsNear(visit) && visit.Number <= first),
            3 => (k => k.Place.Is(near.Place).At.Is(near.At).Number > first, visit => IsNear(visit) && visit.Number > first),
            4 => (k => k.Place.Is(near.Place).At.Is(near.At).Number >= first, visit => IsNear(visit) && visit.Number >= first),
            _ => (k => k.Place.Is(near.Place).At.Is(near.At).Number.Between(first, last),
                visit => IsNear(visit) && visit.Number >= first && visit.Number <= last),
        };

        bool IsNear(Visit visit) => visit.Place == near.Place && Hour(visit.At) == Hour(near.At);
    });

    [Fact]
    public void AStringAtTheEnd() => CheckVisits(random =>
    {
        Visit near = _visits[random.Next(_visits.Length)];
        string first = random.Next(2) == 0 ? near.Tag : Tag(random);
        string last = Tag(random);
        (first, last) = Compare(first, last) <= 0 ? (first, last) : (last, first);
        return random.Next(6) switch
        {
            0 => (k => k.Place.Is(near.Place).At.Is(near.At).Number.Is(near.Number).Tag == first, visit => IsNear(visit) && visit.Tag == first),
            1 => (k => k.Place.Is(near.Place).At.Is(near.At).Number.Is(near.Number).Tag > first, visit => IsNear(visit) && Compare(visit.Tag, first) > 0),
            2 => (k => k.Place.Is(near.Place).At.Is(near.At).Number.Is(near.Number).Tag >= first, visit => IsNear(visit) && Compare(visit.Tag, first) >= 0),
            3 => (k => k.Place.Is(near.Place).At.Is(near.At).Number.Is(near.Number).Tag <= first, visit => IsNear(visit) && Compare(visit.Tag, first) <= 0),
            4 => (k => k.Place.Is(near.Place).At.Is(near.At).Number.Is(near.Number).Tag.BeginsWith(first),
                visit => IsNear(visit) && visit.Tag.StartsWith(first, StringComparison.Ordinal)),
            _ => (k => k.Place.Is(near.Place).At.Is(near.At).Number.Is(near.Number).Tag.Between(first, last),
                visit => IsNear(visit) && Compare(visit.Tag, first) >= 0 && Compare(visit.Tag, last) <= 0),
        };

        bool IsNear(Visit visit) => visit.Place == near.Place && Hour(visit.At) == Hour(near.At) && visit.Number == near.Number;
    });

    [Fact]
    public void AKeyThatBeginsWithAProperty() => Check(
        (group, condition) => _stayTable.Query(group, condition), _stays, stay => stay.Group, StayKey,
        random =>
        {
            DateOnly first = Day(random);
            DateOnly last = Day(random);
            (first, last) = first <= last ? (first, last) : (last, first);
            int room = random.Next(150);
            int other = random.Next(room, 150);
            return random.Next(12) switch
            {
                0 => ((Func<StayTable.SortKeys, KeyCondition>)(k => k.Day == first), (Func<Stay, bool>)(stay => stay.Day == first)),
                1 => (k => k.Day < first, stay => stay.Day < first),
                2 => (k => k.Day <= first, stay => stay.Day <= first),
                3 => (k => k.Day > first, stay => stay.Day > first),
                4 => (k => k.Day >= first, stay => stay.Day >= first),
                5 => (k => k.Day.Between(first, last), stay => stay.Day >= first && stay.Day <= last),
                6 => (k => k.Day.Is(first).Room == room, stay => stay.Day == first && stay.Room == room),
                7 => (k => k.Day.Is(first).Room > room, stay => stay.Day == first && stay.Room > room),
                8 => (k => k.Day.Is(first).Room >= room, stay => stay.Day == first && stay.Room >= room),
                9 => (k => k.Day.Is(first).Room <= room, stay => stay.Day == first && stay.Room <= room),
                10 => (k => k.Day.Is(first).Room.Between(room, other), stay => stay.Day == first && stay.Room >= room && stay.Room <= other),
                _ => (k => k, stay => true),
            };
        });

    [Fact]
    public void PartsThatDoNotSort() => Check(
        (group, condition) => _markTable.Query(group, condition), _marks, mark => mark.Group, MarkKey,
        random =>
        {
            bool open = random.Next(2) == 0;
            var grade = (Grade)random.Next(2);
            long number = random.Next(-20, 20);
            return random.Next(4) switch
            {
                0 => ((Func<MarkTable.SortKeys, KeyCondition>)(k => k.Open == open), (Func<Mark, bool>)(mark => mark.Open == open)),
                1 => (k => k.Open.Is(open).Grade == grade, mark => mark.Open == open && mark.Grade == grade),
                2 => (k => k.Open.Is(open).Grade.Is(grade), mark => mark.Open == open && mark.Grade == grade),
                _ => (k => k.Open.Is(open).Grade.Is(grade).Number == number, mark => mark == new Mark(mark.Group, open, grade, number)),
            };
        });

    private static string Text(Random random)
        => string.Concat(Enumerable.Range(0, random.Next(0, 3)).Select(_ => s_letters[random.Next(s_letters.Length)]));

    // Nothing follows it, so it may hold what ends the others.
    private static string Tag(Random random) => random.Next(3) == 0 ? Text(random) + "#" + Text(random) : Text(random);

    private static DateTimeOffset At(Random random)
        => new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.FromHours(random.Next(-11, 12))).AddMinutes(random.Next(300));

    private static DateOnly Day(Random random) => new DateOnly(2025, 12, 25).AddDays(random.Next(12));

    // What the format of the key keeps of a time.
    private static string Hour(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-ddTHH", CultureInfo.InvariantCulture);

    private static int Compare(string x, string y) => Encoding.UTF8.GetBytes(x).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(y));

    private static string VisitKey(Visit visit) => FormattableString.Invariant($"VISIT#{visit.Place}#{Hour(visit.At)}#{visit.Number:D3}{visit.Tag}");

    private static string StayKey(Stay stay) => FormattableString.Invariant($"{stay.Day:yyyyMMdd}/{stay.Room:D4}");

    private static string MarkKey(Mark mark) => FormattableString.Invariant($"{(mark.Open ? "true" : "false")}#{mark.Grade}#{mark.Number}");

    private static async Task<List<T>> ListAsync<T>(ItemSequence<T> sequence)
    {
        var found = new List<T>();
        await foreach (T item in sequence)
        {
            found.Add(item);
        }

        return found;
    }

    /// <summary>Reads all pages, each by the token of the one before and with a size of its own.</summary>
    private static async Task<List<T>> FetchAsync<T, TTokens, TFilter>(Random random, Query<T, TTokens, TFilter> query)
        where TTokens : struct, ITokens<TTokens>
        where TFilter : struct, ITokens<TFilter>
    {
        var found = new List<T>();
        string? token = null;
        do
        {
            Page<T> page = await query.PageSize(random.Next(1, 40)).ToPageAsync(token);
            found.AddRange(page.Items);
            token = page.ContinuationToken;
        }
        while (token is not null);
        return found;
    }

    private async Task CreateAsync<T, TKey, TUpdate, TCondition>(
        DynamoTable<T, TKey, TUpdate, TCondition> table, T[] items, params string[] partitionKeys)
        where TUpdate : struct, ITokens<TUpdate>
        where TCondition : struct, ITokens<TCondition>
    {
        await table.CreateTableAsync();
        (await table.PutManyAsync(items)).IsComplete.ShouldBeTrue();
        foreach (string partitionKey in partitionKeys.Append("OTHER"))
        {
            foreach (string sortKey in s_foreign)
            {
                await _client.PutItemAsync(table.TableName, new() { ["PK"] = new(partitionKey), ["SK"] = new(sortKey), ["At"] = new("x") });
            }
        }
    }

    private void CheckVisits(Func<Random, (Func<VisitTable.SortKeys, KeyCondition> Condition, Func<Visit, bool> Matches)> choose)
        => Check((group, condition) => _visitTable.Query(group, condition), _visits, visit => visit.Group, VisitKey, choose);

    private static void Check<T, TTokens, TFilter, TToken>(
        Func<int, Func<TToken, KeyCondition>, Query<T, TTokens, TFilter>> query,
        T[] items,
        Func<T, int> groupOf,
        Func<T, string> keyOf,
        Func<Random, (Func<TToken, KeyCondition> Condition, Func<T, bool> Matches)> choose)
        where T : notnull
        where TTokens : struct, ITokens<TTokens>
        where TFilter : struct, ITokens<TFilter>
        => Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var random = new Random(seed);
            int group = random.Next(2);
            (Func<TToken, KeyCondition> condition, Func<T, bool> matches) = choose(random);
            bool descending = random.Next(2) == 0;
            Query<T, TTokens, TFilter> ordered = descending ? query(group, condition).Descending() : query(group, condition);

            var order = Comparer<string>.Create(Compare);
            IEnumerable<T> expected = items.Where(item => groupOf(item) == group && matches(item)).OrderBy(keyOf, order);
            T[] wanted = [.. descending ? expected.Reverse() : expected];
            FetchAsync(random, ordered).GetAwaiter().GetResult().ShouldBe(wanted);

            int count = random.Next(1, 20);
            ListAsync(ordered.Take(count).PageSize(random.Next(1, 10))).GetAwaiter().GetResult().ShouldBe(wanted.Take(count));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(Rounds));
}
