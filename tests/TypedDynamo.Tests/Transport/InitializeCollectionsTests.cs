using Amazon;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using System.Text.Json;
using TypedDynamo.Tests.Items;
using TypedDynamo.Transport;

namespace TypedDynamo.Tests.Transport;

/// <summary>An application may have the SDK make collections that are empty rather than null. The setting is the process's, so these run alone.</summary>
[Collection(nameof(InitializeCollectionsTests))]
public sealed class InitializeCollectionsTests : IDisposable
{
    public InitializeCollectionsTests() => AWSConfigs.InitializeCollections = true;

    public void Dispose() => AWSConfigs.InitializeCollections = false;

    [Theory]
    [InlineData("""{"S":""}""")]
    [InlineData("""{"NULL":true}""")]
    [InlineData("""{"M":{}}""")]
    [InlineData("""{"L":[]}""")]
    [InlineData("""{"SS":[]}""")]
    [InlineData("""{"NS":[]}""")]
    [InlineData("""{"BS":[]}""")]
    public void EmptyValuesAreKept(string value)
    {
        using JsonDocument json = JsonDocument.Parse($$"""{"v":{{value}}}""");
        AttributeValueTranscoderTests.Write(AttributeValueTranscoderTests.Read(json.RootElement)).GetRawText().ShouldBe(json.RootElement.GetRawText());
    }

    [Theory]
    [InlineData("PutItem")]
    [InlineData("DeleteItem")]
    [InlineData("UpdateItem")]
    public async Task AbsentMembersOfAWriteStayAbsent(string operation)
    {
        string body = "";
        using var server = new CannedDynamoDb(request =>
        {
            body = request.GetRawText();
            return CannedDynamoDb.Answer("{}");
        });
        var transport = new LowLevelTransport(server.CreateDerivedClient());

        JsonElement response = await LowLevelTransportTests.SendAsync(transport, operation, """{"TableName":"t"}""");

        body.ShouldBe("""{"TableName":"t"}""");
        response.GetRawText().ShouldBe("{}");
    }

    [Fact]
    public async Task AbsentMembersStayAbsent()
    {
        var bodies = new List<string>();
        using var server = new CannedDynamoDb(request =>
        {
            bodies.Add(request.GetRawText());
            return CannedDynamoDb.Answer(request.TryGetProperty("RequestItems", out _) ? """{"UnprocessedItems":{}}""" : """{"Items":[],"Count":0}""");
        });
        var table = new LogRowTable(server.CreateDerivedClient());

        (await table.GetAsync("request#1")).ShouldBeNull();
        (await table.PutManyAsync([LogRow.Create(1)])).IsComplete.ShouldBeTrue();
        await foreach (LogRow _ in table.ScanAllAsync())
        {
        }

        bodies.Count.ShouldBe(3);
        bodies[0].ShouldBe("""{"Key":{"PK":{"S":"request#1"}},"TableName":"logfile_scan"}""");
        bodies[2].ShouldBe("""{"TableName":"logfile_scan"}""");
    }
}

[CollectionDefinition(nameof(InitializeCollectionsTests), DisableParallelization = true)]
public sealed class InitializeCollectionsCollection;
