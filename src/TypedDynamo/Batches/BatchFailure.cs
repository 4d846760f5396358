namespace TypedDynamo;

/// <summary>A write of a batch that did not succeed.</summary>
/// <typeparam name="T">What was to be written: the item type of puts, the key type of deletes, or <see cref="BatchWriteEntry"/>.</typeparam>
/// <param name="Item">The item of a put, the key of a delete, or the write.</param>
/// <param name="Error">
/// Why: an <see cref="ItemMappingException"/> of ours or an exception of the SDK; <see langword="null"/> where DynamoDB gave the write back
/// as unprocessed in every attempt.
/// </param>
public sealed record BatchFailure<T>(T Item, Exception? Error);
