using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.DocumentModel;
using Amazon.DynamoDBv2.Model;
using TypedDynamo.IntegrationTests.Engine;
using TypedDynamo.IntegrationTests.Entities;
using TypedDynamo.IntegrationTests.Operations;

namespace TypedDynamo.IntegrationTests.Items;

/// <summary>The less usual types of one value there and back, at the edges of the types or of DynamoDB.</summary>
public abstract class ValueTests(EngineFixture fixture, Func<AmazonDynamoDBClient, IAmazonDynamoDB> wrap)
    : IAsyncLifetime, IClassFixture<EngineFixture>
{
    private readonly AmazonDynamoDBClient _client = fixture.CreateClient();
    private IAmazonDynamoDB _wrapped = null!;
    private ValuesTable _values = null!;
    private JsonTable _json = null!;

    public async Task InitializeAsync()
    {
        _wrapped = wrap(_client);
        _values = new ValuesTable(_wrapped);
        _json = new JsonTable(_wrapped);
        await _values.CreateTableAsync();
        await _json.CreateTableAsync();
    }

    public Task DisposeAsync()
    {
        _client.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task EveryValueComesBackEqual()
    {
        Values[] items =
        [
            new() { Id = "initial" },
            new()
            {
                Id = "least", Char = '\0', IntPtr = nint.MinValue, Int128 = -Digits38, BigInteger = -BigInteger.Pow(10, 126) + BigInteger.Pow(10, 88),
                Half = Half.MinValue, TimeOnly = TimeOnly.MinValue, NullableHalf = Half.Epsilon,
            },
            new()
            {
                Id = "greatest", Char = '\ufffd', IntPtr = nint.MaxValue, UIntPtr = nuint.MaxValue, Int128 = Digits38, UInt128 = (UInt128)Digits38,
                BigInteger = BigInteger.Pow(10, 126) - BigInteger.Pow(10, 88), Half = Half.MaxValue, TimeOnly = TimeOnly.MaxValue,
                ReadOnlyMemory = Bytes(256), Memory = Bytes(255), MemoryStream = new MemoryStream(Bytes(254)), NullableChar = '☃', NullableIntPtr = 0,
                NullableBigInteger = BigInteger.Pow(10, 125), NullableTimeOnly = new TimeOnly(1, 2, 3, 4, 5), NullableMemory = Bytes(0),
                NullableStream = new MemoryStream(), Blobs = [Bytes(0), Bytes(3)], Letters = ['"', '\\', 'é'], Numbers = [Int128.One, -Digits38],
            },
        ];

        foreach (Values item in items)
        {
            await _values.PutAsync(item);
            Values read = (await _values.GetAsync(item.Id, consistent: true))!;
            Describe(read).ShouldBe(Describe(item));
            Describe(ValuesTable.FromAttributes(ValuesTable.ToAttributes(item))).ShouldBe(Describe(item));
            read.MemoryStream.Position.ShouldBe(0);

            Document document = Document.FromAttributeMap(await GetRawAsync("values", item.Id));
            document["Char"].AsString().ShouldBe(item.Char.ToString());
            document["IntPtr"].AsString().ShouldBe(item.IntPtr.ToString(CultureInfo.InvariantCulture));
            document["ReadOnlyMemory"].AsByteArray().ShouldBe(item.ReadOnlyMemory.ToArray());
            BigInteger.Parse(document["BigInteger"].AsString(), NumberStyles.Float, CultureInfo.InvariantCulture).ShouldBe(item.BigInteger);
        }
    }

    [Fact]
    public async Task TheStoredFormsAreTheDocumentedOnes()
    {
        var stream = new MemoryStream(Bytes(3)) { Position = 2 };
        await _values.PutAsync(new Values
        {
            Id = "forms", Char = 'é', IntPtr = -5, UIntPtr = 5, Int128 = -7, UInt128 = 7, BigInteger = 100, Half = (Half)0.5,
            TimeOnly = new TimeOnly(23, 5, 0, 1), ReadOnlyMemory = Bytes(2), Memory = Bytes(1), MemoryStream = stream, Letters = ['a', '\n'],
        });
        Dictionary<string, AttributeValue> item = await GetRawAsync("values", "forms");

        item["Char"].S.ShouldBe("é");
        item["IntPtr"].N.ShouldBe("-5");
        item["UIntPtr"].N.ShouldBe("5");
        item["Int128"].N.ShouldBe("-7");
        item["UInt128"].N.ShouldBe("7");
        item["BigInteger"].N.ShouldBe("100");
        item["Half"].N.ShouldBe("0.5");
        item["TimeOnly"].S.ShouldBe("23:05:00.0010000");
        item["ReadOnlyMemory"].B.ToArray().ShouldBe(new byte[] { 0, 1 });
        item["Memory"].B.ToArray().ShouldBe(new byte[] { 0 });
        item["MemoryStream"].B.ToArray().ShouldBe(new byte[] { 0, 1, 2 });
        item["Letters"].SS.ShouldBe(["a", "\n"], ignoreOrder: true);
        item.Count.ShouldBe(13);
        stream.Position.ShouldBe(2);
    }

    [Theory]
    [InlineData("1E+3", "1000")]
    [InlineData("100.0", "100")]
    [InlineData("1e2", "100")]
    [InlineData("-0", "0")]
    [InlineData("00012", "12")]
    [InlineData("99999999999999999999999999999999999999", "99999999999999999999999999999999999999")]
    [InlineData("1E+125", "1E+125")]
    public async Task IntegersThatOthersWroteAreRead(string stored, string expected)
    {
        await PutRawAsync("values", ("Id", new AttributeValue("n")), ("BigInteger", new AttributeValue { N = stored }));
        BigInteger value = BigInteger.Parse(expected, NumberStyles.Float, CultureInfo.InvariantCulture);
        (await _values.GetAsync("n"))!.BigInteger.ShouldBe(value);
        if (value < int.MaxValue)
        {
            await PutRawAsync("values", ("Id", new AttributeValue("n")), ("Int128", new AttributeValue { N = stored }));
            (await _values.GetAsync("n"))!.Int128.ShouldBe((Int128)value);
        }
    }

    [Theory]
    [InlineData("Int128", "1.5")]
    [InlineData("Int128", "1E+40")]
    [InlineData("UInt128", "-1")]
    [InlineData("BigInteger", "0.1")]
    [InlineData("BigInteger", "1E-5")]
    [InlineData("Half", "1E+6")]
    public async Task ANumberThatDoesNotFitIsAnError(string attribute, string stored)
    {
        await PutRawAsync("values", ("Id", new AttributeValue("n")), (attribute, new AttributeValue { N = stored }));
        var error = await Should.ThrowAsync<ItemMappingException>(() => _values.GetAsync("n"));
        error.AttributeName.ShouldBe(attribute);
        error.Expected.ShouldBe($"N that fits {attribute}");
    }

    [Theory]
    [InlineData("Char", "")]
    [InlineData("Char", "ab")]
    [InlineData("Char", "😀")]
    [InlineData("TimeOnly", "24:00:00")]
    [InlineData("TimeOnly", "1:00:00")]
    [InlineData("TimeOnly", "10:00:00.00000001")]
    public async Task ATextThatDoesNotFitIsAnError(string attribute, string stored)
    {
        await PutRawAsync("values", ("Id", new AttributeValue("n")), (attribute, new AttributeValue(stored)));
        (await Should.ThrowAsync<ItemMappingException>(() => _values.GetAsync("n"))).AttributeName.ShouldBe(attribute);
    }

    [Theory]
    [InlineData("10:20:30")]
    [InlineData("10:20:30.0")]
    [InlineData("10:20:30.0000000")]
    public async Task ATimeOfDayMayHaveFewerDigits(string stored)
    {
        await PutRawAsync("values", ("Id", new AttributeValue("n")), ("TimeOnly", new AttributeValue(stored)));
        (await _values.GetAsync("n"))!.TimeOnly.ShouldBe(new TimeOnly(10, 20, 30));
    }

    [Fact]
    public async Task WhatDynamoDBDoesNotStoreIsRefusedBeforeItIsSent()
    {
        var none = new Values { Id = "refused" };
        await ShouldRefuseAsync(none with { Char = '\ud800' }, "Char");
        await ShouldRefuseAsync(none with { Letters = ['a', '\udc00'] }, "Letters");
        await ShouldRefuseAsync(none with { Int128 = Int128.MaxValue }, "Int128");
        await ShouldRefuseAsync(none with { Int128 = Int128.MinValue }, "Int128");
        await ShouldRefuseAsync(none with { UInt128 = UInt128.MaxValue }, "UInt128");
        await ShouldRefuseAsync(none with { BigInteger = BigInteger.Pow(10, 126) }, "BigInteger");
        await ShouldRefuseAsync(none with { BigInteger = -BigInteger.Pow(10, 2_000) }, "BigInteger");
        await ShouldRefuseAsync(none with { BigInteger = BigInteger.Pow(10, 38) + 1 }, "BigInteger");
        await ShouldRefuseAsync(none with { Half = Half.NaN }, "Half");
        await ShouldRefuseAsync(none with { Half = Half.NegativeInfinity }, "Half");
        await ShouldRefuseAsync(none with { MemoryStream = null! }, "MemoryStream");
        await ShouldRefuseAsync(none with { Blobs = [Bytes(2), Bytes(2)] }, "Blobs");
    }

    [Fact]
    public async Task KeysSortByTimeAndByNumber()
    {
        var slots = new SlotTable(_wrapped);
        await slots.CreateTableAsync();
        Slot[] day = [new(Bytes(2), new TimeOnly(9, 0)), new(Bytes(2), new TimeOnly(9, 0, 0, 1), "b"), new(Bytes(2), new TimeOnly(23, 59))];
        foreach (Slot slot in day.Reverse())
        {
            await slots.PutAsync(slot);
        }

        var read = new List<TimeOnly>();
        await foreach (Slot slot in slots.Query(Bytes(2), k => k >= new TimeOnly(9, 0, 0, 1)))
        {
            read.Add(slot.Start);
        }

        read.ShouldBe([day[1].Start, day[2].Start]);
        (await slots.GetAsync(Bytes(2), day[1].Start))!.Title.ShouldBe("b");
        SlotTable.KeyOf(day[0]).ShouldBe(new SlotKey(Bytes(2), new TimeOnly(9, 0)));
        await Should.ThrowAsync<ItemMappingException>(() => slots.GetAsync(Bytes(0), default));

        var wide = new WideTable(_wrapped);
        await wide.CreateTableAsync();
        BigInteger[] numbers = [-BigInteger.Pow(10, 100), 9, 10, BigInteger.Pow(10, 37) + 1, BigInteger.Pow(10, 100)];
        (await wide.PutManyAsync(numbers.Reverse().Select(number => new Wide('w', number)))).Written.ShouldBe(numbers.Length);
        var sorted = new List<BigInteger>();
        await foreach (Wide item in wide.Query('w'))
        {
            sorted.Add(item.Number);
        }

        sorted.ShouldBe(numbers);
        (await wide.GetAsync('w', numbers[3])).ShouldNotBeNull();
    }

    [Fact]
    public async Task JsonComesBackEqual()
    {
        const string Text = """
            {"text":"naïve ☃ 😀 \"q\" \\ \u0001","empty":"","list":[1,[],{},null,[true,false]],"number":-1.5,"null":null,
             "wide":12345678901234567890123456789012345678,"tiny":1E-130,"vast":9.9999999999999999999999999999999999999E+125,"nested":{"a":{"b":[{"c":"d"}]}}}
            """;
        using JsonDocument document = JsonDocument.Parse(Text);
        var item = new Json
        {
            Id = "1",
            Element = document.RootElement,
            Document = document,
            Node = JsonNode.Parse(Text),
            Object = JsonNode.Parse(Text)!.AsObject(),
            Array = [1, "two", null, new JsonObject { ["three"] = 3.5m }, new JsonArray(), JsonValue.Create(Guid.Empty)],
            Nodes = [null, JsonValue.Create(true), "text", 0.1, new JsonArray(1)],
            Elements = new() { ["a"] = JsonSerializer.SerializeToElement(1), ["b"] = document.RootElement.GetProperty("nested") },
        };
        await _json.PutAsync(item);
        Json read = (await _json.GetAsync("1"))!;

        string sorted = Sorted(item.Node!);
        Sorted(JsonNode.Parse(read.Element!.Value.GetRawText())!).ShouldBe(sorted);
        Sorted(JsonNode.Parse(read.Document!.RootElement.GetRawText())!).ShouldBe(sorted);
        Sorted(read.Node!).ShouldBe(sorted);
        Sorted(read.Object!).ShouldBe(sorted);
        read.Array!.ToJsonString().ShouldBe("""[1,"two",null,{"three":3.5},[],"00000000-0000-0000-0000-000000000000"]""");
        read.Nodes.Select(node => node?.ToJsonString()).ShouldBe([null, "true", "\"text\"", "0.1", "[1]"]);
        read.Elements["a"].GetInt32().ShouldBe(1);
        read.Elements["b"].GetRawText().ShouldBe("""{"a":{"b":[{"c":"d"}]}}""");
        read.Element.Value.GetProperty("wide").GetRawText().ShouldBe("12345678901234567890123456789012345678");

        // It is stored as DynamoDB's own types, so that others read it too.
        Dictionary<string, AttributeValue> raw = await GetRawAsync("json", "1");
        foreach (string name in (string[])["Element", "Document", "Node", "Object"])
        {
            Dictionary<string, AttributeValue> map = raw[name].M;
            map["text"].S.ShouldBe("naïve ☃ 😀 \"q\" \\ \u0001");
            map["list"].L[1].IsLSet.ShouldBe(true);
            map["list"].L[2].IsMSet.ShouldBe(true);
            map["list"].L[3].NULL.ShouldBe(true);
            map["list"].L[4].L[0].BOOL.ShouldBe(true);
            map["number"].N.ShouldBe("-1.5");
            map["wide"].N.ShouldBe("12345678901234567890123456789012345678");
            map["null"].NULL.ShouldBe(true);
            map["nested"].M["a"].M["b"].L[0].M["c"].S.ShouldBe("d");
        }

        string others = Document.FromAttributeMap(raw)["Object"].AsDocument().ToJson();
        JsonNode.Parse(others)!["nested"]!.ToJsonString().ShouldBe("""{"a":{"b":[{"c":"d"}]}}""");
    }

    [Fact]
    public async Task JsonReadsWhatIsOfAnyType()
    {
        var attributes = new Dictionary<string, AttributeValue>
        {
            ["ss"] = new() { SS = ["a", "ü\""] },
            ["ns"] = new() { NS = ["1", "2.5"] },
            ["bs"] = new() { BS = [new MemoryStream(Bytes(3))] },
            ["b"] = new() { B = new MemoryStream(Bytes(2)) },
            ["big"] = new() { N = "1E+100" },
        };
        await PutRawAsync(
            "json", ("Id", new AttributeValue("1")), ("Element", new AttributeValue { M = attributes }), ("Node", new AttributeValue { M = attributes }));
        Json read = (await _json.GetAsync("1"))!;

        foreach (JsonNode? node in (JsonNode?[])[read.Node, JsonNode.Parse(read.Element!.Value.GetRawText())])
        {
            node!["ss"]!.AsArray().Select(element => element!.GetValue<string>()).ShouldBe(["a", "ü\""], ignoreOrder: true);
            node["ns"]!.AsArray().Select(element => element!.GetValue<decimal>()).ShouldBe([1m, 2.5m], ignoreOrder: true);
            node["bs"]!.AsArray().Select(element => element!.GetValue<string>()).ShouldBe(["AAEC"]);
            node["b"]!.GetValue<string>().ShouldBe("AAE=");
            node["big"]!.GetValue<double>().ShouldBe(1E+100);
        }

        await PutRawAsync("json", ("Id", new AttributeValue("2")), ("Object", new AttributeValue("text")));
        (await Should.ThrowAsync<ItemMappingException>(() => _json.GetAsync("2"))).Expected.ShouldBe("M");
        await PutRawAsync("json", ("Id", new AttributeValue("2")), ("Array", new AttributeValue { SS = ["text"] }));
        (await Should.ThrowAsync<ItemMappingException>(() => _json.GetAsync("2"))).Expected.ShouldBe("L");
    }

    [Fact]
    public async Task NullAndAbsentJsonIsNull()
    {
        await _json.PutAsync(new Json { Id = "absent" });
        (await GetRawAsync("json", "absent")).Keys.ShouldBe(["Id", "Nodes", "Elements"], ignoreOrder: true);

        using JsonDocument document = JsonDocument.Parse("null");
        await _json.PutAsync(new Json { Id = "null", Element = document.RootElement, Elements = { ["a"] = document.RootElement } });
        (await GetRawAsync("json", "null"))["Element"].NULL.ShouldBe(true);
        Json read = (await _json.GetAsync("null"))!;
        read.Element.ShouldBeNull();
        read.Elements["a"].ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Theory]
    [InlineData("[1E+126]", "Node[0]")]
    [InlineData("[1E-131]", "Node[0]")]
    [InlineData("{\"n\":123456789012345678901234567890123456789}", "Node.n")]
    [InlineData("{\"n\":0.123456789012345678901234567890123456789}", "Node.n")]
    [InlineData("{\"a\":1,\"a\":2}", "Node")]
    [InlineData("{\"a\":{\"\":1}}", "Node.a")]
    [InlineData("{\"a\":[\"\\ud800\"]}", "Node.a[0]")]
    public async Task JsonThatDynamoDBDoesNotStoreIsRefusedBeforeItIsSent(string text, string path)
    {
        var error = await Should.ThrowAsync<ItemMappingException>(() => _json.PutAsync(new Json { Id = "1", Node = JsonNode.Parse(text) }));
        error.AttributeName.ShouldBe(path);

        using JsonDocument document = JsonDocument.Parse(text);
        error = await Should.ThrowAsync<ItemMappingException>(() => _json.PutAsync(new Json { Id = "1", Element = document.RootElement }));
        error.AttributeName.ShouldBe(path.Replace("Node", "Element", StringComparison.Ordinal));
    }

    [Fact]
    public async Task OddJsonIsRefusedToo()
    {
        await ShouldRefuseAsync(new Json { Id = "1", Element = default(JsonElement) }, "Element");
        await ShouldRefuseAsync(new Json { Id = "1", Node = JsonValue.Create(double.NaN) }, "Node");
        await ShouldRefuseAsync(new Json { Id = "1", Array = ["\ud800"] }, "Array[0]");

        // Thirty-one levels inside the attribute are one more than an item has.
        await _json.PutAsync(new Json { Id = "1", Node = Nested(31) });
        (await _json.GetAsync("1"))!.Node!.ToJsonString().ShouldBe(Nested(31).ToJsonString());
        await Should.ThrowAsync<ItemMappingException>(() => _json.PutAsync(new Json { Id = "1", Node = Nested(32) }));
    }

    [Theory]
    [InlineData("0E+500", "0")]
    [InlineData("-0.0", "0")]
    [InlineData("1.50", "1.5")]
    [InlineData("1.50000000000000000000000000000000000000000000", "1.5")]
    [InlineData("100000000000000000000000000000000000000000000000000", "1E+50")]
    [InlineData("-0.00000000000000000000000000000000000000000000012", "-1.2E-46")]
    public async Task JsonNumbersOfAnyFormAreStoredExactly(string number, string expected)
    {
        await _json.PutAsync(new Json { Id = "1", Node = JsonNode.Parse(number) });
        string stored = (await GetRawAsync("json", "1"))["Node"].N;
        double.Parse(stored, CultureInfo.InvariantCulture).ShouldBe(double.Parse(expected, CultureInfo.InvariantCulture));
        stored.Count(char.IsAsciiDigit).ShouldBeLessThan(60);
        (await _json.GetAsync("1"))!.Node!.GetValue<double>().ShouldBe(double.Parse(expected, CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task EnumsAreStoredByNameOrAsNumbers()
    {
        var enums = new EnumsTable(_wrapped);
        await enums.CreateTableAsync();
        Enums[] items =
        [
            new(Grade.Worst, Level.Low),
            new(Grade.Best, (Level)3)
            {
                Access = Access.Delete | Access.Read, AccessSet = [Access.None, Access.Read | Access.Write], Named = Grade.Usual, Number = (Access)200,
                Vast = Vast.Most, Set = [Level.High, (Level)7], List = [Level.Middle, null], Map = { [Level.High] = Access.Read | Access.Write },
            },
            new(Grade.Best, Level.High),
        ];
        (await enums.PutManyAsync(items)).Written.ShouldBe(items.Length);
        foreach (Enums item in items)
        {
            ShapeText.Describe((await enums.GetAsync(item.Grade, item.Level))!).ShouldBe(ShapeText.Describe(item));
            ShapeText.Describe(EnumsTable.FromAttributes(EnumsTable.ToAttributes(item))).ShouldBe(ShapeText.Describe(item));
        }

        // Numbers sort by value, as keys too.
        var levels = new List<Level>();
        await foreach (Enums item in enums.Query(Grade.Best, k => k >= (Level)3))
        {
            levels.Add(item.Level);
        }

        levels.ShouldBe([(Level)3, Level.High]);

        var key = new Dictionary<string, AttributeValue> { ["Grade"] = new() { N = "9223372036854775807" }, ["Level"] = new() { N = "3" } };
        Dictionary<string, AttributeValue> raw = (await _client.GetItemAsync("enums", key)).Item;
        raw["Access"].S.ShouldBe("Read, Delete");
        raw["AccessSet"].SS.ShouldBe(["None", "Read, Write"], ignoreOrder: true);
        raw["Named"].S.ShouldBe("Usual");
        raw["Number"].N.ShouldBe("200");
        raw["Vast"].N.ShouldBe("18446744073709551615");
        raw["Set"].NS.ShouldBe(["200", "7"], ignoreOrder: true);
        raw["List"].L.Select(element => element.N).ShouldBe(["50", null]);
        raw["Map"].M["200"].N.ShouldBe("3");

        // A number that the enum's own cannot hold is an error, not cut off.
        raw["Number"] = new AttributeValue { N = "256" };
        await _client.PutItemAsync("enums", raw);
        (await Should.ThrowAsync<ItemMappingException>(() => enums.GetAsync(Grade.Best, (Level)3))).AttributeName.ShouldBe("Number");
        (await Should.ThrowAsync<ItemMappingException>(() => enums.PutAsync(items[0] with { Access = (Access)8 }))).AttributeName.ShouldBe("Access");
    }

    private static Int128 Digits38 { get; } = Int128.Parse("99999999999999999999999999999999999999", CultureInfo.InvariantCulture);

    private static byte[] Bytes(int count) => [.. Enumerable.Range(0, count).Select(i => (byte)i)];

    private static JsonNode Nested(int levels)
    {
        JsonNode node = new JsonArray();
        for (int i = 1; i < levels; i++)
        {
            node = i % 2 == 0 ? new JsonArray(node) : new JsonObject { ["n"] = node };
        }

        return node;
    }

    // DynamoDB keeps no order in a map, and no form of a number.
    private static string Sorted(JsonNode node) => node switch
    {
        JsonObject map => $"{{{string.Join(',', map.Select(entry => $"{entry.Key}:{Sorted(entry.Value ?? "null")}").Order(StringComparer.Ordinal))}}}",
        JsonArray list => $"[{string.Join(',', list.Select(element => Sorted(element ?? "null")))}]",
        _ when node.GetValueKind() == JsonValueKind.Number && node.ToJsonString().Contains('E', StringComparison.Ordinal) => Number(node.ToJsonString()),
        _ => node.ToJsonString(),
    };

    private static string Number(string text)
        => double.Parse(text, CultureInfo.InvariantCulture).ToString("R", CultureInfo.InvariantCulture);

    private static string Describe(Values item)
    {
        var text = new StringBuilder();
        foreach (System.Reflection.PropertyInfo property in typeof(Values).GetProperties())
        {
            string value = property.GetValue(item) switch
            {
                null => "null",
                ReadOnlyMemory<byte> memory => Convert.ToHexString(memory.Span),
                Memory<byte> memory => Convert.ToHexString(memory.Span),
                MemoryStream stream => Convert.ToHexString(stream.ToArray()),
                HashSet<ReadOnlyMemory<byte>> set => string.Join(' ', set.Select(memory => Convert.ToHexString(memory.Span)).Order(StringComparer.Ordinal)),
                object other => ShapeText.Describe(other),
            };
            text.Append(CultureInfo.InvariantCulture, $"{property.Name}={value};");
        }

        return text.ToString();
    }

    private async Task ShouldRefuseAsync(Values item, string attribute)
        => (await Should.ThrowAsync<ItemMappingException>(() => _values.PutAsync(item))).AttributeName.ShouldBe(attribute);

    private async Task ShouldRefuseAsync(Json item, string attribute)
        => (await Should.ThrowAsync<ItemMappingException>(() => _json.PutAsync(item))).AttributeName.ShouldBe(attribute);

    private async Task<Dictionary<string, AttributeValue>> GetRawAsync(string table, string id)
        => (await _client.GetItemAsync(table, new() { ["Id"] = new AttributeValue(id) })).Item;

    private Task PutRawAsync(string table, params (string Name, AttributeValue Value)[] attributes)
        => _client.PutItemAsync(table, attributes.ToDictionary(attribute => attribute.Name, attribute => attribute.Value));
}

public sealed class ValueTestsThroughThePipeline(EngineFixture fixture) : ValueTests(fixture, client => client);

public sealed class ValueTestsByOrdinaryCalls(EngineFixture fixture) : ValueTests(fixture, ForwardingClient.Around);
