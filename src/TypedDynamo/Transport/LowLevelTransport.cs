using Amazon.DynamoDBv2;
using TypedDynamo.Wire;

namespace TypedDynamo.Transport;

/// <summary>Sends requests by the ordinary calls of any <see cref="IAmazonDynamoDB"/>: a mock, a wrapper, a derived class, a fake.</summary>
/// <remarks>
/// The bytes become the SDK's request, and its response becomes bytes: more work than <see cref="SdkTransport"/> does, and the same result.
/// What the client throws passes through.
/// </remarks>
internal sealed class LowLevelTransport(IAmazonDynamoDB client) : ITransport
{
    public Task<ByteBuffer> SendAsync(
        DynamoOperation operation, string tableName, ByteBuffer request, CancellationToken cancellationToken)
        => operation.CallAsync(client, request, cancellationToken);
}
