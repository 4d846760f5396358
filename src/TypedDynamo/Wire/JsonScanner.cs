using System.Buffers;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace TypedDynamo.Wire;

/// <summary>Reads JSON token by token, for a caller that knows what may come next.</summary>
/// <remarks>
/// DynamoDB sends JSON without space between tokens and with few escapes: each method first assumes that form, and has a slow path for
/// everything else, which is as correct. What <see cref="Utf8JsonReader"/> refuses is refused here; tests compare the
/// two. The framework's own reader reads escapes, numbers and UTF-16.
/// </remarks>
internal ref struct JsonScanner(ReadOnlySpan<byte> body)
{
    private static readonly UTF8Encoding s_utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static readonly SearchValues<byte> s_numberEnds = SearchValues.Create(",]} \t\r\n"u8);

    private readonly ReadOnlySpan<byte> _body = body;

    /// <summary>Gets or sets where the next token, or the space before it, begins.</summary>
    public int Position { get; set; }

    public readonly ReadOnlySpan<byte> Body => _body;

    /// <summary>Gets the bytes that are still to be read.</summary>
    public readonly ReadOnlySpan<byte> Rest => _body[Position..];

    /// <summary>Gets whether a string comes next, without space before it.</summary>
    public readonly bool StartsString
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            ReadOnlySpan<byte> body = _body;
            int position = Position;
            return (uint)position < (uint)body.Length && body[position] == (byte)'"';
        }
    }

    /// <summary>Gets the last byte before the next token, space left out; 0 at the beginning.</summary>
    public readonly byte Previous
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            ReadOnlySpan<byte> body = _body;
            int index = Position - 1;
            return (uint)index < (uint)body.Length && body[index] > ' ' ? body[index] : PreviousBeforeSpace();
        }
    }

    /// <summary>Skips space, and returns the first byte of the next token; 0 at the end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public byte Peek()
    {
        ReadOnlySpan<byte> body = _body;
        int position = Position;
        if ((uint)position < (uint)body.Length && body[position] > ' ')
        {
            return body[position];
        }

        return PeekBehindSpace();
    }

    /// <summary>Reads a token of one byte.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Expect(byte token)
    {
        ReadOnlySpan<byte> body = _body;
        int position = Position;
        if ((uint)position < (uint)body.Length && body[position] == token)
        {
            Position = position + 1;
        }
        else
        {
            ExpectBehindSpace(token);
        }
    }

    /// <summary>
    /// Advances to the next member of an object or element of an array that <paramref name="opening"/> began, and skips the comma before it if
    /// it is not the first.
    /// </summary>
    /// <returns><see langword="false"/> after the closing token, which is skipped.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Next(byte opening, byte closing)
    {
        byte next = Peek();
        byte previous = Previous;
        if (next == ',' && previous != opening)
        {
            Position++;
            return true;
        }

        if (next == closing)
        {
            Position++;
            return false;
        }

        if (previous != opening)
        {
            ThrowUnexpected();
        }

        return true;
    }

    /// <summary>Reads a string, and returns the bytes between its quotes.</summary>
    /// <param name="isEscaped">Whether the bytes contain escapes, so that they are not the text itself.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<byte> ReadString(out bool isEscaped) => ReadString(out isEscaped, out _);

    /// <summary>Reads a string.</summary>
    /// <exception cref="JsonException">It is not UTF-8, or an escape is half a character.</exception>
    public string ReadText()
    {
        ReadOnlySpan<byte> text = ReadString(out bool isEscaped, out bool isAscii);
        return isAscii ? FromAscii(text) : ToUnicode(text, isEscaped);
    }

    /// <summary>Reads <c>true</c> or <c>false</c>.</summary>
    public bool ReadBoolean()
    {
        Peek();
        ReadOnlySpan<byte> rest = Rest;
        if (rest.StartsWith("true"u8))
        {
            Position += 4;
            return true;
        }

        if (!rest.StartsWith("false"u8))
        {
            ThrowUnexpected();
        }

        Position += 5;
        return false;
    }

    /// <summary>Reads a number, and returns its text.</summary>
    public ReadOnlySpan<byte> ReadNumber()
    {
        Peek();
        ReadOnlySpan<byte> rest = Rest;
        int length = rest.IndexOfAny(s_numberEnds);
        ReadOnlySpan<byte> number = length < 0 ? rest : rest[..length];
        try
        {
            var reader = new Utf8JsonReader(number);
            // Behind a number the framework's reader takes a slash for the start of a comment, which it refuses only when it goes on.
            if (!reader.Read() || reader.TokenType != JsonTokenType.Number || reader.BytesConsumed != number.Length)
            {
                ThrowUnexpected();
            }
        }
        catch (JsonException)
        {
            ThrowUnexpected();
        }

        Position += number.Length;
        return number;
    }

    /// <summary>Skips a value of any kind.</summary>
    /// <param name="depth">The maximum depth of objects and arrays in it.</param>
    public void Skip(int depth)
    {
        switch (Peek())
        {
            case (byte)'"':
                ReadString(out _);
                break;
            case (byte)'{':
                SkipObject(depth);
                break;
            case (byte)'[':
                SkipArray(depth);
                break;
            case (byte)'t' or (byte)'f':
                ReadBoolean();
                break;
            case (byte)'n' when Rest.StartsWith("null"u8):
                Position += 4;
                break;
            default:
                ReadNumber();
                break;
        }
    }

    /// <summary>Throws if more than space is left.</summary>
    public void ExpectEnd()
    {
        if (Peek() != 0 || Position < _body.Length)
        {
            ThrowUnexpected();
        }
    }

    /// <summary>Returns the result of <see cref="ReadString(out bool)"/> without escapes. Allocates only if there are escapes.</summary>
    public static ReadOnlySpan<byte> Unescape(ReadOnlySpan<byte> json, bool isEscaped) => isEscaped ? Encoding.UTF8.GetBytes(ToUnicode(json, true)) : json;

    /// <exception cref="JsonException">The text, in which there may be escapes, is not UTF-8.</exception>
    public static void ThrowIfNotUtf8(ReadOnlySpan<byte> json)
    {
        if (!Utf8.IsValid(json))
        {
            throw NotUnicode();
        }
    }

    /// <summary>Adds quotes around the contents of a string, so that the framework's reader can read it.</summary>
    public static ByteBuffer Quote(ReadOnlySpan<byte> json)
    {
        var quoted = new ByteBuffer(json.Length + 2);
        quoted.Write((byte)'"');
        quoted.Write(json);
        quoted.Write((byte)'"');
        return quoted;
    }

    [DoesNotReturn]
    public readonly void ThrowTooDeep() => throw new JsonException($"The response nests deeper than DynamoDB allows, at byte {Position}.");

    [DoesNotReturn]
    public readonly void ThrowUnexpected()
        => throw new JsonException(
            Position < _body.Length
                ? $"The response is not valid JSON of DynamoDB: byte {Position} is unexpected."
                : $"The response ends too early, after {_body.Length} bytes.");

    // The position is stored once only: what is stored and at once read again is what the processor waits for.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ReadOnlySpan<byte> ReadString(out bool isEscaped, out bool isAscii)
    {
        ReadOnlySpan<byte> body = _body;
        int start = Position;
        if ((uint)start >= (uint)body.Length || body[start] != (byte)'"')
        {
            start = StartOfString();
        }

        int end = IndexOfStop(body, ++start, out isAscii);
        isEscaped = (uint)end >= (uint)body.Length || body[end] != (byte)'"';
        if (isEscaped)
        {
            end = EndOfEscapedString(end);
            isAscii = false;
        }

        Position = end + 1;
        return body.Slice(start, end - start);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private int StartOfString()
    {
        ExpectBehindSpace((byte)'"');
        return Position - 1;
    }

    // The first quote, backslash or control character; the length of the body if there is none. Bytes up to there may all be ASCII.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int IndexOfStop(ReadOnlySpan<byte> body, int from, out bool isAscii)
    {
        ref byte start = ref MemoryMarshal.GetReference(body);
        Vector128<byte> all = default;
        int index = from;
        for (int last = body.Length - Vector128<byte>.Count; index <= last; index += Vector128<byte>.Count)
        {
            var bytes = Vector128.LoadUnsafe(ref start, (nuint)index);
            Vector128<byte> stops = Vector128.Equals(bytes, Vector128.Create((byte)'"'))
                | Vector128.Equals(bytes, Vector128.Create((byte)'\\'))
                | Vector128.Equals(Vector128.Min(bytes, Vector128.Create((byte)0x1F)), bytes);
            uint mask = stops.ExtractMostSignificantBits();
            if (mask != 0)
            {
                int length = BitOperations.TrailingZeroCount(mask);
                uint high = bytes.ExtractMostSignificantBits() & ((1u << length) - 1);
                isAscii = (high | all.ExtractMostSignificantBits()) == 0;
                return index + length;
            }

            all |= bytes;
        }

        isAscii = false;
        return IndexOfStopNearEnd(body, index);
    }

    // Too near to the end for vectors. Whether the text is ASCII does not matter for the few strings that stand there.
    private static int IndexOfStopNearEnd(ReadOnlySpan<byte> body, int index)
    {
        while (index < body.Length && body[index] is not ((byte)'"' or (byte)'\\' or < 0x20))
        {
            index++;
        }

        return index;
    }

    private static unsafe string FromAscii(ReadOnlySpan<byte> text)
    {
        fixed (byte* start = text)
        {
            return string.Create(
                text.Length,
                (nint)start,
                static (characters, start) => Ascii.ToUtf16(new ReadOnlySpan<byte>((byte*)start, characters.Length), characters, out _));
        }
    }

    // From the first stop, which is not the closing quote, on.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private int EndOfEscapedString(int index)
    {
        while (index < _body.Length && _body[index] != (byte)'"')
        {
            int length = EscapeLength(_body[index..]);
            if (length == 0)
            {
                Position = index;
                ThrowUnexpected();
            }

            index = IndexOfStop(_body, index + length, out _);
        }

        Position = index;
        if (index == _body.Length)
        {
            ThrowUnexpected();
        }

        return index;
    }

    // 0 if there is no escape, or none that JSON has.
    private static int EscapeLength(ReadOnlySpan<byte> text)
    {
        if (text.Length < 2 || text[0] != (byte)'\\')
        {
            return 0;
        }

        if (text[1] != (byte)'u')
        {
            return "\"\\/bfnrt"u8.Contains(text[1]) ? 2 : 0;
        }

        return text.Length >= 6 && Utf8Parser.TryParse(text.Slice(2, 4), out uint _, out int count, 'x') && count == 4 ? 6 : 0;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static string ToUnicode(ReadOnlySpan<byte> json, bool isEscaped)
    {
        try
        {
            if (!isEscaped)
            {
                return s_utf8.GetString(json);
            }

            using ByteBuffer quoted = Quote(json);
            var reader = new Utf8JsonReader(quoted.Written);
            reader.Read();
            return reader.GetString()!;
        }
        catch (Exception exception) when (exception is InvalidOperationException or DecoderFallbackException)
        {
            throw NotUnicode();
        }
    }

    private static JsonException NotUnicode() => new("A string in the response is not Unicode text.");

    private void SkipObject(int depth)
    {
        Enter(depth);
        while (Next((byte)'{', (byte)'}'))
        {
            Peek();
            ReadString(out _);
            Expect((byte)':');
            Skip(depth - 1);
        }
    }

    private void SkipArray(int depth)
    {
        Enter(depth);
        while (Next((byte)'[', (byte)']'))
        {
            Skip(depth - 1);
        }
    }

    private void Enter(int depth)
    {
        if (depth <= 0)
        {
            ThrowTooDeep();
        }

        Position++;
    }

    private readonly byte PreviousBeforeSpace()
    {
        int index = Position - 1;
        while (index >= 0 && IsSpace(_body[index]))
        {
            index--;
        }

        return index < 0 ? (byte)0 : _body[index];
    }

    private byte PeekBehindSpace()
    {
        while (Position < _body.Length && IsSpace(_body[Position]))
        {
            Position++;
        }

        return Position < _body.Length ? _body[Position] : (byte)0;
    }

    private void ExpectBehindSpace(byte token)
    {
        if (PeekBehindSpace() != token || Position == _body.Length)
        {
            ThrowUnexpected();
        }

        Position++;
    }

    private static bool IsSpace(byte value) => value is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n';
}
