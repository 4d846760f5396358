using System.Globalization;
using Amazon.DynamoDBv2;
using TypedDynamo.IntegrationTests.Engine;
using TypedDynamo.IntegrationTests.Entities;
using TypedDynamo.IntegrationTests.Operations;
using BookingTokens = TypedDynamo.IntegrationTests.Entities.BookingTable.ConditionTokens;

namespace TypedDynamo.IntegrationTests.Expressions;

/// <summary>
/// Every operator and function of conditions gives what LINQ gives over the same items, as a filter and as the condition of a write.
/// </summary>
public abstract class ConditionTests(EngineFixture fixture, Func<AmazonDynamoDBClient, IAmazonDynamoDB> wrap) : BookingTests(fixture, wrap)
{
    private static readonly DateTimeOffset s_day = new(2026, 1, 5, 0, 0, 0, TimeSpan.Zero);

    protected override Task FillAsync() => FillWithSamplesAsync();

    [Fact]
    public Task ComparisonsOfNumbers() => ShouldAgreeAsync(
        ("==", o => o.Total == 4.5m, b => b.Total == 4.5m),
        ("!=", o => o.Total != 4.5m, b => b.Total != 4.5m),
        ("<", o => o.Total < 4.5m, b => b.Total < 4.5m),
        ("<=", o => o.Total <= 4.5m, b => b.Total <= 4.5m),
        (">", o => o.Total > 4.5m, b => b.Total > 4.5m),
        (">=", o => o.Total >= 4.5m, b => b.Total >= 4.5m),
        ("between", o => o.Total.Between(2.5m, 6m), b => b.Total is >= 2.5m and <= 6m),
        ("in", o => o.Total.In(0.5m, 3.5m, 1000m), b => b.Total is 0.5m or 3.5m),
        ("in one", o => o.Number.In(7), b => b.Number == 7),
        ("in a hundred", o => o.Number.In([.. Enumerable.Range(30, 100)]), b => b.Number >= 30));

    [Fact]
    public Task WhatIsAbsentFulfilsNoComparisonButNotEqual() => ShouldAgreeAsync(
        ("==", o => o.Discount == 0.5m, b => b.Discount == 0.5m),
        ("!=", o => o.Discount != 0.5m, b => b.Discount != 0.5m),
        ("<", o => o.Discount < 0.5m, b => b.Discount < 0.5m),
        ("<=", o => o.Discount <= 0.5m, b => b.Discount <= 0.5m),
        (">", o => o.Discount > -1m, b => b.Discount > -1m),
        (">=", o => o.Discount >= -1m, b => b.Discount >= -1m),
        ("between", o => o.Seats.Between(1, 3), b => b.Seats is >= 1 and <= 3),
        ("in", o => o.Seats.In(0, 5), b => b.Seats is 0 or 5),
        ("not <", o => !(o.Discount < 0.5m), b => !(b.Discount < 0.5m)),
        ("not between", o => !o.Seats.Between(1, 3), b => b.Seats is not (>= 1 and <= 3)),
        ("not in", o => !o.Seats.In(0, 5), b => b.Seats is not (0 or 5)));

    [Fact]
    public Task Strings() => ShouldAgreeAsync(
        ("==", o => o.Note == "note a", b => b.Note == "note a"),
        ("!=", o => o.Note != "note a", b => b.Note != "note a"),
        ("<", o => o.Note < "note c", b => b.Note is not null && string.CompareOrdinal(b.Note, "note c") < 0),
        (">=", o => o.Note >= "note c", b => b.Note is not null && string.CompareOrdinal(b.Note, "note c") >= 0),
        ("between", o => o.Note.Between("note b", "note d"), b => b.Note is "note b" or "note c" or "note d"),
        ("in", o => o.Note.In("note b", "x"), b => b.Note == "note b"),
        ("begins with", o => o.Name.BeginsWith("n1"), b => b.Name?.StartsWith("n1", StringComparison.Ordinal) == true),
        ("begins with the whole", o => o.Note.BeginsWith("note b"), b => b.Note == "note b"),
        ("begins with more", o => o.Note.BeginsWith("note bc"), _ => false),
        ("contains", o => o.Note.Contains("e a"), b => b.Note == "note a"),
        ("does not contain", o => !o.Note.Contains("e a"), b => b.Note != "note a"),
        ("size", o => o.Name.Size() == 2, b => b.Name?.Length == 2),
        ("key", o => o.CustomerId == "c-7", b => b.CustomerId == "c-7"),
        ("enum", o => o.State == BookingState.Paid, b => b.State == BookingState.Paid),
        ("enums", o => o.State.In(BookingState.Paid, BookingState.Open), b => b.State != BookingState.Cancelled),
        ("enum by its name", o => o.State < BookingState.Open, b => b.State == BookingState.Cancelled));

    [Fact]
    public Task Bools() => ShouldAgreeAsync(
        ("true", o => o.IsPaid, b => b.IsPaid),
        ("not true", o => !o.IsPaid, b => !b.IsPaid),
        ("false", o => o.IsPaid == false, b => !b.IsPaid),
        ("not false", o => o.IsPaid != false, b => b.IsPaid),
        ("that may be absent", o => o.IsSent, b => b.IsSent == true),
        ("absent or false", o => !o.IsSent, b => b.IsSent != true),
        ("false and there", o => o.IsSent == false, b => b.IsSent == false),
        ("absent or true", o => o.IsSent != false, b => b.IsSent != false),
        ("two", o => o.IsPaid && o.IsSent, b => b.IsPaid && b.IsSent == true),
        ("either", o => o.IsPaid || o.IsSent, b => b.IsPaid || b.IsSent == true),
        ("mixed", o => o.IsPaid && o.Total > 3m || !o.IsSent && !o.IsPaid,
            b => (b.IsPaid && b.Total > 3m) || (b.IsSent != true && !b.IsPaid)),
        ("joined and negated", o => !(o.IsPaid && o.IsSent), b => !(b.IsPaid && b.IsSent == true)),
        ("joined and compared", o => (o.IsPaid || o.IsSent) == false, b => !(b.IsPaid || b.IsSent == true)));

    [Fact]
    public Task TimesAndBytes() => ShouldAgreeAsync(
        ("before", o => o.BookedAt < s_day, b => b.BookedAt < s_day),
        ("from on, elsewhere", o => o.BookedAt >= s_day.ToOffset(TimeSpan.FromHours(9)), b => b.BookedAt >= s_day),
        ("between", o => o.BookedAt.Between(s_day.AddDays(-1), s_day), b => b.BookedAt >= s_day.AddDays(-1) && b.BookedAt <= s_day),
        ("time to live", o => o.ExpiresAt <= new DateTimeOffset(2026, 6, 4, 0, 0, 0, TimeSpan.Zero),
            b => b.ExpiresAt <= new DateTimeOffset(2026, 6, 4, 0, 0, 0, TimeSpan.Zero)),
        ("bytes", o => o.Image == new byte[] { 2, 1, 0 }, b => b.Image is [2, 1, 0]),
        ("other bytes", o => o.Image != new byte[] { 2, 1, 0 }, b => b.Image is not [2, 1, 0]),
        ("greater bytes", o => o.Image > new byte[] { 2 }, b => b.Image is [>= 2, ..]),
        ("bytes begin with", o => o.Image.BeginsWith([3, 1]), b => b.Image is [3, 1, ..]),
        ("bytes contain", o => o.Image.Contains([1, 1]), b => b.Image is [.., 1, 1] or [1, 1, ..]),
        ("size of bytes", o => o.Image.Size() == 3, b => b.Image is not null));

    [Fact]
    public Task WhatIsThere() => ShouldAgreeAsync(
        ("exists", o => o.Discount.Exists(), b => b.Discount is not null),
        ("does not exist", o => o.Discount.NotExists(), b => b.Discount is null),
        ("a set", o => o.Tags.Exists(), b => b.Tags.Count > 0),
        ("an empty list", o => o.Scores.Exists(), _ => true),
        ("in an object", o => o.Address.Zip.Exists(), b => b.Address?.Zip is not null),
        ("not in an object", o => o.Address.Zip.NotExists(), b => b.Address?.Zip is null),
        ("in a list", o => o.Scores[2].Exists(), b => b.Scores.Count > 2),
        ("in a map", o => o.Labels["size"].Exists(), b => b.Labels.ContainsKey("size")),
        ("the item", o => o.Exists(), _ => true),
        ("no item", o => o.NotExists(), _ => false),
        ("null", o => o.Discount.IsNull(), _ => false),
        ("string", o => o.Note.IsType(AttributeType.String), b => b.Note is not null),
        ("number", o => o.Discount.IsType(AttributeType.Number), b => b.Discount is not null),
        ("bytes", o => o.Image.IsType(AttributeType.Binary), b => b.Image is not null),
        ("bool", o => o.IsSent.IsType(AttributeType.Boolean), b => b.IsSent is not null),
        ("list", o => o.Lines.IsType(AttributeType.List), _ => true),
        ("map", o => o.Address.IsType(AttributeType.Map), b => b.Address is not null),
        ("strings", o => o.Tags.IsType(AttributeType.StringSet), b => b.Tags.Count > 0),
        ("numbers", o => o.Codes.IsType(AttributeType.NumberSet), b => b.Codes.Count > 0),
        ("no binaries", o => o.Codes.IsType(AttributeType.BinarySet), _ => false),
        ("no nulls", o => o.Codes.IsType(AttributeType.Null), _ => false));

    [Fact]
    public Task Collections() => ShouldAgreeAsync(
        ("set contains", o => o.Tags.Contains("new"), b => b.Tags.Contains("new")),
        ("set does not contain", o => !o.Tags.Contains("new"), b => !b.Tags.Contains("new")),
        ("set of numbers contains", o => o.Codes.Contains(1), b => b.Codes.Contains(1)),
        ("list contains", o => o.Scores.Contains(2), b => b.Scores.Contains(2)),
        ("list contains an object", o => o.Lines.Contains(Sample(4).Lines[0]), b => b.Lines.Contains(Sample(4).Lines[0])),
        ("set is", o => o.Tags.Is(new HashSet<string> { "new", "vip" }), b => b.Tags.SetEquals(["vip", "new"])),
        ("set is not", o => o.Codes.IsNot(new HashSet<int> { 1, 0 }), b => !b.Codes.SetEquals([0, 1])),
        ("list is", o => o.Scores.Is(new List<int> { 0, 1 }), b => b.Scores is [0, 1]),
        ("list is empty", o => o.Scores.Is(new List<int>()), b => b.Scores.Count == 0),
        ("object is", o => o.Address.Is(new BookingAddress("Bern")), b => b.Address == new BookingAddress("Bern")),
        ("object is not", o => o.Address.IsNot(new BookingAddress("Bern")), b => b.Address != new BookingAddress("Bern")),
        ("map is", o => o.Labels.Is(new Dictionary<string, string> { ["size"] = "m", ["x"] = "y1" }),
            b => b.Labels.Count == 2 && b.Labels["x"] == "y1" && b.Labels["size"] == "m"),
        ("size of a set", o => o.Tags.Size() >= 2, b => b.Tags.Count >= 2),
        ("size of a list", o => o.Scores.Size() < 2, b => b.Scores.Count < 2),
        ("size between", o => o.Scores.Size().Between(1, 2), b => b.Scores.Count is 1 or 2),
        ("size is not", o => o.Lines.Size() != 1, b => b.Lines.Count != 1),
        ("size of a map", o => o.Labels.Size() == 2, b => b.Labels.Count == 2),
        ("size of an object", o => o.Address.Size() > 1, b => b.Address?.Zip is not null),
        ("size is at most", o => o.Labels.Size() <= 0, b => b.Labels.Count == 0));

    [Fact]
    public Task NestedPaths() => ShouldAgreeAsync(
        ("property", o => o.Address.City == "Bern", b => b.Address?.City == "Bern"),
        ("property that may be absent", o => o.Address.Zip != "3001", b => b.Address?.Zip != "3001"),
        ("element", o => o.Scores[1] == 1, b => b.Scores is [_, 1, ..]),
        ("property of an element", o => o.Lines[1].Price > 20m, b => b.Lines.Count > 1 && b.Lines[1].Price > 20m),
        ("entry", o => o.Labels["x"] == "y2", b => b.Labels.GetValueOrDefault("x") == "y2"),
        ("entry that is a reserved word", o => o.Labels["size"].In("s", "l"), b => b.Labels.GetValueOrDefault("size") == "s"),
        ("entry that is nowhere", o => o.Labels["a.b\"[0]"].NotExists(), _ => true),
        ("text in an object", o => o.Address.City.Contains("er"), b => b.Address?.City == "Bern"),
        ("size in an object", o => o.Address.City.Size() == 5, b => b.Address?.City == "Basel"));

    [Fact]
    public Task OneAttributeAgainstAnother() => ShouldAgreeAsync(
        ("==", o => o.Paid == o.Total, b => b.Paid == b.Total),
        ("!=", o => o.Paid != o.Total, b => b.Paid != b.Total),
        ("<", o => o.Paid < o.Total, b => b.Paid < b.Total),
        ("<=", o => o.Paid <= o.Total, b => b.Paid <= b.Total),
        (">", o => o.Paid > o.Total, b => b.Paid > b.Total),
        (">=", o => o.Seats >= o.Odd, b => b.Seats >= b.Odd),
        ("that may be absent", o => o.Discount < o.Total, b => b.Discount < b.Total),
        ("inside and outside", o => o.Scores[1] == o.Odd, b => b.Scores.Count > 1 && b.Scores[1] == b.Odd),
        ("with a static one", o => o.Paid == BookingTable.Attributes.Total, b => b.Paid == b.Total));

    [Fact]
    public Task AndOrNot() => ShouldAgreeAsync(
        ("and binds more than or", o => o.Odd == 1 || o.Odd == 2 && o.Total > 5m, b => b.Odd == 1 || (b.Odd == 2 && b.Total > 5m)),
        ("or in and", o => (o.Odd == 1 || o.Odd == 2) && o.Total > 5m, b => b.Odd is 1 or 2 && b.Total > 5m),
        ("not binds most", o => !(o.Odd == 1) && o.Total > 5m, b => b.Odd != 1 && b.Total > 5m),
        ("not of and", o => !(o.Odd == 1 && o.Total > 5m), b => !(b.Odd == 1 && b.Total > 5m)),
        ("not of or", o => !(o.Odd == 1 || o.Total > 5m), b => b.Odd != 1 && b.Total <= 5m),
        ("not of not", o => !!(o.Odd == 1), b => b.Odd == 1),
        ("or on the right", o => o.Total > 5m && (o.Odd == 1 || o.Odd == 2), b => b.Total > 5m && b.Odd is 1 or 2),
        ("without short-circuit", o => o.Odd == 1 & o.Total > 5m | o.Odd == 0, b => (b.Odd == 1 && b.Total > 5m) || b.Odd == 0),
        ("parts in another order", o => PartsInAnotherOrder(o), b => b.Total > 5m && b.Odd == 1),
        ("one part twice", o => OnePartTwice(o), b => b.Odd == 1 || b.Total > 5m));

    [Fact]
    public async Task NullOfAnAttributeThatIsThere()
    {
        await Client.PutItemAsync("bookings", new()
        {
            ["CustomerId"] = new(Customer), ["Number"] = new() { N = "500" }, ["Name"] = new() { NULL = true },
        });
        (await Bookings.Scan().Where(o => o.Name.IsNull()).ToListAsync()).ShouldHaveSingleItem().Number.ShouldBe(500);
        (await Bookings.Scan().Where(o => o.Name.IsNull() && o.Name.Exists() && o.Name != "" && !(o.Name < "z")).CountAsync()).ShouldBe(1);
    }

    private static ItemCondition PartsInAnotherOrder(BookingTokens o)
    {
        ItemCondition second = o.Odd == 1;
        ItemCondition first = o.Total > 5m;
        return first & second;
    }

    private static ItemCondition OnePartTwice(BookingTokens o)
    {
        ItemCondition part = o.Odd == 1;
        return part && part || o.Total > 5m && !part || part;
    }

    private async Task ShouldAgreeAsync(params (string Name, Func<BookingTokens, ItemCondition> Condition, Func<Booking, bool> Predicate)[] cases)
    {
        foreach ((string name, Func<BookingTokens, ItemCondition> condition, Func<Booking, bool> predicate) in cases)
        {
            int[] expected = [.. NumbersWhere(predicate)];
            (await Bookings.Scan().Where(condition).ToListAsync()).Select(booking => booking.Number)
                .ShouldBe(expected, ignoreOrder: true, name);

            // One item that fulfils it and one that does not, where there are such.
            foreach (Booking booking in Samples.DistinctBy(predicate))
            {
                WriteResult<Booking> result = await Bookings.TryUpdateAsync(BookingTable.KeyOf(booking), _ => { }, condition);
                result.Succeeded.ShouldBe(predicate(booking), string.Create(CultureInfo.InvariantCulture, $"{name} of {booking.Number}"));
            }
        }
    }
}

public sealed class ConditionTestsThroughThePipeline(EngineFixture fixture) : ConditionTests(fixture, client => client);

public sealed class ConditionTestsByOrdinaryCalls(EngineFixture fixture) : ConditionTests(fixture, ForwardingClient.Around);
