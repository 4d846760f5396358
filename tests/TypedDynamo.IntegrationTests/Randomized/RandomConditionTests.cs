using System.Globalization;
using System.Text;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using FsCheck;
using FsCheck.Fluent;
using TypedDynamo.CompilerServices;
using TypedDynamo.IntegrationTests.Engine;
using TypedDynamo.IntegrationTests.Entities;
using TypedDynamo.IntegrationTests.Operations;
using TypedDynamo.Tokens;
using BookingTokens = TypedDynamo.IntegrationTests.Entities.BookingTable.ConditionTokens;

namespace TypedDynamo.IntegrationTests.Randomized;

/// <summary>
/// Random trees of conditions on random items give the rows, and let the writes pass, that the same expression does in the AWS SDK's own
/// calls.
/// </summary>
public sealed class RandomConditionTests(EngineFixture fixture) : IAsyncLifetime, IClassFixture<EngineFixture>
{
    private const int Items = 60;

    private static readonly Comparer<byte[]> s_bytes = Comparer<byte[]>.Create((x, y) => x.AsSpan().SequenceCompareTo(y));

    private static readonly Comparer<string> s_text =
        Comparer<string>.Create((x, y) => s_bytes.Compare(Encoding.UTF8.GetBytes(x), Encoding.UTF8.GetBytes(y)));

    private static readonly (AttributeType Type, string Code)[] s_types =
    [
        (AttributeType.String, "S"), (AttributeType.Number, "N"), (AttributeType.Binary, "B"), (AttributeType.Boolean, "BOOL"),
            (AttributeType.Null, "NULL"),
        (AttributeType.List, "L"), (AttributeType.Map, "M"), (AttributeType.StringSet, "SS"), (AttributeType.NumberSet, "NS"),
            (AttributeType.BinarySet, "BS"),
    ];

    private readonly AmazonDynamoDBClient _client = fixture.CreateClient();
    private Dictionary<string, AttributeValue>[] _items = [];

    public async Task InitializeAsync()
    {
        var random = new Random(20262);
        _items = [.. Enumerable.Range(0, Items).Select(number => RandomBooking.CreateStored(random, number))];
        await new BookingTable(_client).CreateTableAsync();
        foreach (Dictionary<string, AttributeValue> item in _items)
        {
            await _client.PutItemAsync("bookings", item);
        }
    }

    public Task DisposeAsync()
    {
        _client.Dispose();
        return Task.CompletedTask;
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void ConditionsMeanWhatTheSameTextMeans(bool byOrdinaryCalls) => Check(byOrdinaryCalls, rounds: 120);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [Trait("Category", "Long")]
    public void ManyConditionsMeanWhatTheSameTextMeans(bool byOrdinaryCalls) => Check(byOrdinaryCalls, rounds: 400);

    private void Check(bool byOrdinaryCalls, int rounds)
    {
        var table = new BookingTable(byOrdinaryCalls ? ForwardingClient.Around(_client) : _client);
        int telling = 0;
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
        {
            var random = new Random(seed);
            var expression = new HandWrittenExpression();
            RandomCondition condition = Tree(random, expression, random.Next(4));
            string because = condition.Text + " of " + string.Join(", ", expression.Values
                .Select(value => $"{value.Key} {Describe(value.Value)}"));

            string rows = Outcome(() => RowsAsync(expression, condition));
            Outcome(() => RowsAsync(table, condition)).ShouldBe(rows, because);
            Dictionary<string, AttributeValue> item = _items[random.Next(Items)];
            Outcome(() => WriteAsync(table, item, condition)).ShouldBe(Outcome(() => WriteAsync(item, expression, condition)), because);
            telling += rows.Contains(' ', StringComparison.Ordinal) && rows.Split(' ').Length < Items ? 1 : 0;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(rounds));

        // Most conditions are ones that DynamoDB takes, and that some items fulfil and others do not.
        telling.ShouldBeGreaterThan(rounds / 3);
    }

    private static string Describe(AttributeValue value) => MappedTable.Describe(new Dictionary<string, AttributeValue> { [""] = value });

    /// <summary>What came of a call: its result, or the code of the service's error.</summary>
    private static string Outcome(Func<Task<string>> call)
    {
        try
        {
            return call().GetAwaiter().GetResult();
        }
        catch (AmazonDynamoDBException error)
        {
            return error.ErrorCode;
        }
    }

    private static async Task<string> RowsAsync(BookingTable table, RandomCondition condition)
        => string.Join(' ', (await table.Scan().Where(condition.Ours).ToListAsync()).Select(booking => booking.Number).Order());

    private async Task<string> RowsAsync(HandWrittenExpression expression, RandomCondition condition)
        => string.Join(' ', (await _client.ScanAsync(new ScanRequest("bookings")
        {
            FilterExpression = condition.Text, ExpressionAttributeNames = expression.Names,
                ExpressionAttributeValues = ValuesOf(expression),
        })).Items.Select(item => int.Parse(item["Number"].N, CultureInfo.InvariantCulture)).Order());

    private static async Task<string> WriteAsync(BookingTable table, Dictionary<string, AttributeValue> item, RandomCondition condition)
    {
        await table.UpsertAsync(
            item["CustomerId"].S, int.Parse(item["Number"].N, CultureInfo.InvariantCulture), _ => { }, condition.Ours);
        return "written";
    }

    private async Task<string> WriteAsync(Dictionary<string, AttributeValue> item, HandWrittenExpression expression,
        RandomCondition condition)
    {
        await _client.UpdateItemAsync(new UpdateItemRequest
        {
            TableName = "bookings", Key = new() { ["CustomerId"] = item["CustomerId"], ["Number"] = item["Number"] },
            ConditionExpression = condition.Text, ExpressionAttributeNames = expression.Names,
                ExpressionAttributeValues = ValuesOf(expression),
        });
        return "written";
    }

    // DynamoDB refuses an empty map.
    private static Dictionary<string, AttributeValue>? ValuesOf(HandWrittenExpression expression)
        => expression.Values.Count == 0 ? null : expression.Values;

    private static RandomCondition Tree(Random random, HandWrittenExpression to, int depth)
    {
        if (depth == 0)
        {
            return Leaf(random, to);
        }

        RandomCondition left = Tree(random, to, depth - 1);
        if (random.Next(4) == 0)
        {
            return new(o => !left.Ours(o), $"NOT ({left.Text})");
        }

        RandomCondition right = Tree(random, to, random.Next(depth));
        return random.Next(2) == 0
            ? new(o => left.Ours(o) && right.Ours(o), $"({left.Text}) AND ({right.Text})")
            : new(o => left.Ours(o) || right.Ours(o), $"({left.Text}) OR ({right.Text})");
    }

    private static RandomCondition Leaf(Random random, HandWrittenExpression to)
    {
        int index = random.Next(3);
        string entry = RandomBooking.Entries[random.Next(RandomBooking.Entries.Length)];
        return random.Next(24) switch
        {
            0 => Numbers(random, to, o => o.Total, "Total"),
            1 => Numbers(random, to, o => o.Discount, "Discount"),
            2 => Numbers(random, to, o => o.Lines[index].Price, "Lines", index, "Price"),
            3 => Integers(random, to, o => o.Seats, "Seats"),
            4 => Integers(random, to, o => o.Odd, "a.b \"#:[0]ü"),
            5 => Integers(random, to, o => o.Scores[index], "Scores", index),
            6 => Texts(random, to, o => o.Note, "n"),
            7 => Texts(random, to, o => o.Name, "Name"),
            8 => Texts(random, to, o => o.Address.City, "Address", "City"),
            9 => Texts(random, to, o => o.Address.Zip, "Address", "Zip"),
            10 => Texts(random, to, o => o.Labels[entry], "Labels", entry),
            11 => Texts(random, to, o => o.Lines[index].Sku, "Lines", index, "Sku"),
            12 => Binaries(random, to),
            13 => Compared(
                random, to, o => o.BookedAt, RandomBooking.Time, Comparer<DateTimeOffset>.Default,
                StoredForm.Of, "BookedAt"),
            14 => Compared(
                random, to, o => o.ExpiresAt, RandomBooking.Time, Comparer<DateTimeOffset>.Default,
                time => StoredForm.Of((decimal)time.ToUnixTimeSeconds()), "ExpiresAt"),
            15 => Compared(
                random, to, o => o.State, r => (BookingState)r.Next(3),
                    Comparer<BookingState>.Create((x, y) => s_text.Compare(x.ToString(), y.ToString())),
                state => new AttributeValue(state.ToString()), "State"),
            16 => Bools(random, to),
            17 => Sets(random, to),
            18 => Lists(random, to),
            19 => Documents(random, to),
            20 => Sizes(random, to, o => o.Labels.Size(), "Labels"),
            21 => Attributes(random, to, o => o.Paid, "Paid", o => o.Total, "Total"),
            22 => Attributes(random, to, o => o.Discount, "Discount", o => o.Lines[index].Price, "Lines", index, "Price"),
            _ => Attributes(random, to, o => o.Note, "n", o => o.Address.City, "Address", "City"),
        };
    }

    private static RandomCondition Numbers(Random random, HandWrittenExpression to, Func<BookingTokens, ScalarToken<decimal, NumberType>> token,
        params object[] path)
        => Compared(random, to, token, RandomBooking.Number, Comparer<decimal>.Default, StoredForm.Of, path);

    private static RandomCondition Integers(Random random, HandWrittenExpression to, Func<BookingTokens, ScalarToken<int, NumberType>> token,
        params object[] path)
        => Compared(random, to, token, r => r.Next(4), Comparer<int>.Default, StoredForm.Of, path);

    private static RandomCondition Texts(Random random, HandWrittenExpression to, Func<BookingTokens, ScalarToken<string, StringType>> token,
        params object[] path)
    {
        string part = RandomBooking.Text(random);
        return random.Next(6) switch
        {
            0 => new(o => token(o).BeginsWith(part), $"begins_with({to.Path(path)}, {to.Text(part)})"),
            1 => new(o => token(o).Contains(part), $"contains({to.Path(path)}, {to.Text(part)})"),
            2 => Sizes(random, to, o => token(o).Size(), path),
            _ => Compared(random, to, token, RandomBooking.Text, s_text, StoredForm.Of, path),
        };
    }

    private static RandomCondition Binaries(Random random, HandWrittenExpression to)
    {
        byte[] part = RandomBooking.Bytes(random);
        return random.Next(6) switch
        {
            0 => new(o => o.Image.BeginsWith(part), $"begins_with({to.Path("Image")}, {to.Value(StoredForm.Of(part))})"),
            1 => new(o => o.Image.Contains(part), $"contains({to.Path("Image")}, {to.Value(StoredForm.Of(part))})"),
            2 => Sizes(random, to, o => o.Image.Size(), "Image"),
            _ => Compared(random, to, o => o.Image, RandomBooking.Bytes, s_bytes, StoredForm.Of, "Image"),
        };
    }

    private static RandomCondition Bools(Random random, HandWrittenExpression to)
    {
        return random.Next(5) switch
        {
            0 => new(o => o.IsSent, IsTrue("IsSent")),
            1 => new(o => !o.IsSent, $"NOT ({IsTrue("IsSent")})"),
            2 => new(o => o.IsSent != true, $"{to.Path("IsSent")} <> {to.Value(StoredForm.Of(true))}"),
            3 => new(o => o.IsSent || o.IsPaid, $"({IsTrue("IsSent")}) OR ({IsTrue("IsPaid")})"),
            _ => Known(random, to, o => o.IsSent, () => new(o => o.IsSent == true, IsTrue("IsSent")), "IsSent"),
        };

        string IsTrue(string name) => $"{to.Path(name)} = {to.Value(StoredForm.Of(true))}";
    }

    private static RandomCondition Sets(Random random, HandWrittenExpression to)
    {
        string tag = RandomBooking.Text(random);
        int code = random.Next(4);
        int[] codes = [code, (code + 1) % 4];
        return random.Next(5) switch
        {
            0 => new(o => o.Tags.Contains(tag), $"contains({to.Path("Tags")}, {to.Text(tag)})"),
            1 => new(o => o.Codes.Contains(code), $"contains({to.Path("Codes")}, {to.Number(code)})"),
            2 => new(
                o => o.Codes.Is(new HashSet<int>(codes)),
                $"{to.Path("Codes")} = {to.Value(StoredForm.Of(codes.AsEnumerable().Reverse()))}"),
            3 => new(o => o.Tags.IsNot(new HashSet<string> { tag }), $"{to.Path("Tags")} <> {to.Value(StoredForm.Of(new[] { tag }))}"),
            _ => Sizes(random, to, o => o.Codes.Size(), "Codes"),
        };
    }

    private static RandomCondition Lists(Random random, HandWrittenExpression to)
    {
        int score = random.Next(4);
        BookingLine line = RandomBooking.Line(random);
        return random.Next(4) switch
        {
            0 => new(o => o.Scores.Contains(score), $"contains({to.Path("Scores")}, {to.Number(score)})"),
            1 => new(o => o.Lines.Contains(line), $"contains({to.Path("Lines")}, {to.Value(StoredForm.Of(line))})"),
            2 => new(
                o => o.Scores.Is(new List<int> { score }),
                $"{to.Path("Scores")} = {to.Value(StoredForm.List([score], StoredForm.Of))}"),
            _ => Sizes(random, to, o => o.Lines.Size(), "Lines"),
        };
    }

    private static RandomCondition Documents(Random random, HandWrittenExpression to)
    {
        var address = new BookingAddress(RandomBooking.Text(random));
        string entry = RandomBooking.Text(random);
        return random.Next(4) switch
        {
            0 => new(o => o.Address.Is(address), $"{to.Path("Address")} = {to.Value(StoredForm.Of(address))}"),
            1 => new(o => o.Address.IsNot(address), $"{to.Path("Address")} <> {to.Value(StoredForm.Of(address))}"),
            2 => new(
                o => o.Labels.Is(new Dictionary<string, string> { ["x"] = entry }),
                $"{to.Path("Labels")} = {to.Value(StoredForm.Of(new Dictionary<string, string> { ["x"] = entry }))}"),
            _ => Known(random, to, o => o.Address, () => Sizes(random, to, o => o.Address.Size(), "Address"), "Address"),
        };
    }

    /// <summary>What can be asked of an attribute of any type; otherwise something else.</summary>
    private static RandomCondition Known<TToken>(
        Random random, HandWrittenExpression to, Func<BookingTokens, TToken> token, Func<RandomCondition> other, params object[] path)
        where TToken : struct, IAttributeToken
    {
        (AttributeType type, string code) = s_types[random.Next(s_types.Length)];
        return random.Next(6) switch
        {
            0 => new(o => token(o).Exists(), $"attribute_exists({to.Path(path)})"),
            1 => new(o => token(o).NotExists(), $"attribute_not_exists({to.Path(path)})"),
            2 => new(o => token(o).IsNull(), $"attribute_type({to.Path(path)}, {to.Text("NULL")})"),
            3 => new(o => token(o).IsType(type), $"attribute_type({to.Path(path)}, {to.Text(code)})"),
            _ => other(),
        };
    }

    private static RandomCondition Compared<T, TType>(
        Random random,
        HandWrittenExpression to,
        Func<BookingTokens, ScalarToken<T, TType>> token,
        Func<Random, T> operand,
        Comparer<T> comparer,
        Func<T, AttributeValue> store,
        params object[] path)
    {
        T value = operand(random);
        T other = operand(random);
        if (random.Next(4) == 0)
        {
            return Known(random, to, token, () => new(o => token(o) == value, $"{to.Path(path)} = {to.Value(store(value))}"), path);
        }

        (T least, T greatest) = comparer.Compare(value, other) <= 0 ? (value, other) : (other, value);
        return random.Next(8) switch
        {
            0 => new(o => token(o) == value, $"{to.Path(path)} = {to.Value(store(value))}"),
            1 => new(o => token(o) != value, $"{to.Path(path)} <> {to.Value(store(value))}"),
            2 => new(o => token(o) < value, $"{to.Path(path)} < {to.Value(store(value))}"),
            3 => new(o => token(o) <= value, $"{to.Path(path)} <= {to.Value(store(value))}"),
            4 => new(o => token(o) > value, $"{to.Path(path)} > {to.Value(store(value))}"),
            5 => new(o => token(o) >= value, $"{to.Path(path)} >= {to.Value(store(value))}"),
            6 => new(o => token(o).Between(least, greatest),
                $"{to.Path(path)} BETWEEN {to.Value(store(least))} AND {to.Value(store(greatest))}"),
            _ => new(o => token(o).In(value, other), $"{to.Path(path)} IN ({to.Value(store(value))}, {to.Value(store(other))})"),
        };
    }

    private static RandomCondition Sizes(Random random, HandWrittenExpression to, Func<BookingTokens, SizeToken> size, params object[] path)
    {
        int value = random.Next(4);
        return random.Next(7) switch
        {
            0 => new(o => size(o) == value, $"size({to.Path(path)}) = {to.Number(value)}"),
            1 => new(o => size(o) != value, $"size({to.Path(path)}) <> {to.Number(value)}"),
            2 => new(o => size(o) < value, $"size({to.Path(path)}) < {to.Number(value)}"),
            3 => new(o => size(o) <= value, $"size({to.Path(path)}) <= {to.Number(value)}"),
            4 => new(o => size(o) > value, $"size({to.Path(path)}) > {to.Number(value)}"),
            5 => new(o => size(o) >= value, $"size({to.Path(path)}) >= {to.Number(value)}"),
            _ => new(o => size(o).Between(value, value + 1),
                $"size({to.Path(path)}) BETWEEN {to.Number(value)} AND {to.Number(value + 1)}"),
        };
    }

    private static RandomCondition Attributes<T, TType>(
        Random random,
        HandWrittenExpression to,
        Func<BookingTokens, ScalarToken<T, TType>> left,
        string leftName,
        Func<BookingTokens, ScalarToken<T, TType>> right,
        params object[] rightPath) => random.Next(6) switch
        {
            0 => new(o => left(o) == right(o), $"{to.Path(leftName)} = {to.Path(rightPath)}"),
            1 => new(o => left(o) != right(o), $"{to.Path(leftName)} <> {to.Path(rightPath)}"),
            2 => new(o => left(o) < right(o), $"{to.Path(leftName)} < {to.Path(rightPath)}"),
            3 => new(o => left(o) <= right(o), $"{to.Path(leftName)} <= {to.Path(rightPath)}"),
            4 => new(o => left(o) > right(o), $"{to.Path(leftName)} > {to.Path(rightPath)}"),
            _ => new(o => left(o) >= right(o), $"{to.Path(leftName)} >= {to.Path(rightPath)}"),
        };

    private sealed record RandomCondition(Func<BookingTokens, ItemCondition> Ours, string Text);
}
