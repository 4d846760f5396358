using System.Buffers;
using System.Text.Json;

namespace TypedDynamo.Wire;

/// <summary>Finds strings of a written set or map that are the same. They are compared as they are written: equal ones have one form.</summary>
internal static class RepeatedText
{
    /// <summary>Finds two equal elements of a set, which DynamoDB refuses.</summary>
    /// <param name="elements">Elements in quotes, parted by commas.</param>
    public static bool HasRepeatedElement(ReadOnlySpan<byte> elements)
    {
        // An element may hold commas too.
        int most = elements.Count((byte)',') + 1;
        if (most == 1)
        {
            return false;
        }

        int[] starts = ArrayPool<int>.Shared.Rent(most);
        int count = 0;
        for (int start = 0; start < elements.Length; start += LengthOfString(elements[start..]) + 1)
        {
            starts[count++] = start;
        }

        bool found = HasRepeated(elements, starts.AsSpan(0, count));
        ArrayPool<int>.Shared.Return(starts);
        return found;
    }

    /// <summary>Finds two entries of a map with the same name.</summary>
    /// <param name="map">The map from its opening brace on, with or without the closing one.</param>
    public static bool HasRepeatedName(ReadOnlySpan<byte> map)
    {
        // Every entry has a colon behind its name, and others in it.
        int[] starts = ArrayPool<int>.Shared.Rent(map.Count((byte)':'));
        int count = 0;
        var options = new JsonReaderOptions { MaxDepth = JsonText.MaxDepth };
        var json = new Utf8JsonReader(map, isFinalBlock: false, new JsonReaderState(options));
        json.Read();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            starts[count++] = (int)json.TokenStartIndex;
            json.TrySkip();
        }

        bool found = HasRepeated(map, starts.AsSpan(0, count));
        ArrayPool<int>.Shared.Return(starts);
        return found;
    }

    private static bool HasRepeated(ReadOnlySpan<byte> text, ReadOnlySpan<int> starts)
    {
        if (starts.Length < 2)
        {
            return false;
        }

        // Open addressing: each slot holds where a string begins, counted from one.
        int size = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)starts.Length * 2);
        int[] slots = ArrayPool<int>.Shared.Rent(size);
        slots.AsSpan(0, size).Clear();
        bool found = false;
        foreach (int start in starts)
        {
            ReadOnlySpan<byte> value = text.Slice(start, LengthOfString(text[start..]));
            var hash = default(HashCode);
            hash.AddBytes(value);
            int slot = hash.ToHashCode() & (size - 1);
            while (slots[slot] != 0 && !found)
            {
                // The closing quote is part of the string, so what begins with it is it.
                found = text[(slots[slot] - 1)..].StartsWith(value);
                slot = (slot + 1) & (size - 1);
            }

            slots[slot] = start + 1;
            if (found)
            {
                break;
            }
        }

        ArrayPool<int>.Shared.Return(slots);
        return found;
    }

    /// <summary>The length of the JSON string at the start of a text, with its quotes.</summary>
    private static int LengthOfString(ReadOnlySpan<byte> text)
    {
        for (int i = 1; ;)
        {
            i += text[i..].IndexOfAny((byte)'"', (byte)'\\');
            if (text[i] == (byte)'"')
            {
                return i + 1;
            }

            i += 2;
        }
    }
}
