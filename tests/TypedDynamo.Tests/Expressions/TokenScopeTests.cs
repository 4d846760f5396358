using System.Text;
using System.Text.Json;
using TypedDynamo.Tests.Performance;
using TypedDynamo.Tokens;
using TypedDynamo.Wire;

namespace TypedDynamo.Tests.Expressions;

/// <summary>Tokens and conditions belong to one call and one table; those of a table's Attributes to the table alone.</summary>
public sealed class TokenScopeTests : IDisposable
{
    private static readonly DateTimeOffset s_time = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    private readonly CannedDynamoDb _server = new(_ => CannedDynamoDb.Answer("""{"Items":[],"Count":0,"ScannedCount":0}"""));
    private readonly CartTable _carts;

    public TokenScopeTests()
    {
        _carts = new CartTable(_server.CreateClient());
    }

    public void Dispose() => _server.Dispose();

    [Fact]
    public async Task AConditionOfALambdaEndsWithItsCall()
    {
        ItemCondition kept = default;
        await _carts.Query("c").Where(o => kept = o.Total > 5m).CountAsync();

        Should.Throw<InvalidOperationException>(() => _carts.Query("c").Where(_ => kept)).Message.ShouldContain("Attributes");
        Should.Throw<InvalidOperationException>(() => _carts.Query("c").Where(o => o.IsGift && kept));
        Should.Throw<InvalidOperationException>(() => !kept);
        _server.Requests.ShouldBe(1);
    }

    [Fact]
    public async Task ATokenOfALambdaEndsWithItsCall()
    {
        CartTable.FilterTokens filter = default;
        CartTable.UpdateTokens update = default;
        SortKey<DateTimeOffset> sortKey = default;
        await _carts.Query("c", k => { sortKey = k; return k > s_time; }).Where(o => { filter = o; return o.IsGift; }).CountAsync();
        await _carts.UpsertAsync("c", s_time, o => { update = o; o.Views += 1; });

        Should.Throw<InvalidOperationException>(() => filter.Total > 5m);
        Should.Throw<InvalidOperationException>(() => filter.Address.City == "Bern");
        Should.Throw<InvalidOperationException>(() => update.Views += 1);
        Should.Throw<InvalidOperationException>(() => update.Lines.Append(new CartLine("a", 1m)));
        Should.Throw<InvalidOperationException>(() => sortKey == s_time);
        _server.Requests.ShouldBe(2);
    }

    [Fact]
    public void ATokenOfAnotherTablesCallIsRefused()
    {
        var logs = new LogRowTable(_server.CreateClient());
        Should.Throw<ArgumentException>(() => logs.Query("x").Where(row => _carts.Query("c").Where(o => row.BytesSent > 5) is null ? default : default));
    }

    [Fact]
    public void ATokenCannotBeUsedByAnotherThread()
    {
        Exception? error = null;
        var query = _carts.Query("c").Where(o =>
        {
            ItemCondition made = default;
            var thread = new Thread(() => error = Record.Exception(() => made = o.Total > 5m));
            thread.Start();
            thread.Join();
            return made || o.IsGift;
        });

        error.ShouldBeOfType<InvalidOperationException>();
        FilterOf(query).ShouldBe("#n1 = :v1");
    }

    [Fact]
    public void CallsInsideALambdaHaveExpressionsOfTheirOwn()
    {
        Query<Cart, CartTable.ConditionTokens, CartTable.FilterTokens>? inner = null;
        var outer = _carts.Query("outer").Where(o =>
        {
            ItemCondition first = o.Total > 1m;
            inner = _carts.Query("inner").Where(i => i.Views > 2);
            return first && o.Views < 3;
        });

        FilterOf(outer).ShouldBe("#n1 > :v1 AND #n2 < :v2");
        FilterOf(inner!).ShouldBe("#n1 > :v1");
    }

    [Fact]
    public void AConditionOfAttributesStays()
    {
        ItemCondition large = CartTable.Attributes.Total > 100m;
        ItemCondition both = large && CartTable.Attributes.IsGift;
        for (int round = 0; round < 3; round++)
        {
            FilterOf(_carts.Query("c").Where(o => both || o.Views.In(1, 2))).ShouldBe("#n1 > :v1 AND #n2 = :v2 OR #n3 IN (:v3, :v4)");
            FilterOf(_carts.Query("c").Where(o => o.Note.Exists() && !both)).ShouldBe("attribute_exists(#n1) AND NOT (#n2 > :v1 AND #n3 = :v2)");
        }
    }

    [Fact]
    public void ManyThreadsMayUseOneCondition()
    {
        ItemCondition city = CartTable.Attributes.Address.City == "Bern";
        Parallel.For(0, 200, number =>
        {
            ItemCondition own = city && CartTable.Attributes.Views > number;
            FilterOf(_carts.Query("c").Where(_ => own || city)).ShouldBe("#n1.#n2 = :v1 AND #n3 > :v2 OR #n1.#n2 = :v3");
        });
    }

    [Fact]
    public void AConditionOfAnotherTableIsRefused()
    {
        ItemCondition foreign = LogRowTable.Attributes.BytesSent > 5;
        Should.Throw<ArgumentException>(() => _carts.Query("c").Where(_ => foreign)).Message.ShouldContain("LogRow");
        Should.Throw<InvalidOperationException>(() => foreign && CartTable.Attributes.IsGift);
        Should.Throw<InvalidOperationException>(() => LogRowTable.Attributes.Url == CartTable.Attributes.Note);
        _server.Requests.ShouldBe(0);
    }

    [Fact]
    public void AFilterThatNamesTheKeyIsRefused()
    {
        ItemCondition key = CartTable.Attributes.Views > 5 || !(CartTable.Attributes.OpenedAt > s_time);
        Should.Throw<ArgumentException>(() => _carts.Query("c").Where(_ => key)).Message.ShouldContain("OpenedAt");
        Should.Throw<ArgumentException>(() => _carts.Query("c").Where(_ => CartTable.Attributes.CustomerId.Size() > 3)).Message.ShouldContain("CustomerId");

        // A member of a map may have the name of the key, and a scan has no key of its own.
        _carts.Query("c").Where(o => o.Labels["CustomerId"] == "x").ShouldNotBeNull();
        _carts.Scan().Where(_ => key).ShouldNotBeNull();
    }

    private static string FilterOf(Query<Cart, CartTable.ConditionTokens, CartTable.FilterTokens> query)
    {
        using var request = new ByteBuffer();
        query.Operation!.WriteRequest(request, countsOnly: false, default);
        string text = Encoding.UTF8.GetString(request.Written) + "}";
        return JsonDocument.Parse(text).RootElement.GetProperty("FilterExpression").GetString()!;
    }
}
