using TypedDynamo.Generators.Model;
using TypedDynamo.Generators.Parsing;
using TypedDynamo.TestKit;

namespace TypedDynamo.Generators.Tests.Parsing;

using AttributeType = TypedDynamo.Generators.Runtime.AttributeType;

public sealed class TableTests : TableParserTest
{
    [Fact]
    public void ReadsATable()
    {
        var model = Parse("""
            namespace Shop.Sales;

            public static class Outer
            {
                [DynamoTable("orders")]
                public sealed record Order([PartitionKey] string CustomerId, [SortKey, DynamoAttribute("at")] DateTime At, int? Count);
            }
            """);

        model.Namespace.ShouldBe("Shop.Sales");
        model.Item.Name.ShouldBe("Outer.Order");
        model.Item.Type.ShouldBe("global::Shop.Sales.Outer.Order");
        model.TableClass.ShouldBe("Outer_OrderTable");
        model.KeyClass.ShouldBe("Outer_OrderKey");
        model.HintName.ShouldBe("Shop.Sales.Outer+Order");
        model.TableName.ShouldBe("orders");
        model.IsPublic.ShouldBeTrue();
        model.IsUsable.ShouldBeTrue();
        model.Item.IsValueType.ShouldBeFalse();
        model.PartitionKey.ShouldBe(new KeyModel { Member = "CustomerId", Type = "string", Ordinal = 0 });
        model.SortKey.ShouldBe(new KeyModel { Member = "At", Type = "global::System.DateTime", Ordinal = 1 });
        model.Item.Attributes.Select(attribute => attribute.Name).ShouldBe(["CustomerId", "at", "Count"]);
        model.Item.ConstructorParameters.Select(parameter => parameter.Name).ShouldBe(["CustomerId", "At", "Count"]);
    }

    [Theory]
    [InlineData("Version", "long?", AttributeRole.Version, MemberKind.Int64)]
    [InlineData("TimeToLive", "DateTimeOffset?", AttributeRole.TimeToLive, MemberKind.EpochDateTimeOffset)]
    [InlineData("TimeToLive", "DateTime", AttributeRole.TimeToLive, MemberKind.EpochDateTime)]
    [InlineData("TimeToLive", "int", AttributeRole.TimeToLive, MemberKind.Int32)]
    [InlineData("CreatedAt", "DateTime", AttributeRole.CreatedAt, MemberKind.DateTime)]
    [InlineData("UpdatedAt", "DateTimeOffset", AttributeRole.UpdatedAt, MemberKind.DateTimeOffset)]
    internal void ReadsWhatAnAttributeMeans(string annotation, string type, AttributeRole role, MemberKind kind)
    {
        var model = Parse($$"""
            public record Part([{{annotation}}] DateTime Marked);
            [DynamoTable("orders")]
            public record Order([PartitionKey] string Id, [{{annotation}}] {{type}} Marked, Part Part);
            """);

        model.IsUsable.ShouldBeTrue();
        model.Item.Attributes[1].Role.ShouldBe(role);
        model.Item.Attributes[1].Kind.ShouldBe(kind);
        model.Item.Attributes[1].Value.DynamoType.ShouldBe(role == AttributeRole.Version || annotation == "TimeToLive" ? AttributeType.Number : AttributeType.String);

        // Inside an item it means nothing.
        model.Nested[0].Attributes[0].Role.ShouldBe(AttributeRole.None);
        model.Nested[0].Attributes[0].Kind.ShouldBe(MemberKind.DateTime);
    }

    [Fact]
    public void ReadsFlattenedObjectsAndWhatIsUnknown()
    {
        var model = Parse("""
            using System.Collections.Generic;
            using Amazon.DynamoDBv2.Model;

            public record struct Point(int X, [DynamoAttribute("y")] int Y);
            public record Address(string City, [DynamoFlatten(Prefix = "at_")] Point? Position);

            [DynamoTable("orders")]
            public record Order(
                [DynamoFlatten(Prefix = "home_")] Address Home, [DynamoExtensionData] Dictionary<string, AttributeValue> Rest, [PartitionKey] string Id)
            {
                [DynamoFlatten] public Point Point { get; init; }
            }
            """);

        model.IsUsable.ShouldBeTrue();
        model.Nested.ShouldBeEmpty();
        model.Item.StoredAttributes.Select(attribute => attribute.Name).ShouldBe(["Id", "home_City", "home_at_X", "home_at_y", "X", "y"]);
        model.Item.Members.ShouldAllBe(member => model.Item.MemberAt(member.Number) == member.Member);
        model.Item.Members.Select(member => (member.Number, member.Member.Member)).ShouldBe([(0, "Id"), (6, "Home"), (7, "Point"), (8, "Rest")]);
        model.Item.ConstructorParameters.Select(parameter => parameter.Number).ShouldBe([6, 8, 0]);
        model.Item.Flattened[0].Property.Absence.ShouldBe(Absence.Throws);
        model.Item.Flattened[1].Property.Absence.ShouldBe(Absence.KeepsInitializer);
        model.Item.Flattened[0].Item.Flattened[0].Property.Absence.ShouldBe(Absence.ReadsDefault);
        model.Item.ExtensionData.ShouldNotBeNull().Absence.ShouldBe(Absence.ReadsEmpty);
    }

    [Fact]
    public void ListsNestedTypesOnceInTheOrderOfTheirFirstUse()
    {
        var model = Parse("""
            using System.Collections.Generic;

            public enum Colour { Red }
            public enum Size { Small }
            public record Inner([PartitionKey] string Key, Size Size, Order? Back);
            public struct Line { [DynamoAttribute("c")] public Colour Colour { get; set; } public List<Inner> Inner { get; set; } }

            [DynamoTable("orders")]
            public record Order([PartitionKey] string Id, Dictionary<string, Line[]> Lines, Line? First, Inner Last);
            """);

        model.Nested.Select(type => type.Name).ShouldBe(["Line", "Inner", "Order"]);
        model.Nested.Select(type => type.IsValueType).ShouldBe([true, false, false]);
        model.Nested[0].Attributes.Select(attribute => attribute.Name).ShouldBe(["c", "Inner"]);
        model.Enums.Select(type => type.Name).ShouldBe(["Colour", "Size"]);
        model.Item.Attributes[2].Value.IsNullable.ShouldBeTrue();

        // Only the item itself has keys.
        model.Nested[1].Attributes.ShouldAllBe(attribute => !attribute.IsKey);
        model.Nested[2].Attributes.ShouldAllBe(attribute => !attribute.IsKey);
        model.Item.Attributes[0].IsKey.ShouldBeTrue();
    }

    [Fact]
    public void ReadsNestedTypesOfReferencedAssemblies()
    {
        var library = CompileLibrary("""
            namespace Lib
            {
                public class Address(string street)
                {
                    public string Street { get; } = street;
                    public int Number { get; init; }
                    internal string Hidden { get; set; } = "";
                }
            }
            """);

        var model = Parse(
            """
            [DynamoTable("orders")]
            public record Order([PartitionKey] string Id, Lib.Address To);
            """,
            library);

        var address = model.Nested.Single();
        address.Type.ShouldBe("global::Lib.Address");
        address.Attributes.Select(attribute => attribute.Name).ShouldBe(["Street", "Number"]);
        address.ConstructorParameters.Single().Name.ShouldBe("street");
    }

    [Fact]
    public void PutsTheMembersOfABaseFirstAndEachOnce()
    {
        var model = Parse("""
            public class Entity
            {
                [PartitionKey] public virtual string Id { get; protected set; } = "";
                public int Version { get; init; }
            }

            [DynamoTable("orders")]
            public class Order : Entity
            {
                public int Count { get; set; }
                public override string Id => "x";
            }
            """);

        model.Item.Attributes.Select(attribute => attribute.Member).ShouldBe(["Version", "Count", "Id"]);

        // The override has no setter of its own, and [UnsafeAccessor] does not search base types.
        model.Item.Attributes.Select(attribute => attribute.DeclaringType).ShouldBe(["global::Entity", "global::Order", "global::Entity"]);
        model.PartitionKey!.Ordinal.ShouldBe(2);
    }

    [Fact]
    public void ReadsTheAnnotationsOfABaseRecordInAnotherAssembly()
    {
        var library = CompileLibrary(
            "public abstract record Entity([PartitionKey, DynamoAttribute(\"pk\")] string Id) { public int Count { get; protected set; } }");

        var model = Parse(DerivedOrder, library);

        model.Item.Attributes.Select(attribute => attribute.Name).ShouldBe(["pk", "Count", "Name"]);
        model.PartitionKey!.Ordinal.ShouldBe(0);
    }

    [Fact]
    public void TypesThatDoNotResolveAreLeftToTheCompiler()
    {
        var result = ParseWithFindings("""
            [DynamoTable("orders")]
            public record Order([PartitionKey] string Id, Missing Other) : Absent
            {
                public Gone Property { get; set; }
            }
            """);

        result.Findings.ShouldBeEmpty();
        result.Model!.IsUsable.ShouldBeFalse();
        result.Model.PartitionKey!.Member.ShouldBe("Id");
    }

    [Theory]
    [InlineData("[DynamoTable] public record Order([PartitionKey] string Id);")]
    [InlineData("[DynamoTable(null!)] public record Order([PartitionKey, DynamoAttribute(null!)] string Id);")]
    [InlineData("[DynamoTable(\"a\"), DynamoTable(\"b\")] public partial record Order([PartitionKey] string Id);")]
    [InlineData("[DynamoTable(\"a\")] public partial record Order([PartitionKey] string Id); [DynamoTable(\"b\")] public partial record Order;")]
    [InlineData("[DynamoTable(\"a\")] public record Order([PartitionKey] string Id); [DynamoTable(\"b\")] public record Order([PartitionKey] string Id);")]
    [InlineData("[DynamoTable(\"a\")] public record Order([PartitionKey, PartitionKey] string Id, string Id);")]
    [InlineData("[DynamoTable(\"a\")] public record Order([PartitionKey] string Id, int Count = \"x\");")]
    [InlineData("[DynamoTable(\"a\")] public record ([PartitionKey] string Id);")]
    [InlineData("[DynamoTable(\"a\")] public record Order : Order { [PartitionKey] public string Id { get; set; } }")]
    [InlineData("[DynamoTable(\"a\")] public interface IOrder { [PartitionKey] string Id { get; set; } }")]
    [InlineData("[DynamoTable(\"a\")] public enum Order { A }")]
    [InlineData("[DynamoTable(\"a\")] public unsafe class Order { [PartitionKey] public int* Id { get; set; } public delegate*<int> F { get; set; } }")]
    [InlineData("[DynamoTable(\"a\")] public class Order { [PartitionKey] public ref int Id => throw null!; public Span<byte> S => default; }")]
    [InlineData("[DynamoTable(\"a\")] public class Order { [PartitionKey] public Span<byte> Id => default; }")]
    [InlineData("[DynamoTable(\"a\")] public class Order { [PartitionKey] public string Id ")]
    [InlineData("[DynamoTable(\"a\")] public class Order { [PartitionKey] public string Id { get; set; } public System.Collections.Generic.List<Missing> L { get; set; } }")]
    [InlineData("[DynamoTable(\"a\")] public record Order([PartitionKey] string Id, Loop A); public record Loop(Loop A, Loop[] B) : Loop;")]
    [InlineData("[DynamoTable(\"a\")] public record Order([PartitionKey] string Id, S A); public struct S { public S A { get; set; } }")]
    [InlineData("[DynamoTable(\"a\")] public class Order { [PartitionKey] public E Id { get; set; } public enum E { A = B, B = A } }")]
    public void BrokenSourceDoesNotBreakTheGenerator(string source) => GeneratorHarness.Run(source).Files.ShouldNotBeNull();
}
