using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using TypedDynamo.Wire;

namespace TypedDynamo.Scanning;

/// <summary>Reads and writes checkpoints as JSON: version first, checksum last, and no other form accepted.</summary>
/// <remarks>
/// <para>
/// <c>{"version":1,"fingerprint":"…","segments":64,"worker":[0,1],"finished":[[0,12],[13,20]],"positions":{"12":{"PK":{"S":"a"}}},"items":5,"checksum":"…"}</c>
/// </para>
/// <para>
/// The checksum covers the text before it, in the form that <see cref="Write"/> produces. A checkpoint that was read is written again and
/// then compared. So space between tokens and escapes, which other JSON writers add, do no harm, and every change of a value is
/// detected.
/// </para>
/// </remarks>
internal static class ScanCheckpointJson
{
    private const int Version = 1;
    private const int ChecksumLength = 16;

    public static byte[] Write(ScanCheckpoint checkpoint)
    {
        using var body = new ByteBuffer();
        WriteValues(body, checkpoint);
        byte[] checksum = Checksum(body);
        body.Write(",\"checksum\":\""u8);
        WriteAscii(body, Convert.ToBase64String(checksum));
        body.Write("\"}"u8);
        return body.Written.ToArray();
    }

    /// <summary>Reads the checkpoint whose opening brace is the current token, up to its closing brace.</summary>
    /// <exception cref="ScanCheckpointException">The checkpoint is damaged, or of an unknown version.</exception>
    /// <exception cref="JsonException">The text is not JSON.</exception>
    public static ScanCheckpoint Read(ref Utf8JsonReader json)
    {
        try
        {
            return ReadValues(ref json);
        }
        catch (InvalidOperationException error)
        {
            throw ScanCheckpointException.Damaged("it holds text that is not Unicode", error);
        }
    }

    private static void WriteValues(ByteBuffer body, ScanCheckpoint checkpoint)
    {
        body.Write("{\"version\":"u8);
        body.Write(Version);
        body.Write(",\"fingerprint\":\""u8);
        WriteAscii(body, Convert.ToBase64String(checkpoint.Fingerprint));
        body.Write("\",\"segments\":"u8);
        body.Write(checkpoint.Segments);
        body.Write(",\"worker\":"u8);
        WritePair(body, checkpoint.Worker.Index, checkpoint.Worker.Count);
        body.Write(",\"finished\":["u8);
        bool isFirst = true;
        foreach ((int first, int end) in checkpoint.Finished)
        {
            body.Write(isFirst ? ReadOnlySpan<byte>.Empty : ","u8);
            isFirst = false;
            WritePair(body, first, end);
        }

        body.Write("],\"positions\":{"u8);
        isFirst = true;
        foreach ((int segment, byte[] key) in checkpoint.Positions)
        {
            body.Write(isFirst ? "\""u8 : ",\""u8);
            isFirst = false;
            body.Write(segment);
            body.Write("\":"u8);
            WriteKey(body, key);
        }

        body.Write("},\"items\":"u8);
        WriteAscii(body, checkpoint.Items.ToString(CultureInfo.InvariantCulture));
    }

    private static void WriteKey(ByteBuffer body, byte[] key)
    {
        var json = new Utf8JsonReader(key);
        json.Read();
        if (!StartKey.TryCopy(ref json, body))
        {
            throw new InvalidOperationException("A LastEvaluatedKey is not an object of strings, numbers or binary data.");
        }
    }

    private static void WritePair(ByteBuffer body, int first, int second)
    {
        body.Write((byte)'[');
        body.Write(first);
        body.Write((byte)',');
        body.Write(second);
        body.Write((byte)']');
    }

    private static void WriteAscii(ByteBuffer body, string text) => body.Advance(Encoding.ASCII.GetBytes(text, body.GetSpan(text.Length)));

    private static byte[] Checksum(ByteBuffer body) => SHA256.HashData(body.Written)[..ChecksumLength];

    private static ScanCheckpoint ReadValues(ref Utf8JsonReader json)
    {
        Expect(ref json, JsonTokenType.StartObject, "it is not an object");
        Next(ref json, "version"u8, "version");
        int version = ReadInt32(ref json, "version");
        if (version != Version)
        {
            throw new ScanCheckpointException(
                $"The checkpoint is of version {version}, and this version of TypedDynamo reads version {Version}. Resume the scan with the version "
                + "of the library that began it, or start it again without a checkpoint.");
        }

        Next(ref json, "fingerprint"u8, "fingerprint");
        byte[] fingerprint = ReadBytes(ref json, "fingerprint");
        Next(ref json, "segments"u8, "segments");
        int segments = ReadInt32(ref json, "segments");
        Next(ref json, "worker"u8, "worker");
        (int index, int count) = ReadPair(ref json, "worker");
        if (count < 1 || index < 0 || index >= count)
        {
            throw ScanCheckpointException.Damaged("its worker's index is not less than the number of workers");
        }

        Next(ref json, "finished"u8, "finished");
        (int First, int End)[] finished = ReadRanges(ref json);
        Next(ref json, "positions"u8, "positions");
        (int Segment, byte[] Key)[] positions = ReadPositions(ref json);
        Next(ref json, "items"u8, "items");
        long items = json.TokenType == JsonTokenType.Number && json.TryGetInt64(out long number) ? number : throw NoValue("items");
        Next(ref json, "checksum"u8, "checksum");
        byte[] checksum = ReadBytes(ref json, "checksum");
        json.Read();
        Expect(ref json, JsonTokenType.EndObject, "more follows its checksum");

        ScanCheckpoint checkpoint =
            ScanCheckpoint.TryCreate(fingerprint, segments, new ScanWorker(index, count), finished, positions, items, out string? fault)
            ?? throw ScanCheckpointException.Damaged(fault!);
        using var body = new ByteBuffer();
        WriteValues(body, checkpoint);
        return Checksum(body).AsSpan().SequenceEqual(checksum)
            ? checkpoint
            : throw ScanCheckpointException.Damaged("its checksum is not that of its contents");
    }

    private static (int First, int End)[] ReadRanges(ref Utf8JsonReader json)
    {
        Expect(ref json, JsonTokenType.StartArray, "'finished' is not an array");
        List<(int First, int End)> ranges = [];
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            ranges.Add(ReadPair(ref json, "finished"));
        }

        return [.. ranges];
    }

    private static (int Segment, byte[] Key)[] ReadPositions(ref Utf8JsonReader json)
    {
        Expect(ref json, JsonTokenType.StartObject, "'positions' is not an object");
        List<(int Segment, byte[] Key)> positions = [];
        using var key = new ByteBuffer();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (!int.TryParse(json.GetString(), NumberStyles.None, CultureInfo.InvariantCulture, out int segment))
            {
                throw NoValue("positions");
            }

            key.Truncate(0);
            json.Read();
            if (!StartKey.TryCopy(ref json, key))
            {
                throw ScanCheckpointException.Damaged($"its position in segment {segment} is not a key");
            }

            positions.Add((segment, key.Written.ToArray()));
        }

        return [.. positions];
    }

    private static (int First, int Second) ReadPair(ref Utf8JsonReader json, string member)
    {
        Expect(ref json, JsonTokenType.StartArray, $"'{member}' is not a pair of numbers");
        json.Read();
        int first = ReadInt32(ref json, member);
        json.Read();
        int second = ReadInt32(ref json, member);
        json.Read();
        Expect(ref json, JsonTokenType.EndArray, $"'{member}' is not a pair of numbers");
        return (first, second);
    }

    private static int ReadInt32(ref Utf8JsonReader json, string member)
        => json.TokenType == JsonTokenType.Number && json.TryGetInt32(out int value) ? value : throw NoValue(member);

    private static byte[] ReadBytes(ref Utf8JsonReader json, string member)
        => json.TokenType == JsonTokenType.String && json.TryGetBytesFromBase64(out byte[]? bytes) ? bytes : throw NoValue(member);

    private static void Next(ref Utf8JsonReader json, ReadOnlySpan<byte> member, string name)
    {
        json.Read();
        if (json.TokenType != JsonTokenType.PropertyName || !json.ValueTextEquals(member))
        {
            throw ScanCheckpointException.Damaged($"'{name}' is not where it should be");
        }

        json.Read();
    }

    private static void Expect(ref Utf8JsonReader json, JsonTokenType type, string otherwise)
    {
        if (json.TokenType != type)
        {
            throw ScanCheckpointException.Damaged(otherwise);
        }
    }

    private static ScanCheckpointException NoValue(string member) => ScanCheckpointException.Damaged($"'{member}' has an invalid value");
}
