using System.Globalization;
using System.Text;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.DocumentModel;
using Amazon.DynamoDBv2.Model;
using FsCheck;
using FsCheck.Fluent;
using TypedDynamo.IntegrationTests.Engine;
using TypedDynamo.IntegrationTests.Items;
using TypedDynamo.IntegrationTests.Operations;

namespace TypedDynamo.IntegrationTests.Randomized;

/// <summary>
/// Models of random shape are generated, compiled and loaded; random items of theirs come back equal, and hold what the AWS SDK's
/// document model reads from the same item.
/// </summary>
public sealed class RandomModelTests(EngineFixture fixture) : IClassFixture<EngineFixture>
{
    private const int ItemsOfAModel = 8;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task ItemsOfRandomModelsComeBackEqual(bool byOrdinaryCalls) => CheckModelsAsync(byOrdinaryCalls, models: 15);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [Trait("Category", "Long")]
    public Task ItemsOfManyRandomModelsComeBackEqual(bool byOrdinaryCalls) => CheckModelsAsync(byOrdinaryCalls, models: 30);

    private async Task CheckModelsAsync(bool byOrdinaryCalls, int models)
    {
        using AmazonDynamoDBClient client = fixture.CreateClient();
        IAmazonDynamoDB used = byOrdinaryCalls ? ForwardingClient.Around(client) : client;
        var property = Prop.ForAll(ModelGenerator.Models.ToArbitrary(), model => CheckModelAsync(client, used, model).GetAwaiter().GetResult());

        // The property runs on threads of its own, so that waiting for the engine inside it blocks nobody.
        await Task.Run(() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(models).WithEndSize(40), property));
    }

    private static async Task CheckModelAsync(AmazonDynamoDBClient client, IAmazonDynamoDB used, RandomModel model)
    {
        using var compiled = new CompiledModel(model.Source);
        dynamic table = compiled.CreateTable("ItemTable", used);
        await (Task)table.CreateTableAsync();
        try
        {
            foreach (object item in Gen.Sample(model.Item.Values(compiled), ItemsOfAModel, 10))
            {
                dynamic value = item;
                await (Task)table.PutAsync(value);
                object read = await table.GetAsync(value.Id);
                ShapeText.Describe(read).ShouldBe(ShapeText.Describe(item), model.Source);

                GetItemResponse response = await client.GetItemAsync("items", new() { ["Id"] = new AttributeValue((string)value.Id) });
                DocumentComparison.ShouldHold(Document.FromAttributeMap(response.Item), read, "Item");
            }
        }
        finally
        {
            await client.DeleteTableAsync("items");
        }
    }
}
