using System.Runtime.CompilerServices;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;

namespace TypedDynamo.Tables;

/// <summary>Reads the names of the account's tables.</summary>
internal static class TableNames
{
    public static async IAsyncEnumerable<string> ReadAsync(
        IAmazonDynamoDB client, string prefix, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string? last = null;
        do
        {
            ListTablesResponse response = await client
                .ListTablesAsync(new ListTablesRequest { ExclusiveStartTableName = last }, cancellationToken).ConfigureAwait(false);
            foreach (string name in response.TableNames ?? [])
            {
                if (name.StartsWith(prefix, StringComparison.Ordinal))
                {
                    yield return name;
                }
            }

            last = response.LastEvaluatedTableName;
        }
        while (!string.IsNullOrEmpty(last));
    }
}
