using System.Numerics;
using Amazon.DynamoDBv2;
using TypedDynamo.CompilerServices;
using TypedDynamo.IntegrationTests.Engine;
using TypedDynamo.IntegrationTests.Entities;
using TypedDynamo.Tokens;
using UpdateTokens = TypedDynamo.IntegrationTests.Entities.BookingTable.UpdateTokens;

namespace TypedDynamo.IntegrationTests.Operations;

/// <summary>
/// What DynamoDB would refuse, or would take for something else, is refused before anything is sent, by a message that names member and
/// limit.
/// </summary>
public abstract class RefusedInputTests(EngineFixture fixture, Func<AmazonDynamoDBClient, IAmazonDynamoDB> wrap)
    : BookingTests(fixture, wrap)
{
    private static readonly BookingKey s_key = new(Customer, 1);

    [Fact]
    public async Task OverlappingPathsOfAnUpdate()
    {
        await RefusedAsync("Paid", "Paid", o => { o.Paid = 1m; o.Paid = 2m; });
        await RefusedAsync("Paid", "Paid", o => { o.Paid += 1m; o.Paid.Add(1m); });
        await RefusedAsync("n", "n", o => { o.Note = "x"; o.Note.Remove(); });
        await RefusedAsync("Tags", "Tags", o => { o.Tags.Add("a"); o.Tags.Delete("b"); });
        await RefusedAsync("Scores", "Scores", o => { o.Scores.Append(1); o.Scores.Prepend(2); });
        await RefusedAsync("Address.City", "Address", o => { o.Address = new BookingAddress("x"); o.Address.City = "y"; });
        await RefusedAsync("Address", "Address.City", o => { o.Address.City = "y"; o.Address = null; });
        await RefusedAsync("Address.Zip", "Address.Zip", o => { o.Address.Zip = "1"; o.Address.Zip.Remove(); });
        await RefusedAsync("Scores[1]", "Scores", o => { o.Scores.Append(1); o.Scores[1] = 2; });
        await RefusedAsync("Scores[1]", "Scores[1]", o => { o.Scores[1] = 2; o.Scores[1].Remove(); });
        await RefusedAsync("Lines", "Lines[0].Price", o => { o.Lines[0].Price += 1m; o.Lines = []; });
        await RefusedAsync("Lines[0]", "Lines[0].Price", o => { o.Lines[0].Price += 1m; o.Lines[0] = new BookingLine("x", 1m); });
        await RefusedAsync("Lines[0].Sku", "Lines[0]", o => { o.Lines[0].Remove(); o.Lines[0].Sku = "x"; });
        await RefusedAsync("Labels.x", "Labels", o => { o.Labels.Remove(); o.Labels["x"] = "y"; });
        await RefusedAsync("Labels.x", "Labels.x", o => { o.Labels["x"] = "z"; o.Labels["x"] = "y"; });
    }

    [Fact]
    public async Task PathsThatOnlyLookAlikeAreTaken()
    {
        Booking booking = Sample(1) with { Scores = [.. Enumerable.Range(0, 12)], Lines = [new("a", 1m), new("b", 2m)] };
        await StoreAsync(booking);
        await Bookings.UpdateAsync(s_key, o =>
        {
            o.Note = "n";
            o.Name = "N";
            o.Scores[1] = -1;
            o.Scores[11] = -11;
            o.Scores[0] = 7;
            o.Labels["x"] = "1";
            o.Labels["xx"] = "2";
            o.Labels["x.x"] = "3";
            o.Labels["x[0]"] = "4";
            o.Lines[0].Price = 9m;
            o.Lines[1].Price = 8m;
            o.Lines[0].Sku = "z";
        });
        await ShouldBeStoredAsync(booking with
        {
            Note = "n",
            Name = "N",
            Scores = [7, -1, .. Enumerable.Range(2, 9), -11],
            Labels = new(booking.Labels) { ["x"] = "1", ["xx"] = "2", ["x.x"] = "3", ["x[0]"] = "4" },
            Lines = [new("z", 9m), new("b", 8m)],
        });
    }

    [Fact]
    public async Task KeysThatNoItemHas()
    {
        foreach (string? id in new[] { "", null, new string('x', 2049) })
        {
            BookingKey key = new(id!, 1);
            await KeyRefusedAsync(() => Bookings.GetAsync(key));
            await KeyRefusedAsync(() => Bookings.Select<BookingTotal>().GetAsync(key));
            await KeyRefusedAsync(() => Bookings.UpdateAsync(key, o => o.Odd = 1));
            await KeyRefusedAsync(() => Bookings.UpsertAsync(id!, 1, o => o.Odd = 1));
            await KeyRefusedAsync(() => Bookings.TryUpdateAsync(key, o => o.Odd = 1));
            await KeyRefusedAsync(() => Bookings.TryUpsertAsync(key, o => o.Odd = 1));
            await KeyRefusedAsync(() => Bookings.DeleteAsync(key, o => o.Exists()));
            await KeyRefusedAsync(() => Bookings.TryDeleteAsync(key, o => o.Exists()));
            await KeyRefusedAsync(() => Bookings.PutAsync(Sample(1) with { CustomerId = id! }, o => o.NotExists()));
            await KeyRefusedAsync(() => Bookings.TryPutAsync(Sample(1) with { CustomerId = id! }));
            await KeyRefusedAsync(() => Bookings.Query(id!).ToListAsync());
        }

        await KeyRefusedAsync(() => Bookings.UpdateAsync(default(BookingKey), o => o.Odd = 1));

        async Task KeyRefusedAsync(Func<Task> send)
        {
            var error = await ShouldRefuseAsync<ItemMappingException>(send);
            error.AttributeName.ShouldBe("CustomerId");
            error.Message.ShouldContain("CustomerId");
        }
    }

    [Fact]
    public async Task AnIndexKeyThatDynamoDBDoesNotStore()
    {
        var matches = new MatchTable(Wrapped);
        (await ShouldRefuseAsync<ItemMappingException>(() => matches.UpdateAsync("L", 1, o => o.Bracket = ""))).AttributeName
            .ShouldBe("Bracket");
        (await ShouldRefuseAsync<ItemMappingException>(() => matches.UpsertAsync("L", 1, o => o.Hash = (byte[])[]))).AttributeName
            .ShouldBe("Hash");
        (await ShouldRefuseAsync<ItemMappingException>(
            () => matches.UpdateAsync("L", 1, o => o.Cup = new string('x', 2049)))).AttributeName.ShouldBe("Cup");
    }

    [Fact]
    public async Task AnItemOfMoreThan400KB()
    {
        Booking booking = Sample(1) with { Name = new string('x', 410_000) };
        (await ShouldRefuseAsync<ItemMappingException>(() => Bookings.PutAsync(booking, o => o.NotExists()))).Message
            .ShouldContain("400 KB");
        (await ShouldRefuseAsync<ItemMappingException>(() => Bookings.TryPutAsync(booking))).Message
            .ShouldContain("bookings/CustomerId=c-42");
        await Bookings.PutAsync(booking with { Name = new string('x', 400_000) });
    }

    [Fact]
    public async Task NumbersThatDynamoDBDoesNotStore()
    {
        var everything = new EverythingTable(Wrapped);
        foreach (double number in new[] { double.NaN, double.PositiveInfinity, double.MaxValue, double.Epsilon })
        {
            await NumberRefusedAsync("Double", () => everything.PutAsync(new Everything { Id = "x" }, o => o.Double == number));
            await NumberRefusedAsync("Double", () => everything.DeleteAsync("x", o => o.Double.Between(0, number)));
            await NumberRefusedAsync("Double", () => everything.Query("x").Where(o => o.Double.In(1, number)).ToListAsync());
            await NumberRefusedAsync("Double", () => everything.UpdateAsync("x", o => o.Double = number));
            await NumberRefusedAsync("Double", () => everything.UpsertAsync("x", o => o.Double += number));
            await NumberRefusedAsync("Double", () => everything.UpsertAsync("x", o => o.Double.Add(number)));
        }

        var values = new ValuesTable(Wrapped);
        await NumberRefusedAsync("BigInteger", () => values.UpdateAsync("x", o => o.BigInteger = BigInteger.Pow(10, 126)));
        await NumberRefusedAsync("Int128", () => values.Scan().Where(o => o.Int128 < Int128.MaxValue).ToListAsync());

        var wide = new WideTable(Wrapped);
        await NumberRefusedAsync("Number", () => wide.GetAsync('a', BigInteger.Pow(10, 126)));
        await NumberRefusedAsync("Number", () => wide.UpdateAsync('a', BigInteger.Pow(10, 38) + 1, _ => { }));
        await NumberRefusedAsync("Number", () => wide.Query('a', k => k < BigInteger.Pow(10, 38) + 1).ToListAsync());

        async Task NumberRefusedAsync(string attribute, Func<Task> send)
            => (await ShouldRefuseAsync<ItemMappingException>(send)).AttributeName.ShouldBe(attribute);
    }

    [Fact]
    public async Task NoValueOrNull()
    {
        (await ShouldRefuseAsync<ArgumentNullException>(() => Bookings.PutAsync(Sample(1), o => o.Note == null!))).Message
            .ShouldContain("'n'");
        (await ShouldRefuseAsync<ArgumentNullException>(() => Bookings.Scan().Where(o => o.Name.In("a", null!)).ToListAsync())).Message
            .ShouldContain("'Name'");
        (await ShouldRefuseAsync<ArgumentNullException>(
            () => Bookings.UpdateAsync(s_key, o => o.Note = o.Note.IfNotExists(null!)))).Message.ShouldContain("'n'");
        await ShouldRefuseAsync<ArgumentNullException>(() => Bookings.UpdateAsync(s_key, (Action<UpdateTokens>)null!));
        await ShouldRefuseAsync<ArgumentNullException>(() => Bookings.PutAsync(null!));
        await ShouldRefuseAsync<ArgumentException>(() => Bookings.UpdateAsync(s_key, o => o.Labels[""] = "x"));
        await ShouldRefuseAsync<ArgumentOutOfRangeException>(() => Bookings.UpdateAsync(s_key, o => o.Scores[-1] = 1));
        await ShouldRefuseAsync<ArgumentOutOfRangeException>(() => Bookings.Scan().Where(o => o.Scores[-1] == 1).ToListAsync());
    }

    [Fact]
    public async Task InOfNoneOrTooManyValues()
    {
        var none = await ShouldRefuseAsync<ArgumentException>(() => Bookings.PutAsync(Sample(1), o => o.Seats.In()));
        none.Message.ShouldContain("'Seats'");
        none.Message.ShouldContain("1 to 100");
        (await ShouldRefuseAsync<ArgumentException>(() => Bookings.Scan()
            .Where(o => o.Seats.In([.. Enumerable.Range(0, 101)])).ToListAsync()))
            .Message.ShouldContain("101 values");
    }

    [Fact]
    public async Task ExpressionsThatAreTooLong()
    {
        int[] hundred = [.. Enumerable.Range(0, 100)];
        var condition = await ShouldRefuseAsync<ArgumentException>(
            () => Bookings.PutAsync(Sample(1), o => Many(8, () => o.Seats.In(hundred))));
        condition.Message.ShouldContain("ConditionExpression");
        condition.Message.ShouldContain("4096");
        (await ShouldRefuseAsync<ArgumentException>(() => Bookings.Scan().Where(o => Many(8, () => o.Seats.In(hundred))).ToListAsync()))
            .Message.ShouldContain("FilterExpression");
        (await ShouldRefuseAsync<ArgumentException>(() => Bookings.UpdateAsync(s_key, o =>
        {
            for (int i = 0; i < 400; i++)
            {
                o.Labels[$"x{i}"] = "y";
            }
        }))).Message.ShouldContain("UpdateExpression");
        (await ShouldRefuseAsync<ArgumentException>(() => Bookings.Scan().Where(o => Many(151, () => o.Seats == 1)).ToListAsync()))
            .Message.ShouldContain("300 operators");

        // So many comparisons, and one AND fewer, are 299.
        await Bookings.Scan().Where(o => Many(150, () => o.Seats == 1)).ToListAsync();
        await Bookings.Scan().Where(o => Many(5, () => o.Seats.In(hundred))).ToListAsync();
    }

    [Fact]
    public async Task ConditionsOfOtherTablesAndCalls()
    {
        var other = await ShouldRefuseAsync<ArgumentException>(() => Bookings.PutAsync(Sample(1), _ => DraftTable.Attributes.Edits > 1));
        other.Message.ShouldContain("Draft");
        other.Message.ShouldContain("'bookings'");
        await ShouldRefuseAsync<ArgumentException>(() => Bookings.Query(Customer)
            .Where(_ => DraftTable.Attributes.Edits > 1).ToListAsync());
        await ShouldRefuseAsync<InvalidOperationException>(
            () => Bookings.DeleteAsync(s_key, o => o.Odd > 1 && DraftTable.Attributes.Edits > 1));
        await ShouldRefuseAsync<InvalidOperationException>(() => Bookings.DeleteAsync(s_key, o => o.Odd == DraftTable.Attributes.Edits));

        ItemCondition kept = default;
        await Bookings.Scan().Where(o => kept = o.Odd > 1).ToListAsync();
        (await ShouldRefuseAsync<InvalidOperationException>(() => Bookings.Scan().Where(_ => kept).ToListAsync())).Message
            .ShouldContain("Attributes");
        await ShouldRefuseAsync<InvalidOperationException>(() => Bookings.PutAsync(Sample(1), o => o.Odd > 2 || kept));
        await ShouldRefuseAsync<InvalidOperationException>(() => Bookings.PutAsync(Sample(1), _ => !kept));
    }

    [Fact]
    public async Task ProjectionsThatAnIndexDoesNotHold()
    {
        var notHeld = await ShouldRefuseAsync<InvalidOperationException>(
            () => SelectAsync<BookingByStateItem, BookingTable.ByStateIndex.ScanTokens, BookingTable.ByStateIndex.FilterTokens,
                BookingDetails>(Bookings.ByState.Query(BookingState.Open)));
        notHeld.Message.ShouldContain("BookingDetails");
        notHeld.Message.ShouldContain("'Address'");
        notHeld.Message.ShouldContain("'by-state'");
        (await ShouldRefuseAsync<InvalidOperationException>(() => SelectAsync<Booking, BookingTable.ConditionTokens, BookingTable.FilterTokens,
            string>(Bookings.Query(Customer))))
            .Message.ShouldContain("[DynamoProjection(typeof(Booking))]");
        (await ShouldRefuseAsync<InvalidOperationException>(() => SelectAsync<Booking, BookingTable.ConditionTokens, BookingTable.FilterTokens,
            OrderTotal>(Bookings.Query(Customer))))
            .Message.ShouldContain("Order");
    }

    [Fact]
    public async Task AContinuationTokenOfAnotherReading()
    {
        await FillWithSamplesAsync();
        string token = (await Bookings.Query(Customer).Where(o => o.Odd > 1).PageSize(3).ToPageAsync()).ContinuationToken!;
        await TokenRefusedAsync(Bookings.Query(Customer).Where(o => o.Odd > 2));
        await TokenRefusedAsync(Bookings.Query(Customer).Where(o => o.Odd >= 1));
        await TokenRefusedAsync(Bookings.Query(Customer).Where(o => o.Seats > 1));
        await TokenRefusedAsync(Bookings.Query(Customer).Where(o => o.Odd > 1).Where(o => o.Odd > 1));
        await TokenRefusedAsync(Bookings.Query("c-7").Where(o => o.Odd > 1));
        await TokenRefusedAsync(Bookings.BySeats.Query(Customer));
        await TokenRefusedAsync(Bookings.Query(Customer).Where(o => o.Odd > 1).HideExpired());
        await ShouldRefuseAsync<ContinuationTokenException>(() => Bookings.Scan().Where(o => o.Odd > 1).ToPageAsync(token));
        (await Bookings.Query(Customer).Where(o => o.Odd > 1).ToPageAsync(token)).Items.ShouldNotBeEmpty();

        Task TokenRefusedAsync<TFilter>(Query<Booking, BookingTable.ConditionTokens, TFilter> query)
            where TFilter : struct, ITokens<TFilter>
            => ShouldRefuseAsync<ContinuationTokenException>(() => query.ToPageAsync(token));
    }

    private static ItemCondition Many(int count, Func<ItemCondition> part)
    {
        ItemCondition joined = default;
        for (int i = 0; i < count; i++)
        {
            joined &= part();
        }

        return joined;
    }

    // Where the type is known, the analyzer refuses these already.
    private static Task SelectAsync<TItem, TTokens, TFilter, TProjection>(Query<TItem, TTokens, TFilter> query)
        where TTokens : struct, ITokens<TTokens>
        where TFilter : struct, ITokens<TFilter>
        => query.Select<TProjection>().ToListAsync();

    private async Task RefusedAsync(string path, string other, Action<UpdateTokens> update)
    {
        foreach (Func<Task> send in new Func<Task>[]
        {
            () => Bookings.UpdateAsync(s_key, update), () => Bookings.UpsertAsync(s_key, update), ()
                => Bookings.TryUpdateAsync(s_key, update),
            () => Bookings.Select<BookingDetails>().UpdateAsync(s_key, update),
        })
        {
            var error = await ShouldRefuseAsync<ArgumentException>(send);
            error.Message.ShouldContain("Booking");
            error.Message.ShouldContain($"'{path}' and '{other}'");
        }
    }
}

public sealed class RefusedInputTestsThroughThePipeline(EngineFixture fixture) : RefusedInputTests(fixture, client => client);

public sealed class RefusedInputTestsByOrdinaryCalls(EngineFixture fixture) : RefusedInputTests(fixture, ForwardingClient.Around);
