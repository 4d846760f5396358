namespace TypedDynamo.Generators.Tests.Rules;

public sealed class TDYN227_VersionCannotBeSet : RuleTest
{
    private const string NoAccessor = "give it an init or set accessor";

    [Fact]
    public Task ReportsWhatTheConstructorAloneSets() => ShouldReport(
        """
        [DynamoTable("orders")]
        public class Order(string id, long version)
        {
            [PartitionKey] public string Id { get; } = id;
            [Version] public long [|Version|] { get; } = version;
        }

        [DynamoTable("points")]
        public readonly struct Point(string id, int? version)
        {
            [PartitionKey] public string Id { get; } = id;
            [Version] public int? [|Version|] { get; } = version;
        }

        [DynamoTable("records")]
        public record Document(string Id, long Version)
        {
            [PartitionKey] public string Id { get; } = Id;
            [Version] public long [|Version|] { get; } = Version;
        }
        """,
        Message("Order.Version", NoAccessor),
        Message("Point.Version", NoAccessor),
        Message("Document.Version", NoAccessor));

    // [UnsafeAccessor] does not reach the members of generic types on .NET 8, and an object initializer comes too late.
    [Fact]
    public Task ReportsAnInitAccessorOfAGenericBase() => ShouldReport(
        """
        public class Entity<T>
        {
            [Version] public long [|Version|] { get; init; }
        }

        [DynamoTable("orders")]
        public class Order : Entity<int>
        {
            [PartitionKey] public string Id { get; set; } = "";
        }
        """,
        Message(
            "Order.Version",
            "give it a public set accessor, because the hidden one of a generic base class cannot be reached on .NET 8"));

    [Fact]
    public Task ReportsAnAbstractPropertyWithoutAccessor() => ShouldReport(
        """
        [DynamoTable("payments"), DynamoDerivedType(typeof(Card), "card")]
        public abstract class Payment
        {
            [PartitionKey] public string Id { get; set; } = "";
            [Version] public abstract long [|Version|] { get; }
        }

        public class Card(long version) : Payment
        {
            public override long Version { get; } = version;
        }
        """,
        Message("Payment.Version", NoAccessor));

    // The table puts items of its own type, whichever they are.
    [Fact]
    public Task ReportsAVersionOfSomeItemsOfATable() => ShouldReport(
        """
        [DynamoTable("payments"), DynamoDerivedType(typeof(Card), "card"), DynamoDerivedType(typeof(Transfer), "transfer")]
        public abstract record Payment([PartitionKey] string Id);

        public record Card(string Id, [Version] long [|Version|]) : Payment(Id);

        public record Transfer(string Id) : Payment(Id);
        """,
        Message("Card.Version", "declare it in 'Payment', the type of the table's items"));

    [Fact]
    public Task StaysQuietOnWhatCanBeSet() => ShouldStayQuiet(
        """
        public record Entity<T>([Version] long Version);

        [DynamoTable("positional")]
        public record Positional([PartitionKey] string Id, long Version) : Entity<int>(Version);

        [DynamoTable("private")]
        public class Private(string id, int version)
        {
            [PartitionKey] public string Id { get; } = id;
            [Version] public int Version { get; private set; } = version;
        }

        [DynamoTable("bases"), DynamoDerivedType(typeof(Overriding), "o")]
        public class Base
        {
            [PartitionKey] public string Id { get; set; } = "";
            [Version] public virtual long Version { get; init; }
        }

        public class Overriding : Base
        {
            public override long Version { get; init; }
        }
        """);

    // One finding a property is enough.
    [Fact]
    public Task StaysQuietWhereReadingCannotSetItEither() => ShouldReport(
        """
        [DynamoTable("orders")]
        public class Order
        {
            [PartitionKey] public string Id { get; set; } = "";
            [Version] public long [|Version|] { get; }
        }
        """,
        "TDYN202: 'Order.Version' cannot be set when an item is read; give it an init or set accessor or a constructor parameter "
        + "of its name and type, or mark the property with [DynamoIgnore]");

    private static string Message(string property, string remedy)
        => $"TDYN227: '{property}' cannot be set on an item that has been put with its next version; {remedy}";
}
