using TypedDynamo.CompilerServices;

namespace TypedDynamo.Tests.Items;

public sealed class ArrayBuilderTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(10_000)]
    public void HoldsWhatWasAdded(int count)
    {
        var numbers = default(ArrayBuilder<int>);
        var texts = default(ArrayBuilder<string>);
        for (int i = 0; i < count; i++)
        {
            numbers.Add(i);
            texts.Add($"{i}");
        }

        numbers.ToArray().ShouldBe(Enumerable.Range(0, count));
        texts.ToArray().ShouldBe(Enumerable.Range(0, count).Select(i => $"{i}"));
    }
}
