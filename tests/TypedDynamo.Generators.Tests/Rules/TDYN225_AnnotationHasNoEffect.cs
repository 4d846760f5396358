namespace TypedDynamo.Generators.Tests.Rules;

public sealed class TDYN225_AnnotationHasNoEffect : RuleTest
{
    private const string Remedy = "make it a stored property, or remove the annotation";

    [Fact]
    public Task ReportsAnnotationsOfWhatIsNotStored() => ShouldReport(
        """
        [DynamoTable("orders")]
        public class Order
        {
            [PartitionKey] public string Id { get; set; } = "";
            [SortKey] private int [|Line|] { get; set; }
            [DynamoAttribute("n")] internal string? [|Note|] { get; set; }
            [Gsi("by-day", KeyRole.Partition)] public static int [|Day|] { get; set; }
            [DynamoIgnore, Gsi("by-total", KeyRole.Partition)] public int [|Total|] { get; set; }
            [Gsi("by-rank", KeyRole.Partition)] public int [|Rank|] { private get; set; }
            [DynamoAttribute("x")] public int [|this|][int i] => i;
        }
        """,
        $"TDYN225: [SortKey] has no effect on 'Order.Line', because a property without a public get accessor is not stored; {Remedy}",
        $"TDYN225: [DynamoAttribute] has no effect on 'Order.Note', because a property without a public get accessor is not stored; {Remedy}",
        $"TDYN225: [Gsi] has no effect on 'Order.Day', because a static property is not stored; {Remedy}",
        $"TDYN225: [Gsi] has no effect on 'Order.Total', because [DynamoIgnore] leaves it out; {Remedy}",
        $"TDYN225: [Gsi] has no effect on 'Order.Rank', because a property without a public get accessor is not stored; {Remedy}",
        $"TDYN225: [DynamoAttribute] has no effect on 'Order.this[]', because an indexer is not stored; {Remedy}");

    [Fact]
    public Task ReportsAnnotationsOfProjections() => ShouldReport(
        """
        public class Base
        {
            [DynamoAttribute("n")] public string? Note { get; set; }
        }

        [DynamoTable("orders")]
        public class Order : Base
        {
            [PartitionKey] public string Id { get; set; } = "";
            public int Total { get; set; }
        }

        [DynamoProjection(typeof(Order))]
        public class OrderTotal([PartitionKey] string [|id|]) : Base
        {
            public string Id { get; } = id;
            [DynamoAttribute("t")] public int [|Total|] { get; set; }
        }

        [DynamoTable("totals"), DynamoProjection(typeof(Order))]
        public record Total([PartitionKey] string Id);
        """,
        "TDYN225: [PartitionKey] has no effect on 'OrderTotal.id', because a projection has what is said of the item's property; "
        + "remove the annotation, or write it there",
        "TDYN225: [DynamoAttribute] has no effect on 'OrderTotal.Total', because a projection has what is said of the item's property; "
        + "remove the annotation, or write it there");

    // A partition key that stands at the wrong place is not missing as well.
    [Fact]
    public Task ReportsAPartitionKeyOnce() => ShouldReport(
        """
        [DynamoTable("orders")]
        public class Order : Entity
        {
            public int Line { get; set; }
        }

        public abstract class Entity
        {
            [PartitionKey] protected string [|Id|] { get; set; } = "";
        }
        """,
        $"TDYN225: [PartitionKey] has no effect on 'Order.Id', because a property without a public get accessor is not stored; {Remedy}");

    [Fact]
    public Task ReportsAParameterThatIsNoProperty() => ShouldReport(
        """
        [DynamoTable("orders")]
        public class Order(string id, [DynamoAttribute("n")] int [|note|] = 3)
        {
            [PartitionKey] public string Id { get; } = id;
            [DynamoIgnore] public string Text => $"{note}";
            public long Note { get; set; }
        }
        """,
        "TDYN225: [DynamoAttribute] has no effect on 'Order.note', because no stored property has the parameter's name and type; "
        + "annotate the property instead, or remove the annotation");

    [Fact]
    public Task ReportsAKeyThatIsIncluded() => ShouldReport(
        """
        [DynamoTable("orders"), GsiProjection("by-a", IndexProjection.Include)]
        public record Order(
            [PartitionKey, ProjectedInto("by-a")] string [|Id|],
            [Gsi("by-a", KeyRole.Partition), ProjectedInto("by-a")] int [|A|],
            [Gsi("by-b", KeyRole.Partition), ProjectedInto("by-a")] int B);
        """,
        "TDYN225: [ProjectedInto] has no effect on 'Order.Id', because index 'by-a' holds its keys and the table's anyway; remove the annotation",
        "TDYN225: [ProjectedInto] has no effect on 'Order.A', because index 'by-a' holds its keys and the table's anyway; remove the annotation");

    // A nested type may be the item of another table.
    [Fact]
    public Task StaysQuietInNestedTypes() => ShouldStayQuiet(
        """
        [DynamoTable("orders")]
        public record Order([PartitionKey] string Id, Line Line);

        public record Line([PartitionKey] string Sku, [Gsi("by-count", KeyRole.Partition)] int Count);
        """);

    [Fact]
    public Task StaysQuietOnWhatADerivedTypeLeavesOut() => ShouldStayQuiet(
        """
        [DynamoTable("orders")]
        public class Order : Entity
        {
            [DynamoIgnore] public override int Rank { get; set; }
            [DynamoIgnore] private int Other { get; set; }
            public new int Name { get; set; }
        }

        public abstract class Entity
        {
            [PartitionKey] public string Id { get; set; } = "";
            [DynamoAttribute("r")] public virtual int Rank { get; set; }
            [DynamoAttribute("n")] public string Name { get; set; } = "";
        }
        """);

    [Fact]
    public Task TheFixRemovesIt() => ShouldFix(
        """
        [DynamoTable("orders")]
        public class Order
        {
            [PartitionKey] public string Id { get; set; } = "";
            [DynamoIgnore, Gsi("by-total", KeyRole.Partition)] public int [|Total|] { get; set; }
            [DynamoAttribute("n")] internal string? [|Note|] { get; set; }
        }
        """,
        """
        [DynamoTable("orders")]
        public class Order
        {
            [PartitionKey] public string Id { get; set; } = "";
            [DynamoIgnore] public int Total { get; set; }
            internal string? Note { get; set; }
        }
        """);
}
