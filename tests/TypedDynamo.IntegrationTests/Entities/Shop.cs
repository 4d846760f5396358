using System.Numerics;

namespace TypedDynamo.IntegrationTests.Entities;

// Three types of one table, each under its customer.
[DynamoTable("shop", PartitionKey = "CUSTOMER#{CustomerId}", SortKey = "PROFILE")]
public sealed record ShopCustomer(string CustomerId, string Name);

[DynamoTable("shop", PartitionKey = "CUSTOMER#{CustomerId}", SortKey = "ORDER#{PlacedAt:yyyy-MM-dd}#{OrderId}")]
[GsiProjection("by-status", IndexProjection.KeysOnly)]
public sealed record ShopOrder
{
    public required string CustomerId { get; init; }

    // The key holds the day; the attribute holds the time.
    public required DateTimeOffset PlacedAt { get; init; }

    public required string OrderId { get; init; }

    [Gsi("by-status", KeyRole.Partition)]
    public string? Status { get; init; }

    [Lsi("by-total")]
    public decimal Total { get; init; }
}

[DynamoProjection(typeof(ShopOrder))]
public sealed record ShopOrderTotal(string OrderId, decimal Total);

[DynamoTable("shop", PartitionKey = "CUSTOMER#{CustomerId}", SortKey = "LINE#{OrderId}#{Number:D5}")]
public readonly record struct ShopLine(string CustomerId, string OrderId, int Number, string Product);

/// <summary>A key of every kind of part.</summary>
#pragma warning disable TDYN120 // it shows how numbers are written, not how they sort
[DynamoTable(
    "trails", PartitionKey = "{{{Open}}}{Station:N}{Day:yyyyMMdd}/{Direction}", SortKey = "{At}{Seen:yyyy-MM-ddTHH:mm:ss.fffffff}:{Small}:{Amount}:{Length}:{Wide}:{Widest}:{Native}:{Time}{Letter}:{Text}",
    PartitionKeyAttribute = "where", SortKeyAttribute = "when")]
#pragma warning restore TDYN120
public sealed class Trail
{
    public bool Open { get; set; }

    public Guid Station { get; set; }

    public DateOnly Day { get; set; }

    public Direction Direction { get; set; }

    public DateTime At { get; set; }

    public DateTimeOffset Seen { get; private set; }

    public sbyte Small { get; init; }

    public decimal Amount { get; set; }

    public TimeSpan Length { get; set; }

    public Int128 Wide { get; set; }

    public BigInteger Widest { get; set; }

    public nuint Native { get; set; }

    public TimeOnly Time { get; set; }

    public char Letter { get; set; } = 'x';

    public string Text { get; set; } = "";

    public int Count { get; set; } = 3;

    public Trail SeenAt(DateTimeOffset seen)
    {
        Seen = seen;
        return this;
    }
}

public enum Direction
{
    North,
    South,
}

/// <summary>One item, whose key has no properties.</summary>
[DynamoTable("trails", PartitionKey = "SETTINGS", SortKey = "SETTINGS", PartitionKeyAttribute = "where", SortKeyAttribute = "when")]
public sealed record TrailSettings(int Limit);

/// <summary>A property in both parts of the key.</summary>
#pragma warning disable TDYN121 // a friend of oneself has the same key: the test shows what this means
[DynamoTable("friends", PartitionKey = "USER#{Name}", SortKey = "USER#{Name}")]
#pragma warning restore TDYN121
public sealed record User(string Name, int Age);

[DynamoTable("friends", PartitionKey = "USER#{Name}", SortKey = "USER#{Friend}")]
public sealed record Friendship(string Name, string Friend);

/// <summary>A key of values that are stored as others.</summary>
[DynamoTable("tickets", PartitionKey = "TICKET#{Id:N}", SortKey = "STEP#{Number:D5}#{Step}")]
public sealed record Ticket(TicketId Id, TicketNumber Number, TicketStep Step, string Note);

public readonly record struct TicketId(Guid Value);

public readonly record struct TicketNumber(int Value);

[DynamoValue]
public sealed record TicketStep(string Name);
