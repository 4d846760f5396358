using System.Net;
using TypedDynamo.Wire;

namespace TypedDynamo.Transport.Lean;

/// <summary>A request's body: the bytes of a buffer, without a copy.</summary>
internal sealed class RequestContent : HttpContent
{
    public const string Type = "application/x-amz-json-1.0";

    private readonly ByteBuffer _body;

    public RequestContent(ByteBuffer body)
    {
        _body = body;
        Headers.TryAddWithoutValidation("Content-Type", Type);
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
        => stream.WriteAsync(_body.WrittenMemory, cancellationToken).AsTask();

    protected override bool TryComputeLength(out long length)
    {
        length = _body.Length;
        return true;
    }
}
