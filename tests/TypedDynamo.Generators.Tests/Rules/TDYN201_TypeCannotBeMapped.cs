namespace TypedDynamo.Generators.Tests.Rules;

public sealed class TDYN201_TypeCannotBeMapped : RuleTest
{
    [Theory]
    [InlineData("object")]
    [InlineData("Type")]
    [InlineData("ReadOnlyMemory<int>")]
    [InlineData("int[,]")]
    [InlineData("IDisposable")]
    [InlineData("Exception")]
    [InlineData("Action")]
    [InlineData("ArrayList")]
    [InlineData("PriorityQueue<int, int>")]
    [InlineData("KeyValuePair<string, int>")]
    [InlineData("Dictionary<bool, int>")]
    [InlineData("Dictionary<byte[], int>")]
    [InlineData("Dictionary<List<int>, int>")]
    [InlineData("IReadOnlyDictionary<object, int>")]
    [InlineData("DayOfWeek?[,]")]
    [InlineData("dynamic")]
    [InlineData("(int A, string B)")]
    [InlineData("Rune?")]
    [InlineData("Complex")]
    [InlineData("Stream")]
    [InlineData("JsonValue")]
    public Task ReportsATypeThatNoAttributeHolds(string type) => ShouldReport(
        $$"""
        using System.Collections;
        using System.Collections.Generic;
        using System.IO;
        using System.Numerics;
        using System.Text;
        using System.Text.Json.Nodes;

        [DynamoTable("orders")]
        public class Order
        {
            [PartitionKey] public string Id { get; set; } = "";
            public {{type}} [|Value|] { get; set; } = default!;
        }

        public static class Program
        {
            public static object Run(OrderTable orders) => orders.PutAsync(new Order { Id = "a" });
        }
        """,
        $"TDYN201: 'Order.Value' is of type '{type}', which cannot be stored as an attribute; "
        + "change the type or mark the property with [DynamoIgnore]");

    [Theory]
    [InlineData("List<Type>", "Type")]
    [InlineData("Type?[]", "Type")]
    [InlineData("Dictionary<string, List<Index>>", "Index")]
    [InlineData("HashSet<bool>", "")]
    [InlineData("HashSet<int?>", "")]
    [InlineData("HashSet<string?>", "")]
    [InlineData("HashSet<List<int>>", "")]
    [InlineData("HashSet<Part>", "")]
    [InlineData("SortedSet<byte[]>", "")]
    [InlineData("SortedSet<Memory<byte>>", "")]
    [InlineData("List<HashSet<bool>>", "HashSet<bool>")]
    [InlineData("Base", "")]
    [InlineData("Generic<int>", "")]
    [InlineData("IPart", "")]
    [InlineData("Empty", "")]
    [InlineData("Fields", "")]
    [InlineData("Numbers", "")]
    [InlineData("List<Generic<int>>", "Generic<int>")]
    public Task NamesTheInnermostTypeThatCannotBeStored(string type, string culprit) => ShouldReport(
        $$"""
        using System.Collections.Generic;

        public record Part(int A);
        public abstract class Base { public int A { get; set; } }
        public class Generic<T> { public int A { get; set; } }
        public interface IPart { int A { get; set; } }
        public class Empty { }
        public struct Fields { public int A; }
        public class Numbers : List<int> { public int A { get; set; } }

        [DynamoTable("orders")]
        public class Order
        {
            [PartitionKey] public string Id { get; set; } = "";
            public {{type}} [|Value|] { get; set; } = default!;
        }
        """,
        $"TDYN201: 'Order.Value' is of type '{type}', {(culprit.Length == 0 ? "which" : $"whose '{culprit}'")} cannot be stored as an attribute; "
        + "change the type or mark the property with [DynamoIgnore]");

    [Fact]
    public Task ReportsANestedTypeAtTheMemberThatHoldsIt() => ShouldReport(
        """
        using System.Collections.Generic;

        public record Address(string Street, Type Site);

        public record Line(Address From, Address To);

        [DynamoTable("orders")]
        public record Order([PartitionKey] string Id)
        {
            public List<Line> [|Lines|] { get; init; } = [];
            public Line? Last { get; init; }
        }
        """,
        "TDYN201: 'Address.Site' is of type 'Type', which cannot be stored as an attribute; "
        + "change the type or mark the property with [DynamoIgnore]");

    [Fact]
    public Task StaysQuietOnCollectionsAndNestedTypes() => ShouldStayQuiet(
        """
        using System.Collections.Generic;

        public record Address(string Street, Country? Country);

        public enum Country { Chile }

        public class Node
        {
            [PartitionKey, SortKey] public bool Odd { get; set; }
            public Node? Parent { get; set; }
            public List<Node> Children { get; init; } = [];
        }

        [DynamoTable("orders")]
        public record Order([PartitionKey] string Id)
        {
            public int[] A { get; set; } = [];
            public byte[][] B { get; set; } = [];
            public IEnumerable<Address?>? C { get; set; }
            public IReadOnlyDictionary<string, IReadOnlySet<Country>> D { get; set; } = new Dictionary<string, IReadOnlySet<Country>>();
            public Node? E { get; set; }
            public Order? Previous { get; set; }
            public ISet<TimeSpan>? F { get; set; }
            public SortedSet<DateOnly> G { get; set; } = [];
        }
        """);

    [Fact]
    public Task ReportsConstructorParametersOnce() => ShouldReport(
        """
        [DynamoTable("orders")]
        public record Order([PartitionKey] string Id, Type [|Site|]);
        """,
        "TDYN201: 'Order.Site' is of type 'Type', which cannot be stored as an attribute; "
        + "change the type or mark the property with [DynamoIgnore]");

    [Fact]
    public Task StaysQuietOnWhatIsIgnored() => ShouldStayQuiet(
        """
        [DynamoTable("orders")]
        public class Order
        {
            [PartitionKey] public string Id { get; set; } = "";
            [DynamoIgnore] public object? Value { get; set; }
            internal object? Hidden { get; set; }
            public static object? Shared { get; set; }
            public object? Field;
            public object this[int index] => index;
            public object Given { set { } }
            public object Closed { private get; set; } = "";
        }
        """);

    [Fact]
    public Task StaysQuietOnTypesThatOnlyLookAlikeElsewhere() => ShouldStayQuiet(
        """
        [DynamoTable("orders")]
        public record Order([PartitionKey] string Id, System.Guid A, Nullable<System.DateOnly> B, Alias.Kind C)
        {
            public System.Byte[]? D { get; init; }
        }

        namespace Alias
        {
            public enum Kind : byte { One }
        }
        """);

    [Fact]
    public Task TheFixLeavesThePropertiesOut() => ShouldFix(
        """
        [DynamoTable("orders")]
        public class Order
        {
            [PartitionKey] public string Id { get; set; } = "";
            public object? [|Payload|] { get; set; }
            // A comment of the author's.
            [Obsolete]
            public Func<int>? [|Compute|] { get; set; }
        }
        """,
        """
        [DynamoTable("orders")]
        public class Order
        {
            [PartitionKey] public string Id { get; set; } = "";
            [DynamoIgnore] public object? Payload { get; set; }
            // A comment of the author's.
            [Obsolete, DynamoIgnore]
            public Func<int>? Compute { get; set; }
        }
        """);

    [Fact]
    public Task NoFixIsOfferedForWhatMustBeSet() => ShouldOfferNoFix(
        """
        [DynamoTable("orders")]
        public record Order([PartitionKey] string Id, object [|Payload|])
        {
            public required object [|Other|] { get; init; }
        }
        """);
}
