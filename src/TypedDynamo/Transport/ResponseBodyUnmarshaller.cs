using System.Net;
using Amazon.Runtime;
using Amazon.Runtime.Internal.Transform;
using Amazon.Runtime.Internal.Util;
using TypedDynamo.Wire;

namespace TypedDynamo.Transport;

/// <summary>Keeps the bytes of one call's response, and leaves errors to the SDK's own unmarshaller.</summary>
/// <remarks>
/// <see cref="ResponseBodyHandler"/> reads the body asynchronously. Where a customizer has taken away the handler that ours is linked to,
/// the pipeline calls <see cref="Unmarshall"/>, which reads the same bytes synchronously.
/// </remarks>
internal sealed class ResponseBodyUnmarshaller(DynamoOperation operation, string tableName) : ResponseUnmarshaller
{
    private ByteBuffer? _body;

    /// <summary>Gets the table that the SDK's rules on endpoints use.</summary>
    public string TableName => tableName;

    /// <summary>Returns the body, which the caller then owns.</summary>
    public ByteBuffer TakeBody()
        => Interlocked.Exchange(ref _body, null)
            ?? throw new InvalidOperationException("The client's pipeline returned no response body: one of its handlers created its own response.");

    public void DiscardBody() => Interlocked.Exchange(ref _body, null)?.Dispose();

    /// <summary>Keeps a body that has been read, and creates the response that the outer handlers see.</summary>
    public AmazonWebServiceResponse Complete(ByteBuffer body, IWebResponseData response)
    {
        // A retried call comes here again. A damaged body is not kept, lest a handler that replaces the failure by a response of its own
        // have it read.
        DiscardBody();
        try
        {
            ResponseBody.ThrowIfDamaged(body.Written, response);
        }
        catch
        {
            body.Dispose();
            throw;
        }

        _body = body;

        AmazonWebServiceResponse result = operation.CreateResponse();
        result.HttpStatusCode = response.StatusCode;
        result.ContentLength = response.ContentLength;
        result.ResponseMetadata = new ResponseMetadata { RequestId = response.GetHeaderValue("x-amzn-RequestId") };
        return result;
    }

    public override UnmarshallerContext CreateContext(
        IWebResponseData response, bool readEntireResponse, Stream stream, RequestMetrics metrics, bool isException, IRequestContext requestContext)
        => isException
            ? operation.Unmarshaller.CreateContext(response, readEntireResponse, stream, metrics, isException, requestContext)
            : new StreamContext(stream, response);

    public override AmazonServiceException UnmarshallException(UnmarshallerContext input, Exception innerException, HttpStatusCode statusCode)
        => operation.Unmarshaller.UnmarshallException(input, innerException, statusCode);

    public override AmazonWebServiceResponse Unmarshall(UnmarshallerContext input)
    {
        var context = (StreamContext)input;
        ByteBuffer body;
        try
        {
            body = ResponseBody.Read(context.Stream, context.ResponseData);
        }
        catch (IOException broken)
        {
            throw ResponseBody.Unreadable(context.ResponseData, broken);
        }

        return Complete(body, context.ResponseData);
    }

    protected override UnmarshallerContext ConstructUnmarshallerContext(
        Stream responseStream, bool maintainResponseBody, IWebResponseData response, bool isException)
        => new StreamContext(responseStream, response);

    protected override UnmarshallerContext ConstructUnmarshallerContext(
        Stream responseStream, bool maintainResponseBody, IWebResponseData response, bool isException, IRequestContext requestContext)
        => new StreamContext(responseStream, response);

    /// <summary>Passes the stream on, which the SDK's contexts would parse.</summary>
    private sealed class StreamContext : UnmarshallerContext
    {
        public StreamContext(Stream stream, IWebResponseData response)
        {
            Stream = stream;
            WebResponseData = response;
        }

        public Stream Stream { get; }

        public override string CurrentPath => string.Empty;

        public override int CurrentDepth => 0;

        public override bool IsStartElement => false;

        public override bool IsEndElement => false;

        public override bool IsStartOfDocument => false;
    }
}
