namespace TypedDynamo.Generators.Tests.Rules;

public sealed class TDYN114_KeyIsFloatingPoint : RuleTest
{
    [Fact]
    public Task ReportsEveryKeyThatIsStoredAsAFloatingPointNumber() => ShouldReport(
        """
        public readonly record struct Celsius(double Degrees);

        [DynamoTable("readings")]
        public record Reading(
            [PartitionKey] float [|A|],
            [SortKey] double [|B|],
            [Lsi("by-c")] double? [|C|],
            [Gsi("by-d", KeyRole.Partition)] Celsius [|D|]);
        """,
        Message("A"), Message("B"), Message("C"), Message("D"));

    [Fact]
    public Task StaysQuietOnExactNumbersAndOnAttributesThatAreNoKeys() => ShouldStayQuiet(
        """
        public class Rounded : IAttributeConverter<double, long>
        {
            public long ToStored(double value) => (long)value;
            public double FromStored(long stored) => stored;
        }

        [DynamoTable("readings")]
        public record Reading([PartitionKey] int A, [SortKey] decimal B, [Lsi("by-c"), DynamoConverter(typeof(Rounded))] double C, double D);
        """);

    private static string Message(string member)
        => $"TDYN114: 'Reading.{member}' is a key, but a floating-point number: what is computed differs in its last digits and is not found; "
            + "use decimal or a whole number";
}
