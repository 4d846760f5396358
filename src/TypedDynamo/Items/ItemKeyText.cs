using System.Text.Json;

namespace TypedDynamo.Wire;

/// <summary>Names an item by its key in messages.</summary>
internal static class ItemKeyText
{
    /// <summary>Returns the key attributes as <c>CustomerId=c-42, PlacedAt=…</c>.</summary>
    /// <param name="item">Bytes that start with the item's opening brace; what follows the item does not matter.</param>
    /// <param name="schema">The table's schema.</param>
    public static string Read(ReadOnlySpan<byte> item, TableSchema schema)
    {
        string? partitionKey = null;
        string? sortKey = null;
        var json = new Utf8JsonReader(item, new JsonReaderOptions { MaxDepth = JsonText.MaxDepth });
        json.Read();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            bool isPartitionKey = json.ValueTextEquals(schema.PartitionKey.Name);
            bool isSortKey = schema.SortKey is not null && json.ValueTextEquals(schema.SortKey.Name);
            json.Read();
            if (!isPartitionKey && !isSortKey)
            {
                json.Skip();
                continue;
            }

            json.Read();
            json.Read();
            string? value = json.TokenType == JsonTokenType.String ? JsonText.Show(ref json) : "?";
            json.Skip();
            json.Read();
            if (isPartitionKey)
            {
                partitionKey = value;
            }
            else
            {
                sortKey = value;
            }
        }

        string text = $"{schema.PartitionKey.Name}={partitionKey ?? "?"}";
        return schema.SortKey is null ? text : $"{text}, {schema.SortKey.Name}={sortKey ?? "?"}";
    }
}
