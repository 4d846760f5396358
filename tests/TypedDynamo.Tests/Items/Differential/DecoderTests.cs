using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;

namespace TypedDynamo.Tests.Items.Differential;

/// <summary>Our decoder and one on the framework's JSON reader give the same values for the same bytes, and refuse the same.</summary>
public sealed class DecoderTests : IDisposable
{
    private readonly GuardedBytes _memory = new(1 << 20);

    public void Dispose() => _memory.Dispose();

    [Fact]
    public void WholePagesAreReadTheSame()
        => Check(seed => new RandomPages(seed).Create(), maxTest: 3000, atLeastAccepted: 2500);

    [Fact]
    public void DamagedPagesAreReadTheSameOrRefusedTheSame() => Check(
        seed =>
        {
            var pages = new RandomPages(seed);
            return pages.Damage(pages.Create());
        },
        maxTest: 20_000,
        atLeastAccepted: 1000);

    [Fact]
    public void EveryBeginningOfAPageIsRefused()
    {
        byte[] page = new RandomPages(5).Create();
        for (int length = 0; length < page.Length; length++)
        {
            Read(page.AsSpan(0, length)).ShouldStartWith("refused");
        }
    }

    [Theory]
    [InlineData("""{"Items":[{"pk":{"S":"a"},"pk":{"S":"b"}}]}""")]
    [InlineData("""{"Items":[{"pk":{"S":"a"},}]}""")]
    [InlineData("""{"Items":[,{"pk":{"S":"a"}}]}""")]
    [InlineData("""{"Items":[{,"pk":{"S":"a"}}]}""")]
    [InlineData("""{"Items":[{"pk":{"S":"a"}}{"pk":{"S":"a"}}]}""")]
    [InlineData("""{"Items":[{"pk":{"S":"a"}}[{"pk":{"S":"a"}}]]}""")]
    [InlineData("""{"Items":[{"pk":{"S":"a"}"n":{"N":"1"}}]}""")]
    [InlineData("""{"Items":[{"pk":{"S":"a"},"n":{"N":"1"}},{"n":{"N":"1"},"pk":{"S":"a"}},{"pk":{"S":"a"},"n":{"N":"1"}}]}""")]
    [InlineData("""{"Items":[{"pk":{"S":"a","N":"1"}}]}""")]
    [InlineData("""{"Items":[{"pk":{}}]}""")]
    [InlineData("""{"Items":[{"pk":{"S":5}}]}""")]
    [InlineData("""{"Items":[{"set":{"SS":["a",]}}]}""")]
    [InlineData("""{"Items":[{"list":{"L":[{"S":"a"},]}}]}""")]
    [InlineData("""{"Items":[{"pk":{"S":"\ud800"}}]}""")]
    [InlineData("""{"Items":[{"x":{"S":"\ud800"}}]}""")]
    [InlineData("""{"Items":[{"x":{"S":"\x"}}]}""")]
    [InlineData("""{"Items":[]}x""")]
    [InlineData("""{"Other":8/}""")]
    [InlineData("""{"ScannedCount":8/,"Items":[]}""")]
    [InlineData("""{"Items":[]} """)]
    [InlineData("""{"Items":{}}""")]
    [InlineData("""[]""")]
    [InlineData("")]
    public void PagesOfNote(string page) => Compare(Encoding.UTF8.GetBytes(page));

    [Theory]
    [InlineData(new byte[] { (byte)'a', 0xC3 })]
    [InlineData(new byte[] { 0xED, 0xA0, 0x80 })]
    [InlineData(new byte[] { 0xFF })]
    public void TextThatIsNotUtf8(byte[] text)
    {
        Compare([.. """{"Items":[{"pk":{"S":" """u8, .. text, .. """ "}}]}"""u8]);
        Compare([.. """{"Items":[{"x":{"S":" """u8, .. text, .. """ "}}]}"""u8]);
    }

    [Theory]
    [InlineData(31, true)]
    [InlineData(200, false)]
    public void ItemsNestAsDeepAsDynamoDbHasThem(int levels, bool isRead)
    {
        string value = string.Concat(Enumerable.Repeat("""{"L":[""", levels)) + """{"S":"a"}""" + string.Concat(Enumerable.Repeat("]}", levels));
        foreach (string name in new[] { "any", "unknown" })
        {
            byte[] page = Encoding.UTF8.GetBytes($$"""{"Items":[{"{{name}}":{{value}}}]}""");
            Compare(page);
            IsRefusal(Read(page)).ShouldBe(!isRead);
        }
    }

    private void Check(Func<int, byte[]> create, int maxTest, int atLeastAccepted)
    {
        int accepted = 0;
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
        {
            accepted += Compare(create(seed)) ? 1 : 0;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(maxTest).WithQuietOnSuccess(true));

        // A comparison of refusals alone would say little.
        accepted.ShouldBeGreaterThan(atLeastAccepted);
    }

    private bool Compare(byte[] page)
    {
        string expected;
        try
        {
            expected = ReadByFramework.Read(page);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException)
        {
            expected = $"refused: {exception.Message}";
        }

        string found = Read(page);
        bool isRefused = IsRefusal(expected);
        if (isRefused ? !IsRefusal(found) : found != expected)
        {
            Assert.Fail($"{Encoding.UTF8.GetString(page)}\nexpected:\n{expected}\nfound:\n{found}");
        }

        return !isRefused;
    }

    private static bool IsRefusal(string result) => result.StartsWith("refused", StringComparison.Ordinal);

    private string Read(ReadOnlySpan<byte> page)
    {
        try
        {
            return ReadByScanner.Read(_memory.Hold(page));
        }
        catch (Exception exception) when (exception is JsonException or ItemMappingException)
        {
            return $"refused: {exception.Message}";
        }
    }
}
