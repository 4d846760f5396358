using System.Reflection;
using Amazon.DynamoDBv2;
using TypedDynamo.IntegrationTests.Engine;
using TypedDynamo.IntegrationTests.Entities;
using TypedDynamo.IntegrationTests.Operations;

namespace TypedDynamo.IntegrationTests.Items;

/// <summary>The samples of every entity there and back. The application of Native AOT does the same with the same samples.</summary>
public abstract class MappedTableTests(EngineFixture fixture, Func<AmazonDynamoDBClient, IAmazonDynamoDB> wrap)
    : IClassFixture<EngineFixture>
{
    public static TheoryData<string> Names => [.. MappedTables.All.Select(table => table.ItemType.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task WhatIsWrittenIsReadBack(string name)
    {
        using AmazonDynamoDBClient client = fixture.CreateClient();
        await MappedTables.All.Single(table => table.ItemType.Name == name).CheckAsync(wrap(client), client);
    }
}

public sealed class MappedTableTestsThroughThePipeline(EngineFixture fixture) : MappedTableTests(fixture, client => client)
{
    [Fact]
    public void EveryEntityHasSamples()
        => MappedTables.All.Select(table => table.ItemType).ShouldBe(
            typeof(MappedTables).Assembly.GetTypes()
                .Where(type => type.Namespace == typeof(MappedTables).Namespace && type.IsDefined(typeof(DynamoTableAttribute))),
            ignoreOrder: true);

    [Theory]
    [MemberData(nameof(Names))]
    public void EveryAttributeOccursInASample(string name)
    {
        MappedTable table = MappedTables.All.Single(table => table.ItemType.Name == name);

        // Derived types and unknown attributes store more than the schema of the table names.
        table.Schema.Attributes.Select(path => path.Name).ShouldBeSubsetOf(table.Stored.SelectMany(item => item.Keys).Distinct());
    }
}

public sealed class MappedTableTestsByOrdinaryCalls(EngineFixture fixture) : MappedTableTests(fixture, ForwardingClient.Around);
