namespace TypedDynamo;

/// <summary>An item that could not be written.</summary>
/// <typeparam name="TItem">The item type.</typeparam>
/// <param name="Item">The item.</param>
/// <param name="Error">
/// Why: an <see cref="ItemMappingException"/> of ours or an exception of the SDK; <see langword="null"/> where DynamoDB gave the item back as
/// unprocessed in every attempt.
/// </param>
public sealed record BatchFailure<TItem>(TItem Item, Exception? Error);
