using System.Globalization;
using System.Text.Json.Serialization;
using Amazon.DynamoDBv2.DataModel;

namespace TypedDynamo.Benchmarks.Workloads;

/// <summary>An item with an attribute of nearly every type, 0.9 KB as DynamoDB's JSON, for every client.</summary>
[DynamoTable("orders")]
[DynamoDBTable("orders")]
public sealed class Order
{
    private const int OrdersPerCustomer = 100;

    [PartitionKey, DynamoAttribute("pk"), DynamoDBHashKey("pk"), JsonPropertyName("pk")]
    public required string CustomerId { get; set; }

    [SortKey, DynamoAttribute("sk"), DynamoDBRangeKey("sk"), JsonPropertyName("sk")]
    public required string OrderId { get; set; }

    [DynamoAttribute("title"), DynamoDBProperty("title"), JsonPropertyName("title")]
    public string Title { get; set; } = "";

    [DynamoAttribute("description"), DynamoDBProperty("description"), JsonPropertyName("description")]
    public string Description { get; set; } = "";

    [DynamoAttribute("quantity"), DynamoDBProperty("quantity"), JsonPropertyName("quantity")]
    public int Quantity { get; set; }

    [DynamoAttribute("price"), DynamoDBProperty("price"), JsonPropertyName("price")]
    public decimal Price { get; set; }

    [DynamoAttribute("createdAt"), DynamoDBProperty("createdAt"), JsonPropertyName("createdAt")]
    public long CreatedAt { get; set; }

    [DynamoAttribute("active"), DynamoDBProperty("active"), JsonPropertyName("active")]
    public bool Active { get; set; }

    [DynamoAttribute("tags"), DynamoDBProperty("tags"), JsonPropertyName("tags")]
    public HashSet<string> Tags { get; set; } = [];

    [DynamoAttribute("address"), DynamoDBProperty("address"), JsonPropertyName("address")]
    public Address? Address { get; set; }

    [DynamoAttribute("scores"), DynamoDBProperty("scores"), JsonPropertyName("scores")]
    public List<int> Scores { get; set; } = [];

    [DynamoAttribute("payload"), DynamoDBProperty("payload"), JsonPropertyName("payload")]
    public byte[] Payload { get; set; } = [];

    [DynamoAttribute("status"), DynamoDBProperty("status"), JsonPropertyName("status")]
    public string Status { get; set; } = "";

    /// <summary>Gets a number that a reader who lost something would get wrong.</summary>
    [DynamoIgnore, DynamoDBIgnore, JsonIgnore]
    public long CheckSum
        => Quantity + CreatedAt + (Active ? 1 : 0) + Title.Length + Tags.Count + (Address?.City.Length ?? 0) + Scores[^1] + Payload[^1];

    public static Order Create(int number)
    {
        byte[] payload = new byte[96];
        for (int i = 0; i < payload.Length; i++)
        {
            payload[i] = (byte)((number * 31) + (i * 7));
        }

        return new Order
        {
            CustomerId = CustomerIdOf(number),
            OrderId = OrderIdOf(number),
            Title = string.Create(CultureInfo.InvariantCulture, $"Order number {number} of the shop at the corner"),
            Description = "A parcel with two books, a lamp and a chess board, to be left with the neighbours when nobody is at home.",
            Quantity = 1 + (number % 17),
            Price = 9.99m + number,
            CreatedAt = 1_760_000_000_000 + (number * 1009L),
            Active = number % 3 != 0,
            Tags = [string.Create(CultureInfo.InvariantCulture, $"batch-{number % 7}"), "express", "gift"],
            Address = new Address
            {
                Street = string.Create(CultureInfo.InvariantCulture, $"{1 + (number % 250)} Long Street"),
                City = "Springfield",
                Zip = string.Create(CultureInfo.InvariantCulture, $"{10_000 + number}"),
                Latitude = 52.5 + (number / 1000.0),
                Longitude = 13.25 + (number / 1000.0),
            },
            Scores = [number % 10, number % 20, number % 30, number % 40, number % 50],
            Payload = payload,
            Status = number % 2 == 0 ? "open" : "shipped",
        };
    }

    public static string CustomerIdOf(int number)
        => string.Create(CultureInfo.InvariantCulture, $"customer#{number / OrdersPerCustomer:00000}");

    public static string OrderIdOf(int number) => string.Create(CultureInfo.InvariantCulture, $"order#{number:0000000}");
}

/// <summary>The map in an order.</summary>
public sealed class Address
{
    [DynamoAttribute("street"), DynamoDBProperty("street"), JsonPropertyName("street")]
    public string Street { get; set; } = "";

    [DynamoAttribute("city"), DynamoDBProperty("city"), JsonPropertyName("city")]
    public string City { get; set; } = "";

    [DynamoAttribute("zip"), DynamoDBProperty("zip"), JsonPropertyName("zip")]
    public string Zip { get; set; } = "";

    [DynamoAttribute("lat"), DynamoDBProperty("lat"), JsonPropertyName("lat")]
    public double Latitude { get; set; }

    [DynamoAttribute("lng"), DynamoDBProperty("lng"), JsonPropertyName("lng")]
    public double Longitude { get; set; }
}
