using System.Net;
using System.Text;
using System.Text.Json;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using NSubstitute;
using NSubstitute.ExceptionExtensions;
using TypedDynamo.CompilerServices;
using TypedDynamo.Tests.Items;
using TypedDynamo.Transport;
using TypedDynamo.Wire;

namespace TypedDynamo.Tests.Transport;

/// <summary>The item that stood in a condition's way comes with the error, whole, by both transports.</summary>
public sealed class ConditionalFailureTests
{
    private const string Request =
        """{"TableName":"t","ConditionExpression":"attribute_not_exists(PK)","ReturnValuesOnConditionCheckFailure":"ALL_OLD"}""";

    public static TheoryData<string, string> Failures
    {
        get
        {
            string[] items =
            [
                """{"PK":{"S":"request#1"}}""",
                """{"b":{"B":"AP+/"},"bs":{"BS":["AA==","AQI="]},"ns":{"NS":["1","2.5"]},"ss":{"SS":["","x"]}}""",
                """{"f":{"BOOL":false},"z":{"NULL":true},"e":{"S":""},"l":{"L":[]},"m":{"M":{}},"u":{"S":"\"☃😀\\"}}""",
                """{"__type":{"S":"x#ThrottlingException"},"code":{"S":"c"},"message":{"S":"m"},"Item":{"M":{"Item":{"N":"1"}}}}""",
                Nested("""{"L":[""", "]}"),
                Nested("""{"M":{"inner":""", "}}"),
            ];
            var failures = new TheoryData<string, string>();
            foreach (string operation in new[] { "PutItem", "DeleteItem", "UpdateItem" })
            {
                foreach (string item in items)
                {
                    failures.Add(operation, item);
                }
            }

            return failures;
        }
    }

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task TheItemArrivesThroughTheClientsPipeline(string operation, string item)
    {
        using var server = new CannedDynamoDb(_ => Failure($$""","Item":{{item}}"""));
        await ShouldFailWithAsync(SdkTransport.For(server.CreateClient()), operation, item);
    }

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task TheItemArrivesThroughTheClientsOrdinaryCalls(string operation, string item)
    {
        using var server = new CannedDynamoDb(_ => Failure($$""","Item":{{item}}"""));
        await ShouldFailWithAsync(new LowLevelTransport(server.CreateDerivedClient()), operation, item);
    }

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task TheItemOfAMockArrives(string operation, string item)
    {
        var error = new ConditionalCheckFailedException("no") { Item = AttributeValueTranscoderTests.Read(Parse(item)) };
        IAmazonDynamoDB client = Substitute.For<IAmazonDynamoDB>();
        client.PutItemAsync(Arg.Any<PutItemRequest>(), Arg.Any<CancellationToken>()).ThrowsAsync(error);
        client.DeleteItemAsync(Arg.Any<DeleteItemRequest>(), Arg.Any<CancellationToken>()).ThrowsAsync(error);
        client.UpdateItemAsync(Arg.Any<UpdateItemRequest>(), Arg.Any<CancellationToken>()).ThrowsAsync(error);
        await ShouldFailWithAsync(new LowLevelTransport(client), operation, item);
    }

    [Fact]
    public async Task WithoutAnItemThereIsNone()
    {
        using var server = new CannedDynamoDb(_ => Failure(""));
        ITransport[] transports = [SdkTransport.For(server.CreateClient()), new LowLevelTransport(server.CreateDerivedClient())];
        foreach (ITransport transport in transports)
        {
            ShouldHaveNoItem(await FailAsync(transport, "PutItem"));
        }

        ShouldHaveNoItem(new ConditionalCheckFailedException("no") { Item = [] });

        static void ShouldHaveNoItem(ConditionalCheckFailedException error)
        {
            using var buffer = new ByteBuffer();
            ServiceErrors.TryWriteItem(error.Item, buffer).ShouldBeFalse();
            buffer.Length.ShouldBe(0);
        }
    }

    [Fact]
    public void AnItemReaderReadsTheItem()
    {
        using var buffer = new ByteBuffer();
        var error = new ConditionalCheckFailedException("no") { Item = LogRowTable.ToAttributes(LogRow.Create(1)) };
        ServiceErrors.TryWriteItem(error.Item, buffer).ShouldBeTrue();

        var reader = new ItemReader(buffer.Written, new ItemContext("t", LogRowTable.Schema));
        reader.ReadItemStart();
        var schema = new ItemSchema("LogRow", "url");
        var read = new List<string>();
        while (reader.ReadAttribute(schema, out int ordinal))
        {
            if (ordinal == 0)
            {
                read.Add(reader.ReadString());
            }
            else
            {
                reader.Skip();
            }
        }

        read.ShouldBe([LogRow.Create(1).Url]);
    }

    private static async Task ShouldFailWithAsync(ITransport transport, string operation, string item)
    {
        ConditionalCheckFailedException error = await FailAsync(transport, operation);
        using var buffer = new ByteBuffer(1);
        ServiceErrors.TryWriteItem(error.Item, buffer).ShouldBeTrue();
        string written = Encoding.UTF8.GetString(buffer.Written);
        JsonElement.DeepEquals(Parse(written), Parse(item)).ShouldBeTrue(written);
    }

    private static Task<ConditionalCheckFailedException> FailAsync(ITransport transport, string operation)
        => Should.ThrowAsync<ConditionalCheckFailedException>(() => LowLevelTransportTests.SendAsync(transport, operation, Request));

    private static HttpResponseMessage Failure(string more)
    {
        HttpResponseMessage response = CannedDynamoDb.Answer(
            $$"""{"__type":"com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException","message":"no"{{more}}}""");
        response.StatusCode = HttpStatusCode.BadRequest;
        return response;
    }

    // As deep as DynamoDB allows: 32 lists or maps, one in the other.
    private static string Nested(string open, string close)
        => $$"""{"v":{{string.Concat(Enumerable.Repeat(open, 32))}}{"N":"1"}{{string.Concat(Enumerable.Repeat(close, 32))}}}""";

    private static JsonElement Parse(string json)
    {
        using JsonDocument document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = JsonText.MaxDepth });
        return document.RootElement.Clone();
    }
}
