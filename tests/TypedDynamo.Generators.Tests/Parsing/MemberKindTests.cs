using TypedDynamo.Generators.Model;

namespace TypedDynamo.Generators.Tests.Parsing;

using AttributeType = TypedDynamo.Generators.Runtime.AttributeType;

public sealed class MemberKindTests : TableParserTest
{
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
}
