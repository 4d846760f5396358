using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace TypedDynamo.Wire;

/// <summary>Finds the start of the next page without reading the page: it follows the items, at the end of the response.</summary>
internal static class LastEvaluatedKeyText
{
    // A key has up to 3 KB, and that of an index page up to eight attributes more (Developer Guide, "Service, account, and table quotas").
    private const int MaxTail = 16 * 1024;

    /// <summary>Finds the wire form of LastEvaluatedKey.</summary>
    /// <returns><see langword="false"/> if there is none, or if its place or form is not DynamoDB's usual one: then the reader of the page finds
    /// it.</returns>
    public static bool TryFind(ReadOnlySpan<byte> response, [NotNullWhen(true)] out byte[]? key)
    {
        key = null;
        ReadOnlySpan<byte> tail = response[Math.Max(0, response.Length - MaxTail)..];
        int comma = tail.LastIndexOf(",\"LastEvaluatedKey\":{"u8);
        if (comma < 0)
        {
            return false;
        }

        // An item may have an attribute of that name. Of the response's own member alone, what follows up to the end is one object's rest.
        byte[] rest = tail[comma..].ToArray();
        rest[0] = (byte)'{';
        try
        {
            var json = new Utf8JsonReader(rest);
            json.Read();
            json.Read();
            json.Read();
            int start = (int)json.TokenStartIndex;
            json.Skip();
            key = rest[start..(int)json.BytesConsumed];
            while (json.Read())
            {
                json.Skip();
            }

            return true;
        }
        catch (JsonException)
        {
            key = null;
            return false;
        }
    }
}
