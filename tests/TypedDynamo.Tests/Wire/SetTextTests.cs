using System.Text;
using FsCheck;
using FsCheck.Fluent;
using TypedDynamo.Wire;

namespace TypedDynamo.Tests.Wire;

public sealed class SetTextTests
{
    [Theory]
    [InlineData("\"\"", false)]
    [InlineData("\"AQ==\"", false)]
    [InlineData("\"AQ==\",\"Ag==\"", false)]
    [InlineData("\"AQ==\",\"Ag==\",\"AQ==\"", true)]
    [InlineData("\"\",\"\"", true)]
    public void FindsElementsThatAreTheSame(string elements, bool hasDuplicates)
        => SetText.HasDuplicates(Encoding.UTF8.GetBytes(elements)).ShouldBe(hasDuplicates);

    [Fact]
    public void AgreesWithAHashSet() => Prop.ForAll(
        ArbMap.Default.ArbFor<NonEmptyArray<byte>>(),
        values =>
        {
            string[] elements = [.. values.Get.Select(value => $"\"{Convert.ToBase64String([value])}\"")];
            SetText.HasDuplicates(Encoding.UTF8.GetBytes(string.Join(',', elements)))
                .ShouldBe(elements.Distinct().Count() < elements.Length);
        }).QuickCheckThrowOnFailure();
}
