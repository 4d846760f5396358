using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using TypedDynamo.IntegrationTests.Engine;
using TypedDynamo.IntegrationTests.Entities;

namespace TypedDynamo.IntegrationTests.Operations;

/// <summary>Optimistic locking: who has read an old version changes nothing.</summary>
public abstract class VersionTests(EngineFixture fixture, Func<AmazonDynamoDBClient, IAmazonDynamoDB> wrap) : BookingTests(fixture, wrap)
{
    private static readonly Draft s_draft = new() { Id = "d", Text = "t" };

    [Fact]
    public async Task APutChecksTheVersionAndReturnsTheNextOne()
    {
        Draft first = await Drafts.PutAsync(s_draft);
        first.ShouldBe(s_draft with { Version = 1 });
        Draft second = await Drafts.PutAsync(first with { Text = "u" });
        second.ShouldBe(s_draft with { Text = "u", Version = 2 });

        await Should.ThrowAsync<ConditionalCheckFailedException>(() => Drafts.PutAsync(first));
        await Should.ThrowAsync<ConditionalCheckFailedException>(() => Drafts.PutAsync(s_draft));
        await Should.ThrowAsync<ConditionalCheckFailedException>(() => Drafts.PutAsync(second with { Version = 3 }));
        await Should.ThrowAsync<ConditionalCheckFailedException>(() => Drafts.PutAsync(second, o => o.Text == "t"));
        (await Drafts.GetAsync("d")).ShouldBe(second);
    }

    [Fact]
    public async Task AnItemFromBeforeTheVersionWasAddedHasNone()
    {
        await Client.PutItemAsync("drafts", new() { ["Id"] = new("d"), ["Edits"] = new() { N = "4" } });
        Draft read = (await Drafts.GetAsync("d"))!;
        read.Version.ShouldBe(0);
        (await Drafts.PutAsync(read)).Version.ShouldBe(1);
    }

    [Fact]
    public async Task TheDraftInTheWayComesBackWithItsVersion()
    {
        await Drafts.PutAsync(s_draft);
        (await Drafts.TryPutAsync(s_draft)).ShouldBe(new WriteResult<Draft>(false, null, s_draft with { Version = 1 }));
        (await Drafts.TryPutAsync(s_draft with { Version = 1 })).ShouldBe(new WriteResult<Draft>(true, s_draft with { Version = 2 }, null));
    }

    [Fact]
    public async Task UpdatesCountTheVersionAndCheckItIfTheyAreAsked()
    {
        await Drafts.PutAsync(s_draft);
        (await Drafts.UpdateAsync("d", o => o.Edits += 1, returning: Returning.New)).ShouldBe(s_draft with { Edits = 1, Version = 2 });
        (await Drafts.UpdateAsync("d", o => o.Edits += 1, expectedVersion: 2, returning: Returning.New))
            .ShouldBe(s_draft with { Edits = 2, Version = 3 });
        await Should.ThrowAsync<ConditionalCheckFailedException>(() => Drafts.UpdateAsync("d", o => o.Edits += 1, expectedVersion: 2));
        await Should.ThrowAsync<ConditionalCheckFailedException>(() => Drafts.UpdateAsync("d", o => o.Edits += 1, expectedVersion: 0));
        await Should.ThrowAsync<ConditionalCheckFailedException>(
            () => Drafts.UpdateAsync("d", o => o.Edits += 1, o => o.Edits == 1, expectedVersion: 3));
        await Drafts.UpdateAsync("d", o => o.Text = "u", o => o.Edits == 2, expectedVersion: 3);
        (await Drafts.GetAsync("d")).ShouldBe(new Draft { Id = "d", Text = "u", Edits = 2, Version = 4 });
    }

    [Fact]
    public async Task AnUpsertStartsTheVersion()
    {
        (await Drafts.UpsertAsync("d", o => o.Edits += 1, returning: Returning.New))
            .ShouldBe(new Draft { Id = "d", Edits = 1, Version = 1 });
        (await Drafts.UpsertAsync("d", o => o.Edits += 1, returning: Returning.New))
            .ShouldBe(new Draft { Id = "d", Edits = 2, Version = 2 });
        (await Drafts.TryUpsertAsync(new DraftKey("d"), o => o.Edits += 1, o => o.Edits < 2)).Old!.Version.ShouldBe(2);
    }

    [Fact]
    public async Task DeletesCheckTheVersionOfAnItemAndOfAKeyIfTheyAreAsked()
    {
        Draft first = await Drafts.PutAsync(s_draft);
        Draft second = await Drafts.PutAsync(first);
        await Should.ThrowAsync<ConditionalCheckFailedException>(() => Drafts.DeleteAsync(first));
        await Should.ThrowAsync<ConditionalCheckFailedException>(() => Drafts.DeleteAsync("d", expectedVersion: 1));
        await Should.ThrowAsync<ConditionalCheckFailedException>(() => Drafts.DeleteAsync("d", o => o.Edits > 0, expectedVersion: 2));
        (await Drafts.GetAsync("d")).ShouldBe(second);
        (await Drafts.DeleteAsync("d", expectedVersion: 2, returnOld: true)).ShouldBe(second);

        await Drafts.DeleteAsync(await Drafts.PutAsync(s_draft));
        await Drafts.PutAsync(s_draft);
        await Drafts.DeleteAsync("d");
        (await Drafts.GetAsync("d")).ShouldBeNull();
    }

    [Fact]
    public async Task OfManyWritersAtOnceNoneIsLost()
    {
        await Drafts.PutAsync(s_draft);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            Draft? read = await Drafts.GetAsync("d", consistent: true);
            for (int edits = 0; edits < 5;)
            {
                WriteResult<Draft> result = await Drafts.TryPutAsync(read! with { Edits = read.Edits + 1 });
                edits += result.Succeeded ? 1 : 0;
                read = result.Succeeded ? result.New : result.Old;
            }
        }));
        (await Drafts.GetAsync("d")).ShouldBe(s_draft with { Edits = 40, Version = 41 });
    }

    [Fact]
    public async Task TheRequests()
    {
        await Drafts.PutAsync(s_draft);
        await ShouldSendAsync(
            () => Drafts.PutAsync(s_draft with { Version = 1 }),
            "PutItem",
            """
            {"TableName":"drafts","Item":{"Id":{"S":"d"},"Text":{"S":"t"},"Edits":{"N":"0"},"Version":{"N":"2"}},
            "ConditionExpression":"#n0 = :v0","ExpressionAttributeNames":{"#n0":"Version"},"ExpressionAttributeValues":{":v0":{"N":"1"}}}
            """);
        await ShouldSendAsync(
            () => Drafts.UpdateAsync("d", o => o.Text = "u", o => o.Edits == 0, expectedVersion: 2),
            "UpdateItem",
            """
            {"TableName":"drafts","Key":{"Id":{"S":"d"}},"UpdateExpression":"SET #n0 = :v0, #n1 = if_not_exists(#n1, :v1) + :v2",
            "ConditionExpression":"attribute_exists(#n2) AND #n1 = :v3 AND #n3 = :v4",
            "ExpressionAttributeNames":{"#n0":"Text","#n1":"Version","#n2":"Id","#n3":"Edits"},
            "ExpressionAttributeValues":{":v0":{"S":"u"},":v1":{"N":"0"},":v2":{"N":"1"},":v3":{"N":"2"},":v4":{"N":"0"}}}
            """);
        await ShouldSendAsync(
            () => Drafts.DeleteAsync(s_draft with { Version = 3 }),
            "DeleteItem",
            """
            {"TableName":"drafts","Key":{"Id":{"S":"d"}},
            "ConditionExpression":"#n0 = :v0","ExpressionAttributeNames":{"#n0":"Version"},"ExpressionAttributeValues":{":v0":{"N":"3"}}}
            """);
        await ShouldSendAsync(
            () => Drafts.DeleteAsync("d", expectedVersion: 0),
            "DeleteItem",
            """
            {"TableName":"drafts","Key":{"Id":{"S":"d"}},
            "ConditionExpression":"attribute_not_exists(#n0)","ExpressionAttributeNames":{"#n0":"Version"}}
            """);
    }
}

public sealed class VersionTestsThroughThePipeline(EngineFixture fixture) : VersionTests(fixture, client => client);

public sealed class VersionTestsByOrdinaryCalls(EngineFixture fixture) : VersionTests(fixture, ForwardingClient.Around);
