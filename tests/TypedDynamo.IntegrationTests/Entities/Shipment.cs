using System.Globalization;
using System.Net;

namespace TypedDynamo.IntegrationTests.Entities;

/// <summary>Strongly typed ids, types that are text, and formats.</summary>
[DynamoTable("shipments"), GsiProjection("by-customer", IndexProjection.KeysOnly)]
public sealed record Shipment
{
    [PartitionKey] public required ShipmentId Id { get; init; }

    [SortKey(Format = "D10")] public required LegNumber Leg { get; init; }

    [Gsi("by-customer", KeyRole.Partition)] public CustomerId? Customer { get; init; }

    [Gsi("by-customer", KeyRole.Sort), DynamoAttribute("due", Format = "yyyyMMdd'T'HHmm")] public DateTimeOffset? DueAt { get; init; }

    public ShipmentId? Parent { get; init; }

    public HashSet<CustomerId> Watchers { get; init; } = [];

    public List<LegNumber?> Legs { get; init; } = [];

    public Dictionary<string, Mail> Mails { get; init; } = [];

    public Iban? Account { get; init; }

    public HashSet<Iban> Accounts { get; init; } = [];

    public Uri? Site { get; init; }

    public Version Client { get; init; } = new(1, 0);

    public IPAddress[] Addresses { get; init; } = [];

    [DynamoAttribute(Format = "0000.00")] public decimal? Price { get; init; }

    [DynamoAttribute(Format = "X8")] public int Colour { get; init; }

    [DynamoAttribute(Format = "N")] public Guid Token { get; init; }

    [DynamoAttribute(Format = "dd.MM.yyyy")] public List<DateOnly> Days { get; init; } = [];

    [DynamoAttribute(Format = "HHmm")] public TimeOnly Opens { get; init; }

    [DynamoAttribute(Format = "hh\\:mm")] public TimeSpan Lasts { get; init; }

    [DynamoAttribute(Format = "R")] public DateTime? SeenAt { get; init; }
}

/// <summary>Stored as its Guid (S).</summary>
public readonly record struct ShipmentId(Guid Value);

/// <summary>Stored as its number (N), where it has no format.</summary>
public readonly record struct LegNumber(int Value);

/// <summary>Stored as its string (S), because its author says so.</summary>
[DynamoValue]
public sealed record CustomerId(string Value);

/// <summary>Stored as its string (S), and refuses others.</summary>
public readonly struct Mail
{
    public Mail(string address)
    {
        Address = address.Contains('@') ? address : throw new ArgumentException("secret " + address);
    }

    public string Address { get; }

    public string Host => Address[(Address.IndexOf('@') + 1)..];
}

/// <summary>Stored as the text that it parses (S).</summary>
public sealed class Iban : IParsable<Iban>, IEquatable<Iban>
{
    private readonly string _digits;

    private Iban(string digits)
    {
        _digits = digits;
    }

    public string Country => _digits[..2];

    public static Iban Parse(string s, IFormatProvider? provider)
        => TryParse(s, provider, out Iban? result) ? result : throw new FormatException("secret " + s);

    public static bool TryParse(string? s, IFormatProvider? provider, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out Iban? result)
    {
        string digits = (s ?? "").Replace(" ", "", StringComparison.Ordinal);
        result = digits.Length > 2 ? new Iban(digits) : null;
        return result is not null;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{_digits[..2]} {_digits[2..]}");

    public bool Equals(Iban? other) => other is not null && _digits == other._digits;

    public override bool Equals(object? obj) => Equals(obj as Iban);

    public override int GetHashCode() => _digits.GetHashCode(StringComparison.Ordinal);
}
