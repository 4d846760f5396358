using Amazon.DynamoDBv2.Model;
using TypedDynamo.IntegrationTests.Entities;

namespace TypedDynamo.IntegrationTests.Randomized;

/// <summary>
/// Bookings of few different values, so that random expressions often fit, with much that is absent, null, or unknown to the type.
/// </summary>
internal static class RandomBooking
{
    public static readonly string[] Texts = ["", "a", "b", "ab", "é", "日", "a#:b\"", "😀"];
    public static readonly string[] Entries = ["x", "y", "size", "a.b", "ü[0]"];

    // What a type cannot be without is never NULL.
    private static readonly string[] s_nullable = ["n", "Name", "Discount", "IsSent", "Address", "Image", "BookedAt"];

    // Items of an older program may lack what this one always writes.
    private static readonly string[] s_initialized = ["Total", "Paid", "a.b \"#:[0]ü", "IsPaid", "Lines", "Scores", "Labels"];

    public static string Text(Random random) => Texts[random.Next(Texts.Length)];

    public static decimal Number(Random random) => random.Next(-6, 7) / 2m;

    public static byte[] Bytes(Random random) => [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => (byte)random.Next(3))];

    public static DateTimeOffset Time(Random random) => new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddDays(random.Next(6));

    public static BookingAddress Address(Random random) => new(Text(random), random.Next(2) == 0 ? null : Text(random));

    public static BookingLine Line(Random random) => new(Text(random), Number(random), random.Next(3));

    public static List<T> List<T>(Random random, Func<Random, T> element)
        => [.. Enumerable.Range(0, random.Next(4)).Select(_ => element(random))];

    public static Booking Create(Random random, int number) => new()
    {
        CustomerId = "c-" + random.Next(2),
        Number = number,
        State = (BookingState)random.Next(3),
        Total = Number(random),
        Seats = random.Next(3) == 0 ? null : random.Next(4),
        Note = random.Next(3) == 0 ? null : Text(random),
        Name = random.Next(3) == 0 ? null : Text(random),
        Odd = random.Next(4),
        Paid = Number(random),
        Discount = random.Next(3) == 0 ? null : Number(random),
        IsPaid = random.Next(2) == 0,
        IsSent = random.Next(3) == 0 ? null : random.Next(2) == 0,
        Address = random.Next(3) == 0 ? null : Address(random),
        Lines = List(random, Line),
        Scores = List(random, r => r.Next(4)),
        Tags = [.. List(random, Text)],
        Codes = [.. List(random, r => r.Next(4))],
        Labels = List(random, r => Entries[r.Next(Entries.Length)]).Distinct().ToDictionary(name => name, _ => Text(random)),
        Image = random.Next(3) == 0 ? null : Bytes(random),
        BookedAt = random.Next(3) == 0 ? null : Time(random),
        ExpiresAt = random.Next(3) == 0 ? null : Time(random),
    };

    public static Dictionary<string, AttributeValue> CreateStored(Random random, int number)
    {
        Dictionary<string, AttributeValue> stored = BookingTable.ToAttributes(Create(random, number));
        foreach (string name in s_nullable.Where(name => !stored.ContainsKey(name) && random.Next(3) == 0))
        {
            stored.Add(name, new AttributeValue { NULL = true });
        }

        foreach (string name in s_initialized.Where(_ => random.Next(3) == 0))
        {
            stored.Remove(name);
        }

        stored.Add("Unknown", new AttributeValue { L = [new AttributeValue("x"), new AttributeValue { BOOL = true }] });
        return stored;
    }
}
