namespace TypedDynamo.Generators.Tests.Rules;

public sealed class TDYN221_DiscriminatorIsTaken : RuleTest
{
    [Theory]
    [InlineData("typeof(Square), \"circle\"", "gives 'Circle' and 'Square' the same discriminator 'circle'; give one of them another")]
    [InlineData("typeof(Circle), \"round\"", "lists 'Circle' twice; remove one of the two annotations")]
    [InlineData("typeof(Square), null!", "gives 'Square' no discriminator; give it a text")]
    public Task ReportsWhatCannotBeToldApart(string arguments, string fault) => ShouldReport(
        $$"""
        [DynamoTable("drawings")]
        public record Drawing([PartitionKey] string Id, Shape? [|First|], Shape? Second);

        [DynamoDerivedType(typeof(Circle), "circle"), DynamoDerivedType({{arguments}})]
        public abstract record Shape;
        public record Circle : Shape;
        public record Square : Shape;
        """,
        $"TDYN221: 'Shape' {fault}");

    [Fact]
    public Task ReportsThemOnTheItemOfATable() => ShouldReport(
        """
        [DynamoTable("app"), DynamoDerivedType(typeof(A), "a"), DynamoDerivedType(typeof(B), "a")]
        public abstract record [|AppItem|]([PartitionKey] string Id);
        public record A(string Id) : AppItem(Id);
        public record B(string Id) : AppItem(Id);
        """,
        "TDYN221: 'AppItem' gives 'A' and 'B' the same discriminator 'a'; give one of them another");

    [Fact]
    public Task StaysQuietOnDiscriminatorsThatDifferInCaseAndOnThoseOfOtherBases() => ShouldStayQuiet(
        """
        [DynamoTable("drawings")]
        public record Drawing([PartitionKey] string Id, IShape Shape, IRound Round);

        [DynamoDerivedType(typeof(Circle), "circle"), DynamoDerivedType(typeof(Square), "Circle")]
        public interface IShape;

        [DynamoDerivedType(typeof(Circle), "circle")]
        public interface IRound;

        public record Circle : IShape, IRound;
        public record Square : IShape;
        """);
}
