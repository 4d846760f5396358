using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using TypedDynamo.IntegrationTests.Engine;
using TypedDynamo.IntegrationTests.Entities;
using TypedDynamo.IntegrationTests.Operations;

namespace TypedDynamo.IntegrationTests.PartiQL;

/// <summary>PartiQL statements: typed rows, values as parameters, batches and transactions.</summary>
public abstract class PartiQLTests(EngineFixture fixture, Func<AmazonDynamoDBClient, IAmazonDynamoDB> wrap) : BookingTests(fixture, wrap)
{
    protected override Task FillAsync() => FillWithSamplesAsync();

    [Fact]
    public async Task RowsAreItems()
    {
        (await NumbersAsync(Bookings.PartiQL($"SELECT * FROM {Bookings} WHERE CustomerId = {Customer} AND Number < {20} AND IsPaid = {true}")))
            .ShouldBe(NumbersWhere(booking => booking is { CustomerId: Customer, Number: < 20, IsPaid: true }));
        (await Bookings.PartiQL<BookingTotal>($"SELECT CustomerId, Number, Total FROM {Bookings} WHERE CustomerId = {Customer}").ToListAsync())
            .Count.ShouldBe(NumbersWhere(booking => booking.CustomerId == Customer).Count());
        (await Wrapped.PartiQL($"SELECT Number FROM {Bookings.ByState} WHERE State = {BookingState.Paid}").ToListAsync())
            .Select(row => row["Number"].GetInt32())
            .ShouldBe(NumbersWhere(booking => booking.State == BookingState.Paid), ignoreOrder: true);
    }

    [Fact]
    public async Task AValueThatLooksLikeAStatementIsAValue()
        => (await Bookings.PartiQL($"SELECT * FROM {Bookings} WHERE CustomerId = {"x' OR '1' = '1"}").ToListAsync()).ShouldBeEmpty();

    [Fact]
    public async Task PagesGoOnWhereTheLastOneEnded()
    {
        PartiQLRows<Booking> rows = Bookings.PartiQL($"SELECT * FROM {Bookings} WHERE CustomerId = {Customer}").PageSize(7).Consistent();
        List<int> numbers = [];
        string? token = null;
        do
        {
            Page<Booking> page = await rows.ToPageAsync(token);
            page.Items.Count.ShouldBeLessThanOrEqualTo(7);
            numbers.AddRange(page.Items.Select(booking => booking.Number));
            token = page.ContinuationToken;
        }
        while (token is not null);

        numbers.ShouldBe(NumbersWhere(booking => booking.CustomerId == Customer));
        (await NumbersAsync(rows)).ShouldBe(numbers);
    }

    [Fact]
    public async Task WritesAreExecuted()
    {
        await Wrapped.PartiQL($"INSERT INTO {Bookings} VALUE {{'CustomerId': {Customer}, 'Number': {9000}, 'Total': {1.5m}}}").ExecuteAsync();

        // The service's code is DuplicateItemException, for which the SDK has a type; the engine's is shorter.
        (await Should.ThrowAsync<AmazonDynamoDBException>(
            () => Wrapped.PartiQL($"INSERT INTO {Bookings} VALUE {{'CustomerId': {Customer}, 'Number': {9000}}}").ExecuteAsync()))
            .ErrorCode.ShouldStartWith("DuplicateItem");
        (await Wrapped.PartiQL(
                $"UPDATE {Bookings} SET Total = Total + {1} WHERE CustomerId = {Customer} AND Number = {9000} RETURNING ALL NEW *").ToListAsync())
            .ShouldHaveSingleItem()["Total"].GetDecimal().ShouldBe(2.5m);
        await Wrapped.PartiQL($"DELETE FROM {Bookings} WHERE CustomerId = {Customer} AND Number = {9000}").ExecuteAsync();
        (await StoredAsync(9000)).ShouldBeNull();
    }

    [Fact]
    public async Task TheRequest()
        => await ShouldSendAsync(
            () => Bookings.PartiQL($"SELECT * FROM {Bookings} WHERE CustomerId = {Customer} AND Number IN [{1}, {2}]").PageSize(5).Consistent().ToPageAsync(),
            "ExecuteStatement",
            """
            {"Statement":"SELECT * FROM \"bookings\" WHERE CustomerId = ? AND Number IN [?, ?]","ConsistentRead":true,"Limit":5,
            "Parameters":[{"S":"c-42"},{"N":"1"},{"N":"2"}]}
            """);

    [Fact]
    public async Task ABatchTellsWhatBecameOfEach()
    {
        IReadOnlyList<PartiQLResult> results = await Wrapped.BatchPartiQLAsync(
        [
            $"SELECT * FROM {Bookings} WHERE CustomerId = {Customer} AND Number = {1}",
            $"SELECT * FROM {Bookings} WHERE CustomerId = {Customer} AND Number = {-1}",
        ]);
        results.Select(result => result.Item?["Number"].GetInt32()).ShouldBe([1, null]);

        results = await Wrapped.BatchPartiQLAsync(
        [
            $"INSERT INTO {Bookings} VALUE {{'CustomerId': {Customer}, 'Number': {1}}}",
            $"INSERT INTO {Bookings} VALUE {{'CustomerId': {Customer}, 'Number': {9001}}}",
        ]);
        results[0].Succeeded.ShouldBeFalse();
        results[0].ErrorCode.ShouldBe("DuplicateItem");
        results[1].Succeeded.ShouldBeTrue();
        (await StoredAsync(9001)).ShouldNotBeNull();
    }

    [Fact]
    public async Task ATransactionIsAllOrNothing()
    {
        await Should.ThrowAsync<TransactionCanceledException>(() => Wrapped.TransactPartiQLAsync(
        [
            $"INSERT INTO {Bookings} VALUE {{'CustomerId': {Customer}, 'Number': {9002}}}",
            $"INSERT INTO {Bookings} VALUE {{'CustomerId': {Customer}, 'Number': {1}}}",
        ]));
        (await StoredAsync(9002)).ShouldBeNull();

        (await Wrapped.TransactPartiQLAsync(
        [
            $"SELECT * FROM {Bookings} WHERE CustomerId = {Customer} AND Number = {1}",
            $"SELECT * FROM {Bookings} WHERE CustomerId = {Customer} AND Number = {3}",
        ])).Select(result => result.Item!["Number"].GetInt32()).ShouldBe([1, 3]);
        await ShouldSendAsync(
            () => Wrapped.TransactPartiQLAsync([$"DELETE FROM {Bookings} WHERE CustomerId = {Customer} AND Number = {1}"], "token-1"),
            "ExecuteTransaction",
            """
            {"TransactStatements":[{"Statement":"DELETE FROM \"bookings\" WHERE CustomerId = ? AND Number = ?",
            "Parameters":[{"S":"c-42"},{"N":"1"}]}],"ClientRequestToken":"token-1"}
            """);
        (await StoredAsync(1)).ShouldBeNull();
        (await Wrapped.TransactPartiQLAsync(
        [
            $"INSERT INTO {Bookings} VALUE {{'CustomerId': {Customer}, 'Number': {9003}}}",
            $"INSERT INTO {Bookings} VALUE {{'CustomerId': {Customer}, 'Number': {9004}}}",
        ])).ShouldBe([new PartiQLResult(), new PartiQLResult()]);
        (await StoredAsync(9004)).ShouldNotBeNull();
    }
}

public sealed class PartiQLTestsThroughThePipeline(EngineFixture fixture) : PartiQLTests(fixture, client => client);

public sealed class PartiQLTestsByOrdinaryCalls(EngineFixture fixture) : PartiQLTests(fixture, ForwardingClient.Around);
