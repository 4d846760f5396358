namespace TypedDynamo.Generators.Tests.Rules;

public sealed class TDYN211_FormatCannotBeUsed : RuleTest
{
    private const string WholeNumber = "a whole number takes D or X with a width, as in D10, or zeros for its digits";
    private const string DateAndTime = "a date and time takes a format of .NET that can be read back, as in yyyy-MM-ddTHH:mm";
    private const string Date = "a date takes a format of .NET without a time, as in yyyyMMdd";

    [Theory]
    [InlineData("int", "N0", WholeNumber)]
    [InlineData("long", "D100", WholeNumber)]
    [InlineData("byte?", "#", WholeNumber)]
    [InlineData("int", "00.00", WholeNumber)]
    [InlineData("List<int>", "G", WholeNumber)]
    [InlineData("decimal", "F2", "a decimal takes zeros for its digits, as in 0000.00")]
    [InlineData("decimal", "D10", "a decimal takes zeros for its digits, as in 0000.00")]
    [InlineData("Guid", "X", "a Guid takes N, D, B or P")]
    [InlineData("DateTime", "q", DateAndTime)]
    [InlineData("DateTimeOffset", "yyyy'", DateAndTime)]
    [InlineData("DateOnly", "yyyy-MM-dd HH", Date)]
    [InlineData("DateOnly", "s", Date)]
    [InlineData("TimeOnly", "yyyy", "a time takes a format of .NET without a date, as in HHmmss")]
    [InlineData("TimeOnly", "O'", "a time takes a format of .NET without a date, as in HHmmss")]
    [InlineData("TimeSpan", "q", "a duration takes a format of .NET that can be read back, as in hh\\:mm\\:ss")]
    [InlineData("string", "D10", "only whole numbers, decimal, Guid, dates and times have formats, not 'string'")]
    [InlineData("double", "0.0", "only whole numbers, decimal, Guid, dates and times have formats, not 'double'")]
    [InlineData("bool[]", "D10", "only whole numbers, decimal, Guid, dates and times have formats, not 'bool'")]
    [InlineData("DayOfWeek", "D", "only whole numbers, decimal, Guid, dates and times have formats, not 'DayOfWeek'")]
    [InlineData("Part", "D10", "only whole numbers, decimal, Guid, dates and times have formats, not 'Part'")]
    public Task ReportsAFormatThatCannotBeReadBack(string type, string format, string problem) => ShouldReport(
        $$"""
        using System.Collections.Generic;

        public record Part(int A);

        [DynamoTable("orders")]
        public class Order
        {
            [PartitionKey] public string Id { get; set; } = "";
            [DynamoAttribute(Format = @"{{format}}")] public {{type}} [|Value|] { get; set; } = default!;
        }
        """,
        $"TDYN211: 'Order.Value' cannot be stored in the format '{format}': {problem}");

    [Fact]
    public Task ReportsTwoFormatsAndAFormatBesideAConverter() => ShouldReport(
        """
        public class Converter : IAttributeConverter<int, string>
        {
            public string ToStored(int value) => "";
            public int FromStored(string stored) => 0;
        }

        [DynamoTable("orders")]
        public record Order(
            [PartitionKey(Format = "D10"), DynamoAttribute(Format = "D8")] int [|Id|],
            [DynamoAttribute(Format = "D8"), DynamoConverter(typeof(Converter))] int [|Value|]);
        """,
        "TDYN211: 'Order.Id' cannot be stored in the format 'D10': it has the format 'D8' too; remove one of the two",
        "TDYN211: 'Order.Value' cannot be stored in the format 'D8': its converter decides the form; remove one of the two");

    [Theory]
    [InlineData("int", "D10")]
    [InlineData("ulong?", "x16")]
    [InlineData("short", "00000")]
    [InlineData("sbyte", "D")]
    [InlineData("decimal", "0000.00")]
    [InlineData("Guid[]", "N")]
    [InlineData("DateTime", "O")]
    [InlineData("DateTime", "dd/MM/yyyy")]
    [InlineData("DateTimeOffset", "yyyy-MM-dd'T'HH\\:mm")]
    [InlineData("DateOnly", "yyyyMM")]
    [InlineData("DateOnly", "D")]
    [InlineData("TimeOnly", "HHmm")]
    [InlineData("System.Int128", "D40")]
    [InlineData("System.Numerics.BigInteger", "D50")]
    [InlineData("TimeSpan", "c")]
    [InlineData("TimeSpan", "hh\\:mm\\:ss")]
    [InlineData("Number", "D4")]
    public Task StaysQuietOnFormatsThatCanBeReadBack(string type, string format) => ShouldStayQuiet(
        $$"""
        public readonly record struct Number(int Value);

        [DynamoTable("orders")]
        public class Order
        {
            [PartitionKey] public string Id { get; set; } = "";
            [DynamoAttribute("v", Format = @"{{format}}")] public {{type}} Value { get; set; } = default!;
        }
        """);
}
