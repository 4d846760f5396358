using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using TypedDynamo.Testing;

namespace TypedDynamo.IntegrationTests.Faults;

public sealed class PartialBatchTests
{
    private static readonly JsonDocumentOptions s_deep = new() { MaxDepth = 128 };

    [Fact]
    public void WhatTheEngineItselfLeftUndoneStaysInTheAnswer()
    {
        byte[] request = """{"RequestItems":{"t":{"Keys":[{"k":{"S":"a"}},{"k":{"S":"b"}},{"k":{"S":"c"}}],"ConsistentRead":true},"u":{"Keys":[{"k":{"S":"d"}}]}}}"""u8.ToArray();
        bool[][] draws = [[true, false, false], [false]];
        int draw = 0;
        PartialBatch batch = PartialBatch.Cut("BatchGetItem", request, _ => draws[draw++]).ShouldNotBeNull();

        Encoding.UTF8.GetString(batch.Request).ShouldBe(
            """{"RequestItems":{"t":{"Keys":[{"k":{"S":"b"}},{"k":{"S":"c"}}],"ConsistentRead":true},"u":{"Keys":[{"k":{"S":"d"}}]}}}""");
        byte[] answer = """{"Responses":{"t":[]},"UnprocessedKeys":{"t":{"Keys":[{"k":{"S":"c"}}],"ConsistentRead":true},"u":{"Keys":[{"k":{"S":"d"}}]}}}"""u8.ToArray();
        Encoding.UTF8.GetString(batch.Complete(answer)).ShouldBe(
            """{"Responses":{"t":[]},"UnprocessedKeys":{"t":{"Keys":[{"k":{"S":"c"}},{"k":{"S":"a"}}],"ConsistentRead":true},"u":{"Keys":[{"k":{"S":"d"}}]}}}""");
    }

    [Fact]
    public void AnItemOfThirtyTwoLevelsGoesThrough()
    {
        string item = string.Concat(Enumerable.Repeat("{\"M\":{\"k\":", 32)) + "{\"S\":\"ä\"}" + new string('}', 64);
        string request = "{\"RequestItems\":{\"t\":[{\"PutRequest\":{\"Item\":" + item + "}}]}}";
        PartialBatch batch = PartialBatch.Cut("BatchWriteItem", Encoding.UTF8.GetBytes(request), _ => [true]).ShouldNotBeNull();

        batch.IsEmpty.ShouldBeTrue();
        JsonNode.DeepEquals(
            JsonNode.Parse(batch.Complete(), documentOptions: s_deep),
            JsonNode.Parse(request.Replace("RequestItems", "UnprocessedItems", StringComparison.Ordinal), documentOptions: s_deep)).ShouldBeTrue();
    }
}
