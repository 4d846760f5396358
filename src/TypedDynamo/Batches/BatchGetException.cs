namespace TypedDynamo;

/// <summary>Some of many keys could not be read. What could be was handed out before.</summary>
/// <typeparam name="TKey">The generated key type, or <see cref="ItemRead"/> for a read across tables.</typeparam>
public sealed class BatchGetException<TKey> : TypedDynamoException
{
    internal BatchGetException(IReadOnlyList<TKey> keys, Exception? innerException)
        : base(
            $"{keys.Count} of the keys could not be read: DynamoDB refused them, or left them unprocessed or throttled them in every attempt. "
            + $"{nameof(Keys)} names them; read these again later.",
            innerException)
    {
        Keys = keys;
    }

    /// <summary>Gets exactly the keys that were not read, in no particular order. Whether there are items under them is not known.</summary>
    public IReadOnlyList<TKey> Keys { get; }
}
