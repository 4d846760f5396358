using System.Globalization;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using FsCheck;
using FsCheck.Fluent;
using TypedDynamo.IntegrationTests.Engine;
using TypedDynamo.IntegrationTests.Entities;
using TypedDynamo.IntegrationTests.Operations;
using BookingUpdate = TypedDynamo.IntegrationTests.Entities.BookingTable.UpdateTokens;

namespace TypedDynamo.IntegrationTests.Randomized;

/// <summary>
/// Random updates and upserts of random items leave them as the same update does that is put together by hand for the AWS SDK's own call.
/// </summary>
public sealed class RandomUpdateTests(EngineFixture fixture) : IAsyncLifetime, IClassFixture<EngineFixture>
{
    private const string Customer = "c";
    private const string TheirTable = "theirs";

    // In the order in which an update expression of ours has them; DynamoDB takes any.
    private static readonly string[] s_keywords = ["SET", "REMOVE", "ADD", "DELETE"];

    private readonly AmazonDynamoDBClient _client = fixture.CreateClient();

    public async Task InitializeAsync()
    {
        await new BookingTable(_client).CreateTableAsync();
        await new BookingTable(_client, new DynamoTableOptions { TableName = TheirTable }).CreateTableAsync();
    }

    public Task DisposeAsync()
    {
        _client.Dispose();
        return Task.CompletedTask;
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void UpdatesMeanWhatTheSameTextMeans(bool byOrdinaryCalls) => Check(byOrdinaryCalls, rounds: 150);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [Trait("Category", "Long")]
    public void ManyUpdatesMeanWhatTheSameTextMeans(bool byOrdinaryCalls) => Check(byOrdinaryCalls, rounds: 400);

    private void Check(bool byOrdinaryCalls, int rounds)
    {
        var table = new BookingTable(byOrdinaryCalls ? ForwardingClient.Around(_client) : _client);
        int applied = 0;
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
        {
            var random = new Random(seed);
            int number = random.Next(1_000_000);
            bool isUpsert = random.Next(4) == 0;
            bool isThere = random.Next(8) > 0;
            if (isThere)
            {
                Store(RandomBooking.CreateStored(random, number));
            }

            var expression = new HandWrittenExpression();
            RandomAction[] actions = Actions(random, new Writer(expression, isUpsert));
            string text = string.Join(' ', s_keywords
                .Select(keyword => (Keyword: keyword, Actions: actions.Where(action => action.Keyword == keyword)))
                .Where(group => group.Actions.Any())
                    .Select(group => $"{group.Keyword} {string.Join(", ", group.Actions.Select(action => action.Text))}"));

            string theirs = Outcome(() => UpdateAsync(number, text, expression, isUpsert));
            Outcome(() => UpdateAsync(table, number, actions, isUpsert)).ShouldBe(theirs, text);
            Stored(number, table.TableName).ShouldBe(Stored(number, TheirTable), text);
            applied += theirs == "done" ? 1 : 0;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(rounds));

        // Most updates are ones that DynamoDB takes.
        applied.ShouldBeGreaterThan(rounds / 3);
    }

    /// <summary>Changes of one to four attributes, each one's own.</summary>
    private static RandomAction[] Actions(Random random, Writer to)
    {
        Func<Random, Writer, RandomAction>[] attributes =
            [State, Total, Paid, Discount, Seats, Note, Name, Sent, Address, Lines, Scores, Tags, Codes, Labels, Image, Times];
        return [.. attributes.OrderBy(_ => random.Next()).Take(random.Next(1, 5)).Select(attribute => attribute(random, to))];
    }

    private static RandomAction State(Random random, Writer to)
    {
        var state = (BookingState)random.Next(3);
        return Set(o => o.State = state, to, "State", StoredForm.Of(state.ToString()));
    }

    private static RandomAction Total(Random random, Writer to)
    {
        decimal value = RandomBooking.Number(random);
        return random.Next(5) switch
        {
            0 => Set(o => o.Total = value, to, "Total", StoredForm.Of(value)),
            1 => Computed(o => o.Total += value, to, "Total", $"{to.OrZero("Total")} + {to.Of(value)}"),
            2 => Computed(o => o.Total -= value, to, "Total", $"{to.OrZero("Total")} - {to.Of(value)}"),
            3 => Computed(o => o.Total = o.Total - o.Paid, to, "Total", $"{to.OrZero("Total")} - {to.OrZero("Paid")}"),
            _ => new("ADD", o => o.Total.Add(value), $"{to.Path("Total")} {to.Of(value)}"),
        };
    }

    private static RandomAction Paid(Random random, Writer to)
    {
        decimal value = RandomBooking.Number(random);
        return random.Next(4) switch
        {
            0 => Computed(o => o.Paid = value - o.Total, to, "Paid", $"{to.Of(value)} - {to.OrZero("Total")}"),
            1 => Computed(o => o.Paid = o.Total, to, "Paid", to.Path("Total")),
            2 => Computed(o => o.Paid = o.Paid.IfNotExists(o.Total), to, "Paid", $"if_not_exists({to.Path("Paid")}, {to.Path("Total")})"),
            _ => Computed(o => o.Paid = o.Paid.IfNotExists(value) + value, to, "Paid",
                $"if_not_exists({to.Path("Paid")}, {to.Of(value)}) + {to.Of(value)}"),
        };
    }

    private static RandomAction Discount(Random random, Writer to)
    {
        decimal value = RandomBooking.Number(random);
        return random.Next(6) switch
        {
            0 => Set(o => o.Discount = value, to, "Discount", StoredForm.Of(value)),
            1 => Remove(o => o.Discount = null, to, "Discount"),
            2 => Computed(o => o.Discount += value, to, "Discount", $"{to.OrZero("Discount")} + {to.Of(value)}"),
            3 => Computed(o => o.Discount = o.Discount.IfNotExists(value), to, "Discount",
                $"if_not_exists({to.Path("Discount")}, {to.Of(value)})"),
            4 => new("ADD", o => o.Discount.Add(value), $"{to.Path("Discount")} {to.Of(value)}"),
            _ => Remove(o => o.Discount.Remove(), to, "Discount"),
        };
    }

    private static RandomAction Seats(Random random, Writer to)
    {
        int value = random.Next(4);
        return random.Next(3) switch
        {
            0 => Computed(o => o.Seats -= value, to, "Seats", $"{to.OrZero("Seats")} - {to.Of(value)}"),
            1 => Remove(o => o.Seats = null, to, "Seats"),
            _ => Set(o => o.Seats = value, to, "Seats", StoredForm.Of(value)),
        };
    }

    private static RandomAction Note(Random random, Writer to)
    {
        string value = RandomBooking.Text(random);
        return random.Next(4) switch
        {
            0 => Set(o => o.Note = value, to, "n", StoredForm.Of(value)),
            1 => Remove(o => o.Note.Remove(), to, "n"),
            2 => Computed(o => o.Note = o.Name, to, "n", to.Path("Name")),
            _ => Computed(o => o.Note = o.Name.IfNotExists(value), to, "n", $"if_not_exists({to.Path("Name")}, {to.Of(value)})"),
        };
    }

    private static RandomAction Name(Random random, Writer to)
    {
        string value = RandomBooking.Text(random);
        return random.Next(3) switch
        {
            0 => Set(o => o.Name.Set(value), to, "Name", StoredForm.Of(value)),
            1 => Computed(o => o.Name = o.Note.IfNotExists(o.Name.IfNotExists(value)), to, "Name",
                $"if_not_exists({to.Path("n")}, if_not_exists({to.Path("Name")}, {to.Of(value)}))"),
            _ => Computed(o => o.Name = o.Address.Zip, to, "Name", to.Path("Address", "Zip")),
        };
    }

    private static RandomAction Sent(Random random, Writer to)
    {
        bool value = random.Next(2) == 0;
        return random.Next(3) == 0 ? Remove(o => o.IsSent = null, to, "IsSent")
            : Set(o => o.IsSent = value, to, "IsSent", StoredForm.Of(value));
    }

    private static RandomAction Address(Random random, Writer to)
    {
        BookingAddress address = RandomBooking.Address(random);
        string text = RandomBooking.Text(random);
        return random.Next(5) switch
        {
            0 => Set(o => o.Address = address, to, "Address", StoredForm.Of(address)),
            1 => Remove(o => o.Address = null, to, "Address"),
            2 => new("SET", o => o.Address.City = text, $"{to.Path("Address", "City")} = {to.Of(text)}"),
            3 => new("REMOVE", o => o.Address.Zip = null, to.Path("Address", "Zip")),
            _ => new("SET", o => o.Address.Zip = o.Address.Zip.IfNotExists(text),
                $"{to.Path("Address", "Zip")} = if_not_exists({to.Path("Address", "Zip")}, {to.Of(text)})"),
        };
    }

    private static RandomAction Lines(Random random, Writer to)
    {
        int index = random.Next(3);
        BookingLine line = RandomBooking.Line(random);
        List<BookingLine> lines = RandomBooking.List(random, RandomBooking.Line);
        return random.Next(8) switch
        {
            0 => Set(o => o.Lines = lines, to, "Lines", StoredForm.List(lines, StoredForm.Of)),
            1 => Computed(o => o.Lines.Append(line), to, "Lines",
                $"list_append({to.OrEmpty("Lines")}, {to.Value(StoredForm.List([line], StoredForm.Of))})"),
            2 => Computed(o => o.Lines.Prepend(lines), to, "Lines",
                $"list_append({to.Value(StoredForm.List(lines, StoredForm.Of))}, {to.OrEmpty("Lines")})"),
            3 => new("SET", o => o.Lines[index] = line, $"{to.Path("Lines", index)} = {to.Value(StoredForm.Of(line))}"),
            4 => new("REMOVE", o => o.Lines[index].Remove(), to.Path("Lines", index)),
            5 => new("SET", o => o.Lines[index].Price += line.Price,
                $"{to.Path("Lines", index, "Price")} = {to.Required("Lines", index, "Price")} + {to.Of(line.Price)}"),
            6 => new("SET", o => o.Lines[index].Count -= line.Count,
                $"{to.Path("Lines", index, "Count")} = {to.OrZero("Lines", index, "Count")} - {to.Of(line.Count)}"),
            _ => new("SET", o => o.Lines[index] = o.Lines[index + 1], $"{to.Path("Lines", index)} = {to.Path("Lines", index + 1)}"),
        };
    }

    private static RandomAction Scores(Random random, Writer to)
    {
        int index = random.Next(3);
        int score = random.Next(9);
        List<int> scores = RandomBooking.List(random, r => r.Next(9));
        return random.Next(5) switch
        {
            0 => Set(o => o.Scores.Set(scores.Where(_ => true)), to, "Scores", StoredForm.List(scores, StoredForm.Of)),
            1 => Computed(o => o.Scores.Append(scores), to, "Scores",
                $"list_append({to.OrEmpty("Scores")}, {to.Value(StoredForm.List(scores, StoredForm.Of))})"),
            2 => new("SET", o => o.Scores[index] = score, $"{to.Path("Scores", index)} = {to.Of(score)}"),
            3 => new("SET", o => o.Scores[index] += score, $"{to.Path("Scores", index)} = {to.Required("Scores", index)} + {to.Of(score)}"),
            _ => new("REMOVE", o => { o.Scores[index].Remove(); o.Scores[index + 2].Remove(); },
                $"{to.Path("Scores", index)}, {to.Path("Scores", index + 2)}"),
        };
    }

    private static RandomAction Tags(Random random, Writer to)
    {
        string tag = RandomBooking.Text(random);
        string[] tags = [tag, tag + "x"];
        return random.Next(5) switch
        {
            0 => Set(o => o.Tags = tags, to, "Tags", StoredForm.Of(tags)),
            1 => Remove(o => o.Tags = new HashSet<string>(), to, "Tags"),
            2 => new("ADD", o => o.Tags.Add(tags), $"{to.Path("Tags")} {to.Value(StoredForm.Of(tags))}"),
            3 => new("ADD", o => o.Tags.Add(tag), $"{to.Path("Tags")} {to.Value(StoredForm.Of(tags.Take(1)))}"),
            _ => new("DELETE", o => o.Tags.Delete(tag), $"{to.Path("Tags")} {to.Value(StoredForm.Of(tags.Take(1)))}"),
        };
    }

    private static RandomAction Codes(Random random, Writer to)
    {
        int[] codes = [random.Next(4), 4 + random.Next(4)];
        return random.Next(4) switch
        {
            0 => Set(o => o.Codes.Set(codes), to, "Codes", StoredForm.Of(codes)),
            1 => Remove(o => o.Codes.Remove(), to, "Codes"),
            2 => new("ADD", o => o.Codes.Add(codes), $"{to.Path("Codes")} {to.Value(StoredForm.Of(codes))}"),
            _ => new("DELETE", o => o.Codes.Delete(codes), $"{to.Path("Codes")} {to.Value(StoredForm.Of(codes))}"),
        };
    }

    private static RandomAction Labels(Random random, Writer to)
    {
        string entry = RandomBooking.Entries[random.Next(RandomBooking.Entries.Length)];
        string value = RandomBooking.Text(random);
        return random.Next(4) switch
        {
            0 => Set(o => o.Labels = new Dictionary<string, string> { [entry] = value }, to, "Labels",
                StoredForm.Of(new Dictionary<string, string> { [entry] = value })),
            1 => Set(o => o.Labels = new Dictionary<string, string>(), to, "Labels", StoredForm.Of(new Dictionary<string, string>())),
            2 => new("SET", o => o.Labels[entry] = value, $"{to.Path("Labels", entry)} = {to.Of(value)}"),
            _ => new("REMOVE", o => o.Labels[entry].Remove(), to.Path("Labels", entry)),
        };
    }

    private static RandomAction Image(Random random, Writer to)
    {
        byte[] image = RandomBooking.Bytes(random);
        return random.Next(3) == 0 ? Remove(o => o.Image.Remove(), to, "Image")
            : Set(o => o.Image = image, to, "Image", StoredForm.Of(image));
    }

    private static RandomAction Times(Random random, Writer to)
    {
        DateTimeOffset time = RandomBooking.Time(random);
        return random.Next(2) == 0
            ? Set(o => o.BookedAt = time, to, "BookedAt", StoredForm.Of(time))
            : Set(o => o.ExpiresAt = time, to, "ExpiresAt", StoredForm.Of((decimal)time.ToUnixTimeSeconds()));
    }

    private static RandomAction Set(Action<BookingUpdate> ours, Writer to, string name, AttributeValue value)
        => new("SET", ours, $"{to.Path(name)} = {to.Value(value)}");

    private static RandomAction Computed(Action<BookingUpdate> ours, Writer to, string name, string value)
        => new("SET", ours, $"{to.Path(name)} = {value}");

    private static RandomAction Remove(Action<BookingUpdate> ours, Writer to, string name) => new("REMOVE", ours, to.Path(name));

    private static string Outcome(Func<Task> call)
    {
        try
        {
            call().GetAwaiter().GetResult();
            return "done";
        }
        catch (AmazonDynamoDBException error)
        {
            return error.ErrorCode;
        }
    }

    private static Dictionary<string, AttributeValue> KeyOf(int number)
        => new() { ["CustomerId"] = new(Customer), ["Number"] = new() { N = number.ToString(CultureInfo.InvariantCulture) } };

    private static async Task UpdateAsync(BookingTable table, int number, RandomAction[] actions, bool isUpsert)
    {
        Action<BookingUpdate> update = o => Array.ForEach(actions, action => action.Ours(o));
        await (isUpsert ? table.UpsertAsync(Customer, number, update) : table.UpdateAsync(Customer, number, update));
    }

    private async Task UpdateAsync(int number, string text, HandWrittenExpression expression, bool isUpsert)
        => await _client.UpdateItemAsync(new UpdateItemRequest
        {
            TableName = TheirTable,
            Key = KeyOf(number),
            UpdateExpression = text,
            ConditionExpression = isUpsert ? null : $"attribute_exists({expression.Path("CustomerId")})",
            ExpressionAttributeNames = expression.Names,

            // DynamoDB refuses an empty map.
            ExpressionAttributeValues = expression.Values.Count == 0 ? null : expression.Values,
        });

    private void Store(Dictionary<string, AttributeValue> item)
    {
        item["CustomerId"] = new AttributeValue(Customer);
        _client.PutItemAsync("bookings", item).GetAwaiter().GetResult();
        _client.PutItemAsync(TheirTable, item).GetAwaiter().GetResult();
    }

    private string Stored(int number, string table)
    {
        GetItemResponse response = _client.GetItemAsync(table, KeyOf(number), consistentRead: true).GetAwaiter().GetResult();
        return response.IsItemSet ? MappedTable.Describe(response.Item) : "nothing";
    }

    private sealed record RandomAction(string Keyword, Action<BookingUpdate> Ours, string Text);

    /// <summary>Writes operands by hand, with what an update starts from where there may be nothing: zero, or the empty list.</summary>
    private sealed class Writer(HandWrittenExpression expression, bool isUpsert)
    {
        public string Path(params object[] parts) => expression.Path(parts);

        public string Value(AttributeValue value) => expression.Value(value);

        public string Of(decimal value) => expression.Number(value);

        public string Of(string value) => expression.Text(value);

        public string OrZero(params object[] parts) => $"if_not_exists({Path(parts)}, {Of(0)})";

        public string OrEmpty(string name) => $"if_not_exists({Path(name)}, {Value(new AttributeValue { L = [], IsLSet = true })})";

        /// <summary>What an item cannot be without, so that only an upsert may find nothing there.</summary>
        public string Required(params object[] parts) => isUpsert ? OrZero(parts) : Path(parts);
    }
}
