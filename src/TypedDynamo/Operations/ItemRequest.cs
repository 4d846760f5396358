using TypedDynamo.CompilerServices;
using TypedDynamo.Wire;

namespace TypedDynamo.Operations;

/// <summary>Writes the item of a put, braces included.</summary>
internal static class ItemRequest
{
    /// <exception cref="ItemMappingException">A value cannot be stored, or the item is too large.</exception>
    public static void Write<TItem>(ByteBuffer request, TableConnection table, ItemMapper<TItem> mapper, TItem item)
    {
        int start = request.Length;
        request.Write((byte)'{');
        var writer = new ItemWriter(request, table.Context);
        mapper.Write(ref writer, item);
        request.Write((byte)'}');
        ItemSize.ThrowIfTooLarge(request.Written[start..], table.Context);
    }
}
