using System.Security.Cryptography;
using System.Text;
using TypedDynamo.Transport;
using TypedDynamo.Wire;

namespace TypedDynamo.Operations;

/// <summary>The place where a query or scan continues, as text for URLs: a version byte, a checksum, and LastEvaluatedKey.</summary>
/// <remarks>
/// The checksum is taken over the constant part of the request too, so that a token which is damaged and one of another table, index or
/// condition are told alike. It guards against mistakes, not against forgery: whoever knows the request can make a token. So what a
/// token holds is taken for a start key only if it is one, and nothing after it reaches the request: a forged token chooses where the
/// same request goes on, and no more.
/// </remarks>
internal static class ContinuationToken
{
    private const byte Version = 1;
    private const int ChecksumLength = 16;

    public static string Encode(ReadOnlySpan<byte> lastEvaluatedKey, DynamoOperation operation, ReadOnlySpan<byte> request)
    {
        var token = new byte[1 + ChecksumLength + lastEvaluatedKey.Length];
        token[0] = Version;
        Checksum(lastEvaluatedKey, operation, request).AsSpan(0, ChecksumLength).CopyTo(token.AsSpan(1));
        lastEvaluatedKey.CopyTo(token.AsSpan(1 + ChecksumLength));
        return Convert.ToBase64String(token).TrimEnd('=').Replace('+', '-').Replace('/', '_');
    }

    /// <exception cref="ContinuationTokenException">The token is not one of this request.</exception>
    public static byte[] Decode(string text, TableSchema schema, DynamoOperation operation, ReadOnlySpan<byte> request)
    {
        if (!TryDecode(text, out byte[]? token) || token.Length <= 1 + ChecksumLength || token[0] != Version)
        {
            throw new ContinuationTokenException();
        }

        byte[] lastEvaluatedKey = token[(1 + ChecksumLength)..];
        ReadOnlySpan<byte> checksum = Checksum(lastEvaluatedKey, operation, request).AsSpan(0, ChecksumLength);
        return checksum.SequenceEqual(token.AsSpan(1, ChecksumLength)) && StartKey.IsKey(lastEvaluatedKey, schema)
            ? lastEvaluatedKey
            : throw new ContinuationTokenException();
    }

    private static bool TryDecode(string text, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out byte[]? token)
    {
        token = null;
        string base64 = text.Replace('-', '+').Replace('_', '/');
        int padding = (4 - (base64.Length % 4)) % 4;
        var bytes = new byte[base64.Length];
        if (text.AsSpan().IndexOfAny("+/=") >= 0
            || !Convert.TryFromBase64String(base64 + new string('=', padding), bytes, out int count)
            // Of the bits that a last character carries beyond the bytes any value would be read, so only one is taken.
            || Convert.ToBase64String(bytes, 0, count).TrimEnd('=') != base64)
        {
            return false;
        }

        token = bytes[..count];
        return true;
    }

    private static byte[] Checksum(ReadOnlySpan<byte> lastEvaluatedKey, DynamoOperation operation, ReadOnlySpan<byte> request)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(operation.Target));
        hash.AppendData(request);
        hash.AppendData(lastEvaluatedKey);
        return hash.GetHashAndReset();
    }
}
