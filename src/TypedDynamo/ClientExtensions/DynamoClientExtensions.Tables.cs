using Amazon.DynamoDBv2;
using TypedDynamo.Tables;

namespace TypedDynamo;

/// <summary>Operations on the client's tables as a whole.</summary>
public static partial class DynamoClientExtensions
{
    /// <summary>Reads the names of the account's tables in the client's region. Sends one ListTables request for each 100 tables, whatever their prefix.</summary>
    /// <param name="client">The SDK's client.</param>
    /// <param name="prefix">The prefix of the names, compared by character codes, as with <see cref="DynamoTableOptions.TableNamePrefix"/>;
    /// <see langword="null"/> for all tables.</param>
    /// <param name="cancellationToken">Cancels the enumeration.</param>
    /// <returns>The names, in the order in which DynamoDB returns them. Nothing is sent before the enumeration starts.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="client"/> is <see langword="null"/>.</exception>
    /// <exception cref="AmazonDynamoDBException">The service refused the request, or the SDK's retries ended.</exception>
    public static IAsyncEnumerable<string> ReadTableNamesAsync(
        this IAmazonDynamoDB client, string? prefix = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        return TableNames.ReadAsync(client, prefix ?? "", cancellationToken);
    }
}
