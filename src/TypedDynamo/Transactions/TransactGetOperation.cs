using Amazon.DynamoDBv2;
using TypedDynamo.CompilerServices;
using TypedDynamo.Transport;
using TypedDynamo.Wire;

namespace TypedDynamo.Operations;

/// <summary>Reads several items, of any tables of a client, as of one moment.</summary>
internal static class TransactGetOperation
{
    /// <exception cref="ArgumentException">There is no entry or one too many, or an entry belongs to another client.</exception>
    public static async Task<TransactGetResponse> SendAsync(
        IAmazonDynamoDB client, ItemRead[] reads, TransactGetOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(client);
        using var request = new ByteBuffer();
        var entries = new TransactionEntries(client, request);
        foreach (ItemRead read in reads)
        {
            if (read is null)
            {
                throw new ArgumentException($"Entry {entries.Count} of the transaction, counted from 0, is null.", nameof(reads));
            }

            entries.Add(TransactionEntryKind.Get, read.Table, read.Mapper, read.WriteKey, read.WriteGet);
        }

        IReadOnlyList<TransactionEntry> all = entries.Complete();
        request.Write((byte)'}');
        ServiceResponse response = await TransactionRequest
            .SendAsync(DynamoOperation.TransactGetItems, all, request, options.MaxAttempts, cancellationToken).ConfigureAwait(false);
        try
        {
            List<Range> items = ReadItems(response.Body, all);
            response.ReportItems(items.Count(item => !item.Equals(default)));
            return new TransactGetResponse(response, items);
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    /// <summary>Finds the position of each entry's item in the response, which has an object for each entry, empty if there is no item.</summary>
    private static List<Range> ReadItems(ReadOnlySpan<byte> response, IReadOnlyList<TransactionEntry> entries)
    {
        var items = new List<Range>(entries.Count);
        var reader = new ItemReader(response, entries[0].Table.Context);
        while (reader.ReadMember(out ReadOnlySpan<byte> name))
        {
            if (!name.SequenceEqual("Responses"u8))
            {
                reader.SkipMember();
                continue;
            }

            while (reader.ReadItemStart())
            {
                Range item = default;
                while (reader.ReadMember(out ReadOnlySpan<byte> member))
                {
                    ReadOnlySpan<byte> value = reader.ReadRawMember();
                    if (member.SequenceEqual("Item"u8) && response.Overlaps(value, out int start))
                    {
                        item = start..(start + value.Length);
                    }
                }

                items.Add(item);
            }
        }

        return items.Count == entries.Count
            ? items
            : throw new InvalidOperationException(
                $"The response to a transaction of {entries.Count} reads has {items.Count} results, so it is unknown to which reads they belong.");
    }
}

/// <summary>The response to a transaction's reads.</summary>
internal readonly struct TransactGetResponse(ServiceResponse response, List<Range> items) : IDisposable
{
    /// <summary>Reads the result of an entry.</summary>
    public TResult Read<TResult>(int index, ItemRead<TResult> read) => read.ReadResult(response.Body[items[index]]);

    public void Dispose() => response.Dispose();
}
