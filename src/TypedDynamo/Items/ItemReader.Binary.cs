using System.Buffers;
using System.Buffers.Text;
using TypedDynamo.Wire;

namespace TypedDynamo.CompilerServices;

/// <content>Binary data.</content>
public ref partial struct ItemReader
{
    /// <summary>Reads binary data (B).</summary>
    /// <returns>The bytes.</returns>
    public byte[] ReadBytes()
    {
        ReadOnlySpan<byte> text = ReadText(WireType.Binary);
        int padding = !text.EndsWith("="u8) ? 0 : text.EndsWith("=="u8) ? 2 : 1;
        byte[] value = new byte[Math.Max((text.Length / 4 * 3) - padding, 0)];
        if (Base64.DecodeFromUtf8(text, value, out int read, out int count) != OperationStatus.Done
            || read != text.Length
            || count != value.Length)
        {
            value = ReadSpacedBytes(text);
        }

        EndValue();
        return value;
    }

    // Base64 may have space in it, which DynamoDB does not send.
    private readonly byte[] ReadSpacedBytes(ReadOnlySpan<byte> text)
    {
        byte[] value = new byte[text.Length];
        if (Base64.DecodeFromUtf8(text, value, out _, out int count) != OperationStatus.Done)
        {
            ThrowFound("B that is Base64", "other text");
        }

        return value[..count];
    }

    /// <summary>Reads binary data (B).</summary>
    /// <returns>The bytes, in an array of their own.</returns>
    public ReadOnlyMemory<byte> ReadReadOnlyMemory() => ReadBytes();

    /// <inheritdoc cref="ReadReadOnlyMemory"/>
    public Memory<byte> ReadMemory() => ReadBytes();

    /// <summary>Reads binary data (B).</summary>
    /// <returns>A stream at its start, whose buffer can be seen and written, but not grown.</returns>
    public MemoryStream ReadMemoryStream()
    {
        byte[] bytes = ReadBytes();
        return new MemoryStream(bytes, 0, bytes.Length, writable: true, publiclyVisible: true);
    }
}
