using TypedDynamo.Generators.Model;
using TypedDynamo.Generators.Parsing;

namespace TypedDynamo.Generators.Tests.Parsing;

public sealed class ConstructionTests : TableParserTest
{
    [Fact]
    public void ChoosesHowAPropertyIsSet()
    {
        var model = Parse("""
            using System.Collections.Generic;

            public class Base<T>
            {
                public int Init { get; init; }
                public HashSet<int> Set { get; init; } = [];
            }

            [DynamoTable("orders")]
            public class Order : Base<int>
            {
                [PartitionKey] public string Id { get; set; } = "";
                public int Private { get; private set; }
                public required int Required { get; init; }
                public List<int> Filled { get; } = [];
            }
            """);

        model.IsUsable.ShouldBeTrue();
        model.Item.HasHiddenConstructor.ShouldBeFalse();
        model.Item.Attributes.Select(attribute => (attribute.Population, attribute.Absence)).ShouldBe(
            [
                (Population.OptionalInitializer, Absence.KeepsInitializer),
                (Population.OptionalInitializer, Absence.ReadsEmpty),
                (Population.Setter, Absence.Throws),
                (Population.UnsafeAccessor, Absence.KeepsInitializer),
                (Population.Initializer, Absence.Throws),
                (Population.Filling, Absence.KeepsInitializer),
            ]);
    }

    [Fact]
    public void AHiddenConstructorIsTheLastChoice()
    {
        Parse("""[DynamoTable("orders")] public class Order { private Order() { } [PartitionKey] public string Id { get; set; } = ""; }""")
            .Item.HasHiddenConstructor.ShouldBeTrue();
        var model = Parse("""
            [DynamoTable("orders")]
            public class Order
            {
                private Order() { }
                public Order(string id) => Id = id;
                [PartitionKey] public string Id { get; private set; } = "";
            }
            """);
        model.Item.HasHiddenConstructor.ShouldBeFalse();
        model.Item.ConstructorParameters.Count.ShouldBe(1);
    }

    [Fact]
    public void AnInternalConstructorOfAnotherAssemblyIsNotSeen()
    {
        var library = CompileLibrary("public class Address { internal Address() { } public string Street { get; set; } = \"\"; }");

        var finding = ParseWithFindings("[DynamoTable(\"orders\")] public record Order([PartitionKey] string Id, Address To);", library)
            .Findings.Single().ToDiagnostic();

        finding.Id.ShouldBe("TDYN203");
        finding.Location.IsInSource.ShouldBeTrue();
    }

    [Theory]
    [InlineData("public required int X { get; init; }", Population.Initializer, Absence.Throws)]
    [InlineData("public required int X { get; set; }", Population.Initializer, Absence.Throws)]
    [InlineData("public required int? X { get; set; }", Population.Initializer, Absence.ReadsDefault)]
    [InlineData("public int X { get; set; }", Population.Setter, Absence.KeepsInitializer)]
    [InlineData("public int X { get; internal set; }", Population.Setter, Absence.KeepsInitializer)]
    [InlineData("public int X { get; protected internal set; }", Population.Setter, Absence.KeepsInitializer)]
    [InlineData("public int X { get; init; }", Population.UnsafeAccessor, Absence.KeepsInitializer)]
    [InlineData("public int X { get; private set; }", Population.UnsafeAccessor, Absence.KeepsInitializer)]
    [InlineData("public int X { get; protected init; }", Population.UnsafeAccessor, Absence.KeepsInitializer)]
    internal void KnowsHowAPropertyIsSet(string property, Population population, Absence absence)
    {
        var model = Parse($$"""
            [DynamoTable("orders")]
            public class Order
            {
                [PartitionKey] public string Id { get; set; } = "";
                {{property}}
            }
            """);

        model.Item.Attributes[1].Population.ShouldBe(population);
        model.Item.Attributes[1].Absence.ShouldBe(absence);
    }

    [Theory]
    [InlineData("int X", Absence.Throws, null)]
    [InlineData("int? X", Absence.ReadsDefault, null)]
    [InlineData("string? X", Absence.ReadsDefault, null)]
    [InlineData("int X = 7", Absence.ReadsDefault, "7")]
    [InlineData("int X = default", Absence.ReadsDefault, "0")]
    [InlineData("Guid X = default", Absence.ReadsDefault, null)]
    [InlineData("decimal X = 1.50m", Absence.ReadsDefault, "1.50")]
    [InlineData("string X = \"a\"", Absence.ReadsDefault, "a")]
    [InlineData("DayOfWeek X = DayOfWeek.Friday", Absence.ReadsDefault, "5")]
    [InlineData("[SortKey] int X = 7", Absence.Throws, "7")]
    internal void KnowsWhatAConstructorTakesWhenTheAttributeIsAbsent(string parameter, Absence absence, string? text)
    {
        var attribute = Parse($"""
            [DynamoTable("orders")]
            public record Order([PartitionKey] string Id, {parameter});
            """).Item.Attributes[1];

        attribute.Population.ShouldBe(Population.Constructor);
        attribute.Absence.ShouldBe(absence);
        attribute.Default.ShouldBe(text);
    }

    [Theory]
    [InlineData("public Order(string id) { } public Order() { }", 0)]
    [InlineData("public Order(string id) { } public Order(string id, int count) { }", 2)]
    [InlineData("public Order(string id) { } public Order(string id, long count) { }", 1)]
    [InlineData("public Order(string id) { } private Order() { } protected Order(string id, int count) { }", 1)]
    [InlineData("public Order(string id) { } public Order(Order other) { }", 1)]
    [InlineData("public Order(string id) { } public Order(ref string id, int count) { }", 1)]
    public void ChoosesAConstructor(string constructors, int parameters)
        => Parse($$"""
            [DynamoTable("orders")]
            public class Order
            {
                {{constructors}}
                [PartitionKey] public string Id { get; set; } = "";
                public int Count { get; set; }
            }
            """).Item.ConstructorParameters.Count.ShouldBe(parameters);

    // The compiler does not import the private members of other assemblies.
    [Fact]
    public void APrivateSetterInAnotherAssemblyIsNotSeen()
    {
        var library = CompileLibrary("public abstract record Entity([PartitionKey] string Id) { public int Count { get; private set; } }");

        var finding = ParseWithFindings(DerivedOrder, library).Findings.Single().ToDiagnostic();

        finding.Id.ShouldBe("TDYN202");
        finding.GetMessage(System.Globalization.CultureInfo.InvariantCulture).ShouldContain("a public or protected accessor");
        finding.Location.IsInSource.ShouldBeTrue();
    }
}
