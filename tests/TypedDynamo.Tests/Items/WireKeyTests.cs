using System.Text;
using TypedDynamo.Wire;

namespace TypedDynamo.Tests.Items;

public sealed class WireKeyTests
{
    private static readonly TableSchema s_schema =
        new("t", "T", ["a", "b"], (0, KeyAttributeType.String), (1, KeyAttributeType.Number));

    [Theory]
    [InlineData("1", "1.0")]
    [InlineData("1E+16", "10000000000000000")]
    [InlineData("0", "0.000")]
    [InlineData("-2.50", "-2.5")]
    [InlineData("1E-7", "0.0000001")]
    public void NumbersAreComparedByValue(string one, string other) => Key(one).ShouldBe(Key(other));

    [Theory]
    [InlineData("1", "-1")]
    [InlineData("1", "10")]
    [InlineData("0.1", "0.01")]
    public void OtherNumbersAreOtherKeys(string one, string other) => Key(one).ShouldNotBe(Key(other));

    [Fact]
    public void OtherAttributesAndEscapesDoNotMatter()
        => Read("""{"x":{"M":{"a":{"S":"no"}}},"b":{"N":"1"},"\u0061":{"S":"\u0041"}}""").ShouldBe(Read("""{"a":{"S":"A"},"b":{"N":"1"}}"""));

    private static WireKey Key(string number) => Read($$$"""{"a":{"S":"x"},"b":{"N":"{{{number}}}"}}""");

    private static WireKey Read(string item) => WireKey.Read(Encoding.UTF8.GetBytes(item), s_schema);
}
