using System.Buffers;

namespace TypedDynamo.Wire;

/// <summary>A growing run of bytes in a pooled array: a request on its way out, or a response on its way in.</summary>
internal sealed class ByteBuffer : IBufferWriter<byte>, IDisposable
{
    private byte[] _bytes;

    public ByteBuffer(int capacity = 512)
    {
        _bytes = ArrayPool<byte>.Shared.Rent(capacity);
    }

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    /// <summary>Gets the same bytes as <see cref="Written"/>, for asynchronous writes.</summary>
    public ReadOnlyMemory<byte> WrittenMemory => _bytes.AsMemory(0, Length);

    /// <summary>Returns at least <paramref name="size"/> free bytes, and at least one, after the written ones.</summary>
    public Span<byte> GetSpan(int size = 0)
    {
        Reserve(size);
        return _bytes.AsSpan(Length);
    }

    /// <summary>Returns the same bytes as <see cref="GetSpan"/>, for asynchronous reads.</summary>
    public Memory<byte> GetMemory(int size = 0)
    {
        Reserve(size);
        return _bytes.AsMemory(Length);
    }

    public void Advance(int count) => Length += count;

    /// <summary>Removes what was written after <paramref name="length"/> bytes.</summary>
    public void Truncate(int length) => Length = length;

    public void Write(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(GetSpan(bytes.Length));
        Length += bytes.Length;
    }

    public void Write(byte value)
    {
        GetSpan(1)[0] = value;
        Length++;
    }

    public void Write(int value)
    {
        Span<byte> span = GetSpan(11);
        value.TryFormat(span, out int count, provider: System.Globalization.CultureInfo.InvariantCulture);
        Length += count;
    }

    public void Dispose()
    {
        byte[] bytes = Interlocked.Exchange(ref _bytes, []);
        Length = 0;
        if (bytes.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    private void Reserve(int size)
    {
        size = Math.Max(size, 1);
        if (_bytes.Length - Length >= size)
        {
            return;
        }

        byte[] larger = ArrayPool<byte>.Shared.Rent(Math.Max(checked(Length + size), Math.Min(_bytes.Length * 2, Array.MaxLength)));
        Written.CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = larger;
    }
}
