using TypedDynamo.Generators.Model;
using TypedDynamo.Generators.Parsing;

namespace TypedDynamo.Generators.Tests.Parsing;

public sealed class PolymorphismTests : TableParserTest
{
    [Fact]
    public void ReadsTheTypesOfAPolymorphicMember()
    {
        var model = Parse("""
            [DynamoTable("drawings")]
            public record Order([PartitionKey] string Id, System.Collections.Generic.List<Shape> Shapes, Circle? Circle);

            [DynamoDerivedType(typeof(Circle), "circle"), DynamoDerivedType(typeof(Big), "big"), DynamoDiscriminator("kind")]
            public class Shape { public string Name { get; set; } = ""; }
            public class Circle : Shape { public Shape? Inside { get; set; } }
            public class Big : Circle;
            public class Other : Shape;
            """);

        model.IsUsable.ShouldBeTrue();
        model.ItemTypes.ShouldBeNull();
        model.Item.Attributes.Select(attribute => attribute.Kind).ShouldBe([MemberKind.String, MemberKind.List, MemberKind.Object]);
        model.Item.Attributes[1].Value.Element!.Kind.ShouldBe(MemberKind.Polymorphic);
        model.Nested.Select(type => type.Name).ShouldBe(["Circle", "Big", "Shape"], ignoreOrder: true);
        var types = model.Polymorphic.ShouldHaveSingleItem();
        types.Type.ShouldBe("global::Shape");
        types.Attribute.ShouldBe("kind");

        // The type without discriminator is the last, whatever else is listed.
        types.Derived.Select(type => (type.Type, type.Discriminator)).ShouldBe(
            [("global::Circle", "circle"), ("global::Big", "big"), ("global::Shape", null)]);
    }

    [Fact]
    public void ReadsTheTypesOfItems()
    {
        var model = Parse("""
            [DynamoTable("app")]
            [DynamoDerivedType(typeof(A), "a"), DynamoDerivedType(typeof(B), "b")]
            public abstract record Order([PartitionKey] string Id, string? Note);
            public record A(string Id, [Gsi("by-x", KeyRole.Partition)] string X, [Gsi("by-name", KeyRole.Partition)] string Name) : Order(Id, null);
            public record B(string Id, DayOfWeek X, [Gsi("by-name", KeyRole.Sort), DynamoAttribute("n")] int Name) : Order(Id, null);
            """);

        model.IsUsable.ShouldBeTrue();
        model.ItemTypes!.Attribute.ShouldBe("$type");
        model.ItemTypes.Derived.Select(type => type.Type).ShouldBe(["global::A", "global::B"]);
        model.Nested.ShouldBeEmpty();
        model.Item.Attributes.Select(attribute => attribute.Name).ShouldBe(["Id", "Note", "X", "Name", "n"]);

        // Two properties of one name have two names in the table, for its keys become methods.
        model.Item.Attributes.Select(attribute => attribute.Member).ShouldBe(["Id", "Note", "X", "Name", "BName"]);
        model.Indexes.Single(index => index.Name == "by-name").SortKey.ShouldHaveSingleItem().Member.ShouldBe("BName");

        // A key is one wherever it is stored, and is written by the key's own method where it is of the key's own type.
        model.Derived.Select(type => string.Join(", ", type.Attributes.Where(attribute => attribute.IsKey).Select(attribute => attribute.Name)))
            .ShouldBe(["Id, X, Name", "Id, n"]);
    }

    [Theory]
    [InlineData("[DynamoTable(\"app\", Discriminator = \"o\"), DynamoDiscriminator(\"kind\")]", "kind", "o")]
    [InlineData("[DynamoTable(\"app\", Discriminator = \"o\")]", "$type", "o")]
    [InlineData("[DynamoTable(\"app\"), DynamoDerivedType(typeof(Order), \"o\")]", "$type", "o")]
    [InlineData("[DynamoTable(\"base\")]", "base-kind", "listed")]
    [InlineData("[DynamoTable(\"app\")]", null, null)]
    public void ReadsTheDiscriminatorOfAnEntity(string annotations, string? attribute, string? discriminator)
    {
        var model = Parse($$"""
            {{annotations}}
            public record Order(string Id) : Base(Id);
            public abstract record Middle([PartitionKey] string Id);
            public abstract record Base(string Id) : Listing(Id);

            [DynamoTable("base"), DynamoDerivedType(typeof(Order), "listed"), DynamoDiscriminator("base-kind")]
            public abstract record Listing(string Id) : Middle(Id);
            """);

        model.IsUsable.ShouldBeTrue();
        model.ItemTypes?.Attribute.ShouldBe(attribute);
        model.ItemTypes?.Derived.ShouldHaveSingleItem().Discriminator.ShouldBe(discriminator);
        (model.ItemTypes is null).ShouldBe(attribute is null);
    }

    [Theory]
    [InlineData("typeof(Missing), \"x\"")]
    [InlineData("typeof(Customer), Missing")]
    public void DerivedTypesThatDoNotResolveAreTheCompilersToReport(string arguments)
    {
        var result = ParseWithFindings($$"""
            [DynamoTable("app"), DynamoDerivedType({{arguments}})]
            public abstract record Order([PartitionKey] string Id);
            public record Customer(string Id) : Order(Id);
            """);

        result.Model!.IsUsable.ShouldBeFalse();
        result.Findings.ShouldBeEmpty();
    }
}
