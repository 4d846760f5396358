using Amazon.DynamoDBv2.Model;

namespace TypedDynamo.Tests.Values;

public class RawItemTests
{
    private const string Text =
        """{"Id":{"S":"a\"b"},"Total":{"N":"12.50"},"Tags":{"SS":["x","y"]},"Lines":{"L":[{"M":{"n":{"N":"1"}}},{"NULL":true}]},"On":{"BOOL":true}}""";

    [Fact]
    public void ItIsTheBytesThatItWasReadFrom()
    {
        RawItem item = RawItem.Parse(Text);

        item.Count.ShouldBe(5);
        item.GetAttributes().Select(attribute => attribute.Key).ShouldBe(["Id", "Total", "Tags", "Lines", "On"]);
        item["Id"].GetString().ShouldBe("a\"b");
        item["Total"].GetDecimal().ShouldBe(12.5m);
        item["Total"].GetNumber().ShouldBe("12.50");
        item["Tags"].GetStringSet().ShouldBe(["x", "y"]);
        item["Lines"].GetList()[0].GetMap()["n"].GetInt32().ShouldBe(1);
        item["Lines"].GetList()[1].IsNull.ShouldBeTrue();
        item["On"].GetBoolean().ShouldBeTrue();
        item.TryGetValue("None", out _).ShouldBeFalse();
        Should.Throw<KeyNotFoundException>(() => item["None"]).Message.ShouldContain("'None'");
    }

    [Fact]
    public void ItIsMadeOfValues()
    {
        RawItem item = RawItem.Of(
            ("Id", "c-42"), ("Total", 12.5m), ("Count", 3), ("At", new DateTimeOffset(2026, 1, 31, 13, 0, 0, TimeSpan.FromHours(1))),
            ("Bytes", new byte[] { 1, 2 }), ("Set", RawValue.NumberSet(1, 2.5m)), ("Map", RawValue.Map(("a", true), ("b", RawValue.Null))),
            ("List", RawValue.List("x", 1)));

        item.ToString().ShouldBe(
            """
            {"Id":{"S":"c-42"},"Total":{"N":"12.5"},"Count":{"N":"3"},"At":{"S":"2026-01-31T12:00:00.0000000Z"},"Bytes":{"B":"AQI="},
            "Set":{"NS":["1","2.5"]},"Map":{"M":{"a":{"BOOL":true},"b":{"NULL":true}}},"List":{"L":[{"S":"x"},{"N":"1"}]}}
            """.ReplaceLineEndings(""));
        RawItem.Parse(item.ToString()).ShouldBe(item);
        RawItem.FromAttributes(item.ToAttributes()).ShouldBe(item);
    }

    [Fact]
    public void OneAttributeIsSetOrTakenAway()
    {
        RawItem item = RawItem.Of(("a", 1), ("b", 2));

        item.With("b", "x").With("c", true).ToString().ShouldBe("""{"a":{"N":"1"},"b":{"S":"x"},"c":{"BOOL":true}}""");
        item.Without("a").ToString().ShouldBe("""{"b":{"N":"2"}}""");
        item.Without("z").ShouldBeSameAs(item);
        item.Count.ShouldBe(2);
    }

    [Fact]
    public void ItemsAreEqualAsDynamoDBComparesThem()
    {
        RawItem one = RawItem.Parse("""{"n":{"N":"1.0"},"s":{"NS":["1","2"]},"m":{"M":{"x":{"S":"é"}}}}""");
        RawItem same = RawItem.Parse("""{ "m":{"M":{"x":{"S":"\u00e9"}}}, "s":{"NS":["2.0","1E+0"]}, "n":{"N":"1"} }""");

        same.ShouldBe(one);
        same.GetHashCode().ShouldBe(one.GetHashCode());
        one.With("n", 2).ShouldNotBe(one);
        one.Without("s").ShouldNotBe(one);
        ((RawValue)"1").ShouldNotBe((RawValue)1);
        RawValue.List(1, 2).ShouldNotBe(RawValue.List(2, 1));
        (RawValue.BinarySet([1], [2]) == RawValue.BinarySet([2], [1])).ShouldBeTrue();
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("""{"a":1}""")]
    [InlineData("""{"a":{}}""")]
    [InlineData("""{"a":{"X":"1"}}""")]
    [InlineData("""{"a":{"S":1}}""")]
    [InlineData("""{"a":{"N":"one"}}""")]
    [InlineData("""{"a":{"B":"?"}}""")]
    [InlineData("""{"a":{"NULL":false}}""")]
    [InlineData("""{"a":{"S":"1","N":"1"}}""")]
    [InlineData("""{"a":{"SS":[1]}}""")]
    [InlineData("""{"a":{"L":[1]}}""")]
    [InlineData("""{"a":{"S":"1"},"a":{"S":"2"}}""")]
    [InlineData("""{"a":{"S":"1"}} {}""")]
    public void WhatIsNoItemIsRefused(string text) => Should.Throw<FormatException>(() => RawItem.Parse(text));

    [Fact]
    public void AValueIsReadAsItsOwnTypeAlone()
    {
        Should.Throw<InvalidOperationException>(() => ((RawValue)"5").GetInt32()).Message.ShouldBe("The value is S, not N.");
        Should.Throw<OverflowException>(() => RawValue.Number("1.5").GetInt32());
        Should.Throw<OverflowException>(() => RawValue.Number("3000000000").GetInt32());
        Should.Throw<OverflowException>(() => RawValue.Number("1E+100").GetDecimal());
        RawValue.Number("3E+3").GetInt64().ShouldBe(3000);
        RawValue.Number("1E+100").GetDouble().ShouldBe(1E100);
        Should.Throw<InvalidOperationException>(() => default(RawValue).Type);
    }

    [Fact]
    public void WhatDynamoDBDoesNotStoreIsRefused()
    {
        Should.Throw<ItemMappingException>(() => (RawValue)double.NaN).Message.ShouldStartWith("A value cannot be stored");
        Should.Throw<ItemMappingException>(() => (RawValue)"\ud800");
        Should.Throw<ArgumentNullException>(() => (RawValue)(string)null!);
        Should.Throw<ArgumentException>(() => RawValue.Number("1E+126"));
        Should.Throw<ArgumentException>(() => RawValue.Number("123456789012345678901234567890123456789"));
        Should.Throw<ArgumentException>(() => RawValue.Number("twelve"));
        Should.Throw<ArgumentException>(() => RawValue.StringSet());
        Should.Throw<ArgumentException>(() => RawValue.StringSet("a", "a"));
        Should.Throw<ArgumentException>(() => RawValue.NumberSet(1, 1.0m));
        Should.Throw<ArgumentException>(() => RawItem.Of(("a", 1), ("a", 2)));
        Should.Throw<ArgumentException>(() => RawItem.Of(("", 1)));
    }

    [Fact]
    public void EveryTypeOfTheSdkIsTakenOver()
    {
        var attributes = new Dictionary<string, AttributeValue>
        {
            ["s"] = new("x"),
            ["n"] = new() { N = "1" },
            ["b"] = new() { B = new MemoryStream([1]) },
            ["l"] = new() { IsLSet = true },
            ["m"] = new() { IsMSet = true },
            ["ss"] = new() { SS = ["a"] },
            ["ns"] = new() { NS = ["1"] },
            ["bs"] = new() { BS = [new MemoryStream([1])] },
        };

        RawItem item = RawItem.FromAttributes(attributes);

        item.GetAttributes().Select(attribute => attribute.Value.Type).ShouldBe(
        [
            AttributeType.String, AttributeType.Number, AttributeType.Binary, AttributeType.List, AttributeType.Map, AttributeType.StringSet,
            AttributeType.NumberSet, AttributeType.BinarySet,
        ]);
        item["bs"].GetBinarySet().ShouldHaveSingleItem().ShouldBe([1]);
    }
}
