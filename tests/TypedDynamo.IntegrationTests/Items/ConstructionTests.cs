using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using TypedDynamo.IntegrationTests.Engine;
using TypedDynamo.IntegrationTests.Entities;
using TypedDynamo.IntegrationTests.Operations;

namespace TypedDynamo.IntegrationTests.Items;

/// <summary>Types that object initializers alone cannot make.</summary>
public abstract class ConstructionTests(EngineFixture fixture, Func<AmazonDynamoDBClient, IAmazonDynamoDB> wrap)
    : IAsyncLifetime, IClassFixture<EngineFixture>
{
    private readonly AmazonDynamoDBClient _client = fixture.CreateClient();
    private FilledTable _filled = null!;
    private HiddenTable _hidden = null!;
    private GenericItemTable _generic = null!;

    public async Task InitializeAsync()
    {
        IAmazonDynamoDB wrapped = wrap(_client);
        _filled = new FilledTable(wrapped);
        _hidden = new HiddenTable(wrapped);
        _generic = new GenericItemTable(wrapped);
        await _filled.CreateTableAsync();
        await _hidden.CreateTableAsync();
        await _generic.CreateTableAsync();
    }

    public Task DisposeAsync()
    {
        _client.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task CollectionsWithoutAccessorsAreFilled()
    {
        var item = new Filled { Id = "x" };
        item.Notes.Add("second");
        item.Parts.Add(new FilledPart { Sizes = { 1, 2 } });
        item.Parts.Add(new FilledPart());
        item.Tags.Clear();
        item.Tags.UnionWith(["a", "b"]);
        item.Numbers.UnionWith([3, 1, 2]);
        item.Counts.Clear();
        item.Counts["one"] = 1;
        await _filled.PutAsync(item);

        Filled read = (await _filled.GetAsync("x"))!;
        read.Notes.ShouldBe(["initial", "second"]);
        read.Parts.Select(part => part.Sizes).ShouldBe([[1, 2], []]);
        read.Tags.ShouldBe(["a", "b"], ignoreOrder: true);
        read.Tags.Contains("A").ShouldBeTrue("the collection is the class's own");
        read.Numbers.ShouldBe([1, 2, 3]);
        read.Counts.ShouldBe(new Dictionary<string, int> { ["one"] = 1 });
        read.Missing.ShouldBeNull();
    }

    [Fact]
    public async Task WhatIsEmptyIsReadAsEmptyAndWhatIsAbsentKeepsItsElements()
    {
        var item = new Filled { Id = "x" };
        item.Notes.Clear();
        item.Tags.Clear();
        await _filled.PutAsync(item);
        Filled empty = (await _filled.GetAsync("x"))!;
        empty.Notes.ShouldBeEmpty();
        empty.Tags.ShouldBeEmpty();

        await _client.PutItemAsync("filled", new() { ["Id"] = new("bare") });
        Filled bare = (await _filled.GetAsync("bare"))!;
        bare.Notes.ShouldBe(["initial"]);
        bare.Counts.ShouldContainKey("initial");
        bare.Tags.ShouldBeEmpty("DynamoDB has no empty set, so an absent one is an empty one");
    }

    [Fact]
    public async Task ACollectionThatTheClassLeavesNullCannotBeFilled()
    {
        await _client.PutItemAsync(
            "filled", new() { ["Id"] = new("x"), ["Missing"] = new() { L = [new("secret")] } });
        var error = await Should.ThrowAsync<ItemMappingException>(() => _filled.GetAsync("x"));
        error.AttributeName.ShouldBe("Missing");
        error.Key.ShouldBe("Id=x");
        error.Message.ShouldNotContain("secret");
        error.Message.ShouldContain("Initialize the property");

        await _client.PutItemAsync("filled", new() { ["Id"] = new("x"), ["Missing"] = new() { NULL = true } });
        (await _filled.GetAsync("x"))!.Missing.ShouldBeNull();
    }

    [Fact]
    public async Task HiddenConstructorsAndAccessorsAreReached()
    {
        foreach (Hidden item in new[] { Hidden.Create("x", 7, "note", HiddenPart.At(3)), Hidden.Create("x", null, null, null) })
        {
            await _hidden.PutAsync(item);
            (await _hidden.GetAsync("x")).ShouldBeEquivalentTo(item);
        }

        await _client.PutItemAsync("hidden", new() { ["Id"] = new("bare") });
        (await Should.ThrowAsync<ItemMappingException>(() => _hidden.GetAsync("bare"))).AttributeName.ShouldBe("Name");
    }

    [Fact]
    public async Task InitAccessorsOfAGenericBaseAreSet()
    {
        var item = new GenericItem("us") { Id = "x", Count = 1, Value = 1.5m, Name = "somebody", Tags = ["a"] };
        await _generic.PutAsync(item);
        GenericItem read = (await _generic.GetAsync("x"))!;
        read.Tags.ShouldBe(["a"]);
        (read with { Tags = item.Tags }).ShouldBe(item);

        await _client.PutItemAsync("generic", new() { ["Id"] = new("bare"), ["Count"] = new() { N = "2" } });
        GenericItem bare = (await _generic.GetAsync("bare"))!;
        bare.Name.ShouldBe("nobody");
        bare.Value.ShouldBeNull();
        bare.Region.ShouldBe("eu");
        bare.Tags.ShouldBeEmpty();
        (await Should.ThrowAsync<ItemMappingException>(async () =>
        {
            await _client.PutItemAsync("generic", new() { ["Id"] = new("bare") });
            await _generic.GetAsync("bare");
        })).AttributeName.ShouldBe("Count");
    }
}

public sealed class ConstructionTestsThroughThePipeline(EngineFixture fixture) : ConstructionTests(fixture, client => client);

public sealed class ConstructionTestsByOrdinaryCalls(EngineFixture fixture) : ConstructionTests(fixture, ForwardingClient.Around);
