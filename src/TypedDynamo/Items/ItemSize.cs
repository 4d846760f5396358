using System.Text.Json;

namespace TypedDynamo.Wire;

/// <summary>Refuses items that are certainly too large, before they are sent.</summary>
/// <remarks>
/// DynamoDB counts names and values (Developer Guide, "DynamoDB item sizes and formats"). How it counts numbers is described only
/// roughly, so what is counted here is the least that each part can take, and a refused item would always be refused by DynamoDB too.
/// </remarks>
internal static class ItemSize
{
    private const int MaxItemBytes = 400 * 1024;

    /// <param name="item">The item as JSON, braces included.</param>
    /// <param name="context">The table, for the message.</param>
    /// <exception cref="ItemMappingException">The item is over 400 KB.</exception>
    public static void ThrowIfTooLarge(ReadOnlySpan<byte> item, ItemContext context)
    {
        // As JSON an item is never shorter than DynamoDB counts it, so that items of usual size are not looked at.
        if (item.Length <= MaxItemBytes)
        {
            return;
        }

        long size = LeastSize(item);
        if (size <= MaxItemBytes)
        {
            return;
        }

        throw MappingErrors.OfItem(
            context,
            item,
            $"is at least {size} bytes long, and DynamoDB stores up to {MaxItemBytes} (400 KB), names included.",
            attribute: null,
            $"at most {MaxItemBytes} bytes",
            $"at least {size} bytes");
    }

    private static long LeastSize(ReadOnlySpan<byte> item)
    {
        var json = new Utf8JsonReader(item, new JsonReaderOptions { MaxDepth = JsonText.MaxDepth });
        json.Read();
        return MembersSize(ref json);
    }

    /// <summary>Measures the attributes of an item whose brace is the current token, and goes to the closing one.</summary>
    public static long MembersSize(ref Utf8JsonReader json)
    {
        long size = 0;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            size += TextSize(ref json);
            json.Read();
            size += ValueSize(ref json);
        }

        return size;
    }

    /// <summary>Measures the wire value whose brace is the current token.</summary>
    private static long ValueSize(ref Utf8JsonReader json)
    {
        json.Read();
        WireType type = WireTypes.Parse(json.ValueSpan);
        json.Read();
        long size = type switch
        {
            WireType.Map => MembersSize(ref json),
            WireType.List => ElementsSize(ref json),
            WireType.StringSet or WireType.NumberSet or WireType.BinarySet => SetSize(ref json, type),
            _ => ScalarSize(ref json, type),
        };
        json.Read();
        return size;
    }

    private static long ElementsSize(ref Utf8JsonReader json)
    {
        long size = 0;
        while (json.Read() && json.TokenType == JsonTokenType.StartObject)
        {
            size += ValueSize(ref json);
        }

        return size;
    }

    private static long SetSize(ref Utf8JsonReader json, WireType type)
    {
        WireType element = type switch
        {
            WireType.StringSet => WireType.String,
            WireType.NumberSet => WireType.Number,
            _ => WireType.Binary,
        };

        long size = 0;
        while (json.Read() && json.TokenType == JsonTokenType.String)
        {
            size += ScalarSize(ref json, element);
        }

        return size;
    }

    private static long ScalarSize(ref Utf8JsonReader json, WireType type) => type switch
    {
        WireType.String => TextSize(ref json),

        // Three bytes of every four characters, less the padding.
        WireType.Binary => Math.Max(0, (json.ValueSpan.Length / 4 * 3) - 2),
        _ => 1,
    };

    private static long TextSize(ref Utf8JsonReader json)
        => json.ValueIsEscaped ? System.Text.Encoding.UTF8.GetByteCount(json.GetString()!) : json.ValueSpan.Length;
}
