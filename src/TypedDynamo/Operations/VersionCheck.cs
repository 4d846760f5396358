using TypedDynamo.CompilerServices;

namespace TypedDynamo.Operations;

/// <summary>The version that a stored item must have; null for an item that was never written with one.</summary>
internal readonly record struct VersionCheck(long? Version)
{
    /// <summary>Makes the check of a version that the user names, to whom 0 is that of an item that was never written with one.</summary>
    public static VersionCheck? Of(long? version) => version is { } number ? new VersionCheck(number == 0 ? null : number) : null;

    /// <summary>Makes the check of the version that an item was read with; null where the table's items have none.</summary>
    public static VersionCheck? Of<TItem, TKey>(TableConnection table, TableMapper<TItem, TKey> mapper, TItem item)
        => table.Schema.Version is null ? null : new VersionCheck(mapper.VersionOf(item));
}
