using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace TypedDynamo.Wire;

/// <summary>Writes the contents of JSON strings: UTF-8, with only those escapes that JSON requires.</summary>
internal static class JsonText
{
    // An item nests 32 levels deep. Each level is two levels of JSON, and the envelopes of pages and records add the rest: 68 at most.
    public const int MaxDepth = 72;

    private static readonly SearchValues<byte> s_escaped = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Select(control => (byte)control), (byte)'"', (byte)'\\']);

    /// <summary>Appends a string's characters.</summary>
    /// <param name="buffer">The target.</param>
    /// <param name="text">The string.</param>
    /// <param name="escapes">Whether to write JSON's escapes, or bare UTF-8.</param>
    /// <returns>
    /// <see langword="false"/>, with nothing appended, for a string with half a surrogate pair: it has no UTF-8 form, and writing
    /// U+FFFD in its place would change the user's data.
    /// </returns>
    public static bool TryAppend(ByteBuffer buffer, ReadOnlySpan<char> text, bool escapes = true)
    {
        Span<byte> target = buffer.GetSpan(checked(text.Length * 3));
        if (Utf8.FromUtf16(text, target, out _, out int count, replaceInvalidSequences: false) != OperationStatus.Done)
        {
            return false;
        }

        int start = buffer.Length;
        buffer.Advance(count);
        if (escapes)
        {
            Escape(buffer, start);
        }

        return true;
    }

    /// <summary>Adds JSON's escapes to the bare UTF-8 in a buffer from <paramref name="start"/> on.</summary>
    public static void Escape(ByteBuffer buffer, int start)
    {
        ReadOnlySpan<byte> text = buffer.Written[start..];
        if (text.IndexOfAny(s_escaped) < 0)
        {
            return;
        }

        int count = text.Length;
        byte[] copy = ArrayPool<byte>.Shared.Rent(count);
        text.CopyTo(copy);
        buffer.Truncate(start);
        AppendEscaped(buffer, copy.AsSpan(0, count));
        ArrayPool<byte>.Shared.Return(copy);
    }

    /// <summary>Returns a string in UTF-8 with JSON's escapes.</summary>
    public static byte[] Escape(string text) => Escape(System.Text.Encoding.UTF8.GetBytes(text));

    /// <summary>Returns UTF-8 text with JSON's escapes.</summary>
    public static byte[] Escape(ReadOnlySpan<byte> utf8)
    {
        using var buffer = new ByteBuffer(utf8.Length);
        AppendEscaped(buffer, utf8);
        return buffer.Written.ToArray();
    }

    private static void AppendEscaped(ByteBuffer buffer, ReadOnlySpan<byte> utf8)
    {
        while (true)
        {
            int index = utf8.IndexOfAny(s_escaped);
            if (index < 0)
            {
                buffer.Write(utf8);
                return;
            }

            buffer.Write(utf8[..index]);
            byte character = utf8[index];
            if (character is (byte)'"' or (byte)'\\')
            {
                buffer.Write((byte)'\\');
                buffer.Write(character);
            }
            else
            {
                buffer.Write("\\u00"u8);
                buffer.Write((byte)('0' + (character >> 4)));
                buffer.Write("0123456789abcdef"u8[character & 15]);
            }

            utf8 = utf8[(index + 1)..];
        }
    }

    /// <summary>Returns the name or string that is the current token, for a message. Damaged text is shown as it is.</summary>
    public static string Show(ref Utf8JsonReader json)
    {
        try
        {
            return json.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return Encoding.UTF8.GetString(json.ValueSpan);
        }
    }
}
