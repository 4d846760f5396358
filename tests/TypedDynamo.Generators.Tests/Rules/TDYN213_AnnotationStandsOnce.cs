namespace TypedDynamo.Generators.Tests.Rules;

public sealed class TDYN213_AnnotationStandsOnce : RuleTest
{
    [Theory]
    [InlineData("Version")]
    [InlineData("TimeToLive")]
    public Task ReportsASecondProperty(string annotation) => ShouldReport(
        $$"""
        [DynamoTable("orders")]
        public record Order([PartitionKey] string Id, [{{annotation}}] long One, [{{annotation}}] long [|Two|]);
        """,
        $"TDYN213: 'Order.One' and 'Order.Two' are both marked with [{annotation}]; remove it from one of them");

    [Fact]
    public Task ReportsOneThatIsInherited() => ShouldReport(
        """
        public class Entity
        {
            [Version] public long Version { get; set; }
        }

        [DynamoTable("orders")]
        public class Order : Entity
        {
            [PartitionKey] public string Id { get; set; } = "";
            [Version] public long [|Revision|] { get; set; }
        }
        """,
        "TDYN213: 'Order.Version' and 'Order.Revision' are both marked with [Version]; remove it from one of them");

    [Fact]
    public Task ReportsASecondPropertyForWhatIsUnknown() => ShouldReport(
        """
        using System.Collections.Generic;
        using Amazon.DynamoDBv2.Model;

        public class Line
        {
            [DynamoExtensionData] public Dictionary<string, AttributeValue>? One { get; set; }
            [DynamoExtensionData] public Dictionary<string, AttributeValue>? Two { get; set; }
        }

        [DynamoTable("orders")]
        public class Order
        {
            [PartitionKey] public string Id { get; set; } = "";
            [DynamoExtensionData] public Dictionary<string, AttributeValue>? Rest { get; set; }
            public Line? [|Line|] { get; set; }
        }
        """,
        "TDYN213: 'Line.One' and 'Line.Two' are both marked with [DynamoExtensionData]; remove it from one of them");

    [Fact]
    public Task ReportsOneInAFlattenedType() => ShouldReport(
        """
        public record Audit([UpdatedAt] DateTime UpdatedAt, [TimeToLive] long? ExpiresAt, [Version] int Version);

        [DynamoTable("orders")]
        public record Order([PartitionKey] string Id, [TimeToLive] long? Until, [Version] int Number, [DynamoFlatten] Audit [|Audit|]);
        """,
        "TDYN213: 'Order.Until' and 'Order.Audit.ExpiresAt' are both marked with [TimeToLive]; remove it from one of them");

    [Fact]
    public Task StaysQuietOnSeveralTimes() => ShouldStayQuiet(
        """
        [DynamoTable("orders")]
        public record Order(
            [PartitionKey] string Id, [UpdatedAt] DateTimeOffset One, [UpdatedAt] DateTime Two, [CreatedAt] DateTime? Three, [Version] int Four);
        """);

    [Fact]
    public Task StaysQuietOnAnOverride() => ShouldStayQuiet(
        """
        public class Entity
        {
            [Version] public virtual long Version { get; set; }
        }

        [DynamoTable("orders")]
        public class Order : Entity
        {
            [PartitionKey] public string Id { get; set; } = "";
            [Version] public override long Version { get; set; }
        }
        """);
}
