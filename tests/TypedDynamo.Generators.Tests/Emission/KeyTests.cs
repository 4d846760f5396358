namespace TypedDynamo.Generators.Tests.Emission;

public sealed class KeyTests : EmissionTest
{
    [Fact]
    public void KeyTemplates() => Check(nameof(KeyTemplates), """
        namespace Shop;

        public enum OrderStatus { Open, Paid }

        [DynamoTable("app", PartitionKey = "CUSTOMER#{CustomerId}", SortKey = "ORDER#{PlacedAt:yyyy-MM-dd}#{OrderId}#{Line:D5}")]
        [GsiProjection("by-status", IndexProjection.KeysOnly)]
        public sealed record Order
        {
            public required string CustomerId { get; init; }
            public required DateTimeOffset PlacedAt { get; init; }
            public Guid OrderId { get; private set; }
            [Gsi("by-status", KeyRole.Partition)] public OrderStatus Status { get; init; }
            public int Line { get; set; }
            [Lsi("by-total")] public decimal Total { get; init; }
        }
        """);

    [Fact]
    public void KeyTemplatesOfLiteralText() => Check(nameof(KeyTemplatesOfLiteralText), """
        namespace Shop;

        [DynamoTable("app", PartitionKey = "\"a\\b\n", SortKey = "{{SETTINGS}}", PartitionKeyAttribute = "p\"k", SortKeyAttribute = "s\nk")]
        public readonly record struct Settings(int Limit);
        """);

    [Fact]
    public void KeyTemplatesWithOnePropertyTwice() => Check(nameof(KeyTemplatesWithOnePropertyTwice), """
        namespace Shop;

        public enum Kind { Small, Large }

        [DynamoTable("app", PartitionKey = "U#{Kind}#{class}|{SortKeys}", SortKey = "U#{Kind}#{Name}|{class}")]
        public sealed record User(string SortKeys, Kind Kind, long @class, string Name);
        """);

    [Fact]
    public void KeyTemplateWithoutSortKey() => Check(nameof(KeyTemplateWithoutSortKey), """
        namespace Shop;

        [DynamoTable("app", PartitionKey = "{Day}{Id}")]
        public sealed record Entry(DateOnly Day, [property: DynamoAttribute("i")] uint Id);
        """);

    [Fact]
    public void KeyTemplatesOfIds() => Check(nameof(KeyTemplatesOfIds), """
        namespace Shop;

        public readonly record struct TicketId(Guid Value);
        public readonly record struct Number(int Value);
        [DynamoValue] public sealed record Step(string Name);

        [DynamoTable("app", PartitionKey = "TICKET#{Id:N}", SortKey = "STEP#{Number:D5}#{Step}")]
        public sealed record Ticket(TicketId Id, Number Number, Step Step, [property: DynamoAttribute(Format = "D4")] int Size);
        """);

    [Fact]
    public void NumberKeys() => Check(nameof(NumberKeys), """
        namespace Shop;

        [DynamoTable("pages")]
        public record Page([PartitionKey] long Book, [SortKey] TimeSpan Offset);
        """);

    [Fact]
    public void BinaryKeys() => Check(nameof(BinaryKeys), """
        namespace Shop;

        [DynamoTable("hashes")]
        public record Hash([PartitionKey] byte[] Digest, [SortKey] int Version);

        [DynamoTable("blobs")]
        public record Blob([PartitionKey] byte[] Digest);

        [DynamoTable("parts")]
        public record Part([PartitionKey] ReadOnlyMemory<byte> Digest, [SortKey] System.IO.MemoryStream Content);
        """);

    [Fact]
    public void EnumAndDateKeys() => Check(nameof(EnumAndDateKeys), """
        namespace Shop;

        public enum Level { Low, High }

        [DynamoTable("logs")]
        public record Log([PartitionKey] Level Level, [SortKey] DateTime At);
        """);
}
