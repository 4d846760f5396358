using Amazon.DynamoDBv2;
using TypedDynamo.IntegrationTests.Engine;

namespace TypedDynamo.IntegrationTests.Operations;

[DynamoTable("stages", PartitionKey = "TOUR#{Tour}", SortKey = "STAGE#{Number:D3}")]
public sealed record Stage
{
    public required string Tour { get; init; }

    [DynamoAttribute("no")] public required int Number { get; init; }

    public int Riders { get; init; }

    [CreatedAt] public DateTimeOffset? CreatedAt { get; init; }
}

[DynamoTable("meters", Discriminator = "water")]
public sealed record WaterMeter([PartitionKey] string Id)
{
    public long Litres { get; init; }
}

[DynamoTable("vehicles")]
[DynamoDerivedType(typeof(Van), "van")]
public abstract record Vehicle([property: PartitionKey] string Plate)
{
    public int Trips { get; init; }
}

public sealed record Van(string Plate) : Vehicle(Plate);

/// <summary>An item that an upsert creates has all that it needs to be read.</summary>
public sealed class UpsertCreationTests(EngineFixture fixture) : IDisposable, IClassFixture<EngineFixture>
{
    private readonly AmazonDynamoDBClient _client = fixture.Engine.CreateClient($"upsertcreation{Environment.ProcessId}");

    public void Dispose() => _client.Dispose();

    [Fact]
    public async Task WhatAComposedKeyIsMadeOfIsStoredBesideIt()
    {
        var table = new StageTable(_client);
        await table.CreateTableAsync();
        await table.UpsertAsync("france", 7, o => o.Riders += 5);
        Stage created = (await table.GetAsync("france", 7))!;
        (created.Number, created.Riders).ShouldBe((7, 5));
        created.CreatedAt.ShouldNotBeNull();

        await table.UpsertAsync("france", 7, o => o.Riders += 5);
        (await table.GetAsync("france", 7)).ShouldBe(created with { Riders = 10 });
    }

    [Fact]
    public async Task TheDiscriminatorIsStored()
    {
        var table = new WaterMeterTable(_client);
        await table.CreateTableAsync();
        await table.UpsertAsync("w-1", o => o.Litres += 5);
        (await table.GetAsync("w-1")).ShouldBe(new WaterMeter("w-1") { Litres = 5 });
        (await table.Scan().CountAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task ABaseThatIsNoItemItselfIsRefused()
    {
        var table = new VehicleTable(_client);
        await table.CreateTableAsync();
        (await Should.ThrowAsync<NotSupportedException>(() => table.UpsertAsync("ZH 1", o => o.Trips += 1))).Message.ShouldContain("Vehicle");

        await table.PutAsync(new Van("ZH 1"));
        await table.UpdateAsync("ZH 1", o => o.Trips += 1);
        (await table.GetAsync("ZH 1")).ShouldBe(new Van("ZH 1") { Trips = 1 });
    }
}
