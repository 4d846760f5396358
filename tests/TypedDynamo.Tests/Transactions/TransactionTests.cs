using System.Net;
using System.Text.Json;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using NSubstitute;
using NSubstitute.ExceptionExtensions;
using TypedDynamo.IntegrationTests.Faults;

namespace TypedDynamo.Tests.Transactions;

#pragma warning disable TDYN114 // a key of any digits
/// <summary>A key that is a number, and can be written in several ways.</summary>
[DynamoTable("metered")]
public sealed record Metered([PartitionKey] decimal Id, string? Text = null);
#pragma warning restore TDYN114

/// <summary>What is refused, what is sent again, and what a cancelled transaction says.</summary>
public sealed class TransactionTests
{
    private const string Conflict = """{"Code":"TransactionConflict","Message":"busy"}""";
    private const string None = """{"Code":"None"}""";

    private readonly SkippingClock _clock = new();

    [Fact]
    public async Task EachRefusalNamesTheEntry()
    {
        using var server = new CannedDynamoDb(_ => CannedDynamoDb.Answer("{}"));
        using var another = new CannedDynamoDb(_ => CannedDynamoDb.Answer("{}"));
        IAmazonDynamoDB client = server.CreateClient();
        var records = new RecordItemTable(client);
        var meters = new MeteredTable(client);
        var foreign = new RecordItemTable(another.CreateClient());

        (await RefuseAsync(_ => { })).ShouldContain("no entry");
        (await RefuseAsync(t =>
        {
            for (int i = 0; i <= 100; i++)
            {
                t.Check(records, $"{i}", o => o.Exists());
            }
        })).ShouldContain("entry 100 (Check, table 'records')");
        (await RefuseAsync(t =>
        {
            t.Put(meters, new Metered(10m));
            t.Put(meters, new Metered(1m));
            t.Delete(meters, 1.000m);
        })).ShouldContain("entry 2 (Delete, table 'metered') is that of entry 1 (Put, table 'metered'), counted from 0: 'metered/Id=1");
        (await RefuseAsync(t =>
        {
            t.Put(records, new RecordItem("a", 0));
            t.Put(foreign, new RecordItem("a", 0));
        })).ShouldContain("entry 1 (Put, table 'records')");
        (await RefuseAsync(t =>
        {
            string text = new('x', 390_000);
            for (int i = 0; i < 20; i++)
            {
                t.Put(meters, new Metered(i, text));
            }
        })).ShouldContain("entry 10 (Put, table 'metered')");
        (await RefuseAsync(t => t.Check(records, "a", _ => default))).ShouldContain("The condition of a check is empty.");
        (await RefuseAsync(t => t.Update(meters, 1m, _ => { }, expectedVersion: 1))).ShouldContain("Entry 0 expects a version");
        (await RefuseAsync(t => t.Delete(meters, 1m, expectedVersion: 1))).ShouldContain("table 'metered'");

        (await Should.ThrowAsync<ArgumentException>(() => client.TransactGetAsync(records.Read("a"), foreign.Read("b"))))
            .Message.ShouldContain("entry 1 (Get, table 'records')");
        (await Should.ThrowAsync<ArgumentException>(() => client.TransactGetAsync(meters.Read(1m), meters.Read(1.0m))))
            .Message.ShouldContain("entry 1 (Get, table 'metered')");
        await Should.ThrowAsync<ArgumentException>(() => client.TransactGetAsync<RecordItem?>([]));
        await Should.ThrowAsync<ArgumentException>(() => client.TransactGetAsync(Enumerable.Range(0, 101).Select(i => records.Read($"{i}"))));
        await Should.ThrowAsync<ArgumentException>(() => client.TransactGetAsync<RecordItem?>([null!]));

        server.Requests.ShouldBe(0);
        another.Requests.ShouldBe(0);

        async Task<string> RefuseAsync(Action<WriteTransaction> build)
            => (await Should.ThrowAsync<ArgumentException>(() => client.TransactWriteAsync(build))).Message;
    }

    [Fact]
    public void TwoTablesOfOneItemTypeMayHoldTheSameKey()
        => Should.NotThrow(() => WithServer(_ => CannedDynamoDb.Answer("{}"), async (client, records) =>
        {
            var others = new RecordItemTable(client, new DynamoTableOptions { TableNamePrefix = "other-" });
            await client.TransactWriteAsync(t =>
            {
                t.Put(records, new RecordItem("a", 0));
                t.Put(others, new RecordItem("a", 0));
            });
        }));

    [Fact]
    public async Task ATransactionTakesNothingOutsideItsLambda()
    {
        await WithServer(_ => CannedDynamoDb.Answer("{}"), async (client, records) =>
        {
            WriteTransaction? kept = null;
            await client.TransactWriteAsync(t => (kept = t).Put(records, new RecordItem("a", 0)));
            Should.Throw<InvalidOperationException>(() => kept!.Put(records, new RecordItem("b", 0)));

            // Nor inside the lambda of another entry.
            await Should.ThrowAsync<InvalidOperationException>(() => client.TransactWriteAsync(t => t.Check(records, "a", o =>
            {
                t.Delete(records, "b");
                return o.Exists();
            })));
        });
    }

    [Fact]
    public async Task AnEntryThatIsRefusedLeavesNothingBehind()
    {
        List<JsonElement> sent = [];
        await WithServer(
            request =>
            {
                sent.Add(request);
                return CannedDynamoDb.Answer("{}");
            },
            (client, records) => client.TransactWriteAsync(t =>
            {
                Should.Throw<FormatException>(() => t.Check(records, "a", _ => throw new FormatException()));
                t.Delete(records, "a");
                Should.Throw<FormatException>(() => t.Update(records, "b", o =>
                {
                    o.Note = "x";
                    throw new FormatException();
                }));
            }));
        JsonElement entry = sent.ShouldHaveSingleItem().GetProperty("TransactItems").EnumerateArray().ShouldHaveSingleItem();
        entry.GetProperty("Delete").GetProperty("Key").GetProperty("Id").GetProperty("S").GetString().ShouldBe("a");
    }

    [Theory]
    [InlineData("TransactionCanceledException", Conflict + "," + None)]
    [InlineData("TransactionCanceledException", None + """,{"Code":"ThrottlingError"}""")]
    [InlineData("TransactionCanceledException", Conflict + """,{"Code":"ProvisionedThroughputExceeded"}""")]
    [InlineData("TransactionInProgressException", "")]
    [InlineData("ProvisionedThroughputExceededException", "")]
    [InlineData("ThrottlingException", "")]
    [InlineData("ReplicatedWriteConflictException", "")]
    [InlineData("InternalServerError", "", HttpStatusCode.InternalServerError)]
    public async Task WhatMaySucceedLaterIsSentAgainWithTheSameBytes(
        string type, string reasons, HttpStatusCode status = HttpStatusCode.BadRequest)
    {
        List<string> sent = [];
        await WithServer(
            request =>
            {
                sent.Add(request.GetRawText());
                return sent.Count < 4 ? Failure(type, reasons, status) : CannedDynamoDb.Answer("{}");
            },
            (client, records) => client.TransactWriteAsync(t =>
            {
                t.Put(records, new RecordItem("a", 0));
                t.Update(records, "b", o => o.Note = "x");
            }));

        sent.Count.ShouldBe(4);
        sent.Distinct().Count().ShouldBe(1);
        sent[0].ShouldContain("ClientRequestToken");
        _clock.Waits.Count.ShouldBe(3);
        _clock.Waits[0].ShouldBeInRange(TimeSpan.FromMilliseconds(25), TimeSpan.FromMilliseconds(50));
        _clock.Waits[2].ShouldBeInRange(TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(200));
    }

    [Theory]
    [InlineData(Conflict + """,{"Code":"ConditionalCheckFailed"}""", 2)]
    [InlineData("""{"Code":"ValidationError"},""" + None, 1)]
    [InlineData(None + """,{"Code":"ItemCollectionSizeLimitExceeded"}""", 1)]
    [InlineData(None + "," + None, 0)]
    [InlineData("", 0)]
    public async Task WhatWillFailAgainIsSentOnce(string reasons, int failures)
    {
        int requests = 0;
        await WithServer(
            _ =>
            {
                requests++;
                return Failure("TransactionCanceledException", reasons);
            },
            async (client, records) =>
            {
                var error = await Should.ThrowAsync<TransactionFailedException>(() => client.TransactWriteAsync(t =>
                {
                    t.Put(records, new RecordItem("a", 0));
                    t.Delete(records, "b");
                }));
                error.Failures.Count.ShouldBe(failures);
            });
        requests.ShouldBe(1);
    }

    [Fact]
    public async Task TheAttemptsEndWithTheReasonsOfTheLast()
    {
        int requests = 0;
        await WithServer(
            _ =>
            {
                requests++;
                return Failure("TransactionCanceledException", None + "," + Conflict);
            },
            async (client, records) =>
            {
                var error = await Should.ThrowAsync<TransactionFailedException>(() => client.TransactGetAsync(
                    records.Read("a"), records.Read("b"), new TransactGetOptions { MaxAttempts = 3 }));
                TransactionFailure failure = error.Failures.ShouldHaveSingleItem();
                failure.Index.ShouldBe(1);
                failure.Kind.ShouldBe(TransactionEntryKind.Get);
                failure.Code.ShouldBe("TransactionConflict");
                failure.Message.ShouldBe("busy");
                failure.Item<RecordItem>().ShouldBeNull();
            });
        requests.ShouldBe(3);
    }

    [Fact]
    public async Task AnotherTransactionOfTheSameTokenIsAnError()
    {
        int requests = 0;
        await WithServer(
            _ =>
            {
                requests++;
                return Failure("IdempotentParameterMismatchException", "");
            },
            (client, records) => Should.ThrowAsync<IdempotentParameterMismatchException>(
                () => client.TransactWriteAsync(t => t.Delete(records, "a"), new() { IdempotencyToken = "t" })));
        requests.ShouldBe(1);
    }

    [Fact]
    public async Task TheMessageNamesEntriesAndNoContents()
    {
        string reason = """{"Code":"ConditionalCheckFailed","Message":"no","Item":{"Id":{"S":"secret"},"Version":{"N":"4"},"Note":{"S":"secret"}}}""";
        await WithServer(_ => Failure("TransactionCanceledException", string.Join(',', Enumerable.Repeat(reason, 12))), async (client, records) =>
        {
            var error = await Should.ThrowAsync<TransactionFailedException>(() => client.TransactWriteAsync(t =>
            {
                for (int i = 0; i < 12; i++)
                {
                    t.Delete(records, $"{i}", o => o.Note == "secret");
                }
            }));
            error.Failures.Count.ShouldBe(12);
            error.Message.ShouldContain("entry 9 (Delete, table 'records'): ConditionalCheckFailed; and 2 more.");
            error.ToString().ShouldNotContain("secret");
            error.Failures[11].Item<RecordItem>().ShouldBe(new RecordItem("secret", 4) { Note = "secret" });
            error.InnerException.ShouldBeOfType<TransactionCanceledException>();
        });
    }

    [Fact]
    public async Task AnObjectGetsItsVersionWhenTheTransactionIsCommitted()
    {
        int requests = 0;
        using var server = new CannedDynamoDb(_ => ++requests == 1
            ? Failure("TransactionCanceledException", """{"Code":"ConditionalCheckFailed"}""")
            : CannedDynamoDb.Answer("{}"));
        IAmazonDynamoDB client = server.CreateClient();
        var classes = new ClassItemTable(client);
        var structs = new StructItemTable(client);
        var item = new ClassItem { Id = "a", Version = 2 };
        TransactionPut<ClassItem>? put = null;
        TransactionPut<StructItem>? structPut = null;
        Action<WriteTransaction> build = t =>
        {
            put = t.Put(classes, item);
            structPut = t.Put(structs, new StructItem { Id = "b" });
        };

        await Should.ThrowAsync<TransactionFailedException>(() => client.TransactWriteAsync(build));
        item.Version.ShouldBe(2);
        Should.Throw<InvalidOperationException>(() => put!.Item);

        await client.TransactWriteAsync(build);
        item.Version.ShouldBe(3);
        put!.Item.ShouldBeSameAs(item);
        structPut!.Item.Version.ShouldBe(1);
    }

    [Fact]
    public async Task AMockAnswersTransactions()
    {
        var record = new RecordItem("a", 1);
        IAmazonDynamoDB client = Substitute.For<IAmazonDynamoDB>();
        client.TransactWriteItemsAsync(Arg.Any<TransactWriteItemsRequest>(), Arg.Any<CancellationToken>())
            .ThrowsAsync(new TransactionCanceledException("no")
            {
                CancellationReasons = [new() { Code = "ConditionalCheckFailed", Item = RecordItemTable.ToAttributes(record) }],
            });
        client.TransactGetItemsAsync(Arg.Any<TransactGetItemsRequest>(), Arg.Any<CancellationToken>())
            .Returns(new TransactGetItemsResponse { Responses = [new() { Item = RecordItemTable.ToAttributes(record) }, new() { Item = [] }] });
        var records = new RecordItemTable(client);

        (RecordItem? found, RecordItem? absent) = await client.TransactGetAsync(records.Read("a"), records.Read("b"));
        found!.Id.ShouldBe("a");
        absent.ShouldBeNull();
        var error = await Should.ThrowAsync<TransactionCanceledException>(() => client.TransactWriteAsync(t => t.Put(records, record)));
        error.ShouldBeOfType<TransactionFailedException>().Failures.ShouldHaveSingleItem().ItemOf(records)!.Id.ShouldBe("a");
    }

    [Fact]
    public async Task AnAnswerToAnotherTransactionIsAnError()
        => await WithServer(_ => CannedDynamoDb.Answer("""{"Responses":[{}]}"""), (client, records) =>
            Should.ThrowAsync<InvalidOperationException>(() => client.TransactGetAsync(records.Read("a"), records.Read("b"))));

    [Fact]
    public async Task ACancelledCallIsNotSentAgain()
    {
        using var source = new CancellationTokenSource();
        int requests = 0;
        await WithServer(
            _ =>
            {
                requests++;
                source.Cancel();
                return Failure("TransactionCanceledException", Conflict);
            },
            (client, records) => Should.ThrowAsync<Exception>(
                () => client.TransactWriteAsync(t => t.Delete(records, "a"), cancellationToken: source.Token)));
        requests.ShouldBe(1);
    }

    [Fact]
    public void OptionsAreChecked()
    {
        Should.Throw<ArgumentException>(() => new TransactWriteOptions { IdempotencyToken = "" });
        Should.Throw<ArgumentException>(() => new TransactWriteOptions { IdempotencyToken = new string('x', 37) });
        new TransactWriteOptions { IdempotencyToken = new string('x', 36) }.MaxAttempts.ShouldBe(10);
        Should.Throw<ArgumentOutOfRangeException>(() => new TransactWriteOptions { MaxAttempts = 0 });
        new TransactGetOptions().MaxAttempts.ShouldBe(10);
        Should.Throw<ArgumentOutOfRangeException>(() => new TransactGetOptions { MaxAttempts = 0 });
    }

    private async Task WithServer(Func<JsonElement, HttpResponseMessage> respond, Func<IAmazonDynamoDB, RecordItemTable, Task> test)
    {
        using var server = new CannedDynamoDb(respond);
        IAmazonDynamoDB client = server.CreateClient();
        await test(client, new RecordItemTable(client, new DynamoTableOptions { TimeProvider = _clock }));
    }

    private static HttpResponseMessage Failure(string type, string reasons, HttpStatusCode status = HttpStatusCode.BadRequest)
    {
        HttpResponseMessage response = CannedDynamoDb.Answer(
            $$"""{"__type":"com.amazonaws.dynamodb.v20120810#{{type}}","message":"m"{{(reasons == "" ? "" : $",\"CancellationReasons\":[{reasons}]")}}}""");
        response.StatusCode = status;
        return response;
    }
}
