using Microsoft.CodeAnalysis;
using TypedDynamo.Generators.Model;
using TypedDynamo.Generators.Parsing;
using TypedDynamo.TestKit;

namespace TypedDynamo.Generators.Tests.Parsing;

using AttributeType = TypedDynamo.Generators.Runtime.AttributeType;

public sealed class TableParserTests
{
    private const string Parsing =
        "public static Id Parse(string s, IFormatProvider? p) => default!; public static bool TryParse(string? s, IFormatProvider? p, out Id r) => throw null!;";

    private const string DerivedOrder = """
        [DynamoTable("orders")]
        public record Order(string Id, string Name) : Entity(Id);
        """;

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

    [Theory]
    [InlineData("string", "String", AttributeType.String)]
    [InlineData("char", "Char", AttributeType.String)]
    [InlineData("bool", "Boolean", AttributeType.Boolean)]
    [InlineData("byte", "Byte", AttributeType.Number)]
    [InlineData("sbyte", "SByte", AttributeType.Number)]
    [InlineData("short", "Int16", AttributeType.Number)]
    [InlineData("ushort", "UInt16", AttributeType.Number)]
    [InlineData("int", "Int32", AttributeType.Number)]
    [InlineData("uint", "UInt32", AttributeType.Number)]
    [InlineData("long", "Int64", AttributeType.Number)]
    [InlineData("ulong", "UInt64", AttributeType.Number)]
    [InlineData("nint", "IntPtr", AttributeType.Number)]
    [InlineData("UIntPtr", "UIntPtr", AttributeType.Number)]
    [InlineData("Int128", "Int128", AttributeType.Number)]
    [InlineData("UInt128", "UInt128", AttributeType.Number)]
    [InlineData("System.Numerics.BigInteger", "BigInteger", AttributeType.Number)]
    [InlineData("Half", "Half", AttributeType.Number)]
    [InlineData("float", "Single", AttributeType.Number)]
    [InlineData("double", "Double", AttributeType.Number)]
    [InlineData("decimal", "Decimal", AttributeType.Number)]
    [InlineData("Guid", "Guid", AttributeType.String)]
    [InlineData("DateTime", "DateTime", AttributeType.String)]
    [InlineData("DateTimeOffset", "DateTimeOffset", AttributeType.String)]
    [InlineData("DateOnly", "DateOnly", AttributeType.String)]
    [InlineData("TimeOnly", "TimeOnly", AttributeType.String)]
    [InlineData("TimeSpan", "TimeSpan", AttributeType.Number)]
    [InlineData("DayOfWeek", "Enum", AttributeType.String)]
    [InlineData("byte[]", "Bytes", AttributeType.Binary)]
    [InlineData("ReadOnlyMemory<byte>", "ReadOnlyMemory", AttributeType.Binary)]
    [InlineData("Memory<byte>", "Memory", AttributeType.Binary)]
    [InlineData("System.IO.MemoryStream", "MemoryStream", AttributeType.Binary)]
    [InlineData("System.Text.Json.JsonElement", "JsonElement", null)]
    [InlineData("System.Text.Json.JsonDocument", "JsonDocument", null)]
    [InlineData("System.Text.Json.Nodes.JsonNode", "JsonNode", null)]
    [InlineData("System.Text.Json.Nodes.JsonObject", "JsonObject", AttributeType.Map)]
    [InlineData("System.Text.Json.Nodes.JsonArray", "JsonArray", AttributeType.List)]
    internal void KnowsTheKindAndItsNullable(string type, string kind, AttributeType? stored)
    {
        var model = Parse($$"""
            [DynamoTable("orders")]
            public class Order
            {
                [PartitionKey] public string Id { get; set; } = "";
                public {{type}} Plain { get; set; } = default!;
                public {{type}}? Nullable { get; set; }
            }
            """);

        var plain = model.Item.Attributes[1];
        plain.Kind.ToString().ShouldBe(kind);
        plain.Value.DynamoType.ShouldBe(stored);
        plain.IsNullable.ShouldBeFalse();
        model.Item.Attributes[2].ShouldBe(plain with
        {
            Name = "Nullable", Member = "Nullable", Value = plain.Value with { IsNullable = true }, AcceptsNull = true,
        });
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

    [Theory]
    [InlineData("int[]", MemberKind.List, "int[]")]
    [InlineData("List<int>", MemberKind.List, "global::System.Collections.Generic.List<int>")]
    [InlineData("IList<int>", MemberKind.List, "global::System.Collections.Generic.List<int>")]
    [InlineData("ICollection<int>", MemberKind.List, "global::System.Collections.Generic.List<int>")]
    [InlineData("IEnumerable<int>", MemberKind.List, "global::System.Collections.Generic.List<int>")]
    [InlineData("IReadOnlyList<int>", MemberKind.List, "global::System.Collections.Generic.List<int>")]
    [InlineData("IReadOnlyCollection<int>", MemberKind.List, "global::System.Collections.Generic.List<int>")]
    [InlineData("Dictionary<string, int>", MemberKind.Map, "global::System.Collections.Generic.Dictionary<string, int>")]
    [InlineData("IDictionary<string, int>", MemberKind.Map, "global::System.Collections.Generic.Dictionary<string, int>")]
    [InlineData("IReadOnlyDictionary<string, int>", MemberKind.Map, "global::System.Collections.Generic.Dictionary<string, int>")]
    [InlineData("HashSet<int>", MemberKind.NumberSet, "global::System.Collections.Generic.HashSet<int>")]
    [InlineData("ISet<int>", MemberKind.NumberSet, "global::System.Collections.Generic.HashSet<int>")]
    [InlineData("IReadOnlySet<int>", MemberKind.NumberSet, "global::System.Collections.Generic.HashSet<int>")]
    [InlineData("SortedSet<int>", MemberKind.NumberSet, "global::System.Collections.Generic.SortedSet<int>")]
    [InlineData("LinkedList<int>", MemberKind.List, "global::System.Collections.Generic.LinkedList<int>")]
    [InlineData("Stack<int>", MemberKind.List, "global::System.Collections.Generic.Stack<int>")]
    [InlineData("System.Collections.ObjectModel.Collection<int>", MemberKind.List, "global::System.Collections.ObjectModel.Collection<int>")]
    [InlineData("System.Collections.Concurrent.ConcurrentQueue<int>", MemberKind.List, "global::System.Collections.Concurrent.ConcurrentQueue<int>")]
    [InlineData("System.Collections.Immutable.ImmutableList<int>", MemberKind.List, "global::System.Collections.Immutable.ImmutableList<int>")]
    [InlineData("System.Collections.Immutable.IImmutableList<int>", MemberKind.List, "global::System.Collections.Immutable.ImmutableList<int>")]
    [InlineData("System.Collections.Immutable.IImmutableSet<int>", MemberKind.NumberSet, "global::System.Collections.Immutable.ImmutableHashSet<int>")]
    [InlineData("System.Collections.Frozen.FrozenSet<int>", MemberKind.NumberSet, "global::System.Collections.Frozen.FrozenSet<int>")]
    [InlineData("System.Collections.ObjectModel.ReadOnlySet<int>", MemberKind.NumberSet, "global::System.Collections.ObjectModel.ReadOnlySet<int>")]
    [InlineData("Dictionary<Guid, int>", MemberKind.Map, "global::System.Collections.Generic.Dictionary<global::System.Guid, int>")]
    [InlineData("SortedList<DayOfWeek, int>", MemberKind.Map, "global::System.Collections.Generic.SortedList<global::System.DayOfWeek, int>")]
    [InlineData("System.Collections.Frozen.FrozenDictionary<long, int>", MemberKind.Map, "global::System.Collections.Frozen.FrozenDictionary<long, int>")]
    [InlineData(
        "System.Collections.Immutable.IImmutableDictionary<DateOnly, int>", MemberKind.Map,
        "global::System.Collections.Immutable.ImmutableDictionary<global::System.DateOnly, int>")]
    internal void KnowsTheCollectionAndWhatReadingMakesOfIt(string type, MemberKind kind, string implementation)
    {
        var value = ParseMember(type);

        value.Kind.ShouldBe(kind);
        value.Implementation.ShouldBe(implementation);
        value.IsReferenceType.ShouldBeTrue();
        value.IsNullable.ShouldBeFalse();
        value.Element.ShouldNotBeNull().Kind.ShouldBe(MemberKind.Int32);
        ParseMember(type + "?").ShouldBe(value with { IsNullable = true });
    }

    [Theory]
    [InlineData("", "", "", MemberKind.Enum)]
    [InlineData("", "", "Number", MemberKind.EnumNumber)]
    [InlineData("", "Number", "", MemberKind.EnumNumber)]
    [InlineData("Number", "", "", MemberKind.EnumNumber)]
    [InlineData("Number", "Name", "", MemberKind.Enum)]
    [InlineData("Number", "Number", "Name", MemberKind.Enum)]
    [InlineData("Name", "Name", "Number", MemberKind.EnumNumber)]
    internal void TheNearestAnnotationSaysHowAnEnumIsStored(string assembly, string type, string member, MemberKind kind)
    {
        var model = Parse($$"""
            using System.Collections.Generic;

            {{Annotation(assembly, "assembly: ")}}

            {{Annotation(type)}}
            public enum Level { Low }

            [DynamoTable("orders")]
            public record Order([PartitionKey] string Id, {{Annotation(member)}} Level? Level)
            {
                {{Annotation(member)}} public HashSet<Level> Set { get; init; } = [];
                {{Annotation(member)}} public Dictionary<Level, Level[]> Map { get; init; } = [];
            }
            """);

        model.Item.Attributes[1].Kind.ShouldBe(kind);
        model.Item.Attributes[1].IsNullable.ShouldBeTrue();
        model.Item.Attributes[2].Kind.ShouldBe(kind == MemberKind.Enum ? MemberKind.StringSet : MemberKind.NumberSet);
        model.Item.Attributes[2].Value.Element!.Kind.ShouldBe(kind);
        model.Item.Attributes[3].Value.Key!.Kind.ShouldBe(kind);
        model.Item.Attributes[3].Value.Element!.Element!.Kind.ShouldBe(kind);
        model.Enums.Single().Underlying.ShouldBe(MemberKind.Int32);

        static string Annotation(string storage, string target = "")
            => storage.Length == 0 ? "" : $"[{target}DynamoEnum(EnumStorage.{storage})]";
    }

    [Fact]
    public void AnImmutableArrayIsAValue()
    {
        var value = ParseMember("System.Collections.Immutable.ImmutableArray<int>");

        value.Kind.ShouldBe(MemberKind.List);
        value.IsReferenceType.ShouldBeFalse();
        value.IsNullable.ShouldBeFalse();
        ParseMember("System.Collections.Immutable.ImmutableArray<int>?").ShouldBe(value with { IsNullable = true });
    }

    [Theory]
    [InlineData("string", MemberKind.String)]
    [InlineData("Guid", MemberKind.Guid)]
    [InlineData("DayOfWeek", MemberKind.Enum)]
    [InlineData("char", MemberKind.Char)]
    [InlineData("ulong", MemberKind.UInt64)]
    [InlineData("decimal", MemberKind.Decimal)]
    [InlineData("DateTime", MemberKind.DateTime)]
    [InlineData("TimeSpan", MemberKind.TimeSpan)]
    internal void KnowsTheKeysOfADictionary(string key, MemberKind kind)
    {
        var value = ParseMember($"Dictionary<{key}, int?>");

        value.Key.ShouldNotBeNull().Kind.ShouldBe(kind);
        value.Key.IsNullable.ShouldBeFalse();
        value.Element.ShouldNotBeNull().IsNullable.ShouldBeTrue();
    }

    [Theory]
    [InlineData("string", MemberKind.StringSet)]
    [InlineData("Guid", MemberKind.StringSet)]
    [InlineData("DayOfWeek", MemberKind.StringSet)]
    [InlineData("DateTime", MemberKind.StringSet)]
    [InlineData("DateTimeOffset", MemberKind.StringSet)]
    [InlineData("DateOnly", MemberKind.StringSet)]
    [InlineData("TimeOnly", MemberKind.StringSet)]
    [InlineData("char", MemberKind.StringSet)]
    [InlineData("Int128", MemberKind.NumberSet)]
    [InlineData("ReadOnlyMemory<byte>", MemberKind.BinarySet)]
    [InlineData("byte", MemberKind.NumberSet)]
    [InlineData("decimal", MemberKind.NumberSet)]
    [InlineData("double", MemberKind.NumberSet)]
    [InlineData("TimeSpan", MemberKind.NumberSet)]
    [InlineData("byte[]", MemberKind.BinarySet)]
    internal void KnowsWhatASetHolds(string element, MemberKind kind) => ParseMember($"HashSet<{element}>").Kind.ShouldBe(kind);

    [Theory]
    [InlineData("List<string?>", "global::System.Collections.Generic.List<string?>")]
    [InlineData("Dictionary<string, List<int?>?>", "global::System.Collections.Generic.Dictionary<string, global::System.Collections.Generic.List<int?>?>")]
    [InlineData("string?[]?[][]", "string?[]?[][]")]
    [InlineData("byte[]?[]", "byte[]?[]")]
    public void NamesTheElementsWithTheirQuestionMarks(string type, string name) => ParseMember(type).Type.ShouldBe(name);

    // Without nullable annotations, null may be anywhere; but a set of DynamoDB's holds none.
    [Fact]
    public void ObliviousElementsMayBeNull()
    {
        var model = Parse("""
            #nullable disable
            using System.Collections.Generic;

            [DynamoTable("orders")]
            public record Order([PartitionKey] string Id, List<string> Lines, HashSet<string> Tags);
            """);

        model.Item.Attributes[1].Value.Element!.IsNullable.ShouldBeTrue();
        model.Item.Attributes[2].Value.Element!.IsNullable.ShouldBeFalse();
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

    [Theory]
    [InlineData("HashSet<int> X { get; set; }", Absence.ReadsEmpty)]
    [InlineData("HashSet<int> X { get; init; }", Absence.ReadsEmpty)]
    [InlineData("required ISet<int> X { get; init; }", Absence.ReadsEmpty)]
    [InlineData("HashSet<int>? X { get; set; }", Absence.KeepsInitializer)]
    [InlineData("required HashSet<int>? X { get; init; }", Absence.ReadsDefault)]
    [InlineData("List<int> X { get; set; }", Absence.KeepsInitializer)]
    [InlineData("required Dictionary<string, int> X { get; init; }", Absence.Throws)]
    internal void KnowsThatAnAbsentSetIsAnEmptyOne(string property, Absence absence)
        => Parse($$"""
            using System.Collections.Generic;

            [DynamoTable("orders")]
            public class Order
            {
                [PartitionKey] public string Id { get; set; } = "";
                public {{property}}{{(property.StartsWith("required", StringComparison.Ordinal) ? "" : " = new();")}}
            }
            """).Item.Attributes[1].Absence.ShouldBe(absence);

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

    [Fact]
    public void AConvertedValueIsWhatItIsStoredAs()
    {
        var model = Parse("""
            using System.Collections.Generic;

            public record Theme(string Name);

            public class ThemeConverter : IAttributeConverter<Theme, int>
            {
                public int ToStored(Theme value) => 1;
                public Theme FromStored(int stored) => new("");
            }

            [DynamoTable("orders")]
            public record Order(
                [PartitionKey, DynamoConverter(typeof(ThemeConverter))] Theme Id,
                [DynamoConverter(typeof(ThemeConverter))] HashSet<Theme> Themes);
            """);

        var value = model.Item.Attributes[0].Value;
        value.Kind.ShouldBe(MemberKind.Converted);
        value.Type.ShouldBe("global::Theme");
        value.Stored.ShouldNotBeNull().Kind.ShouldBe(MemberKind.Int32);
        value.DynamoType.ShouldBe(AttributeType.Number);
        value.CanBeKey.ShouldBeTrue();
        value.Conversion.ShouldBe(
            new ConversionModel { Kind = ConversionKind.Converter, Converter = "global::ThemeConverter", Name = "ThemeConverter" });
        model.Item.Attributes[1].Kind.ShouldBe(MemberKind.NumberSet);
        model.Item.Attributes[1].Value.Element.ShouldBe(value);
        model.Nested.ShouldBeEmpty();
    }

    [Fact]
    public void TheConverterOfTheMemberWinsOverThatOfTheAssemblyAndThatOverTheOneOfTheType()
    {
        var model = Parse("""
            [assembly: DynamoConverter(typeof(OfAssembly))]

            [DynamoConverter(typeof(OfType))]
            public record Theme(string Name);

            [DynamoConverter(typeof(OfOtherType))]
            public record Shade(string Name);

            public abstract class Converter<T> : IAttributeConverter<T, string>
            {
                public string ToStored(T value) => "";
                public T FromStored(string stored) => default!;
            }

            public class OfAssembly : Converter<Theme>;
            public class OfType : Converter<Theme>;
            public class OfOtherType : Converter<Shade>;
            public class OfMember : Converter<Theme>;

            [DynamoTable("orders")]
            public record Order([PartitionKey] string Id, [DynamoConverter(typeof(OfMember))] Theme A, Theme B, Shade C);
            """);

        model.Item.Attributes.Skip(1).Select(attribute => attribute.Value.Conversion!.Name).ShouldBe(["OfMember", "OfAssembly", "OfOtherType"]);
    }

    [Theory]
    [InlineData("readonly record struct Id(Guid Value);", MemberKind.Guid)]
    [InlineData("readonly struct Id(int number) { public int Number { get; } = number; public bool IsEmpty => Number == 0; }", MemberKind.Int32)]
    [InlineData("readonly record struct Id(string Value) : IParsable<Id> { " + Parsing + " }", MemberKind.String)]
    [InlineData("[DynamoValue] record Id(string Value);", MemberKind.String)]
    [InlineData("[DynamoValue] record struct Id(byte[] Value);", MemberKind.Bytes)]
    [InlineData("[DynamoValue] class Id { public Id(long value) => Value = value; public long Value { get; private set; } }", MemberKind.Int64)]
    internal void ATypeThatHoldsOneValueIsStoredAsThat(string declaration, MemberKind kind)
    {
        var value = ParseId(declaration);

        value.Conversion.ShouldNotBeNull().Kind.ShouldBe(ConversionKind.SingleValue);
        value.Stored.ShouldNotBeNull().Kind.ShouldBe(kind);
        value.CanBeKey.ShouldBeTrue();
    }

    [Theory]
    [InlineData("record Id(string Value);")]
    [InlineData("record struct Id(string Value);")]
    [InlineData("readonly record struct Id(string Value, int Number);")]
    [InlineData("readonly record struct Id(string? Value);")]
    [InlineData("readonly struct Id { public Id(string value) => Value = value; public string Value { get; } public int Number { get; init; } }")]
    [InlineData("readonly struct Id { public int Number { get; init; } }")]
    [InlineData("readonly struct Id { public Id(int number) => Number = number; public Id(int number, int by) => Number = number * by; public int Number { get; init; } }")]
    public void OtherObjectsStayMaps(string declaration) => ParseId(declaration).Kind.ShouldBe(MemberKind.Object);

    [Theory]
    [InlineData("class Id : IParsable<Id> { public int A { get; set; } " + Parsing + " }")]
    [InlineData("record struct Id(int A, int B) : IParsable<Id> { " + Parsing + " }")]
    [InlineData("readonly record struct Id : IParsable<Id> { private Id(int a) { } public int Value => 0; public static Id From(int a) => new(a); " + Parsing + " }")]
    public void ATypeThatParsesItselfIsText(string declaration)
    {
        var value = ParseId(declaration);

        value.Conversion.ShouldNotBeNull().Kind.ShouldBe(ConversionKind.Parsable);
        value.DynamoType.ShouldBe(AttributeType.String);
    }

    [Theory]
    [InlineData("Uri", ConversionKind.Uri)]
    [InlineData("Version", ConversionKind.Version)]
    [InlineData("System.Net.IPAddress", ConversionKind.Parsable)]
    internal void TypesOfThePlatformThatAreText(string type, ConversionKind kind)
    {
        var value = ParseMember(type);

        value.Conversion.ShouldNotBeNull().Kind.ShouldBe(kind);
        value.DynamoType.ShouldBe(AttributeType.String);
    }

    [Theory]
    [InlineData("[PartitionKey(Format = \"D10\")] int Id", "D10", MemberKind.Int32)]
    [InlineData("[PartitionKey, DynamoAttribute(Format = \"D10\")] int Id", "D10", MemberKind.Int32)]
    [InlineData("[PartitionKey(Format = \"N\"), DynamoAttribute(\"i\", Format = \"N\")] Guid Id", "N", MemberKind.Guid)]
    internal void AFormatMakesAValueText(string member, string format, MemberKind kind)
    {
        var value = Parse($"[DynamoTable(\"orders\")] public record Order({member});").Item.Attributes[0].Value;

        value.Conversion.ShouldBe(new ConversionModel { Kind = ConversionKind.Format, Name = "Formatted" + kind, Format = format, Formatted = kind });
        value.DynamoType.ShouldBe(AttributeType.String);
        value.CanBeKey.ShouldBeTrue();
    }

    [Fact]
    public void AFormatReachesTheElementsOfACollectionAndTheOnlyValueOfAType()
    {
        var value = Parse("""
            public readonly record struct Number(long Value);

            [DynamoTable("orders")]
            public record Order([PartitionKey] string Id, [DynamoAttribute(Format = "D4")] System.Collections.Generic.HashSet<Number> Numbers);
            """).Item.Attributes[1].Value;

        value.Kind.ShouldBe(MemberKind.StringSet);
        value.Element.ShouldNotBeNull().Type.ShouldBe("global::Number");
        value.Element.Stored.ShouldNotBeNull().Type.ShouldBe("long");
        value.Element.Stored.Stored.ShouldNotBeNull().Kind.ShouldBe(MemberKind.String);
    }

    [Theory]
    [InlineData("[DynamoConverter(typeof(Missing))] int Value")]
    [InlineData("[DynamoConverter(typeof(OfMissing))] Missing Value")]
    [InlineData("[DynamoConverter(typeof(ToMissing))] int Value")]
    [InlineData("[DynamoConverter(null!)] int Value")]
    [InlineData("[DynamoConverter] int Value")]
    public void AConverterThatDoesNotResolveIsTheCompilersToReport(string member)
    {
        var result = ParseWithFindings($$"""
            public class OfMissing : IAttributeConverter<Missing, int> { }
            public class ToMissing : IAttributeConverter<int, Missing> { }

            [DynamoTable("orders")]
            public record Order([PartitionKey] string Id, {{member}});
            """);

        result.Findings.ShouldBeEmpty();
    }

    private static TableModel Parse(string source, params MetadataReference[] references)
    {
        var result = ParseWithFindings(source, references);
        result.Findings.Select(finding => finding.ToDiagnostic().ToString()).ShouldBeEmpty();
        return result.Model!;
    }

    private static ValueModel ParseId(string declaration)
        => Parse($$"""
            {{declaration}}

            [DynamoTable("orders")]
            internal record Order([PartitionKey] string Key, Id Value);
            """).Item.Attributes[1].Value;

    private static ValueModel ParseMember(string type)
        => Parse($$"""
            using System.Collections.Generic;

            [DynamoTable("orders")]
            public record Order([PartitionKey] string Id, {{type}} Value);
            """).Item.Attributes[1].Value;

    private static PortableExecutableReference CompileLibrary(string source)
    {
        using var assembly = new MemoryStream();
        GeneratorHarness.Compile(source).WithAssemblyName("Library").Emit(assembly).Success.ShouldBeTrue();
        return MetadataReference.CreateFromImage(assembly.ToArray());
    }

    private static ParseResult ParseWithFindings(string source, params MetadataReference[] references)
    {
        var compilation = GeneratorHarness.Compile(source, references);
        var type = compilation.GetSymbolsWithName("Order", SymbolFilter.Type).Cast<INamedTypeSymbol>().Single();
        return TableParser.Parse(type, CancellationToken.None);
    }
}
