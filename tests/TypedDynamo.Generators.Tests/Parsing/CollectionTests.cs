using TypedDynamo.Generators.Model;

namespace TypedDynamo.Generators.Tests.Parsing;

public sealed class CollectionTests : TableParserTest
{
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
}
