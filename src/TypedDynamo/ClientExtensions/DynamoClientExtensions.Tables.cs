using Amazon.DynamoDBv2;
using TypedDynamo.Tables;

namespace TypedDynamo;

/// <summary>What concerns no single table: extensions of the SDK's client.</summary>
public static partial class DynamoClientExtensions
{
    /// <summary>Reads the names of the account's tables in the client's region. Sends one ListTables request for each 100 tables, whatever their prefix.</summary>
    /// <param name="client">The SDK's client.</param>
    /// <param name="prefix">What the names begin with, compared by character codes, as with <see cref="DynamoTableOptions.TableNamePrefix"/>;
    /// <see langword="null"/> for all tables.</param>
    /// <param name="cancellationToken">Ends the enumeration.</param>
    /// <returns>The names, in the order in which DynamoDB gives them. Nothing is sent before the enumeration starts.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="client"/> is <see langword="null"/>.</exception>
    /// <exception cref="AmazonDynamoDBException">The service refused the request, or the SDK's retries ended.</exception>
    public static IAsyncEnumerable<string> ReadTableNamesAsync(
        this IAmazonDynamoDB client, string? prefix = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        return TableNames.ReadAsync(client, prefix ?? "", cancellationToken);
    }
}
