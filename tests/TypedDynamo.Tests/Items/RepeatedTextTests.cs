using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using TypedDynamo.Wire;

namespace TypedDynamo.Tests.Items;

public sealed class RepeatedTextTests
{
    [Theory]
    [InlineData("\"\"", false)]
    [InlineData("\"AQ==\"", false)]
    [InlineData("\"AQ==\",\"Ag==\"", false)]
    [InlineData("\"AQ==\",\"Ag==\",\"AQ==\"", true)]
    [InlineData("\"\",\"\"", true)]
    [InlineData("\"a,b\",\"a\",\"b\"", false)]
    [InlineData("\",\",\",\\\",\",\",\"", true)]
    [InlineData("\"a\\\\\",\"a\"", false)]
    [InlineData("\"a\\\"\",\"a\",\"a\\\"\"", true)]
    public void FindsElementsThatAreTheSame(string elements, bool hasDuplicates)
        => RepeatedText.HasRepeatedElement(Encoding.UTF8.GetBytes(elements)).ShouldBe(hasDuplicates);

    [Theory]
    [InlineData("""{}""", false)]
    [InlineData("""{"a":{"N":"1"}}""", false)]
    [InlineData("""{"a":{"M":{"b":{"S":":a:"}}},"b":{"M":{"b":{"S":"b"}}}}""", false)]
    [InlineData("""{"a":{"L":[{"S":"a"}]},"b":{"BOOL":true},"a":{"N":"1"}}""", true)]
    public void FindsNamesThatAreTheSame(string map, bool hasDuplicates)
        => RepeatedText.HasRepeatedName(Encoding.UTF8.GetBytes(map)).ShouldBe(hasDuplicates);

    [Fact]
    public void AgreesWithAHashSet() => Prop.ForAll(
        ArbMap.Default.ArbFor<(NonNull<string> Text, byte[] Picks)>(),
        values =>
        {
            string[] texts = [.. values.Picks.Select(pick => values.Text.Get[..Math.Min(pick % 8, values.Text.Get.Length)])];
            bool expected = texts.Distinct(StringComparer.Ordinal).Count() < texts.Length;
            string elements = string.Join(',', texts.Select(text => JsonSerializer.Serialize(text)));
            RepeatedText.HasRepeatedElement(Encoding.UTF8.GetBytes(elements)).ShouldBe(expected);

            string map = "{" + string.Join(',', texts.Select(text => JsonSerializer.Serialize(text) + ":{\"N\":\"1\"}")) + "}";
            RepeatedText.HasRepeatedName(Encoding.UTF8.GetBytes(map)).ShouldBe(expected);
        }).QuickCheckThrowOnFailure();
}
