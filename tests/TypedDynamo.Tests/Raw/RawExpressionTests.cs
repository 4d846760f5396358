using TypedDynamo.CompilerServices;
using TypedDynamo.Wire;

namespace TypedDynamo.Tests.Raw;

public class RawExpressionTests
{
    private static readonly TableSchema s_schema = new("orders", "RawItem", ["Id"], (0, KeyAttributeType.String));

    [Fact]
    public void ValuesAndNamesNeverBecomeText()
    {
        string evil = "x\" OR 1 = 1 --";
        Write($"Total > {100m} AND {new AttributeName("a.b \"#ü")} = {evil}").ShouldBe(
            """
            ,"FilterExpression":"Total > :v0 AND #n0 = :v1","ExpressionAttributeNames":{"#n0":"a.b \"#ü"},
            "ExpressionAttributeValues":{":v0":{"N":"100"},":v1":{"S":"x\" OR 1 = 1 --"}}
            """.ReplaceLineEndings(""));
    }

    [Fact]
    public void PlaceholdersOfAUserAreRead()
    {
        RawExpression expression = RawExpression.Parse(
            "#s = :open AND attribute_exists(Note)",
            new Dictionary<string, string> { ["#s"] = "Status" },
            new Dictionary<string, RawValue> { [":open"] = "open" });

        Write(expression).ShouldBe(
            """
            ,"FilterExpression":"#n0 = :v0 AND attribute_exists(Note)","ExpressionAttributeNames":{"#n0":"Status"},
            "ExpressionAttributeValues":{":v0":{"S":"open"}}
            """.ReplaceLineEndings(""));
        Should.Throw<FormatException>(() => RawExpression.Parse("a = :missing")).Message.ShouldContain(":missing");
    }

    [Fact]
    public void PlaceholdersInTheTextAreRefused()
    {
        Should.Throw<FormatException>(() => Write($"a = :v0"));
        Should.Throw<FormatException>(() => Write($"#a = {1}"));
    }

    [Fact]
    public void AnEmptyOneIsRefused() => Should.Throw<ArgumentException>(() => Write($""));

    private static string Write(RawExpression expression)
    {
        using ExpressionBuilder builder = ExpressionBuilder.Rent(s_schema.Context);
        using var request = new ByteBuffer();
        ExpressionWriter.WriteMember(request, "FilterExpression"u8, expression.AppendTo(builder).Bytes, builder.Placeholders);
        builder.Placeholders.WriteTo(request);
        return System.Text.Encoding.UTF8.GetString(request.Written);
    }
}
