using System.Buffers;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;

namespace TypedDynamo.Transport;

/// <summary>Signs requests to one service in one region by AWS Signature Version 4, without intermediate strings.</summary>
/// <remarks>
/// The source is "Create a signed AWS API request" in the IAM User Guide. The key that is derived from a secret and a date is cached,
/// because it is valid for a day. Several threads may call at once.
/// </remarks>
internal sealed class SigV4Signer(string region, string service)
{
    /// <summary>The form of the <c>X-Amz-Date</c> header, whose first eight characters are the date of the scope.</summary>
    public const string TimeFormat = "yyyyMMdd'T'HHmmss'Z'";

    private const string Algorithm = "AWS4-HMAC-SHA256";
    private const string Terminator = "aws4_request";
    private const int HashSize = SHA256.HashSizeInBytes;
    private const int DateLength = 8;
    private const int MaxBytesOnStack = 1024;

    private volatile SigningKey? _key;

    public string Region { get; } = region;

    public string Service { get; } = service;

    public static string FormatTime(DateTime utc) => utc.ToString(TimeFormat, CultureInfo.InvariantCulture);

    /// <summary>Returns the value of the <c>Authorization</c> header of a POST.</summary>
    /// <param name="accessKey">The access key's id.</param>
    /// <param name="secretKey">The secret access key.</param>
    /// <param name="time">The value of the <c>X-Amz-Date</c> header, which must be among the headers too.</param>
    /// <param name="path">The path in its canonical form, which is <c>/</c> if the endpoint has none.</param>
    /// <param name="headers">The headers to sign, names in lower case and in ordinal order.</param>
    /// <param name="bodyHash">The SHA-256 of the body.</param>
    public string CreateAuthorization(
        string accessKey,
        string secretKey,
        string time,
        string path,
        ReadOnlySpan<KeyValuePair<string, string>> headers,
        ReadOnlySpan<byte> bodyHash)
        => CreateAuthorization(accessKey, secretKey, time, path, headers, bodyHash, stackalloc byte[HashSize], out _);

    /// <summary>Returns the value of the <c>Authorization</c> header of a POST, the signature and its key.</summary>
    /// <param name="accessKey">The access key's id.</param>
    /// <param name="secretKey">The secret access key.</param>
    /// <param name="time">The value of the <c>X-Amz-Date</c> header, which must be among the headers too.</param>
    /// <param name="path">The path in its canonical form, which is <c>/</c> if the endpoint has none.</param>
    /// <param name="headers">The headers to sign, names in lower case and in ordinal order.</param>
    /// <param name="bodyHash">The SHA-256 of the body.</param>
    /// <param name="signature">Receives the signature's 32 bytes.</param>
    /// <param name="signingKey">The signing key, which the caller must not change.</param>
    public string CreateAuthorization(
        string accessKey,
        string secretKey,
        string time,
        string path,
        ReadOnlySpan<KeyValuePair<string, string>> headers,
        ReadOnlySpan<byte> bodyHash,
        Span<byte> signature,
        out byte[] signingKey)
    {
        signingKey = ComputeSignature(secretKey, time, path, headers, bodyHash, signature);

        int length = Algorithm.Length + " Credential=".Length + accessKey.Length + 1 + ScopeLength
            + ", SignedHeaders=".Length + NamesLength(headers) + ", Signature=".Length + (2 * HashSize);
        char[]? rented = null;
        Span<char> text = length <= MaxBytesOnStack / 2 ? stackalloc char[length] : rented = ArrayPool<char>.Shared.Rent(length);
        var writer = new TextWriter(text);
        writer.Write(Algorithm);
        writer.Write(" Credential=");
        writer.Write(accessKey);
        writer.Write("/");
        writer.Write(time.AsSpan(0, DateLength));
        writer.Write("/");
        writer.Write(Region);
        writer.Write("/");
        writer.Write(Service);
        writer.Write("/");
        writer.Write(Terminator);
        writer.Write(", SignedHeaders=");
        for (int i = 0; i < headers.Length; i++)
        {
            writer.Write(i == 0 ? default : ";");
            writer.Write(headers[i].Key);
        }

        writer.Write(", Signature=");
        writer.WriteHex(signature);
        string authorization = new(text[..length]);
        if (rented is not null)
        {
            ArrayPool<char>.Shared.Return(rented);
        }

        return authorization;
    }

    /// <summary>Computes the signature of a POST, with the parameters of its authorization.</summary>
    /// <returns>The signing key, which the caller must not change.</returns>
    public byte[] ComputeSignature(
        string secretKey,
        string time,
        string path,
        ReadOnlySpan<KeyValuePair<string, string>> headers,
        ReadOnlySpan<byte> bodyHash,
        Span<byte> signature)
    {
        Span<byte> requestHash = stackalloc byte[HashSize];
        HashCanonicalRequest(path, headers, bodyHash, requestHash);

        int length = Algorithm.Length + time.Length + ScopeLength + (2 * HashSize) + 3;
        Span<byte> text = stackalloc byte[256];
        byte[]? rented = null;
        if (length > text.Length)
        {
            text = rented = ArrayPool<byte>.Shared.Rent(length);
        }

        var writer = new Utf8Writer(text);
        writer.Write(Algorithm);
        writer.Write((byte)'\n');
        writer.Write(time);
        writer.Write((byte)'\n');
        writer.Write(time.AsSpan(0, DateLength));
        writer.Write((byte)'/');
        writer.Write(Region);
        writer.Write((byte)'/');
        writer.Write(Service);
        writer.Write((byte)'/');
        writer.Write(Terminator);
        writer.Write((byte)'\n');
        writer.WriteHex(requestHash);

        SigningKey key = GetSigningKey(secretKey, time.AsSpan(0, DateLength));
        key.Sign(writer.Written, signature);
        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }

        return key.Key;
    }

    private int ScopeLength => DateLength + 1 + Region.Length + 1 + Service.Length + 1 + Terminator.Length;

    private static int NamesLength(ReadOnlySpan<KeyValuePair<string, string>> headers)
    {
        int length = headers.Length - 1;
        foreach (KeyValuePair<string, string> header in headers)
        {
            length += header.Key.Length;
        }

        return length;
    }

    private static void HashCanonicalRequest(
        string path, ReadOnlySpan<KeyValuePair<string, string>> headers, ReadOnlySpan<byte> bodyHash, Span<byte> hash)
    {
        // "POST", the path, the empty query, each header with a colon and a line's end, the names, the body's hash.
        int length = "POST\n\n\n\n\n".Length + Encoding.UTF8.GetByteCount(path) + (2 * NamesLength(headers)) + (3 * headers.Length) + (2 * HashSize);
        foreach (KeyValuePair<string, string> header in headers)
        {
            length += Encoding.UTF8.GetByteCount(header.Value);
        }

        byte[]? rented = null;
        Span<byte> text = length <= MaxBytesOnStack ? stackalloc byte[MaxBytesOnStack] : rented = ArrayPool<byte>.Shared.Rent(length);
        var writer = new Utf8Writer(text);
        writer.Write("POST\n"u8);
        writer.Write(path);
        writer.Write("\n\n"u8);
        foreach (KeyValuePair<string, string> header in headers)
        {
            writer.Write(header.Key);
            writer.Write((byte)':');
            writer.WriteCollapsed(header.Value);
            writer.Write((byte)'\n');
        }

        writer.Write((byte)'\n');
        for (int i = 0; i < headers.Length; i++)
        {
            writer.Write(i == 0 ? default : ";"u8);
            writer.Write(headers[i].Key);
        }

        writer.Write((byte)'\n');
        writer.WriteHex(bodyHash);
        SHA256.HashData(writer.Written, hash);
        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    private SigningKey GetSigningKey(string secretKey, ReadOnlySpan<char> date)
    {
        SigningKey? kept = _key;
        if (kept is not null && date.SequenceEqual(kept.Date) && kept.SecretKey == secretKey)
        {
            return kept;
        }

        byte[] key = HMACSHA256.HashData(Encoding.UTF8.GetBytes("AWS4" + secretKey), Encoding.UTF8.GetBytes(date.ToString()));
        key = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(Region));
        key = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(Service));
        key = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(Terminator));
        return _key = new SigningKey(secretKey, date.ToString(), key);
    }

    private sealed class SigningKey(string secretKey, string date, byte[] key)
    {
        // Half of what a signature costs is to set up its key, so the last call's is kept for the next one.
        private IncrementalHash? _hash;

        public string SecretKey => secretKey;

        public string Date => date;

        public byte[] Key => key;

        public void Sign(ReadOnlySpan<byte> text, Span<byte> signature)
        {
            IncrementalHash hash = Interlocked.Exchange(ref _hash, null) ?? IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
            hash.AppendData(text);
            hash.GetHashAndReset(signature);
            Interlocked.Exchange(ref _hash, hash)?.Dispose();
        }
    }

    private ref struct TextWriter(Span<char> text)
    {
        private readonly Span<char> _text = text;
        private int _length;

        public void Write(ReadOnlySpan<char> part)
        {
            part.CopyTo(_text[_length..]);
            _length += part.Length;
        }

        public void WriteHex(ReadOnlySpan<byte> bytes)
        {
            foreach (byte value in bytes)
            {
                _text[_length++] = (char)HexDigit(value >> 4);
                _text[_length++] = (char)HexDigit(value & 15);
            }
        }
    }

    private ref struct Utf8Writer(Span<byte> bytes)
    {
        private readonly Span<byte> _bytes = bytes;
        private int _length;

        public readonly ReadOnlySpan<byte> Written => _bytes[.._length];

        public void Write(ReadOnlySpan<char> text) => _length += Encoding.UTF8.GetBytes(text, _bytes[_length..]);

        public void Write(byte value) => _bytes[_length++] = value;

        public void Write(ReadOnlySpan<byte> bytes)
        {
            bytes.CopyTo(_bytes[_length..]);
            _length += bytes.Length;
        }

        /// <summary>Writes a header's value in the form that is signed: trimmed, with single spaces.</summary>
        public void WriteCollapsed(ReadOnlySpan<char> value)
        {
            value = value.Trim();
            while (!value.IsEmpty)
            {
                int space = IndexOfWhiteSpace(value);
                Write(space < 0 ? value : value[..space]);
                if (space < 0)
                {
                    return;
                }

                Write((byte)' ');
                value = value[space..].TrimStart();
            }
        }

        public void WriteHex(ReadOnlySpan<byte> bytes)
        {
            foreach (byte value in bytes)
            {
                Write(HexDigit(value >> 4));
                Write(HexDigit(value & 15));
            }
        }

        private static int IndexOfWhiteSpace(ReadOnlySpan<char> value)
        {
            for (int i = 0; i < value.Length; i++)
            {
                if (char.IsWhiteSpace(value[i]))
                {
                    return i;
                }
            }

            return -1;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static byte HexDigit(int value) => (byte)(value + (value < 10 ? '0' : 'a' - 10));
}
