using Amazon.DynamoDBv2.Model;
using TypedDynamo.Operations;

namespace TypedDynamo;

/// <summary>DynamoDB has cancelled a transaction: nothing of it was written. It says which entries were the cause, and why.</summary>
/// <remarks>
/// It is the SDK's exception with more in it, so that blocks that catch a <see cref="TransactionCanceledException"/> go on working; that is
/// why it does not derive from <see cref="TypedDynamoException"/>. The message names entries, tables and codes, and no contents of items.
/// </remarks>
public sealed class TransactionFailedException : TransactionCanceledException
{
    // A transaction has up to 100 entries, and a message is to be read.
    private const int MaxNamed = 10;

    internal TransactionFailedException(TransactionCanceledException error, IReadOnlyList<TransactionEntry> entries)
        : this(error, entries.Count, FailuresOf(error, entries))
    {
    }

    private TransactionFailedException(TransactionCanceledException error, int entries, IReadOnlyList<TransactionFailure> failures)
        : base(Describe(entries, failures), error, error.ErrorType, error.ErrorCode, error.RequestId, error.StatusCode)
    {
        CancellationReasons = error.CancellationReasons;
        Failures = failures;
    }

    /// <summary>Gets the entries that made the transaction fail, in their order. Those that could have been done are not among them.</summary>
    public IReadOnlyList<TransactionFailure> Failures { get; }

    // DynamoDB gives a reason for every entry, in their order, and calls it None where there is none.
    private static List<TransactionFailure> FailuresOf(TransactionCanceledException error, IReadOnlyList<TransactionEntry> entries)
    {
        var failures = new List<TransactionFailure>();
        List<CancellationReason> reasons = error.CancellationReasons ?? [];
        for (int i = 0; i < reasons.Count && i < entries.Count; i++)
        {
            if (reasons[i].Code is not (null or "" or "None"))
            {
                failures.Add(new TransactionFailure(i, entries[i], reasons[i]));
            }
        }

        return failures;
    }

    private static string Describe(int entries, IReadOnlyList<TransactionFailure> failures)
    {
        if (failures.Count == 0)
        {
            return $"The transaction of {entries} entries was cancelled, and the service named no entry as the cause.";
        }

        string named = string.Join("; ", failures.Take(MaxNamed).Select(failure => failure.Describe()));
        string more = failures.Count > MaxNamed ? $"; and {failures.Count - MaxNamed} more" : "";
        return $"The transaction of {entries} entries was cancelled. Counted from 0, {named}{more}.";
    }
}
