using System.Text;
using TypedDynamo.Wire;

namespace TypedDynamo.Tests.Items;

public sealed class ItemPathTextTests
{
    // The mark stands where the token begins whose place is asked for.
    [Theory]
    [InlineData("""{¦"a":{"S":"x"}}""", "")]
    [InlineData("""{"a":{¦"S":"x"}}""", "a")]
    [InlineData("""{"a":{"S":¦"x"}}""", "a")]
    [InlineData("""{"a":{"S":"x"},"b":{"N":¦"1"}}""", "b")]
    [InlineData("""{"a":{"S":"x"}¦}""", "")]
    [InlineData("""{"a":{"M":{"b":{"N":¦"1"}}}}""", "a.b")]
    [InlineData("""{"a":{"M":{"b":{"N":"1"}}¦}}""", "a")]
    [InlineData("""{"a":{"M":{}},"c":{"M":{"L":{"M":{"M":{"S":¦"x"}}}}}}""", "c.L.M")]
    [InlineData("""{"a":{"L":[{"S":"x"},{"S":¦"y"}]}}""", "a[1]")]
    [InlineData("""{"a":{"L":[{"L":[]},{"L":[{"N":"1"},{"M":{"b":{"N":¦"1"}}}]}]}}""", "a[1][1].b")]
    [InlineData("""{"a":{"L":[{"SS":["x","y"]},{"SS":["x",¦"y"]}]}}""", "a[1]")]
    [InlineData("""{"a":{"SS":["x"¦]}}""", "a")]
    [InlineData("""{"a\"\u0062":{"S":¦"x"}}""", "a\"b")]
    public void NamesThePlaceOfAToken(string item, string path)
    {
        int position = Encoding.UTF8.GetByteCount(item.Split('¦')[0]);
        ItemPathText.Read(Encoding.UTF8.GetBytes(item.Replace("¦", "", StringComparison.Ordinal)), position).ShouldBe(path);
    }

    [Theory]
    [InlineData("""{""", "")]
    [InlineData("""{"a":""", "a")]
    [InlineData("""{"a":{"S":""", "a")]
    [InlineData("""{"a":{"S":"half""", "a")]
    [InlineData("""{"a":{"S":"x"},""", "")]
    [InlineData("""{"a":{"L":[""", "a[0]")]
    [InlineData("""{"a":{"L":[{"N":"1"},""", "a[1]")]
    [InlineData("""{"a":{"L":[{"N":"1"},{"M":{""", "a[1]")]
    [InlineData("""{"a":{"L":[{"N":"1"},{"M":{"b":{"N":"1"},"c":""", "a[1].c")]
    [InlineData("""{"a":{"M":{"k":{"N":"1"},""", "a")]
    [InlineData("""{"a":{"SS":["x",""", "a")]
    public void NamesThePlaceWhereWritingStopped(string item, string path)
        => ItemPathText.Read(Encoding.UTF8.GetBytes(item)).ShouldBe(path);
}
