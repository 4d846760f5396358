using TypedDynamo.CompilerServices;
using TypedDynamo.Wire;

namespace TypedDynamo.Operations;

/// <summary>Writes the item of a put, braces included.</summary>
internal static class ItemRequest
{
    /// <param name="request">The request.</param>
    /// <param name="table">The table.</param>
    /// <param name="mapper">What writes the item.</param>
    /// <param name="item">The item.</param>
    /// <param name="time">The time of the request, which is the same for all of its items.</param>
    /// <param name="incrementsVersion">Whether the version of an item that has one is counted up.</param>
    /// <exception cref="ItemMappingException">A value cannot be stored, or the item is too large.</exception>
    public static void Write<TItem>(
        ByteBuffer request,
        TableConnection table,
        ItemMapper<TItem> mapper,
        TItem item,
        DateTimeOffset time,
        bool incrementsVersion = false)
    {
        int start = request.Length;
        request.Write((byte)'{');
        var writer = new ItemWriter(request, table.Context) { RequestTime = time, IncrementsVersion = incrementsVersion };
        mapper.Write(ref writer, item);
        request.Write((byte)'}');
        ItemSize.ThrowIfTooLarge(request.Written[start..], table.Context);
    }
}
