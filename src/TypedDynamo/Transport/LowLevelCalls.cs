using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using TypedDynamo.Wire;

namespace TypedDynamo.Transport;

/// <summary>One ordinary call of a client for each operation: our request's members into the SDK's, and its response's back.</summary>
/// <remarks>
/// The SDK's request types share no base, so each has a table of its members: the name that DynamoDB knows, and where the value goes.
/// A member that a table lacks is refused, never left out.
/// </remarks>
internal static class LowLevelCalls
{
    private static readonly RequestMembers<GetItemRequest> s_getItemMembers = new()
    {
        ["TableName"] = static (request, ref value) => request.TableName = value.ReadString(),
        ["Key"] = static (request, ref value) => request.Key = value.ReadAttributes(),
        ["ConsistentRead"] = static (request, ref value) => request.ConsistentRead = value.ReadBoolean(),
        ["ProjectionExpression"] = static (request, ref value) => request.ProjectionExpression = value.ReadString(),
        ["ExpressionAttributeNames"] = static (request, ref value) => request.ExpressionAttributeNames = value.ReadNames(),
        ["ReturnConsumedCapacity"] = static (request, ref value) => request.ReturnConsumedCapacity = value.ReadString(),
    };

    private static readonly RequestMembers<PutItemRequest> s_putItemMembers = new()
    {
        ["TableName"] = static (request, ref value) => request.TableName = value.ReadString(),
        ["Item"] = static (request, ref value) => request.Item = value.ReadAttributes(),
        ["ConditionExpression"] = static (request, ref value) => request.ConditionExpression = value.ReadString(),
        ["ExpressionAttributeNames"] = static (request, ref value) => request.ExpressionAttributeNames = value.ReadNames(),
        ["ExpressionAttributeValues"] = static (request, ref value) => request.ExpressionAttributeValues = value.ReadAttributes(),
        ["ReturnValues"] = static (request, ref value) => request.ReturnValues = value.ReadString(),
        ["ReturnValuesOnConditionCheckFailure"] =
            static (request, ref value) => request.ReturnValuesOnConditionCheckFailure = value.ReadString(),
        ["ReturnConsumedCapacity"] = static (request, ref value) => request.ReturnConsumedCapacity = value.ReadString(),
        ["ReturnItemCollectionMetrics"] = static (request, ref value) => request.ReturnItemCollectionMetrics = value.ReadString(),
    };

    private static readonly RequestMembers<DeleteItemRequest> s_deleteItemMembers = new()
    {
        ["TableName"] = static (request, ref value) => request.TableName = value.ReadString(),
        ["Key"] = static (request, ref value) => request.Key = value.ReadAttributes(),
        ["ConditionExpression"] = static (request, ref value) => request.ConditionExpression = value.ReadString(),
        ["ExpressionAttributeNames"] = static (request, ref value) => request.ExpressionAttributeNames = value.ReadNames(),
        ["ExpressionAttributeValues"] = static (request, ref value) => request.ExpressionAttributeValues = value.ReadAttributes(),
        ["ReturnValues"] = static (request, ref value) => request.ReturnValues = value.ReadString(),
        ["ReturnValuesOnConditionCheckFailure"] =
            static (request, ref value) => request.ReturnValuesOnConditionCheckFailure = value.ReadString(),
        ["ReturnConsumedCapacity"] = static (request, ref value) => request.ReturnConsumedCapacity = value.ReadString(),
        ["ReturnItemCollectionMetrics"] = static (request, ref value) => request.ReturnItemCollectionMetrics = value.ReadString(),
    };

    private static readonly RequestMembers<UpdateItemRequest> s_updateItemMembers = new()
    {
        ["TableName"] = static (request, ref value) => request.TableName = value.ReadString(),
        ["Key"] = static (request, ref value) => request.Key = value.ReadAttributes(),
        ["UpdateExpression"] = static (request, ref value) => request.UpdateExpression = value.ReadString(),
        ["ConditionExpression"] = static (request, ref value) => request.ConditionExpression = value.ReadString(),
        ["ExpressionAttributeNames"] = static (request, ref value) => request.ExpressionAttributeNames = value.ReadNames(),
        ["ExpressionAttributeValues"] = static (request, ref value) => request.ExpressionAttributeValues = value.ReadAttributes(),
        ["ReturnValues"] = static (request, ref value) => request.ReturnValues = value.ReadString(),
        ["ReturnValuesOnConditionCheckFailure"] =
            static (request, ref value) => request.ReturnValuesOnConditionCheckFailure = value.ReadString(),
        ["ReturnConsumedCapacity"] = static (request, ref value) => request.ReturnConsumedCapacity = value.ReadString(),
        ["ReturnItemCollectionMetrics"] = static (request, ref value) => request.ReturnItemCollectionMetrics = value.ReadString(),
    };

    private static readonly RequestMembers<QueryRequest> s_queryMembers = new()
    {
        ["TableName"] = static (request, ref value) => request.TableName = value.ReadString(),
        ["IndexName"] = static (request, ref value) => request.IndexName = value.ReadString(),
        ["KeyConditionExpression"] = static (request, ref value) => request.KeyConditionExpression = value.ReadString(),
        ["FilterExpression"] = static (request, ref value) => request.FilterExpression = value.ReadString(),
        ["ProjectionExpression"] = static (request, ref value) => request.ProjectionExpression = value.ReadString(),
        ["ExpressionAttributeNames"] = static (request, ref value) => request.ExpressionAttributeNames = value.ReadNames(),
        ["ExpressionAttributeValues"] = static (request, ref value) => request.ExpressionAttributeValues = value.ReadAttributes(),
        ["Select"] = static (request, ref value) => request.Select = value.ReadString(),
        ["ScanIndexForward"] = static (request, ref value) => request.ScanIndexForward = value.ReadBoolean(),
        ["ConsistentRead"] = static (request, ref value) => request.ConsistentRead = value.ReadBoolean(),
        ["Limit"] = static (request, ref value) => request.Limit = value.ReadInt32(),
        ["ExclusiveStartKey"] = static (request, ref value) => request.ExclusiveStartKey = value.ReadAttributes(),
        ["ReturnConsumedCapacity"] = static (request, ref value) => request.ReturnConsumedCapacity = value.ReadString(),
    };

    private static readonly RequestMembers<ScanRequest> s_scanMembers = new()
    {
        ["TableName"] = static (request, ref value) => request.TableName = value.ReadString(),
        ["IndexName"] = static (request, ref value) => request.IndexName = value.ReadString(),
        ["FilterExpression"] = static (request, ref value) => request.FilterExpression = value.ReadString(),
        ["ProjectionExpression"] = static (request, ref value) => request.ProjectionExpression = value.ReadString(),
        ["ExpressionAttributeNames"] = static (request, ref value) => request.ExpressionAttributeNames = value.ReadNames(),
        ["ExpressionAttributeValues"] = static (request, ref value) => request.ExpressionAttributeValues = value.ReadAttributes(),
        ["Select"] = static (request, ref value) => request.Select = value.ReadString(),
        ["ConsistentRead"] = static (request, ref value) => request.ConsistentRead = value.ReadBoolean(),
        ["Limit"] = static (request, ref value) => request.Limit = value.ReadInt32(),
        ["Segment"] = static (request, ref value) => request.Segment = value.ReadInt32(),
        ["TotalSegments"] = static (request, ref value) => request.TotalSegments = value.ReadInt32(),
        ["ExclusiveStartKey"] = static (request, ref value) => request.ExclusiveStartKey = value.ReadAttributes(),
        ["ReturnConsumedCapacity"] = static (request, ref value) => request.ReturnConsumedCapacity = value.ReadString(),
    };

    private static readonly RequestMembers<BatchWriteItemRequest> s_batchWriteItemMembers = new()
    {
        ["RequestItems"] = static (request, ref value) => request.RequestItems = value.ReadWrites(),
        ["ReturnConsumedCapacity"] = static (request, ref value) => request.ReturnConsumedCapacity = value.ReadString(),
    };

    private static readonly RequestMembers<BatchGetItemRequest> s_batchGetItemMembers = new()
    {
        ["RequestItems"] = static (request, ref value) => request.RequestItems = value.ReadKeys(),
        ["ReturnConsumedCapacity"] = static (request, ref value) => request.ReturnConsumedCapacity = value.ReadString(),
    };

    public static async Task<ByteBuffer> GetItemAsync(IAmazonDynamoDB client, ByteBuffer body, CancellationToken cancellationToken)
    {
        GetItemRequest request = s_getItemMembers.Read(body, new());
        GetItemResponse found = await client.GetItemAsync(request, cancellationToken).ConfigureAwait(false);
        return LowLevelResponse.Write(found, (members, response) =>
        {
            // An item has at least its key, so an empty one is how some fakes say that there is none. A projection of it may be empty.
            if (response.Item is { Count: > 0 } || (response.IsItemSet && request.ProjectionExpression is not null))
            {
                members.Add(nameof(response.Item), response.Item);
            }

            members.Add(nameof(response.ConsumedCapacity), response.ConsumedCapacity);
        });
    }

    public static async Task<ByteBuffer> PutItemAsync(IAmazonDynamoDB client, ByteBuffer body, CancellationToken cancellationToken)
    {
        PutItemRequest request = s_putItemMembers.Read(body, new());
        PutItemResponse written = await client.PutItemAsync(request, cancellationToken).ConfigureAwait(false);
        return LowLevelResponse.Write(written, static (members, response) =>
        {
            members.Add(nameof(response.Attributes), NotEmpty(response.Attributes));
            members.Add(nameof(response.ConsumedCapacity), response.ConsumedCapacity);
            members.Add(nameof(response.ItemCollectionMetrics), response.ItemCollectionMetrics);
        });
    }

    public static async Task<ByteBuffer> DeleteItemAsync(IAmazonDynamoDB client, ByteBuffer body, CancellationToken cancellationToken)
    {
        DeleteItemRequest request = s_deleteItemMembers.Read(body, new());
        DeleteItemResponse deleted = await client.DeleteItemAsync(request, cancellationToken).ConfigureAwait(false);
        return LowLevelResponse.Write(deleted, static (members, response) =>
        {
            members.Add(nameof(response.Attributes), NotEmpty(response.Attributes));
            members.Add(nameof(response.ConsumedCapacity), response.ConsumedCapacity);
            members.Add(nameof(response.ItemCollectionMetrics), response.ItemCollectionMetrics);
        });
    }

    public static async Task<ByteBuffer> UpdateItemAsync(IAmazonDynamoDB client, ByteBuffer body, CancellationToken cancellationToken)
    {
        UpdateItemRequest request = s_updateItemMembers.Read(body, new());
        UpdateItemResponse updated = await client.UpdateItemAsync(request, cancellationToken).ConfigureAwait(false);
        return LowLevelResponse.Write(updated, static (members, response) =>
        {
            members.Add(nameof(response.Attributes), NotEmpty(response.Attributes));
            members.Add(nameof(response.ConsumedCapacity), response.ConsumedCapacity);
            members.Add(nameof(response.ItemCollectionMetrics), response.ItemCollectionMetrics);
        });
    }

    public static async Task<ByteBuffer> QueryAsync(IAmazonDynamoDB client, ByteBuffer body, CancellationToken cancellationToken)
    {
        QueryRequest request = s_queryMembers.Read(body, new());
        QueryResponse page = await client.QueryAsync(request, cancellationToken).ConfigureAwait(false);
        return LowLevelResponse.Write(page, static (members, response) =>
        {
            members.Add(nameof(response.Items), response.Items);
            members.Add(nameof(response.Count), response.Count);
            members.Add(nameof(response.ScannedCount), response.ScannedCount);
            members.Add(nameof(response.LastEvaluatedKey), NotEmpty(response.LastEvaluatedKey));
            members.Add(nameof(response.ConsumedCapacity), response.ConsumedCapacity);
        });
    }

    public static async Task<ByteBuffer> ScanAsync(IAmazonDynamoDB client, ByteBuffer body, CancellationToken cancellationToken)
    {
        ScanRequest request = s_scanMembers.Read(body, new());
        ScanResponse page = await client.ScanAsync(request, cancellationToken).ConfigureAwait(false);
        return LowLevelResponse.Write(page, static (members, response) =>
        {
            members.Add(nameof(response.Items), response.Items);
            members.Add(nameof(response.Count), response.Count);
            members.Add(nameof(response.ScannedCount), response.ScannedCount);
            members.Add(nameof(response.LastEvaluatedKey), NotEmpty(response.LastEvaluatedKey));
            members.Add(nameof(response.ConsumedCapacity), response.ConsumedCapacity);
        });
    }

    public static async Task<ByteBuffer> BatchWriteItemAsync(IAmazonDynamoDB client, ByteBuffer body, CancellationToken cancellationToken)
    {
        BatchWriteItemRequest request = s_batchWriteItemMembers.Read(body, new());
        BatchWriteItemResponse written = await client.BatchWriteItemAsync(request, cancellationToken).ConfigureAwait(false);
        return LowLevelResponse.Write(written, static (members, response) =>
        {
            members.Add(nameof(response.UnprocessedItems), response.UnprocessedItems);
            members.Add(nameof(response.ConsumedCapacity), response.ConsumedCapacity);
        });
    }

    public static async Task<ByteBuffer> BatchGetItemAsync(IAmazonDynamoDB client, ByteBuffer body, CancellationToken cancellationToken)
    {
        BatchGetItemRequest request = s_batchGetItemMembers.Read(body, new());
        BatchGetItemResponse found = await client.BatchGetItemAsync(request, cancellationToken).ConfigureAwait(false);
        return LowLevelResponse.Write(found, static (members, response) =>
        {
            members.Add(nameof(response.Responses), response.Responses);
            members.Add(nameof(response.UnprocessedKeys), response.UnprocessedKeys);
            members.Add(nameof(response.ConsumedCapacity), response.ConsumedCapacity);
        });
    }

    /// <summary>Leaves out what is empty: DynamoDB sends none of these empty, but the SDK may make them of nothing.</summary>
    private static Dictionary<string, AttributeValue>? NotEmpty(Dictionary<string, AttributeValue>? attributes)
        => attributes is { Count: > 0 } ? attributes : null;
}
