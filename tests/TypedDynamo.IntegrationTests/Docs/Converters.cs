using System.Globalization;
using System.Numerics;
using TypedDynamo;
using TypedDynamo.IntegrationTests.Docs;

#region docs/converters.md: the assembly
[assembly: DynamoConverter(typeof(ComplexConverter))]
#endregion

namespace TypedDynamo.IntegrationTests.Docs;

#region docs/converters.md: ids
public readonly record struct ShelfId(Guid Value);

[DynamoValue]
public sealed record Isbn(string Text);
#endregion

#region docs/converters.md: formats
[DynamoTable("books")]
public sealed record Book
{
    [PartitionKey] public required ShelfId Shelf { get; init; }
    [SortKey(Format = "D6")] public required int Number { get; init; }

    public Isbn? Isbn { get; init; }
    [DynamoAttribute(Format = "yyyyMMdd")] public DateOnly Bought { get; init; }
    [DynamoAttribute("p", Format = "0000.00")] public decimal Price { get; init; }
}
#endregion

public sealed record Celsius(decimal Degrees);

#region docs/converters.md: a converter
public sealed class CelsiusConverter : IAttributeConverter<Celsius, decimal>
{
    public decimal ToStored(Celsius value) => value.Degrees;

    public Celsius FromStored(decimal stored) => new(stored);
}
#endregion

public sealed class EpochSecondsConverter : IAttributeConverter<DateTimeOffset, long>
{
    public long ToStored(DateTimeOffset value) => value.ToUnixTimeSeconds();

    public DateTimeOffset FromStored(long stored) => DateTimeOffset.FromUnixTimeSeconds(stored);
}

#region docs/converters.md: on properties
[DynamoTable("measurements")]
public sealed record Reading
{
    [PartitionKey] public required string Sensor { get; init; }
    [SortKey, DynamoConverter(typeof(EpochSecondsConverter))] public required DateTimeOffset At { get; init; }

    [DynamoConverter(typeof(CelsiusConverter))] public Celsius? Inside { get; init; }
    [DynamoConverter(typeof(CelsiusConverter))] public List<Celsius> Outside { get; init; } = [];
}
#endregion

#region docs/converters.md: on a type
[DynamoConverter(typeof(MoneyConverter))]
public readonly record struct Money(decimal Amount, string Currency);
#endregion

public sealed class MoneyConverter : IAttributeConverter<Money, string>
{
    public string ToStored(Money value) => string.Create(CultureInfo.InvariantCulture, $"{value.Amount} {value.Currency}");

    public Money FromStored(string stored)
    {
        string[] parts = stored.Split(' ');
        return new Money(decimal.Parse(parts[0], CultureInfo.InvariantCulture), parts[1]);
    }
}

public sealed class ComplexConverter : IAttributeConverter<Complex, List<double>>
{
    public List<double> ToStored(Complex value) => [value.Real, value.Imaginary];

    public Complex FromStored(List<double> stored) => new(stored[0], stored[1]);
}
