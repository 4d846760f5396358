using Amazon.DynamoDBv2.Model;
using TypedDynamo.Operations;

namespace TypedDynamo.Tables;

/// <summary>The tags of a table, which DynamoDB identifies by its ARN.</summary>
internal static class TableTags
{
    public static async Task<IReadOnlyDictionary<string, string>> ReadAsync(TableConnection table, CancellationToken cancellationToken)
        => await ReadAsync(table, await ArnAsync(table, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);

    public static async Task<IReadOnlyDictionary<string, string>> ReadAsync(TableConnection table, string arn, CancellationToken cancellationToken)
    {
        var tags = new Dictionary<string, string>();
        string? next = null;
        do
        {
            ListTagsOfResourceResponse response = await table.Client
                .ListTagsOfResourceAsync(new ListTagsOfResourceRequest { ResourceArn = arn, NextToken = next }, cancellationToken)
                .ConfigureAwait(false);
            foreach (Tag tag in response.Tags ?? [])
            {
                tags[tag.Key] = tag.Value;
            }

            next = response.NextToken;
        }
        while (!string.IsNullOrEmpty(next));

        return tags;
    }

    public static async Task SetAsync(TableConnection table, IReadOnlyDictionary<string, string> tags, CancellationToken cancellationToken)
        => await SetAsync(table, await ArnAsync(table, cancellationToken).ConfigureAwait(false), tags, cancellationToken).ConfigureAwait(false);

    public static Task SetAsync(TableConnection table, string arn, IReadOnlyDictionary<string, string> tags, CancellationToken cancellationToken)
        => table.Client.TagResourceAsync(
            new TagResourceRequest { ResourceArn = arn, Tags = [.. TableDefinition.TagsOf(tags)] }, cancellationToken);

    public static async Task RemoveAsync(TableConnection table, IEnumerable<string> keys, CancellationToken cancellationToken)
    {
        string arn = await ArnAsync(table, cancellationToken).ConfigureAwait(false);
        await table.Client.UntagResourceAsync(new UntagResourceRequest { ResourceArn = arn, TagKeys = [.. keys] }, cancellationToken)
            .ConfigureAwait(false);
    }

    private static async Task<string> ArnAsync(TableConnection table, CancellationToken cancellationToken)
        => (await TableState.DescribeAsync(table, cancellationToken).ConfigureAwait(false)).TableArn;
}
