using Amazon.DynamoDBv2.Model;
using TypedDynamo.Operations;

namespace TypedDynamo;

/// <summary>The exception for a transaction that DynamoDB has cancelled: nothing was written. It names the entries that were the cause, and the
/// reasons.</summary>
/// <remarks>
/// It extends the SDK's exception, so that blocks that catch a <see cref="TransactionCanceledException"/> still work; that is
/// why it does not derive from <see cref="TypedDynamoException"/>. The message names entries, tables and codes, but no contents of items.
/// </remarks>
public sealed class TransactionFailedException : TransactionCanceledException
{
    // A transaction has up to 100 entries, and a message must stay readable.
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

    /// <summary>Gets the entries that made the transaction fail, in their order. Entries without a failure of their own are not included.</summary>
    public IReadOnlyList<TransactionFailure> Failures { get; }

    // DynamoDB returns a reason for every entry, in their order, with the code None for an entry without a failure.
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
