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

    public override Task<BatchGetItemResponse> BatchGetItemAsync(
        BatchGetItemRequest request, CancellationToken cancellationToken = default)
        => inner.BatchGetItemAsync(request, cancellationToken);

    public override Task<CreateTableResponse> CreateTableAsync(CreateTableRequest request, CancellationToken cancellationToken = default)
        => inner.CreateTableAsync(request, cancellationToken);

    public override Task<DescribeTableResponse> DescribeTableAsync(
        DescribeTableRequest request, CancellationToken cancellationToken = default)
        => inner.DescribeTableAsync(request, cancellationToken);

    public override Task<DeleteTableResponse> DeleteTableAsync(DeleteTableRequest request, CancellationToken cancellationToken = default)
        => inner.DeleteTableAsync(request, cancellationToken);
}
