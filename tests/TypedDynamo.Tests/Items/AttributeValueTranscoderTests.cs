using System.Text;
using System.Text.Json;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using FsCheck;
using FsCheck.Fluent;
using TypedDynamo.Transport;
using TypedDynamo.Wire;

namespace TypedDynamo.Tests.Items;

/// <summary>Every value goes there and back equal, and is to the SDK what it is to us.</summary>
public sealed class AttributeValueTranscoderTests
{
    [Fact]
    public void ValuesComeBackEqual()
        => Prop.ForAll(RandomValues.Items(), item =>
        {
            JsonElement json = Write(item);
            ShouldEqual(Read(json), item);
            JsonElement.DeepEquals(Write(Read(json)), json).ShouldBeTrue();
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void TheSdkSendsTheSameJson()
    {
        JsonElement sent = default;
        using var server = new CannedDynamoDb(request =>
        {
            sent = request.GetProperty("Item");
            return CannedDynamoDb.Answer("{}");
        });
        AmazonDynamoDBClient client = server.CreateClient();

        Prop.ForAll(RandomValues.Items(), item =>
        {
            client.PutItemAsync("table", item).GetAwaiter().GetResult();
            JsonElement.DeepEquals(sent, Write(item)).ShouldBeTrue();
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void TheSdkReadsTheSameValues()
    {
        JsonElement stored = default;
        using var server = new CannedDynamoDb(_ => CannedDynamoDb.Answer($$"""{"Item":{{stored.GetRawText()}}}"""));
        AmazonDynamoDBClient client = server.CreateClient();

        Prop.ForAll(RandomValues.Items(), item =>
        {
            stored = Write(item);
            ShouldEqual(client.GetItemAsync("table", []).GetAwaiter().GetResult().Item, Read(stored));
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData("""{"S":""}""")]
    [InlineData("""{"S":"\u0000\"\\/\u2028 naïve ☃ 😀"}""")]
    [InlineData("""{"N":"-1.2345678901234567890123456789012345678E-130"}""")]
    [InlineData("""{"BOOL":false}""")]
    [InlineData("""{"NULL":true}""")]
    [InlineData("""{"B":""}""")]
    [InlineData("""{"B":"AP+/"}""")]
    [InlineData("""{"M":{}}""")]
    [InlineData("""{"M":{"":{"S":"a"},"b":{"M":{}}}}""")]
    [InlineData("""{"L":[]}""")]
    [InlineData("""{"L":[{"L":[]},{"NULL":true}]}""")]
    [InlineData("""{"SS":[]}""")]
    [InlineData("""{"SS":["","b"]}""")]
    [InlineData("""{"NS":[]}""")]
    [InlineData("""{"NS":["1","2.50"]}""")]
    [InlineData("""{"BS":[]}""")]
    [InlineData("""{"BS":["","AA=="]}""")]
    public void NothingIsLost(string value)
    {
        using JsonDocument json = JsonDocument.Parse($$"""{"v":{{value}}}""");
        JsonElement.DeepEquals(Write(Read(json.RootElement)), json.RootElement).ShouldBeTrue();
    }

    [Theory]
    [InlineData("L")]
    [InlineData("M")]
    public void ThirtyTwoLevelsAreKeptAndMoreAreRefused(string type)
    {
        ShouldEqual(Read(Write(Nested(32))), Nested(32));
        var error = Should.Throw<ItemMappingException>(() => Write(Nested(33)));
        error.AttributeName.ShouldBe("v");
        error.Found.ShouldBe("nested deeper");

        Dictionary<string, AttributeValue> Nested(int levels)
        {
            var value = new AttributeValue("core");
            for (int i = 0; i < levels; i++)
            {
                value = type == "L" ? new AttributeValue { L = [value] } : new AttributeValue { M = new() { ["inner"] = value } };
            }

            return new() { ["v"] = value };
        }
    }

    [Fact]
    public void AValueThatHoldsItselfIsRefused()
    {
        var value = new AttributeValue { L = [] };
        value.L.Add(value);
        Should.Throw<ItemMappingException>(() => Write(new() { ["v"] = value })).AttributeName.ShouldBe("v");
    }

    [Fact]
    public void WhatDynamoDbCannotHoldIsRefusedByTheAttributesName()
    {
        AttributeValue?[] values =
        [
            null,
            new AttributeValue(),
            new AttributeValue { S = "a\ud800" },
            new AttributeValue { S = "\udc00a" },
            new AttributeValue { SS = ["a", null] },
            new AttributeValue { BS = [null] },
            new AttributeValue { L = [null] },
            new AttributeValue { M = new() { ["\ud800"] = new AttributeValue("x") } },
        ];
        foreach (AttributeValue? value in values)
        {
            Should.Throw<ItemMappingException>(() => Write(new() { ["v"] = value! })).AttributeName.ShouldBe("v");
        }
    }

    [Fact]
    public void AStreamIsItsBytesWhereverItStands()
    {
        using var hidden = new MemoryStream([0, 1, 2, 3], 1, 2, writable: false, publiclyVisible: false) { Position = 1 };
        using var visible = new MemoryStream();
        visible.Write([1, 2]);
        foreach (MemoryStream stream in new[] { hidden, visible })
        {
            Write(new() { ["v"] = new AttributeValue { B = stream } }).GetRawText().ShouldBe("""{"v":{"B":"AQI="}}""");
        }

        Read(Write(new() { ["v"] = new AttributeValue { B = hidden } }))["v"].B.GetBuffer().ShouldBe([1, 2]);
    }

    internal static JsonElement Write(Dictionary<string, AttributeValue> item)
    {
        using var buffer = new ByteBuffer(1);
        AttributeValueTranscoder.WriteAttributes(buffer, item);
        using JsonDocument json = JsonDocument.Parse(buffer.Written.ToArray(), new JsonDocumentOptions { MaxDepth = 72 });
        return json.RootElement.Clone();
    }

    internal static Dictionary<string, AttributeValue> Read(JsonElement json)
    {
        using var buffer = new ByteBuffer();
        buffer.Write(Encoding.UTF8.GetBytes(json.GetRawText()));
        return AttributeValueTranscoder.ReadAttributes(buffer);
    }

    /// <summary>Compares without the transcoder: by every property that the SDK has.</summary>
    private static void ShouldEqual(Dictionary<string, AttributeValue> read, Dictionary<string, AttributeValue> written)
    {
        read.Keys.ShouldBe(written.Keys, ignoreOrder: true);
        foreach ((string name, AttributeValue value) in written)
        {
            ShouldEqual(read[name], value);
        }
    }

    private static void ShouldEqual(AttributeValue read, AttributeValue written)
    {
        read.S.ShouldBe(written.S);
        read.N.ShouldBe(written.N);
        read.BOOL.ShouldBe(written.BOOL);
        read.NULL.ShouldBe(written.NULL);
        read.B?.ToArray().ShouldBe(written.B?.ToArray());
        read.SS.ShouldBe(written.SS);
        read.NS.ShouldBe(written.NS);
        (read.BS is null).ShouldBe(written.BS is null);
        read.BS?.Select(stream => stream.ToArray()).ShouldBe(written.BS!.Select(stream => stream.ToArray()));
        (read.L is null).ShouldBe(written.L is null);
        (read.M is null).ShouldBe(written.M is null);
        for (int i = 0; i < written.L?.Count; i++)
        {
            ShouldEqual(read.L![i], written.L[i]);
        }

        read.L?.Count.ShouldBe(written.L!.Count);
        if (written.M is not null)
        {
            ShouldEqual(read.M!, written.M);
        }
    }
}
