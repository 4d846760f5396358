using TypedDynamo.Generators.Model;

namespace TypedDynamo.Generators.Tests.Parsing;

public sealed class MemberKindTests : TableParserTest
{
    [Theory]
    [InlineData("string", "String", WireType.String)]
    [InlineData("char", "Char", WireType.String)]
    [InlineData("bool", "Boolean", WireType.Boolean)]
    [InlineData("byte", "Byte", WireType.Number)]
    [InlineData("sbyte", "SByte", WireType.Number)]
    [InlineData("short", "Int16", WireType.Number)]
    [InlineData("ushort", "UInt16", WireType.Number)]
    [InlineData("int", "Int32", WireType.Number)]
    [InlineData("uint", "UInt32", WireType.Number)]
    [InlineData("long", "Int64", WireType.Number)]
    [InlineData("ulong", "UInt64", WireType.Number)]
    [InlineData("nint", "IntPtr", WireType.Number)]
    [InlineData("UIntPtr", "UIntPtr", WireType.Number)]
    [InlineData("Int128", "Int128", WireType.Number)]
    [InlineData("UInt128", "UInt128", WireType.Number)]
    [InlineData("System.Numerics.BigInteger", "BigInteger", WireType.Number)]
    [InlineData("Half", "Half", WireType.Number)]
    [InlineData("float", "Single", WireType.Number)]
    [InlineData("double", "Double", WireType.Number)]
    [InlineData("decimal", "Decimal", WireType.Number)]
    [InlineData("Guid", "Guid", WireType.String)]
    [InlineData("DateTime", "DateTime", WireType.String)]
    [InlineData("DateTimeOffset", "DateTimeOffset", WireType.String)]
    [InlineData("DateOnly", "DateOnly", WireType.String)]
    [InlineData("TimeOnly", "TimeOnly", WireType.String)]
    [InlineData("TimeSpan", "TimeSpan", WireType.Number)]
    [InlineData("DayOfWeek", "Enum", WireType.String)]
    [InlineData("byte[]", "Bytes", WireType.Binary)]
    [InlineData("ReadOnlyMemory<byte>", "ReadOnlyMemory", WireType.Binary)]
    [InlineData("Memory<byte>", "Memory", WireType.Binary)]
    [InlineData("System.IO.MemoryStream", "MemoryStream", WireType.Binary)]
    [InlineData("System.Text.Json.JsonElement", "JsonElement", WireType.Any)]
    [InlineData("System.Text.Json.JsonDocument", "JsonDocument", WireType.Any)]
    [InlineData("System.Text.Json.Nodes.JsonNode", "JsonNode", WireType.Any)]
    [InlineData("System.Text.Json.Nodes.JsonObject", "JsonObject", WireType.Map)]
    [InlineData("System.Text.Json.Nodes.JsonArray", "JsonArray", WireType.List)]
    internal void KnowsTheKindAndItsNullable(string type, string kind, WireType wireType)
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
        plain.Value.WireType.ShouldBe(wireType);
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
