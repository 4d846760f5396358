using System.Text.Json;
using TypedDynamo.Transport;
using TypedDynamo.Wire;

namespace TypedDynamo.Operations;

/// <summary>Refuses transactions that are certainly too large, before they are sent.</summary>
/// <remarks>
/// The size of an item after an update is unknown here, so only items that are put count, each with the smallest size that DynamoDB may count.
/// </remarks>
internal static class TransactionSize
{
    // DynamoDB Developer Guide, "Amazon DynamoDB Transactions".
    private const long MaxBytes = 4 * 1024 * 1024;

    /// <param name="request">The request from its opening brace to the end of the entries.</param>
    /// <param name="entries">The entries, for the message.</param>
    /// <exception cref="ArgumentException">The items have more than 4 MB.</exception>
    public static void ThrowIfTooLarge(ReadOnlySpan<byte> request, IReadOnlyList<TransactionEntry> entries)
    {
        // As JSON an item is never shorter than DynamoDB counts it.
        if (request.Length <= MaxBytes)
        {
            return;
        }

        long size = 0;
        int index = -1;
        Utf8JsonReader json = AttributeValueTranscoder.CreateReader(request);
        while (json.Read() && !(json.TokenType == JsonTokenType.EndArray && json.CurrentDepth == 1))
        {
            // {"TransactItems":[{"Put":{"Item":…
            if (json.TokenType == JsonTokenType.StartObject && json.CurrentDepth == 2)
            {
                index++;
            }
            else if (json.TokenType == JsonTokenType.PropertyName && json.CurrentDepth == 4 && json.ValueTextEquals("Item"u8))
            {
                json.Read();
                size += ItemSize.MembersSize(ref json);
                if (size > MaxBytes)
                {
                    throw new ArgumentException(
                        $"With {entries[index].Describe(index)}, counted from 0, the items of the transaction are at least {size} bytes long, "
                        + $"and DynamoDB accepts up to {MaxBytes} (4 MB) in one transaction.");
                }
            }
        }
    }
}
