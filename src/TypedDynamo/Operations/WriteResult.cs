namespace TypedDynamo;

/// <summary>The outcome of a write with a condition.</summary>
/// <typeparam name="TItem">The item type.</typeparam>
/// <param name="Succeeded">Whether the condition held, and the item was written.</param>
/// <param name="New">
/// The item as it now is: what a put has written, or an update that was asked for it by <see cref="Returning.New"/>; otherwise the default value.
/// </param>
/// <param name="Old">
/// If the condition did not hold, the stored item that failed it, or the default value where there is none, or one of another type of the table's. If it
/// held, the item as it was before, where that was asked for.
/// </param>
public readonly record struct WriteResult<TItem>(bool Succeeded, TItem? New, TItem? Old);
