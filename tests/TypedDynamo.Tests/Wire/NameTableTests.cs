using System.Text;
using TypedDynamo.Wire;

namespace TypedDynamo.Tests.Wire;

public sealed class NameTableTests
{
    [Fact]
    public void EveryNameIsFoundAndNoOther()
    {
        string[] names = [.. Enumerable.Range(0, 500).Select(i => new string('a', i % 17) + i), "", "é", "日本"];
        var table = new NameTable(names);
        for (int i = 0; i < names.Length; i++)
        {
            table.IndexOf(Encoding.UTF8.GetBytes(names[i])).ShouldBe(i);
            table.IndexOf(Encoding.UTF8.GetBytes(names[i] + "x")).ShouldBe(-1);
        }
    }

    [Fact]
    public void AnEmptyTableFindsNothing() => new NameTable([]).IndexOf("a"u8).ShouldBe(-1);
}
