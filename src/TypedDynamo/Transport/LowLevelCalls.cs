using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using TypedDynamo.Wire;

namespace TypedDynamo.Transport;

/// <summary>Makes one ordinary call of a client for each operation: converts our request to the SDK's, and its response back.</summary>
/// <remarks>
/// The SDK's request types share no base, so each has a table of its members: the name that DynamoDB knows, and where the value goes.
/// A member that a table lacks is refused, never dropped.
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

    private static readonly RequestMembers<Put> s_putMembers = new()
    {
        ["TableName"] = static (entry, ref value) => entry.TableName = value.ReadString(),
        ["Item"] = static (entry, ref value) => entry.Item = value.ReadAttributes(),
        ["ConditionExpression"] = static (entry, ref value) => entry.ConditionExpression = value.ReadString(),
        ["ExpressionAttributeNames"] = static (entry, ref value) => entry.ExpressionAttributeNames = value.ReadNames(),
        ["ExpressionAttributeValues"] = static (entry, ref value) => entry.ExpressionAttributeValues = value.ReadAttributes(),
        ["ReturnValuesOnConditionCheckFailure"] =
            static (entry, ref value) => entry.ReturnValuesOnConditionCheckFailure = value.ReadString(),
    };

    private static readonly RequestMembers<Update> s_updateMembers = new()
    {
        ["TableName"] = static (entry, ref value) => entry.TableName = value.ReadString(),
        ["Key"] = static (entry, ref value) => entry.Key = value.ReadAttributes(),
        ["UpdateExpression"] = static (entry, ref value) => entry.UpdateExpression = value.ReadString(),
        ["ConditionExpression"] = static (entry, ref value) => entry.ConditionExpression = value.ReadString(),
        ["ExpressionAttributeNames"] = static (entry, ref value) => entry.ExpressionAttributeNames = value.ReadNames(),
        ["ExpressionAttributeValues"] = static (entry, ref value) => entry.ExpressionAttributeValues = value.ReadAttributes(),
        ["ReturnValuesOnConditionCheckFailure"] =
            static (entry, ref value) => entry.ReturnValuesOnConditionCheckFailure = value.ReadString(),
    };

    private static readonly RequestMembers<Delete> s_deleteMembers = new()
    {
        ["TableName"] = static (entry, ref value) => entry.TableName = value.ReadString(),
        ["Key"] = static (entry, ref value) => entry.Key = value.ReadAttributes(),
        ["ConditionExpression"] = static (entry, ref value) => entry.ConditionExpression = value.ReadString(),
        ["ExpressionAttributeNames"] = static (entry, ref value) => entry.ExpressionAttributeNames = value.ReadNames(),
        ["ExpressionAttributeValues"] = static (entry, ref value) => entry.ExpressionAttributeValues = value.ReadAttributes(),
        ["ReturnValuesOnConditionCheckFailure"] =
            static (entry, ref value) => entry.ReturnValuesOnConditionCheckFailure = value.ReadString(),
    };

    private static readonly RequestMembers<ConditionCheck> s_conditionCheckMembers = new()
    {
        ["TableName"] = static (entry, ref value) => entry.TableName = value.ReadString(),
        ["Key"] = static (entry, ref value) => entry.Key = value.ReadAttributes(),
        ["ConditionExpression"] = static (entry, ref value) => entry.ConditionExpression = value.ReadString(),
        ["ExpressionAttributeNames"] = static (entry, ref value) => entry.ExpressionAttributeNames = value.ReadNames(),
        ["ExpressionAttributeValues"] = static (entry, ref value) => entry.ExpressionAttributeValues = value.ReadAttributes(),
        ["ReturnValuesOnConditionCheckFailure"] =
            static (entry, ref value) => entry.ReturnValuesOnConditionCheckFailure = value.ReadString(),
    };

    private static readonly RequestMembers<Get> s_getMembers = new()
    {
        ["TableName"] = static (entry, ref value) => entry.TableName = value.ReadString(),
        ["Key"] = static (entry, ref value) => entry.Key = value.ReadAttributes(),
        ["ProjectionExpression"] = static (entry, ref value) => entry.ProjectionExpression = value.ReadString(),
        ["ExpressionAttributeNames"] = static (entry, ref value) => entry.ExpressionAttributeNames = value.ReadNames(),
    };

    private static readonly RequestMembers<TransactWriteItem> s_transactWriteMembers = new()
    {
        ["Put"] = static (entry, ref value) => entry.Put = s_putMembers.Read(ref value, new()),
        ["Update"] = static (entry, ref value) => entry.Update = s_updateMembers.Read(ref value, new()),
        ["Delete"] = static (entry, ref value) => entry.Delete = s_deleteMembers.Read(ref value, new()),
        ["ConditionCheck"] = static (entry, ref value) => entry.ConditionCheck = s_conditionCheckMembers.Read(ref value, new()),
    };

    private static readonly RequestMembers<TransactWriteItemsRequest> s_transactWriteItemsMembers = new()
    {
        ["TransactItems"] = static (request, ref value) => request.TransactItems = value.ReadList(s_transactWriteMembers),
        ["ClientRequestToken"] = static (request, ref value) => request.ClientRequestToken = value.ReadString(),
        ["ReturnConsumedCapacity"] = static (request, ref value) => request.ReturnConsumedCapacity = value.ReadString(),
        ["ReturnItemCollectionMetrics"] = static (request, ref value) => request.ReturnItemCollectionMetrics = value.ReadString(),
    };

    private static readonly RequestMembers<TransactGetItem> s_transactGetMembers = new()
    {
        ["Get"] = static (entry, ref value) => entry.Get = s_getMembers.Read(ref value, new()),
    };

    private static readonly RequestMembers<TransactGetItemsRequest> s_transactGetItemsMembers = new()
    {
        ["TransactItems"] = static (request, ref value) => request.TransactItems = value.ReadList(s_transactGetMembers),
        ["ReturnConsumedCapacity"] = static (request, ref value) => request.ReturnConsumedCapacity = value.ReadString(),
    };

    private static readonly RequestMembers<ExecuteStatementRequest> s_executeStatementMembers = new()
    {
        ["Statement"] = static (request, ref value) => request.Statement = value.ReadString(),
        ["Parameters"] = static (request, ref value) => request.Parameters = value.ReadValues(),
        ["ConsistentRead"] = static (request, ref value) => request.ConsistentRead = value.ReadBoolean(),
        ["Limit"] = static (request, ref value) => request.Limit = value.ReadInt32(),
        ["NextToken"] = static (request, ref value) => request.NextToken = value.ReadString(),
        ["ReturnConsumedCapacity"] = static (request, ref value) => request.ReturnConsumedCapacity = value.ReadString(),
    };

    private static readonly RequestMembers<BatchStatementRequest> s_batchStatementMembers = new()
    {
        ["Statement"] = static (entry, ref value) => entry.Statement = value.ReadString(),
        ["Parameters"] = static (entry, ref value) => entry.Parameters = value.ReadValues(),
    };

    private static readonly RequestMembers<ParameterizedStatement> s_transactStatementMembers = new()
    {
        ["Statement"] = static (entry, ref value) => entry.Statement = value.ReadString(),
        ["Parameters"] = static (entry, ref value) => entry.Parameters = value.ReadValues(),
    };

    private static readonly RequestMembers<BatchExecuteStatementRequest> s_batchExecuteStatementMembers = new()
    {
        ["Statements"] = static (request, ref value) => request.Statements = value.ReadList(s_batchStatementMembers),
        ["ReturnConsumedCapacity"] = static (request, ref value) => request.ReturnConsumedCapacity = value.ReadString(),
    };

    private static readonly RequestMembers<ExecuteTransactionRequest> s_executeTransactionMembers = new()
    {
        ["TransactStatements"] = static (request, ref value) => request.TransactStatements = value.ReadList(s_transactStatementMembers),
        ["ClientRequestToken"] = static (request, ref value) => request.ClientRequestToken = value.ReadString(),
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

    public static async Task<ByteBuffer> TransactWriteItemsAsync(
        IAmazonDynamoDB client, ByteBuffer body, CancellationToken cancellationToken)
    {
        TransactWriteItemsRequest request = s_transactWriteItemsMembers.Read(body, new());
        TransactWriteItemsResponse written = await client.TransactWriteItemsAsync(request, cancellationToken).ConfigureAwait(false);
        return LowLevelResponse.Write(written, static (members, response) =>
        {
            members.Add(nameof(response.ConsumedCapacity), response.ConsumedCapacity);
            members.Add(nameof(response.ItemCollectionMetrics), response.ItemCollectionMetrics);
        });
    }

    public static async Task<ByteBuffer> TransactGetItemsAsync(IAmazonDynamoDB client, ByteBuffer body, CancellationToken cancellationToken)
    {
        TransactGetItemsRequest request = s_transactGetItemsMembers.Read(body, new());
        TransactGetItemsResponse read = await client.TransactGetItemsAsync(request, cancellationToken).ConfigureAwait(false);
        return LowLevelResponse.Write(read, (members, response) =>
        {
            members.Add(nameof(response.Responses), response.Responses, request.TransactItems ?? []);
            members.Add(nameof(response.ConsumedCapacity), response.ConsumedCapacity);
        });
    }

    public static async Task<ByteBuffer> ExecuteStatementAsync(IAmazonDynamoDB client, ByteBuffer body, CancellationToken cancellationToken)
    {
        ExecuteStatementRequest request = s_executeStatementMembers.Read(body, new());
        ExecuteStatementResponse page = await client.ExecuteStatementAsync(request, cancellationToken).ConfigureAwait(false);
        return LowLevelResponse.Write(page, static (members, response) =>
        {
            members.Add(nameof(response.Items), response.Items);
            members.Add(nameof(response.NextToken), response.NextToken);
            members.Add(nameof(response.LastEvaluatedKey), NotEmpty(response.LastEvaluatedKey));
            members.Add(nameof(response.ConsumedCapacity), response.ConsumedCapacity);
        });
    }

    public static async Task<ByteBuffer> BatchExecuteStatementAsync(
        IAmazonDynamoDB client, ByteBuffer body, CancellationToken cancellationToken)
    {
        BatchExecuteStatementRequest request = s_batchExecuteStatementMembers.Read(body, new());
        BatchExecuteStatementResponse executed = await client.BatchExecuteStatementAsync(request, cancellationToken).ConfigureAwait(false);
        return LowLevelResponse.Write(executed, static (members, response) =>
        {
            members.Add(nameof(response.Responses), response.Responses);
            members.Add(nameof(response.ConsumedCapacity), response.ConsumedCapacity);
        });
    }

    public static async Task<ByteBuffer> ExecuteTransactionAsync(IAmazonDynamoDB client, ByteBuffer body, CancellationToken cancellationToken)
    {
        ExecuteTransactionRequest request = s_executeTransactionMembers.Read(body, new());
        ExecuteTransactionResponse executed = await client.ExecuteTransactionAsync(request, cancellationToken).ConfigureAwait(false);
        return LowLevelResponse.Write(executed, static (members, response) =>
        {
            members.Add(nameof(response.Responses), response.Responses, entries: []);
            members.Add(nameof(response.ConsumedCapacity), response.ConsumedCapacity);
        });
    }

    /// <summary>Returns null for an empty collection: DynamoDB sends none of these empty, but the SDK may create them.</summary>
    private static Dictionary<string, AttributeValue>? NotEmpty(Dictionary<string, AttributeValue>? attributes)
        => attributes is { Count: > 0 } ? attributes : null;
}
