using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using TypedDynamo.Wire;

namespace TypedDynamo.Transport;

/// <summary>One ordinary call of a client for each operation: our request's members into the SDK's, and its response's back.</summary>
/// <remarks>The SDK's properties are named as the members are. A member that a request here lacks is refused, never left out.</remarks>
internal static class LowLevelCalls
{
    public static async Task<ByteBuffer> GetItemAsync(IAmazonDynamoDB client, ByteBuffer body, CancellationToken cancellationToken)
    {
        var request = new GetItemRequest();
        ReadInto(request, body);
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

        static void ReadInto(GetItemRequest request, ByteBuffer body)
        {
            var members = new LowLevelRequest(body);
            while (members.Read(out string name))
            {
                switch (name)
                {
                    case nameof(request.TableName):
                        request.TableName = members.ReadString();
                        break;
                    case nameof(request.Key):
                        request.Key = members.ReadAttributes();
                        break;
                    case nameof(request.ConsistentRead):
                        request.ConsistentRead = members.ReadBoolean();
                        break;
                    case nameof(request.ProjectionExpression):
                        request.ProjectionExpression = members.ReadString();
                        break;
                    case nameof(request.ExpressionAttributeNames):
                        request.ExpressionAttributeNames = members.ReadNames();
                        break;
                    case nameof(request.ReturnConsumedCapacity):
                        request.ReturnConsumedCapacity = members.ReadString();
                        break;
                    default:
                        throw members.Unknown();
                }
            }
        }
    }

    public static async Task<ByteBuffer> PutItemAsync(IAmazonDynamoDB client, ByteBuffer body, CancellationToken cancellationToken)
    {
        var request = new PutItemRequest();
        ReadInto(request, body);
        PutItemResponse written = await client.PutItemAsync(request, cancellationToken).ConfigureAwait(false);
        return LowLevelResponse.Write(written, static (members, response) =>
        {
            members.Add(nameof(response.Attributes), NotEmpty(response.Attributes));
            members.Add(nameof(response.ConsumedCapacity), response.ConsumedCapacity);
        });

        static void ReadInto(PutItemRequest request, ByteBuffer body)
        {
            var members = new LowLevelRequest(body);
            while (members.Read(out string name))
            {
                switch (name)
                {
                    case nameof(request.TableName):
                        request.TableName = members.ReadString();
                        break;
                    case nameof(request.Item):
                        request.Item = members.ReadAttributes();
                        break;
                    case nameof(request.ReturnValues):
                        request.ReturnValues = members.ReadString();
                        break;
                    case nameof(request.ReturnConsumedCapacity):
                        request.ReturnConsumedCapacity = members.ReadString();
                        break;
                    default:
                        throw members.Unknown();
                }
            }
        }
    }

    public static async Task<ByteBuffer> DeleteItemAsync(IAmazonDynamoDB client, ByteBuffer body, CancellationToken cancellationToken)
    {
        var request = new DeleteItemRequest();
        ReadInto(request, body);
        DeleteItemResponse deleted = await client.DeleteItemAsync(request, cancellationToken).ConfigureAwait(false);
        return LowLevelResponse.Write(deleted, static (members, response) =>
        {
            members.Add(nameof(response.Attributes), NotEmpty(response.Attributes));
            members.Add(nameof(response.ConsumedCapacity), response.ConsumedCapacity);
        });

        static void ReadInto(DeleteItemRequest request, ByteBuffer body)
        {
            var members = new LowLevelRequest(body);
            while (members.Read(out string name))
            {
                switch (name)
                {
                    case nameof(request.TableName):
                        request.TableName = members.ReadString();
                        break;
                    case nameof(request.Key):
                        request.Key = members.ReadAttributes();
                        break;
                    case nameof(request.ReturnValues):
                        request.ReturnValues = members.ReadString();
                        break;
                    case nameof(request.ReturnConsumedCapacity):
                        request.ReturnConsumedCapacity = members.ReadString();
                        break;
                    default:
                        throw members.Unknown();
                }
            }
        }
    }

    public static async Task<ByteBuffer> QueryAsync(IAmazonDynamoDB client, ByteBuffer body, CancellationToken cancellationToken)
    {
        var request = new QueryRequest();
        ReadInto(request, body);
        QueryResponse page = await client.QueryAsync(request, cancellationToken).ConfigureAwait(false);
        return LowLevelResponse.Write(page, static (members, response) =>
        {
            members.Add(nameof(response.Items), response.Items);
            members.Add(nameof(response.Count), response.Count);
            members.Add(nameof(response.ScannedCount), response.ScannedCount);
            members.Add(nameof(response.LastEvaluatedKey), NotEmpty(response.LastEvaluatedKey));
            members.Add(nameof(response.ConsumedCapacity), response.ConsumedCapacity);
        });

        static void ReadInto(QueryRequest request, ByteBuffer body)
        {
            var members = new LowLevelRequest(body);
            while (members.Read(out string name))
            {
                switch (name)
                {
                    case nameof(request.TableName):
                        request.TableName = members.ReadString();
                        break;
                    case nameof(request.IndexName):
                        request.IndexName = members.ReadString();
                        break;
                    case nameof(request.KeyConditionExpression):
                        request.KeyConditionExpression = members.ReadString();
                        break;
                    case nameof(request.FilterExpression):
                        request.FilterExpression = members.ReadString();
                        break;
                    case nameof(request.ProjectionExpression):
                        request.ProjectionExpression = members.ReadString();
                        break;
                    case nameof(request.ExpressionAttributeNames):
                        request.ExpressionAttributeNames = members.ReadNames();
                        break;
                    case nameof(request.ExpressionAttributeValues):
                        request.ExpressionAttributeValues = members.ReadAttributes();
                        break;
                    case nameof(request.Select):
                        request.Select = members.ReadString();
                        break;
                    case nameof(request.ScanIndexForward):
                        request.ScanIndexForward = members.ReadBoolean();
                        break;
                    case nameof(request.ConsistentRead):
                        request.ConsistentRead = members.ReadBoolean();
                        break;
                    case nameof(request.Limit):
                        request.Limit = members.ReadInt32();
                        break;
                    case nameof(request.ExclusiveStartKey):
                        request.ExclusiveStartKey = members.ReadAttributes();
                        break;
                    case nameof(request.ReturnConsumedCapacity):
                        request.ReturnConsumedCapacity = members.ReadString();
                        break;
                    default:
                        throw members.Unknown();
                }
            }
        }
    }

    public static async Task<ByteBuffer> ScanAsync(IAmazonDynamoDB client, ByteBuffer body, CancellationToken cancellationToken)
    {
        var request = new ScanRequest();
        ReadInto(request, body);
        ScanResponse page = await client.ScanAsync(request, cancellationToken).ConfigureAwait(false);
        return LowLevelResponse.Write(page, static (members, response) =>
        {
            members.Add(nameof(response.Items), response.Items);
            members.Add(nameof(response.Count), response.Count);
            members.Add(nameof(response.ScannedCount), response.ScannedCount);
            members.Add(nameof(response.LastEvaluatedKey), NotEmpty(response.LastEvaluatedKey));
            members.Add(nameof(response.ConsumedCapacity), response.ConsumedCapacity);
        });

        static void ReadInto(ScanRequest request, ByteBuffer body)
        {
            var members = new LowLevelRequest(body);
            while (members.Read(out string name))
            {
                switch (name)
                {
                    case nameof(request.TableName):
                        request.TableName = members.ReadString();
                        break;
                    case nameof(request.IndexName):
                        request.IndexName = members.ReadString();
                        break;
                    case nameof(request.FilterExpression):
                        request.FilterExpression = members.ReadString();
                        break;
                    case nameof(request.ProjectionExpression):
                        request.ProjectionExpression = members.ReadString();
                        break;
                    case nameof(request.ExpressionAttributeNames):
                        request.ExpressionAttributeNames = members.ReadNames();
                        break;
                    case nameof(request.ExpressionAttributeValues):
                        request.ExpressionAttributeValues = members.ReadAttributes();
                        break;
                    case nameof(request.Select):
                        request.Select = members.ReadString();
                        break;
                    case nameof(request.ConsistentRead):
                        request.ConsistentRead = members.ReadBoolean();
                        break;
                    case nameof(request.Limit):
                        request.Limit = members.ReadInt32();
                        break;
                    case nameof(request.Segment):
                        request.Segment = members.ReadInt32();
                        break;
                    case nameof(request.TotalSegments):
                        request.TotalSegments = members.ReadInt32();
                        break;
                    case nameof(request.ExclusiveStartKey):
                        request.ExclusiveStartKey = members.ReadAttributes();
                        break;
                    case nameof(request.ReturnConsumedCapacity):
                        request.ReturnConsumedCapacity = members.ReadString();
                        break;
                    default:
                        throw members.Unknown();
                }
            }
        }
    }

    public static async Task<ByteBuffer> BatchWriteItemAsync(IAmazonDynamoDB client, ByteBuffer body, CancellationToken cancellationToken)
    {
        var request = new BatchWriteItemRequest();
        ReadInto(request, body);
        BatchWriteItemResponse written = await client.BatchWriteItemAsync(request, cancellationToken).ConfigureAwait(false);
        return LowLevelResponse.Write(written, static (members, response) =>
        {
            members.Add(nameof(response.UnprocessedItems), response.UnprocessedItems);
            members.Add(nameof(response.ConsumedCapacity), response.ConsumedCapacity);
        });

        static void ReadInto(BatchWriteItemRequest request, ByteBuffer body)
        {
            var members = new LowLevelRequest(body);
            while (members.Read(out string name))
            {
                switch (name)
                {
                    case nameof(request.RequestItems):
                        request.RequestItems = members.ReadWrites();
                        break;
                    case nameof(request.ReturnConsumedCapacity):
                        request.ReturnConsumedCapacity = members.ReadString();
                        break;
                    default:
                        throw members.Unknown();
                }
            }
        }
    }

    /// <summary>Leaves out what is empty: DynamoDB sends none of these empty, but the SDK may make them of nothing.</summary>
    private static Dictionary<string, AttributeValue>? NotEmpty(Dictionary<string, AttributeValue>? attributes)
        => attributes is { Count: > 0 } ? attributes : null;
}
