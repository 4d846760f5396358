namespace TypedDynamo.Operations;

/// <summary>An entry of a transaction, for reports of its outcome.</summary>
/// <param name="Kind">The kind of the entry.</param>
/// <param name="Table">The table.</param>
/// <param name="Mapper">The table's <see cref="CompilerServices.ItemMapper{TItem}"/>.</param>
internal sealed record TransactionEntry(TransactionEntryKind Kind, TableConnection Table, object Mapper)
{
    /// <summary>Names the entry for a message: <c>entry 3 (Put, table 'orders')</c>.</summary>
    public string Describe(int index) => FormattableString.Invariant($"entry {index} ({Kind}, table '{Table.Name}')");
}
