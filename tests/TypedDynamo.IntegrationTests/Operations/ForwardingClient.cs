using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;

namespace TypedDynamo.IntegrationTests.Operations;

/// <summary>Passes the ordinary calls on to another client, as wrappers do that measure or log. Its own pipeline leads nowhere.</summary>
public sealed class ForwardingClient(IAmazonDynamoDB inner)
    : AmazonDynamoDBClient(new AnonymousAWSCredentials(), new AmazonDynamoDBConfig { ServiceURL = "http://nowhere.invalid" })
{
    public static IAmazonDynamoDB Around(IAmazonDynamoDB inner) => new ForwardingClient(inner);

    public override Task<GetItemResponse> GetItemAsync(GetItemRequest request, CancellationToken cancellationToken = default)
        => inner.GetItemAsync(request, cancellationToken);

    public override Task<PutItemResponse> PutItemAsync(PutItemRequest request, CancellationToken cancellationToken = default)
        => inner.PutItemAsync(request, cancellationToken);

    public override Task<UpdateItemResponse> UpdateItemAsync(UpdateItemRequest request, CancellationToken cancellationToken = default)
        => inner.UpdateItemAsync(request, cancellationToken);

    public override Task<DeleteItemResponse> DeleteItemAsync(DeleteItemRequest request, CancellationToken cancellationToken = default)
        => inner.DeleteItemAsync(request, cancellationToken);

    public override Task<QueryResponse> QueryAsync(QueryRequest request, CancellationToken cancellationToken = default)
        => inner.QueryAsync(request, cancellationToken);

    public override Task<ScanResponse> ScanAsync(ScanRequest request, CancellationToken cancellationToken = default)
        => inner.ScanAsync(request, cancellationToken);

    public override Task<BatchWriteItemResponse> BatchWriteItemAsync(
        BatchWriteItemRequest request, CancellationToken cancellationToken = default)
        => inner.BatchWriteItemAsync(request, cancellationToken);

    public override Task<TransactWriteItemsResponse> TransactWriteItemsAsync(
        TransactWriteItemsRequest request, CancellationToken cancellationToken = default)
        => inner.TransactWriteItemsAsync(request, cancellationToken);

    public override Task<TransactGetItemsResponse> TransactGetItemsAsync(
        TransactGetItemsRequest request, CancellationToken cancellationToken = default)
        => inner.TransactGetItemsAsync(request, cancellationToken);

    public override Task<BatchGetItemResponse> BatchGetItemAsync(
        BatchGetItemRequest request, CancellationToken cancellationToken = default)
        => inner.BatchGetItemAsync(request, cancellationToken);

    public override Task<ExecuteStatementResponse> ExecuteStatementAsync(
        ExecuteStatementRequest request, CancellationToken cancellationToken = default)
        => inner.ExecuteStatementAsync(request, cancellationToken);

    public override Task<BatchExecuteStatementResponse> BatchExecuteStatementAsync(
        BatchExecuteStatementRequest request, CancellationToken cancellationToken = default)
        => inner.BatchExecuteStatementAsync(request, cancellationToken);

    public override Task<ExecuteTransactionResponse> ExecuteTransactionAsync(
        ExecuteTransactionRequest request, CancellationToken cancellationToken = default)
        => inner.ExecuteTransactionAsync(request, cancellationToken);

    public override Task<CreateTableResponse> CreateTableAsync(CreateTableRequest request, CancellationToken cancellationToken = default)
        => inner.CreateTableAsync(request, cancellationToken);

    public override Task<DescribeTableResponse> DescribeTableAsync(
        DescribeTableRequest request, CancellationToken cancellationToken = default)
        => inner.DescribeTableAsync(request, cancellationToken);

    public override Task<DeleteTableResponse> DeleteTableAsync(DeleteTableRequest request, CancellationToken cancellationToken = default)
        => inner.DeleteTableAsync(request, cancellationToken);

    public override Task<UpdateTableResponse> UpdateTableAsync(
        UpdateTableRequest request, CancellationToken cancellationToken = default)
        => inner.UpdateTableAsync(request, cancellationToken);

    public override Task<UpdateTimeToLiveResponse> UpdateTimeToLiveAsync(
        UpdateTimeToLiveRequest request, CancellationToken cancellationToken = default)
        => inner.UpdateTimeToLiveAsync(request, cancellationToken);

    public override Task<DescribeTimeToLiveResponse> DescribeTimeToLiveAsync(
        DescribeTimeToLiveRequest request, CancellationToken cancellationToken = default)
        => inner.DescribeTimeToLiveAsync(request, cancellationToken);

    public override Task<ListTablesResponse> ListTablesAsync(
        ListTablesRequest request, CancellationToken cancellationToken = default)
        => inner.ListTablesAsync(request, cancellationToken);

    public override Task<TagResourceResponse> TagResourceAsync(
        TagResourceRequest request, CancellationToken cancellationToken = default)
        => inner.TagResourceAsync(request, cancellationToken);

    public override Task<UntagResourceResponse> UntagResourceAsync(
        UntagResourceRequest request, CancellationToken cancellationToken = default)
        => inner.UntagResourceAsync(request, cancellationToken);

    public override Task<ListTagsOfResourceResponse> ListTagsOfResourceAsync(
        ListTagsOfResourceRequest request, CancellationToken cancellationToken = default)
        => inner.ListTagsOfResourceAsync(request, cancellationToken);

    public override Task<UpdateContinuousBackupsResponse> UpdateContinuousBackupsAsync(
        UpdateContinuousBackupsRequest request, CancellationToken cancellationToken = default)
        => inner.UpdateContinuousBackupsAsync(request, cancellationToken);

    public override Task<DescribeContinuousBackupsResponse> DescribeContinuousBackupsAsync(
        DescribeContinuousBackupsRequest request, CancellationToken cancellationToken = default)
        => inner.DescribeContinuousBackupsAsync(request, cancellationToken);
}
