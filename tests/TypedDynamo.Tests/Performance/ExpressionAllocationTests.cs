using TypedDynamo.CompilerServices;
using TypedDynamo.Operations;
using TypedDynamo.Tokens;
using TypedDynamo.Wire;
using Xunit.Abstractions;

namespace TypedDynamo.Tests.Performance;

/// <summary>What expressions cost in memory, on the thread that builds them.</summary>
public sealed class ExpressionAllocationTests : IDisposable
{
    private const int Rounds = 200;

    private static readonly DateTimeOffset s_time = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);
    private static readonly ItemCondition s_large = CartTable.Attributes.Total > 100m;

    private readonly ITestOutputHelper _output;
    private readonly CannedDynamoDb _server = new(_ => CannedDynamoDb.Answer("{}"));
    private readonly CartTable _carts;
    private readonly ByteBuffer _request = new(4096);

    public ExpressionAllocationTests(ITestOutputHelper output)
    {
        _output = output;
        _carts = new CartTable(_server.CreateClient());
    }

    public void Dispose()
    {
        _request.Dispose();
        _server.Dispose();
    }

    [Fact]
    public void AKeyConditionAllocatesNothing() => ShouldAllocateNothing(() =>
    {
        using ExpressionBuilder builder = ExpressionBuilder.Rent(_carts.Connection.Context);
        var key = new KeyCondition(builder);
        KeyCondition condition = Between(new SortKey<DateTimeOffset>(key, CartTable.Schema.Attributes[1], WriteTime));
        Write("KeyConditionExpression"u8, condition.Node, builder);
    });

    [Fact]
    public void AFilterOfAStaticLambdaAllocatesNothing() => ShouldAllocateNothing(() => WriteFilter<CartTable.FilterTokens>(
        static o => o.Total > 100m && o.Status == CartStatus.Open && (o.Tags.Contains("vip") || !o.IsGift)
            && o.Note.BeginsWith("x") && o.Lines.Size() >= 2 && o.Address.City != "Bern" && o.Views.Between(1, 9) && o.Note.Exists()));

    [Fact]
    public void AConditionOfAStaticFieldIsJoinedWithoutAllocating()
        => ShouldAllocateNothing(() => WriteFilter<CartTable.FilterTokens>(static o => o.IsGift && s_large));

    [Fact]
    public void AnUpdateOfAStaticLambdaAllocatesNothing() => ShouldAllocateNothing(() => WriteUpdate(
        static o =>
        {
            o.Status = CartStatus.Paid;
            o.Views += 1;
            o.Total = o.Total.IfNotExists(5m);
            o.Note.Remove();
            o.Tags.Add("vip");
            o.Address.City = "Bern";
            o.Lines[0].Price -= 1m;
        },
        static o => o.Status == CartStatus.Open && o.Exists()));

    [Fact]
    public void AConditionOfAPutAllocatesNothing()
    {
        var cart = new Cart { CustomerId = "c-42", OpenedAt = s_time };
        Func<CartTable.ConditionTokens, ItemCondition> condition = static o => o.NotExists() && o.Total < 5m;
        ShouldAllocateNothing(() => PutItemOperation.WriteRequest(
            _request, _carts.Connection, _carts.Mapping, cart, condition, returnOld: true, returnsObstacle: true));
    }

    [Fact]
    public void TheRequestOfARepeatedQueryAllocatesNothing()
    {
        ReadOperation<Cart> query = _carts.Query("c-42", static k => k.Between(s_time, s_time.AddDays(1)))
            .Where(static o => o.Total > 100m && o.Tags.Contains("vip")).Descending().Operation!;
        ShouldAllocateNothing(() => query.WriteRequest(_request, countsOnly: false, s_time));
    }

    [Fact]
    public void TheRequestOfAGetAllocatesNothing() => ShouldAllocateNothing(() => GetItemOperation.WriteRequest(
        _request, _carts.Connection, _carts.Mapping, projection: null, new CartKey("c-42", s_time), consistent: true));

    private static KeyCondition Between(SortKey<DateTimeOffset> key) => key.Between(s_time, s_time.AddDays(1));

    private static void WriteTime(ref ItemWriter writer, DateTimeOffset value) => writer.WriteDateTimeOffset(value);

    private void WriteFilter<TFilter>(Func<TFilter, ItemCondition> condition)
        where TFilter : struct, ITokens<TFilter>
    {
        using ExpressionBuilder builder = ExpressionBuilder.Rent(_carts.Connection.Context);
        Write("FilterExpression"u8, _carts.Connection.NodeOf(condition(TFilter.Create(builder))), builder);
    }

    private void Write(ReadOnlySpan<byte> member, ExpressionNode expression, ExpressionBuilder builder)
    {
        ExpressionWriter.WriteMember(_request, member, expression.Bytes, builder.Placeholders);
        builder.Placeholders.WriteTo(_request);
    }

    private void WriteUpdate(Action<CartTable.UpdateTokens> update, Func<CartTable.ConditionTokens, ItemCondition> condition)
        => UpdateItemOperation.WriteRequest(
            _request, _carts.Connection, _carts.Mapping, default, new CartKey("c-42", s_time), update, condition);

    private void ShouldAllocateNothing(Action build)
    {
        long least = long.MaxValue;
        for (int round = 0; round < Rounds; round++)
        {
            _request.Truncate(0);
            long before = GC.GetAllocatedBytesForCurrentThread();
            build();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        _output.WriteLine($"{least} bytes for {System.Text.Encoding.UTF8.GetString(_request.Written)}");
        _request.Length.ShouldBeGreaterThan(50);
        least.ShouldBe(0);
    }
}
