using System.Buffers;

namespace TypedDynamo.Wire;

/// <summary>Looks at the written elements of a set.</summary>
internal static class SetText
{
    /// <summary>Tells whether two elements are the same, which DynamoDB refuses.</summary>
    /// <param name="elements">Elements in quotes, parted by commas, without escapes: Base64 has none.</param>
    public static bool HasDuplicates(ReadOnlySpan<byte> elements)
    {
        int count = elements.Count((byte)',') + 1;
        if (count == 1)
        {
            return false;
        }

        // Open addressing: each slot holds where an element begins, counted from one.
        int size = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)count * 2);
        int[] slots = ArrayPool<int>.Shared.Rent(size);
        slots.AsSpan(0, size).Clear();
        bool found = false;
        for (int start = 0; start < elements.Length && !found;)
        {
            ReadOnlySpan<byte> element = ElementAt(elements, start);
            var hash = default(HashCode);
            hash.AddBytes(element);
            int slot = hash.ToHashCode() & (size - 1);
            while (slots[slot] != 0 && !found)
            {
                found = element.SequenceEqual(ElementAt(elements, slots[slot] - 1));
                slot = (slot + 1) & (size - 1);
            }

            slots[slot] = start + 1;
            start += element.Length + 1;
        }

        ArrayPool<int>.Shared.Return(slots);
        return found;
    }

    private static ReadOnlySpan<byte> ElementAt(ReadOnlySpan<byte> elements, int start)
    {
        ReadOnlySpan<byte> rest = elements[start..];
        int end = rest.IndexOf((byte)',');
        return end < 0 ? rest : rest[..end];
    }
}
