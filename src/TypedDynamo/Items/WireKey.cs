using System.Text.Json;

namespace TypedDynamo.Wire;

/// <summary>A key as DynamoDB compares it: strings and binary data by their bytes, numbers by value, whatever wrote their digits.</summary>
/// <param name="PartitionKey">The partition key, in a form that is the same for equal values.</param>
/// <param name="SortKey">The sort key likewise; null where the table has none.</param>
internal readonly record struct WireKey(string? PartitionKey, string? SortKey)
{
    /// <summary>Takes the key out of an item or key in its wire form.</summary>
    /// <param name="item">JSON that starts with the item's opening brace.</param>
    /// <param name="schema">The table's schema.</param>
    public static WireKey Read(ReadOnlySpan<byte> item, TableSchema schema)
    {
        string? partitionKey = null;
        string? sortKey = null;
        var json = new Utf8JsonReader(item, new JsonReaderOptions { MaxDepth = JsonText.MaxDepth });
        json.Read();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            bool isPartitionKey = json.ValueTextEquals(schema.PartitionKey.Attribute.Utf8Name);
            bool isSortKey = schema.SortKey is not null && json.ValueTextEquals(schema.SortKey.Attribute.Utf8Name);
            json.Read();
            if (isPartitionKey)
            {
                partitionKey = ReadValue(ref json);
            }
            else if (isSortKey)
            {
                sortKey = ReadValue(ref json);
            }
            else
            {
                json.Skip();
            }
        }

        return new WireKey(partitionKey, sortKey);
    }

    private static string? ReadValue(ref Utf8JsonReader json)
    {
        json.Read();
        bool isNumber = json.ValueTextEquals("N"u8);
        json.Read();
        string? text = isNumber ? DecimalText.Canonical(json.ValueSpan) : json.GetString();
        json.Read();
        return text;
    }
}
