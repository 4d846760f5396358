using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.DynamoDBv2.Model.Internal.MarshallTransformations;
using Amazon.Runtime;
using Amazon.Runtime.Internal.Transform;
using TypedDynamo.Wire;

namespace TypedDynamo.Transport;

/// <summary>An operation of DynamoDB's API, and what the SDK's pipeline needs for it.</summary>
internal sealed class DynamoOperation
{
    public static readonly DynamoOperation GetItem = new(
        "GetItem",
        static table => new GetItemRequest { TableName = table },
        static () => new GetItemResponse(),
        GetItemResponseUnmarshaller.Instance,
        LowLevelCalls.GetItemAsync);

    public static readonly DynamoOperation PutItem = new(
        "PutItem",
        static table => new PutItemRequest { TableName = table },
        static () => new PutItemResponse(),
        PutItemResponseUnmarshaller.Instance,
        LowLevelCalls.PutItemAsync);

    public static readonly DynamoOperation DeleteItem = new(
        "DeleteItem",
        static table => new DeleteItemRequest { TableName = table },
        static () => new DeleteItemResponse(),
        DeleteItemResponseUnmarshaller.Instance,
        LowLevelCalls.DeleteItemAsync);

    public static readonly DynamoOperation UpdateItem = new(
        "UpdateItem",
        static table => new UpdateItemRequest { TableName = table },
        static () => new UpdateItemResponse(),
        UpdateItemResponseUnmarshaller.Instance,
        LowLevelCalls.UpdateItemAsync);

    public static readonly DynamoOperation Query = new(
        "Query",
        static table => new QueryRequest { TableName = table },
        static () => new QueryResponse(),
        QueryResponseUnmarshaller.Instance,
        LowLevelCalls.QueryAsync);

    public static readonly DynamoOperation Scan = new(
        "Scan",
        static table => new ScanRequest { TableName = table },
        static () => new ScanResponse(),
        ScanResponseUnmarshaller.Instance,
        LowLevelCalls.ScanAsync);

    public static readonly DynamoOperation BatchWriteItem = new(
        "BatchWriteItem",
        static table => new BatchWriteItemRequest { RequestItems = new() { [table] = [] } },
        static () => new BatchWriteItemResponse(),
        BatchWriteItemResponseUnmarshaller.Instance,
        LowLevelCalls.BatchWriteItemAsync);

    public static readonly DynamoOperation BatchGetItem = new(
        "BatchGetItem",
        static table => new BatchGetItemRequest { RequestItems = new() { [table] = new() } },
        static () => new BatchGetItemResponse(),
        BatchGetItemResponseUnmarshaller.Instance,
        LowLevelCalls.BatchGetItemAsync);

    // The SDK's rule on the endpoint of a transaction looks at the tables of its entries.
    public static readonly DynamoOperation TransactWriteItems = new(
        "TransactWriteItems",
        static table => new TransactWriteItemsRequest { TransactItems = [new() { ConditionCheck = new() { TableName = table } }] },
        static () => new TransactWriteItemsResponse(),
        TransactWriteItemsResponseUnmarshaller.Instance,
        LowLevelCalls.TransactWriteItemsAsync);

    public static readonly DynamoOperation TransactGetItems = new(
        "TransactGetItems",
        static table => new TransactGetItemsRequest { TransactItems = [new() { Get = new() { TableName = table } }] },
        static () => new TransactGetItemsResponse(),
        TransactGetItemsResponseUnmarshaller.Instance,
        LowLevelCalls.TransactGetItemsAsync);

    public static readonly DynamoOperation ExecuteStatement = new(
        "ExecuteStatement",
        static _ => new ExecuteStatementRequest(),
        static () => new ExecuteStatementResponse(),
        ExecuteStatementResponseUnmarshaller.Instance,
        LowLevelCalls.ExecuteStatementAsync);

    public static readonly DynamoOperation BatchExecuteStatement = new(
        "BatchExecuteStatement",
        static _ => new BatchExecuteStatementRequest(),
        static () => new BatchExecuteStatementResponse(),
        BatchExecuteStatementResponseUnmarshaller.Instance,
        LowLevelCalls.BatchExecuteStatementAsync);

    public static readonly DynamoOperation ExecuteTransaction = new(
        "ExecuteTransaction",
        static _ => new ExecuteTransactionRequest(),
        static () => new ExecuteTransactionResponse(),
        ExecuteTransactionResponseUnmarshaller.Instance,
        LowLevelCalls.ExecuteTransactionAsync);

    private readonly Func<string, AmazonWebServiceRequest> _createRequest;
    private readonly Func<AmazonWebServiceResponse> _createResponse;

    private DynamoOperation(
        string name,
        Func<string, AmazonWebServiceRequest> createRequest,
        Func<AmazonWebServiceResponse> createResponse,
        JsonResponseUnmarshaller unmarshaller,
        Func<IAmazonDynamoDB, ByteBuffer, CancellationToken, Task<ByteBuffer>> callAsync)
    {
        Name = name;
        Target = "DynamoDB_20120810." + name;
        _createRequest = createRequest;
        _createResponse = createResponse;
        Unmarshaller = unmarshaller;
        CallAsync = callAsync;
    }

    /// <summary>Gets the operation's name in DynamoDB's API.</summary>
    public string Name { get; }

    /// <summary>Gets whether the operation consumes write units.</summary>
    public bool IsWrite => !(Name.Contains("Get", StringComparison.Ordinal) || Name is "Query" or "Scan");

    /// <summary>Gets whether executing a request twice has the same effect as executing it once. Updates and statements may add.</summary>
    /// <remarks>Transactions have tokens by which DynamoDB recognizes them.</remarks>
    public bool IsIdempotent => Name is not ("UpdateItem" or "ExecuteStatement" or "BatchExecuteStatement");

    /// <summary>Gets the value of the <c>X-Amz-Target</c> header.</summary>
    public string Target { get; }

    /// <summary>Gets the SDK's unmarshaller, which converts error responses to its typed exceptions.</summary>
    public JsonResponseUnmarshaller Unmarshaller { get; }

    /// <summary>Gets the client's ordinary call: the request's bytes in, the response's bytes out.</summary>
    public Func<IAmazonDynamoDB, ByteBuffer, CancellationToken, Task<ByteBuffer>> CallAsync { get; }

    /// <summary>Creates the request that the SDK's endpoint rules and the user's event handlers see: the table's name and nothing else.</summary>
    public AmazonWebServiceRequest CreateRequest(string tableName) => _createRequest(tableName);

    /// <summary>Creates the response that the user's event handlers see: its metadata, without items.</summary>
    public AmazonWebServiceResponse CreateResponse() => _createResponse();
}
