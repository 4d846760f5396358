namespace TypedDynamo.IntegrationTests.Entities;

public enum BookingState
{
    Open,
    Paid,
    Cancelled,
}

/// <summary>An item with a value of every kind that an expression can ask for or change.</summary>
[DynamoTable("bookings")]
[GsiProjection("by-state", IndexProjection.Include)]
[LsiProjection("by-seats", IndexProjection.KeysOnly)]
public sealed record Booking
{
    [PartitionKey] public required string CustomerId { get; init; }

    [SortKey] public required int Number { get; init; }

    [Gsi("by-state", KeyRole.Partition)] public BookingState State { get; init; }

    [Gsi("by-state", KeyRole.Sort)] public decimal Total { get; init; }

    [Lsi("by-seats")] public int? Seats { get; init; }

    [DynamoAttribute("n"), ProjectedInto("by-state")] public string? Note { get; init; }

    // A reserved word.
    public string? Name { get; init; }

    // Characters that no expression takes.
    [DynamoAttribute("a.b \"#:[0]ü")] public int Odd { get; init; }

    public decimal Paid { get; init; }

    public decimal? Discount { get; init; }

    public bool IsPaid { get; init; }

    public bool? IsSent { get; init; }

    public BookingAddress? Address { get; init; }

    public List<BookingLine> Lines { get; init; } = [];

    public List<int> Scores { get; init; } = [];

    public HashSet<string> Tags { get; init; } = [];

    public HashSet<int> Codes { get; init; } = [];

    public Dictionary<string, string> Labels { get; init; } = [];

    public byte[]? Image { get; init; }

    public DateTimeOffset? BookedAt { get; init; }

    [TimeToLive] public DateTimeOffset? ExpiresAt { get; init; }
}

public sealed record BookingAddress(string City, string? Zip = null);

public sealed record BookingLine(string Sku, decimal Price, int Count = 1);

[DynamoProjection(typeof(Booking))]
public readonly record struct BookingTotal(int Number, decimal Total);

[DynamoProjection(typeof(Booking))]
public sealed record BookingNote(string CustomerId, BookingState State, string? Note);

[DynamoProjection(typeof(Booking))]
public sealed record BookingDetails
{
    public BookingAddress? Address { get; init; }

    public int? Seats { get; init; }

    public decimal? Discount { get; init; }

    public HashSet<string> Tags { get; init; } = [];
}

/// <summary>A small item with a version.</summary>
[DynamoTable("drafts")]
public sealed record Draft
{
    [PartitionKey] public required string Id { get; init; }

    public string? Text { get; init; }

    public int Edits { get; init; }

    [Version] public long Version { get; init; }
}
