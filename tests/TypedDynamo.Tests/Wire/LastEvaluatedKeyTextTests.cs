using System.Text;
using TypedDynamo.Wire;

namespace TypedDynamo.Tests.Wire;

public sealed class LastEvaluatedKeyTextTests
{
    [Theory]
    [InlineData("""{"Items":[],"Count":0,"ScannedCount":0,"LastEvaluatedKey":{"PK":{"S":"a"}}}""", """{"PK":{"S":"a"}}""")]
    [InlineData("""{"Count":0,"Items":[],"LastEvaluatedKey":{"PK":{"S":"}"},"SK":{"N":"1"}},"ScannedCount":0}""", """{"PK":{"S":"}"},"SK":{"N":"1"}}""")]
    [InlineData("""{"Items":[],"LastEvaluatedKey":{"a":{"B":"AA=="}},"ConsumedCapacity":{"Table":{"CapacityUnits":1.5}}}""", """{"a":{"B":"AA=="}}""")]
    [InlineData("""{"Items":[{"a":{"S":"x"},"LastEvaluatedKey":{"S":"y"}}],"Count":1,"LastEvaluatedKey":{"a":{"S":"x"}}}""", """{"a":{"S":"x"}}""")]
    public void IsFoundBehindTheItems(string response, string key) => Find(response).ShouldBe(key);

    [Theory]
    [InlineData("""{"Items":[],"Count":0,"ScannedCount":0}""")]
    [InlineData("""{"Items":[{"a":{"S":"x"},"LastEvaluatedKey":{"S":"y"}}],"Count":1,"ScannedCount":1}""")]
    [InlineData("""{"Items":[{"a":{"S":"x"},"LastEvaluatedKey":{"M":{"b":{"S":"y"}}}}]}""")]
    [InlineData("""{"Count":1,"Items":[{"a":{"M":{"b":{"S":""},"LastEvaluatedKey":{"S":"y"}}}}]}""")]
    [InlineData("""{"Items":[{"a":{"S":",\"LastEvaluatedKey\":{\"PK\":{\"S\":\"a\"}}}"}}],"Count":1}""")]
    [InlineData("""{"Items":[],"LastEvaluatedKey":{"PK":{"S":"a"}""")]
    [InlineData("""{"Items":[],"LastEvaluatedKey":{"PK":{"S":"a"}}}}""")]
    [InlineData("")]
    public void IsNotFoundInAnItemOrInDamagedText(string response) => Find(response).ShouldBeNull();

    [Fact]
    public void IsWhatTheReaderOfThePageFindsForEveryKey()
    {
        for (int length = 1; length < 20_000; length += 997)
        {
            string key = $$$"""{"PK":{"S":"{{{new string('k', length)}}}"}}""";
            string? found = Find($$"""{"Items":[],"Count":0,"LastEvaluatedKey":{{key}},"ScannedCount":1}""");
            (found ?? key).ShouldBe(key);
            (found is null).ShouldBe(length > 16_000);
        }
    }

    private static string? Find(string response)
        => LastEvaluatedKeyText.TryFind(Encoding.UTF8.GetBytes(response), out byte[]? key) ? Encoding.UTF8.GetString(key) : null;
}
