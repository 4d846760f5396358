using System.Buffers.Text;

namespace TypedDynamo.CompilerServices;

/// <content>Binary data.</content>
public ref partial struct ItemWriter
{
    /// <summary>Writes binary data (B).</summary>
    /// <param name="value">The bytes; an empty array is stored as such.</param>
    public void WriteBytes(byte[] value)
    {
        if (value is null)
        {
            Refuse("bytes", "null");
        }

        WriteBinary(value);
    }

    /// <summary>Writes binary data (B).</summary>
    /// <param name="value">The bytes; none at all are stored as such.</param>
    public void WriteReadOnlyMemory(ReadOnlyMemory<byte> value) => WriteBinary(value.Span);

    /// <inheritdoc cref="WriteReadOnlyMemory"/>
    public void WriteMemory(Memory<byte> value) => WriteBinary(value.Span);

    /// <summary>Writes binary data (B): all that the stream holds, wherever it has been read to.</summary>
    /// <param name="value">The stream, which may be closed. Its position is left as it is.</param>
    public void WriteMemoryStream(MemoryStream value)
    {
        RefuseNull(value);
        WriteBinary(BytesOf(value).Span);
    }

    private void WriteBinary(ReadOnlySpan<byte> bytes)
    {
        Open("{\"B\":\""u8);
        Base64.EncodeToUtf8(bytes, _buffer.GetSpan(Base64.GetMaxEncodedToUtf8Length(bytes.Length)), out _, out int count);
        End(count);
    }

    // A stream that hides its buffer is copied.
    private static ReadOnlyMemory<byte> BytesOf(MemoryStream stream)
        => stream.TryGetBuffer(out ArraySegment<byte> buffer) ? buffer : stream.ToArray();
}
