using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using Amazon.Runtime;
using Amazon.Runtime.Internal.Transform;
using TypedDynamo.Wire;

namespace TypedDynamo.Transport;

/// <summary>Reads a response's body into a pooled buffer, and checks it.</summary>
internal static class ResponseBody
{
    // What an answer without Content-Length starts with; most answers of that kind are short.
    private const int UnknownLengthCapacity = 4096;

    // The longest answer has 16 MB of items (API Reference, BatchGetItem). A header that promises more gets its memory as the bytes come.
    private const int MaxFirstCapacity = 1 << 25;

    public static Task<ByteBuffer> ReadAsync(Stream stream, IWebResponseData response, CancellationToken cancellationToken)
        => ReadAsync(stream, response.ContentLength, cancellationToken).AsTask();

    /// <param name="stream">The body.</param>
    /// <param name="length">The expected length of the body, if the response tells it.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public static async ValueTask<ByteBuffer> ReadAsync(Stream stream, long? length, CancellationToken cancellationToken)
    {
        var body = new ByteBuffer(Capacity(length));
        try
        {
            int count;
            do
            {
                count = await stream.ReadAsync(body.GetMemory(1), cancellationToken).ConfigureAwait(false);
                body.Advance(count);
            }
            while (count > 0);

            return body;
        }
        catch
        {
            body.Dispose();
            throw;
        }
    }

    public static ByteBuffer Read(Stream stream, IWebResponseData response)
    {
        var body = new ByteBuffer(Capacity(response.ContentLength));
        try
        {
            int count;
            do
            {
                count = stream.Read(body.GetSpan(1));
                body.Advance(count);
            }
            while (count > 0);

            return body;
        }
        catch
        {
            body.Dispose();
            throw;
        }
    }

    /// <summary>Creates the SDK's exception for a success whose body cannot be read, with the request's id. The SDK retries it.</summary>
    /// <param name="requestId">The request's id.</param>
    /// <param name="statusCode">The status of the response.</param>
    /// <param name="cause">The cause.</param>
    public static AmazonUnmarshallingException Unreadable(string? requestId, HttpStatusCode statusCode, Exception cause)
        => new(requestId, lastKnownLocation: null, cause, statusCode);

    public static AmazonUnmarshallingException Unreadable(IWebResponseData response, Exception cause)
        => Unreadable(response.GetHeaderValue("x-amzn-RequestId"), response.StatusCode, cause);

    /// <summary>Creates the exception for an encoded body, which no request asks for and DynamoDB does not send unasked.</summary>
    /// <param name="encoding">The <c>Content-Encoding</c> header.</param>
    public static InvalidDataException Encoded(string encoding)
        => new($"The response's body has the Content-Encoding '{encoding}', which was not requested.");

    /// <summary>Checks length and CRC under the same conditions as the SDK, so not of chunked bodies.</summary>
    /// <exception cref="IOException">The body is damaged. The SDK retries the call, as for its own responses.</exception>
    /// <exception cref="AmazonUnmarshallingException">The body is encoded. The SDK retries that too.</exception>
    public static void ThrowIfDamaged(ReadOnlySpan<byte> body, IWebResponseData response)
    {
        if (response.GetHeaderValue("Content-Encoding") is { Length: > 0 } encoding)
        {
            throw Unreadable(response, Encoded(encoding));
        }

        bool hasLength = long.TryParse(
            response.GetHeaderValue("Content-Length"), NumberStyles.None, CultureInfo.InvariantCulture, out long length);
        if (hasLength)
        {
            ThrowIfDamaged(body, length, response.GetHeaderValue("x-amz-crc32"));
        }
    }

    /// <param name="body">The body, which has a length in its headers and is not encoded.</param>
    /// <param name="length">The length.</param>
    /// <param name="crc">The <c>x-amz-crc32</c> header.</param>
    public static void ThrowIfDamaged(ReadOnlySpan<byte> body, long length, string? crc)
    {
        if (length != body.Length)
        {
            throw new IOException($"The response's body ended after {body.Length} of {length} bytes.");
        }

        if (uint.TryParse(crc, NumberStyles.None, CultureInfo.InvariantCulture, out uint expected) && Crc32.Compute(body) != expected)
        {
            throw new IOException("The response's body does not have the CRC-32 that its x-amz-crc32 header names.");
        }
    }

    // One byte more than the body, so that the read that finds its end needs no larger buffer.
    private static int Capacity(long? length) => length is > 0 ? (int)Math.Min(length.Value + 1, MaxFirstCapacity) : UnknownLengthCapacity;
}
