using TypedDynamo.Wire;

namespace TypedDynamo.Transport;

/// <summary>Sends a request's bytes to DynamoDB and returns the response's bytes. Encoding and decoding are the same for every transport.</summary>
internal interface ITransport
{
    /// <summary>Sends one request.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="tableName">The table, for the SDK's rules on endpoints.</param>
    /// <param name="request">The request as DynamoDB's JSON. The caller still owns it.</param>
    /// <param name="cancellationToken">Cancels the wait, and the SDK's retries.</param>
    /// <returns>The response's body, which the caller disposes of.</returns>
    /// <exception cref="Amazon.DynamoDBv2.AmazonDynamoDBException">The service refused the request, or all retries failed.</exception>
    Task<ByteBuffer> SendAsync(DynamoOperation operation, string tableName, ByteBuffer request, CancellationToken cancellationToken);
}
