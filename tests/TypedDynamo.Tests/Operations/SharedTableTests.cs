using System.Globalization;
using System.Text.Json;
using Amazon.DynamoDBv2;
using TypedDynamo.CompilerServices;
using TypedDynamo.Tokens;

namespace TypedDynamo.Tests.Operations;

/// <summary>A table whose items are of several types: queries and scans give those that fit the mapper.</summary>
public sealed class SharedTableTests
{
    [Fact]
    public async Task AScanPassesOverItemsThatDoNotFit()
    {
        using var server = new CannedDynamoDb(Answer);
        var table = new NoteTable(server.CreateClient());

        (await ListAsync(table.ScanAllAsync())).ShouldBe(["NOTE#0", "NOTE#4", "NOTE#8", "NOTE#12", "NOTE#16"]);
        (await ListAsync(table.ScanAllParallelAsync(new() { Segments = 1 }))).Count.ShouldBe(5);
    }

    [Fact]
    public async Task APageHoldsWhatFitsAndSaysHowManyWereRead()
    {
        using var server = new CannedDynamoDb(Answer);
        Page<string> page = await new NoteTable(server.CreateClient()).ScanAllAsync(new() { PageSize = 6 }).ToPageAsync();

        page.Items.ShouldBe(["NOTE#0", "NOTE#4"]);
        page.ScannedCount.ShouldBe(6);
        page.ContinuationToken.ShouldNotBeNull();
    }

    [Fact]
    public async Task TakeCountsWhatFits()
    {
        var limits = new List<int?>();
        using var server = new CannedDynamoDb(request =>
        {
            limits.Add(request.TryGetProperty("Limit", out JsonElement limit) ? limit.GetInt32() : null);
            return Answer(request);
        });

        (await ListAsync(new NoteTable(server.CreateClient()).Query().Take(3))).ShouldBe(["NOTE#0", "NOTE#4", "NOTE#8"]);

        // The first page is asked for as if everything fitted, and what follows is read in whole pages.
        limits.ShouldBe([3, null]);
    }

    [Fact]
    public async Task TakeAsksForNoMoreWhileEverythingFits()
    {
        var limits = new List<int>();
        using var server = new CannedDynamoDb(request =>
        {
            limits.Add(request.GetProperty("Limit").GetInt32());
            return CannedDynamoDb.Answer("""
                {"Items":[{"id":{"S":"NOTE#1"}}],"ScannedCount":1,"LastEvaluatedKey":{"id":{"S":"NOTE#1"}}}
                """);
        });

        (await ListAsync(new NoteTable(server.CreateClient()).Query().Take(3))).Count.ShouldBe(3);
        limits.ShouldBe([3, 2, 1]);
    }

    private static async Task<List<string>> ListAsync(ItemSequence<string> sequence)
    {
        var items = new List<string>();
        await foreach (string item in sequence)
        {
            items.Add(item);
        }

        return items;
    }

    /// <summary>Has twenty items, of which every fourth is a note; the key stands behind an attribute that has to be passed over.</summary>
    private static HttpResponseMessage Answer(JsonElement request)
    {
        int start = request.TryGetProperty("ExclusiveStartKey", out JsonElement key)
            ? int.Parse(key.GetProperty("id").GetProperty("S").GetString()!.Split('#')[1], CultureInfo.InvariantCulture) + 1
            : 0;
        int end = Math.Min(20, start + (request.TryGetProperty("Limit", out JsonElement limit) ? limit.GetInt32() : 20));
        IEnumerable<string> items = Enumerable.Range(start, end - start).Select(number => (number % 4) switch
        {
            0 => $$$$"""{"other":{"M":{"id":{"S":"x"}}},"id":{"S":"NOTE#{{{{number}}}}"}}""",
            1 => $$$"""{"id":{"S":"TASK#{{{number}}}"},"other":{"L":[{"N":"1"}]}}""",
            2 => $$$"""{"id":{"N":"{{{number}}}"}}""",
            _ => """{"other":{"S":"NOTE#"}}""",
        });
        string last = end < 20 ? $$$""","LastEvaluatedKey":{"id":{"S":"#{{{end - 1}}}"}}""" : "";
        return CannedDynamoDb.Answer($$"""{"Items":[{{string.Join(",", items)}}],"ScannedCount":{{end - start}}{{last}}}""");
    }

    private readonly struct NoTokens : ITokens<NoTokens>
    {
        static NoTokens ITokens<NoTokens>.Create(ExpressionBuilder builder) => default;
    }

    /// <summary>What the generator would write for a type that is told by the beginning of its key.</summary>
    private sealed class NoteTable(IAmazonDynamoDB client) : DynamoTable<string, string, NoTokens, NoTokens>(client, new Mapper(), null)
    {
        public Query<string, NoTokens, NoTokens> Query()
            => CreateQuery<NoTokens>(BeginKey(out _).Equal(
                Connection.Schema.PartitionKey.Attribute, "any", static (ref ItemWriter writer, string value) => writer.WriteString(value)));

        private sealed class Mapper() : TableMapper<string, string>(new TableSchema("notes", "Note", ["id"], (0, KeyAttributeType.String)))
        {
            public override bool PassesOver => true;

            public override bool Fits(in ItemReader reader)
                => reader.TryPeekString(Schema, 0, out ReadOnlySpan<byte> id) && id.StartsWith("NOTE#"u8);

            public override string KeyOf(string item) => item;

            public override string Read(ref ItemReader reader)
            {
                string id = "";
                while (reader.ReadAttribute(Schema, out int ordinal))
                {
                    if (ordinal == 0)
                    {
                        id = reader.ReadString();
                    }
                    else
                    {
                        reader.Skip();
                    }
                }

                return id;
            }

            public override void Write(ref ItemWriter writer, string item) => throw new NotSupportedException();

            public override void WriteKey(ref ItemWriter writer, string key) => throw new NotSupportedException();
        }
    }
}
