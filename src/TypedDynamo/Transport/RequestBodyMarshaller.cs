using System.Buffers;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;
using TypedDynamo.Wire;

namespace TypedDynamo.Transport;

/// <summary>Creates the SDK's request from bytes that are already encoded.</summary>
internal sealed class RequestBodyMarshaller(DynamoOperation operation, ByteBuffer body) : IMarshaller<IRequest, AmazonWebServiceRequest>
{
    public IRequest Marshall(AmazonWebServiceRequest input)
    {
        var content = new PooledContentStream(body.Length);
        content.BufferWriter.Write(body.Written);

        var request = new DefaultRequest(input, "Amazon.DynamoDBv2")
        {
            HttpMethod = "POST",
            ResourcePath = "/",
            ContentStream = content,
        };

        request.Headers["X-Amz-Target"] = operation.Target;
        request.Headers["Content-Type"] = "application/x-amz-json-1.0";
        request.Headers["x-amz-api-version"] = "2012-08-10";
        return request;
    }
}
