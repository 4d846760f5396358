namespace TypedDynamo.Generators.Tests.Rules;

public sealed class TDYN220_DerivedTypeCannotBeStored : RuleTest
{
    [Theory]
    [InlineData("typeof(Other)", "Other", "does not derive from it; list types that do")]
    [InlineData("typeof(int[])", "int[]", "does not derive from it; list types that do")]
    [InlineData("typeof(Base)", "Base", "does not derive from it; list types that do")]
    [InlineData("typeof(Generic<int>)", "Generic<Int32>", "is generic; list a type without type parameters")]
    [InlineData("typeof(Generic<>)", "Generic<>", "is generic; list a type without type parameters")]
    [InlineData("typeof(Half)", "Half", "is abstract; list the types that derive from it in its place")]
    [InlineData("typeof(Shape)", "Shape", "is abstract; list the types that derive from it in its place")]
    public Task ReportsTypesThatCannotStandForTheBase(string type, string name, string fault) => ShouldReport(
        $$"""
        [DynamoTable("drawings")]
        internal class Drawing
        {
            [PartitionKey] public string Id { get; set; } = "";
            public Shape? [|Shape|] { get; set; }
        }

        internal class Base;

        [DynamoDerivedType(typeof(Circle), "circle"), DynamoDerivedType({{type}}, "other")]
        internal abstract class Shape : Base;

        internal class Circle : Shape;
        internal class Other;
        internal class Generic<T> : Shape;
        internal abstract class Half : Shape;
        """,
        $"TDYN220: 'Shape' lists '{name}' by [DynamoDerivedType], which {fault}");

    [Fact]
    public Task ReportsImplementationsThatAreNone() => ShouldReport(
        """
        [DynamoTable("drawings")]
        public record Drawing([PartitionKey] string Id, IShape[] [|[|Shapes|]|]);

        [DynamoDerivedType(typeof(Circle), "circle"), DynamoDerivedType(typeof(IRound), "round"), DynamoDerivedType(typeof(string), "text")]
        public interface IShape;
        public interface IRound : IShape;
        public record struct Circle(double Radius) : IRound;
        """,
        "TDYN220: 'IShape' lists 'IRound' by [DynamoDerivedType], which is abstract; list the types that derive from it in its place",
        "TDYN220: 'IShape' lists 'string' by [DynamoDerivedType], which does not derive from it; list types that do");

    [Fact]
    public Task ReportsTypesThatAreHidden() => ShouldReport(
        """
        [DynamoTable("drawings")]
        public record Drawing([PartitionKey] string Id, Outer.Shape [|Shape|]);

        public class Outer
        {
            [DynamoDerivedType(typeof(Hidden), "hidden")]
            public abstract class Shape;
            protected class Hidden : Shape;
        }
        """,
        "TDYN220: 'Outer.Shape' lists 'Outer.Hidden' by [DynamoDerivedType], which is hidden from generated code; make it internal or public");

    [Fact]
    public Task ReportsThemOnTheItemOfATable() => ShouldReport(
        """
        [DynamoTable("app"), DynamoDerivedType(typeof(string), "text"), DynamoDerivedType(typeof(Order), "order")]
        public abstract record [|AppItem|]([PartitionKey] string Id);
        public record Order(string Id) : AppItem(Id);
        """,
        "TDYN220: 'AppItem' lists 'string' by [DynamoDerivedType], which does not derive from it; list types that do");

    [Fact]
    public Task StaysQuietOnTypesThatCan() => ShouldStayQuiet(
        """
        [DynamoTable("drawings")]
        public record Drawing([PartitionKey] string Id, IShape Shape, Animal Animal, System.Collections.Generic.Dictionary<string, IShape?[]> Named);

        [DynamoDerivedType(typeof(Circle), "circle"), DynamoDerivedType(typeof(Square), "square"), DynamoDerivedType(typeof(Nothing), "")]
        public interface IShape;
        public record struct Circle(double Radius) : IShape;
        public abstract record Polygon : IShape;
        internal record Square : Polygon { public IShape? Inside { get; init; } }
        public class Nothing : IShape;

        [DynamoDerivedType(typeof(Animal), "animal"), DynamoDerivedType(typeof(Puppy), "puppy")]
        public class Animal { public string Name { get; set; } = ""; }
        public class Dog : Animal;
        public class Puppy : Dog;
        """);
}
