namespace TypedDynamo.Generators.Tests.Rules;

public sealed class TDYN210_ConvertedTypeCannotBeStored : RuleTest
{
    [Theory]
    [InlineData("Action")]
    [InlineData("object")]
    [InlineData("int[,]")]
    [InlineData("System.Collections.Generic.HashSet<bool>")]
    public Task ReportsATypeThatNoAttributeHolds(string stored) => ShouldReport(
        $$"""
        public record Theme(string Name);

        public class ThemeConverter : IAttributeConverter<Theme, {{stored}}>
        {
            public {{stored}} ToStored(Theme value) => default!;
            public Theme FromStored({{stored}} stored) => default!;
        }

        [DynamoTable("orders")]
        public record Order([PartitionKey] string Id, [DynamoConverter(typeof(ThemeConverter))] Theme [|Value|]);
        """,
        $"TDYN210: 'Order.Value' cannot be converted by 'ThemeConverter', because '{stored.Split('.').Last()}' cannot be stored; "
        + "give the converter another TStored, such as string");

    [Fact]
    public Task ReportsConvertersThatLeadInACircle() => ShouldReport(
        """
        using System.Collections.Generic;

        [assembly: DynamoConverter(typeof(Heat)), DynamoConverter(typeof(Cold))]

        public record struct Celsius(double Degrees);
        public record struct Kelvin(double Degrees);

        public class Heat : IAttributeConverter<Celsius, List<Kelvin>>
        {
            public List<Kelvin> ToStored(Celsius value) => [];
            public Celsius FromStored(List<Kelvin> stored) => default;
        }

        public class Cold : IAttributeConverter<Kelvin, Celsius>
        {
            public Celsius ToStored(Kelvin value) => default;
            public Kelvin FromStored(Celsius stored) => default;
        }

        [DynamoTable("readings")]
        public record Reading([PartitionKey] string Id, Celsius? [|Temperature|]);
        """,
        "TDYN210: 'Reading.Temperature' cannot be converted by 'Heat', because 'Celsius' is converted in a circle; "
        + "give the converter another TStored, such as string");

    [Fact]
    public Task StaysQuietOnAConverterToItsOwnTypeAndOnARecordThatHoldsTheType() => ShouldStayQuiet(
        """
        [assembly: DynamoConverter(typeof(Trim))]

        public class Trim : IAttributeConverter<string, string>
        {
            public string ToStored(string value) => value.Trim();
            public string FromStored(string stored) => stored;
        }

        public record Step(string Name, Route? Next);

        [DynamoConverter(typeof(Steps))]
        public abstract class Route;

        public class Steps : IAttributeConverter<Route, Step>
        {
            public Step ToStored(Route value) => new("", null);
            public Route FromStored(Step stored) => null!;
        }

        [DynamoTable("routes")]
        public record Plan([PartitionKey] string Id, Route Route);
        """);
}
