using TypedDynamo.CompilerServices;

namespace TypedDynamo.Tests.Raw;

public class RawItemMapperTests
{
    private static readonly RawItemMapper s_mapper = new(new TableSchema("orders", "RawItem", ["Id"], (0, KeyAttributeType.String)));

    [Theory]
    [InlineData("{}", "nothing")]
    [InlineData("{\"Other\":{\"S\":\"x\"}}", "nothing")]
    [InlineData("{\"Other\":{\"S\":\"x\"},\"Id\":{\"N\":\"1\"}}", "Id")]
    public void AnItemWithoutItsKeyIsRefusedByName(string json, string found)
    {
        RawItem item = RawItem.Parse(json);
        ItemMappingException error = Should.Throw<ItemMappingException>(() => s_mapper.KeyOf(item));

        error.Message.ShouldBe($"The key of table 'orders' is an item with {error.Expected}; this one has {found}.");
        error.TableName.ShouldBe("orders");
        error.Expected.ShouldBe("partition key Id S, no sort key");
        error.Found.ShouldBe(found);
    }
}
