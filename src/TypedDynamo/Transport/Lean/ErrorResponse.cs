using System.Globalization;
using System.Net;
using Amazon.Runtime;
using Amazon.Runtime.EventStreams;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;
using TypedDynamo.Wire;

namespace TypedDynamo.Transport.Lean;

/// <summary>An error response in the form that the SDK's unmarshallers expect.</summary>
internal sealed class ErrorResponse : IWebResponseData, IHttpResponseBody
{
    // Beyond this the SDK takes a refused signature for a matter of clocks.
    private static readonly TimeSpan s_clockSkewThreshold = TimeSpan.FromMinutes(4);

    private readonly Dictionary<string, string> _headers = new(StringComparer.OrdinalIgnoreCase);
    private readonly MemoryStream _body;

    private ErrorResponse(HttpResponseMessage response, ByteBuffer body)
    {
        StatusCode = response.StatusCode;
        foreach (KeyValuePair<string, IEnumerable<string>> header in response.Headers.Concat(response.Content.Headers))
        {
            _headers.TryAdd(header.Key, header.Value.First());
        }

        // Until it is asked for, a content does not have the length that it computes.
        ContentLength = response.Content.Headers.ContentLength ?? 0;
        if (response.Content.Headers.ContentLength is { } length)
        {
            _headers["Content-Length"] = length.ToString(CultureInfo.InvariantCulture);
        }

        _body = new MemoryStream(body.Written.ToArray(), writable: false);
    }

    public long ContentLength { get; }

    public string? ContentType => GetHeaderValue("Content-Type");

    public HttpStatusCode StatusCode { get; }

    public bool IsSuccessStatusCode => false;

    public IHttpResponseBody ResponseBody => this;

    /// <summary>Gets whether the service refused the signature because the clocks of both sides differ.</summary>
    public bool IsClockSkewed { get; private set; }

    /// <summary>Creates the exception that the SDK creates from a response.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="response">The response.</param>
    /// <param name="body">Its body.</param>
    /// <param name="clockSkew">How far the service's clock is ahead of ours; null if the response does not tell, or to ignore it.</param>
    /// <param name="clockCorrection">How far ahead of our clock the request was signed: the clock may have been corrected since.</param>
    public static AmazonServiceException CreateException(
        DynamoOperation operation, HttpResponseMessage response, ByteBuffer body, TimeSpan? clockSkew, TimeSpan clockCorrection)
    {
        var data = new ErrorResponse(response, body);
        var inner = new HttpErrorResponseException(data);
        UnmarshallerContext context = operation.Unmarshaller.CreateContext(data, true, data._body, null, true, null);
        AmazonServiceException error;
        try
        {
            error = operation.Unmarshaller.UnmarshallException(context, inner, data.StatusCode);
        }
        catch (Exception unreadable) when (unreadable is not (AmazonServiceException or AmazonClientException))
        {
            return new AmazonUnmarshallingException(
                data.GetHeaderValue("x-amzn-RequestId"), lastKnownLocation: null, context.ResponseBody, unreadable, data.StatusCode);
        }

        data.IsClockSkewed = clockSkew is { } skew
            && (skew.Duration() > s_clockSkewThreshold || (skew - clockCorrection).Duration() > s_clockSkewThreshold)
            && MayBeClockSkew(error.ErrorCode);
        return error;
    }

    public string? GetHeaderValue(string headerName) => _headers.GetValueOrDefault(headerName);

    public bool IsHeaderPresent(string headerName) => _headers.ContainsKey(headerName);

    public string[] GetHeaderNames() => [.. _headers.Keys];

    // Only answers that are streams of events have such headers.
    public IEventStreamHeader? GetEventStreamHeader(string headerName) => null;

    public bool IsEventHeaderPresent(string headerName) => false;

    public Stream OpenResponse() => _body;

    public Task<Stream> OpenResponseAsync() => Task.FromResult<Stream>(_body);

    public void Dispose() => _body.Dispose();

    private static bool MayBeClockSkew(string? code)
        => code is "InvalidSignatureException" or "SignatureDoesNotMatch" or "AuthFailure" or "RequestTimeTooSkewed" or "AccessDeniedException"
            or "RequestExpired" or "RequestInTheFuture";
}
