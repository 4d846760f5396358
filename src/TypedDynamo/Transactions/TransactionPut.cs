namespace TypedDynamo;

/// <summary>A put of a transaction, which returns the written item after the commit.</summary>
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

    /// <summary>Gets the written item, with its new version if it has one.</summary>
    /// <remarks>
    /// The version of a record or struct is set on a copy; that of any other class on the item itself, and only when the transaction is committed.
    /// </remarks>
    /// <exception cref="InvalidOperationException">The transaction is not committed: it has not been sent yet, or has failed.</exception>
    public TItem Item => _isCommitted
        ? _item!
        : throw new InvalidOperationException(
            "The item was not written: its transaction has not been sent yet, or has failed. Await TransactWriteAsync first.");

    internal void Commit()
    {
        _item = _asWritten();
        _isCommitted = true;
    }
}
