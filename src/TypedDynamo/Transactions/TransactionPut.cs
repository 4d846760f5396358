namespace TypedDynamo;

/// <summary>A put of a transaction, which gives the item as it was written.</summary>
/// <typeparam name="TItem">The item type.</typeparam>
public sealed class TransactionPut<TItem>
{
    private readonly Func<TItem> _asWritten;
    private TItem? _item;
    private bool _isCommitted;

    internal TransactionPut(Func<TItem> asWritten)
    {
        _asWritten = asWritten;
    }

    /// <summary>Gets the item as it was written: with its new version, where it has one.</summary>
    /// <remarks>
    /// A version is set on a copy of a record or struct; of any other class on the item itself, and only when the transaction is committed.
    /// </remarks>
    /// <exception cref="InvalidOperationException">The transaction is not committed: it is not sent yet, or has failed.</exception>
    public TItem Item => _isCommitted
        ? _item!
        : throw new InvalidOperationException(
            "The item was not written: its transaction is not sent yet, or has failed. Await TransactWriteAsync first.");

    internal void Commit()
    {
        _item = _asWritten();
        _isCommitted = true;
    }
}
