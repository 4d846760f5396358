namespace TypedDynamo.Generators.Tests.Emission;

public sealed class VersionTests : EmissionTest
{
    [Fact]
    public void VersionAndTimes() => Check(nameof(VersionAndTimes), """
        namespace Shop;

        [DynamoTable("orders")]
        [GsiProjection("by-time", IndexProjection.Include)]
        public sealed record Order([PartitionKey] string Id, [Version] long Version, [TimeToLive] DateTimeOffset? ExpiresAt = null)
        {
            [CreatedAt] public DateTimeOffset CreatedAt { get; init; }
            [CreatedAt] public DateTime? FirstSeen { get; init; }
            [UpdatedAt, Gsi("by-time", KeyRole.Partition)] public DateTime UpdatedAt { get; init; }
            [UpdatedAt, ProjectedInto("by-time")] public DateTimeOffset? TouchedAt { get; init; }
        }

        [DynamoTable("sessions")]
        public sealed record Session([PartitionKey] string Id, [TimeToLive, Gsi("by-expiry", KeyRole.Partition)] DateTime ExpiresAt, [Version] int? Version);
        """);

    // A record and a struct are copied, another class is changed, and accessors that C# does not let generated code call are reached.
    [Fact]
    public void Versions() => Check(nameof(Versions), """
        namespace Shop;

        [DynamoTable("positional")]
        public sealed record Positional([PartitionKey] string Id, [Version] int? @class);

        [DynamoTable("copied")]
        public readonly record struct Copied([PartitionKey] string Id, [Version] long Version);

        [DynamoTable("hidden")]
        public record Hidden
        {
            [PartitionKey] public required string Id { get; init; }
            [Version] public long Version { get; private protected init; }
        }

        [DynamoTable("plain")]
        public class Plain
        {
            [PartitionKey] public string Id { get; set; } = "";
            [Version, Gsi("by-version", KeyRole.Partition)] public int Version { get; internal set; }
        }

        [DynamoTable("initialized")]
        public class Initialized : Versioned
        {
            [PartitionKey] public string Id { get; set; } = "";
        }

        public abstract class Versioned
        {
            [Version, DynamoAttribute("v")] public int? Version { get; init; }
        }

        [DynamoTable("points")]
        public struct Point
        {
            [PartitionKey] public required string Id { get; set; }
            [Version] public long Version { get; set; }
        }

        [DynamoTable("hidden-points")]
        public struct HiddenPoint
        {
            [PartitionKey] public required string Id { get; set; }
            [Version] public long Version { get; private set; }
        }

        [DynamoTable("payments"), DynamoDerivedType(typeof(Card), "card"), DynamoDerivedType(typeof(Transfer), "transfer")]
        public abstract record Payment([PartitionKey] string Id, [Version] long Version);

        public sealed record Card(string Id, long Version, string Number) : Payment(Id, Version);

        public sealed record Transfer(string Id, long Version) : Payment(Id, Version);
        """);
}
