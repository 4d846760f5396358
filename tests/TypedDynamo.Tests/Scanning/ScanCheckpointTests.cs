using System.Buffers;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using FsCheck;
using FsCheck.Fluent;
using Xunit.Abstractions;

namespace TypedDynamo.Tests.Scanning;

/// <summary>A checkpoint comes back as it was taken, or not at all.</summary>
public sealed partial class ScanCheckpointTests(ITestOutputHelper output)
{
    private const string Text =
        """
        {"version":1,"fingerprint":"AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=","segments":64,"worker":[1,2],"finished":[[32,40],[41,43]],
        "positions":{"40":{"PK":{"S":"a \"b\" ü😀"}},"50":{"PK":{"S":""},"n":{"N":"-1.5E+10"},"b":{"B":"AAE="}}},"items":12345678901,
        "checksum":"w/rtF51ID4Y9316hrzNjqA=="}
        """;

    private static readonly byte[] s_fingerprint = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];

    private static readonly JsonSerializerOptions s_formatted = new() { WriteIndented = true, Encoder = JavaScriptEncoder.Default };
    private static readonly JsonSerializerOptions s_smallPieces = new() { DefaultBufferSize = 16, TypeInfoResolver = JobContext.Default };

    private static ScanCheckpoint Sample { get; } = ScanCheckpoint.Create(
        s_fingerprint,
        64,
        new ScanWorker(1, 2),
        [(32, 36), (36, 40), (41, 43)],
        [(50, Utf8("""{"PK":{"S":""}, "n":{"N":"-1.5E+10"},"b":{"B":"AAE="}}""")), (40, Utf8("""{"PK":{"S":"a \u0022b\" ü\ud83d\ude00"}}"""))],
        12_345_678_901);

    [Fact]
    public void ItIsOneLineOfCompactJsonOfAFixedForm() => Sample.ToJson().ShouldBe(Text.ReplaceLineEndings(""));

    [Fact]
    public void ItTellsHowFarTheScanHasCome()
    {
        ScanCheckpoint checkpoint = ScanCheckpoint.Parse(Sample.ToJson());

        checkpoint.Segments.ShouldBe(64);
        checkpoint.Worker.ShouldBe(new ScanWorker(1, 2));
        checkpoint.FinishedSegments.ShouldBe(10);
        checkpoint.Items.ShouldBe(12_345_678_901);
        checkpoint.IsComplete.ShouldBeFalse();
        checkpoint.Fingerprint.ShouldBe(s_fingerprint);
        checkpoint.Finished.ShouldBe([(32, 40), (41, 43)]);
        checkpoint.Positions.Select(position => (position.Segment, Encoding.UTF8.GetString(position.Key))).ShouldBe(
            [(40, """{"PK":{"S":"a \"b\" ü😀"}}"""), (50, """{"PK":{"S":""},"n":{"N":"-1.5E+10"},"b":{"B":"AAE="}}""")]);
    }

    [Fact]
    public void ItIsCompleteOnceTheWorkersShareIs()
    {
        Create(64, new ScanWorker(1, 2), [(32, 64)]).IsComplete.ShouldBeTrue();
        Create(64, new ScanWorker(1, 2), [(32, 63)]).IsComplete.ShouldBeFalse();
        Create(1, new ScanWorker(0, 2), []).IsComplete.ShouldBeTrue("the one segment is the other worker's");
        ScanCheckpoint.Parse(Create(1_000_000, ScanWorker.Only, [(0, 1_000_000)]).ToJson()).IsComplete.ShouldBeTrue();
    }

    [Fact]
    public void CutShortAtAnyLengthItIsRefused()
    {
        byte[] json = Sample.ToUtf8Json();
        for (int length = 0; length < json.Length; length++)
        {
            Should.Throw<ScanCheckpointException>(() => ScanCheckpoint.Parse(json.AsSpan(0, length)));
        }
    }

    [Fact]
    public void WithAnyByteChangedItIsRefusedOrMeansTheSame()
    {
        string text = Sample.ToJson();
        byte[] json = Sample.ToUtf8Json();
        int same = 0;
        for (int i = 0; i < json.Length; i++)
        {
            for (int value = 0; value < 256; value++)
            {
                if (value != Sample.ToUtf8Json()[i])
                {
                    json[i] = (byte)value;
                    same += IsRefused(json, text) ? 0 : 1;
                }
            }

            json[i] = Sample.ToUtf8Json()[i];
        }

        // The last digits of Base64 carry bits beyond the bytes.
        same.ShouldBeLessThan(16 * 3);
    }

    [Fact]
    public void WithAnyByteLeftOutOrPutInItIsRefusedOrMeansTheSame()
    {
        string text = Sample.ToJson();
        byte[] json = Sample.ToUtf8Json();
        for (int i = 0; i < json.Length; i++)
        {
            IsRefused([.. json[..i], .. json[(i + 1)..]], text).ShouldBeTrue($"without byte {i}");
            foreach (byte added in "0{}[],:\"a \\"u8)
            {
                IsRefused([.. json[..i], added, .. json[i..]], text);
            }
        }

        Should.Throw<ScanCheckpointException>(() => ScanCheckpoint.Parse(text + "{}"));
    }

    [Fact]
    public void MessagesHoldNoKeys()
    {
        string[] damaged =
        [
            Sample.ToJson()[..^1], Sample.ToJson().Replace("a \\\"b", "a \\x", StringComparison.Ordinal), Sample.ToJson().Replace("a ", "b ", StringComparison.Ordinal),
            Sample.ToJson().Replace("\"PK\":{\"S\"", "\"PK\":{\"M\"", StringComparison.Ordinal),
        ];
        foreach (string text in damaged)
        {
            var error = Should.Throw<ScanCheckpointException>(() => ScanCheckpoint.Parse(text));
            error.ToString().ShouldNotContain("😀");
            error.ToString().ShouldNotContain("PK");
        }
    }

    [Fact]
    public void AnotherVersionIsNamed()
        => Should.Throw<ScanCheckpointException>(() => ScanCheckpoint.Parse("""{"version":2,"cursor":[1,2]}""")).Message.ShouldContain("version 2");

    /// <summary>Anybody can compute a checksum: what stands under a right one must be a checkpoint all the same.</summary>
    [Theory]
    [InlineData("\"segments\":64", "\"segments\":0")]
    [InlineData("\"segments\":64", "\"segments\":1000001")]
    [InlineData("\"segments\":64", "\"segments\":64.0")]
    [InlineData("\"segments\":64", "\"segments\":99999999999")]
    [InlineData("[1,2]", "[2,2]")]
    [InlineData("[1,2]", "[0,0]")]
    [InlineData("[1,2]", "[-1,2]")]
    [InlineData("[1,2]", "[0,2]")]
    [InlineData("[1,2]", "[1]")]
    [InlineData("[1,2]", "[1,2,3]")]
    [InlineData("[[32,40],[41,43]]", "[[41,43],[32,40]]")]
    [InlineData("[[32,40],[41,43]]", "[[32,42],[41,43]]")]
    [InlineData("[[32,40],[41,43]]", "[[32,40],[40,43]]")]
    [InlineData("[[32,40],[41,43]]", "[[32,32]]")]
    [InlineData("[[32,40],[41,43]]", "[[31,40]]")]
    [InlineData("[[32,40],[41,43]]", "[[41,65]]")]
    [InlineData("[[32,40],[41,43]]", "[[41,40]]")]
    [InlineData("[[32,40],[41,43]]", "{}")]
    [InlineData("[[32,40],[41,43]]", "[32,40]")]
    [InlineData("\"50\":{", "\"39\":{")]
    [InlineData("\"50\":{", "\"40\":{")]
    [InlineData("\"50\":{", "\"42\":{")]
    [InlineData("\"50\":{", "\"64\":{")]
    [InlineData("\"50\":{", "\"-1\":{")]
    [InlineData("\"50\":{", "\" 50\":{")]
    [InlineData("{\"N\":\"-1.5E+10\"}", "{\"N\":1}")]
    [InlineData("{\"N\":\"-1.5E+10\"}", "{\"M\":{}}")]
    [InlineData("{\"N\":\"-1.5E+10\"}", "{\"SS\":[\"a\"]}")]
    [InlineData("{\"N\":\"-1.5E+10\"}", "{\"N\":\"1\",\"S\":\"a\"}")]
    [InlineData("{\"N\":\"-1.5E+10\"}", "{}")]
    [InlineData("{\"N\":\"-1.5E+10\"}", "null")]
    [InlineData("{\"N\":\"-1.5E+10\"}", "{\"N\":\"\\ud83d\"}")]
    [InlineData("\"items\":12345678901", "\"items\":-1")]
    [InlineData("\"items\":12345678901", "\"items\":1e3")]
    [InlineData("\"items\":12345678901", "\"items\":\"5\"")]
    [InlineData("\"items\":12345678901", "\"items\":5,\"items\":6")]
    [InlineData("\"items\":12345678901", "\"more\":1,\"items\":6")]
    [InlineData("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=", "AAEC")]
    [InlineData("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=", "?")]
    [InlineData("\"version\":1,", "")]
    [InlineData("\"worker\":[1,2],", "")]
    public void WhatCannotBeACheckpointIsRefusedUnderARightChecksum(string part, string replacement)
    {
        string text = Sample.ToJson();
        text.ShouldContain(part);
        Should.Throw<ScanCheckpointException>(() => ScanCheckpoint.Parse(WithChecksum(text.Replace(part, replacement, StringComparison.Ordinal))));
        ScanCheckpoint.Parse(WithChecksum(text)).ToJson().ShouldBe(text);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("5")]
    [InlineData("not a checkpoint")]
    public void WhatIsNoCheckpointIsRefused(string text) => Should.Throw<ScanCheckpointException>(() => ScanCheckpoint.Parse(text));

    [Fact]
    public void AnyCheckpointComesBack()
    {
        var random = new Random(1);
        Prop.ForAll(Checkpoints().ToArbitrary(), checkpoint =>
        {
            string text = checkpoint.ToJson();
            ScanCheckpoint back = ScanCheckpoint.Parse(text);
            back.ToJson().ShouldBe(text);
            back.Segments.ShouldBe(checkpoint.Segments);
            back.Worker.ShouldBe(checkpoint.Worker);
            back.Finished.ShouldBe(checkpoint.Finished);
            back.Positions.Select(position => position.Segment).ShouldBe(checkpoint.Positions.Select(position => position.Segment));
            back.Positions.Zip(checkpoint.Positions).ShouldAllBe(
                pair => JsonNode.DeepEquals(JsonNode.Parse(pair.First.Key, null, default), JsonNode.Parse(pair.Second.Key, null, default)));
            back.Items.ShouldBe(checkpoint.Items);
            back.Fingerprint.ShouldBe(checkpoint.Fingerprint);
            back.FinishedSegments.ShouldBe(checkpoint.FinishedSegments);

            byte[] damaged = Encoding.UTF8.GetBytes(text);
            damaged[random.Next(damaged.Length)] ^= (byte)(1 << random.Next(8));
            IsRefused(damaged, text);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));
    }

    [Fact]
    public void OtherWritersMayFormatItAnew()
    {
        string formatted = JsonNode.Parse(Sample.ToJson())!.ToJsonString(s_formatted);

        formatted.ShouldContain("\\uD83D");
        ScanCheckpoint.Parse(formatted).ToJson().ShouldBe(Sample.ToJson());
    }

    [Fact]
    public void TheSerializerTakesItWithAContextOfTheUsers()
    {
        string json = JsonSerializer.Serialize(new Job("nightly", Sample, null), JobContext.Default.Job);
        json.ShouldContain("\"Last\":null");
        Job job = JsonSerializer.Deserialize(json, JobContext.Default.Job)!;

        job.Checkpoint!.ToJson().ShouldBe(Sample.ToJson());
        job.Last.ShouldBeNull();
        JsonSerializer.Deserialize<Job>(JsonSerializer.Serialize(job))!.Checkpoint!.ToJson().ShouldBe(Sample.ToJson());
        Should.Throw<ScanCheckpointException>(
            () => JsonSerializer.Deserialize(json.Replace("\"segments\":64", "\"segments\":65", StringComparison.Ordinal), JobContext.Default.Job));
    }

    [Fact]
    public async Task TheSerializerTakesItFromAStreamOfSmallPieces()
    {
        using var stream = new MemoryStream(Utf8(JsonSerializer.Serialize(new Job("nightly", Sample, Sample), JobContext.Default.Job)));

        Job job = (await JsonSerializer.DeserializeAsync<Job>(stream, s_smallPieces))!;

        job.Last!.ToJson().ShouldBe(Sample.ToJson());
    }

    [Fact]
    public void TextInSeveralPiecesOfMemoryIsReadAlike()
    {
        byte[] json = Utf8(JsonNode.Parse(Sample.ToJson())!.ToJsonString(s_formatted));
        for (int split = 1; split < json.Length; split++)
        {
            var last = new Piece(json.AsMemory(split), split, null);
            var reader = new Utf8JsonReader(new ReadOnlySequence<byte>(new Piece(json.AsMemory(0, split), 0, last), 0, last, json.Length - split));
            JsonSerializer.Deserialize(ref reader, JobContext.Default.ScanCheckpoint)!.ToJson().ShouldBe(Sample.ToJson());
        }
    }

    [Fact]
    public void AMillionSegmentsWithAThousandPositionsAreSmall()
    {
        // As a scan leaves them: a thousand workers in the midst of a thousand segments, of which every other neighbour is finished.
        (int, byte[])[] positions = [.. Enumerable.Range(0, 1000).Select(i => (500_000 + (i * 2), Utf8($$$"""{"PK":{"S":"request#{{{i * 7919}}}"}}""")))];
        (int, int)[] finished = [(0, 500_000), .. Enumerable.Range(0, 1000).Select(i => (500_001 + (i * 2), 500_002 + (i * 2)))];
        ScanCheckpoint checkpoint = ScanCheckpoint.Create(s_fingerprint, 1_000_000, ScanWorker.Only, finished, positions, 5);
        ScanCheckpoint.Parse(checkpoint.ToUtf8Json());

        long start = Stopwatch.GetTimestamp();
        byte[] json = checkpoint.ToUtf8Json();
        TimeSpan written = Stopwatch.GetElapsedTime(start);
        ScanCheckpoint.Parse(json).ToUtf8Json().ShouldBe(json);
        output.WriteLine($"{json.Length} bytes, written in {written.TotalMilliseconds} ms, read and written in {Stopwatch.GetElapsedTime(start).TotalMilliseconds} ms");

        json.Length.ShouldBeLessThan(60_000);
        Create(1_000_000, ScanWorker.Only, [(0, 999_999)]).ToUtf8Json().Length.ShouldBeLessThan(200);
    }

    [Fact]
    public void AnotherScanRefusesIt()
    {
        ScanCheckpoint checkpoint = ScanCheckpoint.Create(
            s_fingerprint, 64, new ScanWorker(1, 2), [], [(40, Utf8("""{"PK":{"S":"a"}}"""))], 0);

        checkpoint.CheckFor(s_fingerprint, LogRowTable.Schema, "logs");
        checkpoint.CheckFor(s_fingerprint, LogRowTable.Schema, "logs", 64, new ScanWorker(1, 2));
        Refuse(() => checkpoint.CheckFor(SHA256.HashData([]), LogRowTable.Schema, "logs"), "filter");
        Refuse(() => checkpoint.CheckFor(s_fingerprint, LogRowTable.Schema, "logs", 32), "64 segments");
        Refuse(() => checkpoint.CheckFor(s_fingerprint, LogRowTable.Schema, "logs", 64, ScanWorker.Only), "worker 1 of 2");
        Refuse(() => Sample.CheckFor(s_fingerprint, LogRowTable.Schema, "logs"), "segment 50");

        static void Refuse(Action check, string reason)
        {
            string message = Should.Throw<ScanCheckpointException>(check).Message;
            message.ShouldContain(reason);
            message.ShouldContain("'logs'");
        }
    }

    private static bool IsRefused(byte[] json, string original)
    {
        try
        {
            ScanCheckpoint.Parse(json).ToJson().ShouldBe(original);
            return false;
        }
        catch (ScanCheckpointException)
        {
            return true;
        }
    }

    private static string WithChecksum(string text)
    {
        string body = text[..text.LastIndexOf(",\"checksum\"", StringComparison.Ordinal)];
        return $"{body},\"checksum\":\"{Convert.ToBase64String(SHA256.HashData(Utf8(body)).AsSpan(0, 16))}\"}}";
    }

    private static ScanCheckpoint Create(int segments, ScanWorker worker, (int First, int End)[] finished)
        => ScanCheckpoint.Create(s_fingerprint, segments, worker, finished, [], 0);

    private static Gen<ScanCheckpoint> Checkpoints()
        => from segments in Gen.Frequency((4, Gen.Choose(1, 200)), (1, Gen.Choose(1, 1_000_000)))
           from count in Gen.Choose(1, 9)
           from index in Gen.Choose(0, count - 1)
           from seed in Gen.Choose(0, int.MaxValue - 1)
           from texts in ArbMap.Default.GeneratorFor<string>().Where(text => text is not null && IsUnicode(text)).ListOf(8)
           from items in ArbMap.Default.GeneratorFor<long>()
           select Random(segments, new ScanWorker(index, count), new Random(seed), texts, items & long.MaxValue);

    private static ScanCheckpoint Random(int segments, ScanWorker worker, Random random, IList<string> texts, long items)
    {
        var finished = new List<(int, int)>();
        var positions = new List<(int, byte[])>();
        (int segment, int end) = worker.SegmentsOf(segments);
        while (segment < end && positions.Count < 100)
        {
            int next = Math.Min(end, segment + random.Next(1, 5));
            switch (random.Next(3))
            {
                case 0:
                    finished.Add((segment, next));
                    break;
                case 1:
                    var key = new JsonObject
                    {
                        ["PK"] = new JsonObject { ["S"] = texts[random.Next(texts.Count)] },
                        ["k" + texts[random.Next(texts.Count)]] = new JsonObject { ["N"] = "1" },
                    };
                    positions.Insert(random.Next(positions.Count), (segment, Utf8(key.ToJsonString())));
                    break;
            }

            segment = next;
        }

        var fingerprint = new byte[32];
        random.NextBytes(fingerprint);
        return ScanCheckpoint.Create(fingerprint, segments, worker, finished, positions, items);
    }

    private static bool IsUnicode(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)) == text;

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    internal sealed record Job(string Name, ScanCheckpoint? Checkpoint, ScanCheckpoint? Last);

    [JsonSerializable(typeof(Job))]
    [JsonSerializable(typeof(ScanCheckpoint))]
    private sealed partial class JobContext : JsonSerializerContext;

    private sealed class Piece : ReadOnlySequenceSegment<byte>
    {
        public Piece(ReadOnlyMemory<byte> memory, long index, Piece? next)
        {
            Memory = memory;
            RunningIndex = index;
            Next = next;
        }
    }
}
