using Amazon.DynamoDBv2;
using FsCheck;
using FsCheck.Fluent;
using TypedDynamo.IntegrationTests.Engine;
using TypedDynamo.IntegrationTests.Entities;
using TypedDynamo.IntegrationTests.Items;
using TypedDynamo.IntegrationTests.Operations;

namespace TypedDynamo.IntegrationTests.Randomized;

/// <summary>Random values of several types, inside each other, come back as the types that they were.</summary>
public sealed class RandomPolymorphismTests(EngineFixture fixture) : IClassFixture<EngineFixture>
{
    private static readonly Gen<string> s_names = Gen.Elements("", "a", "$type", "circle", "ü✓", "\"\\");

    private static readonly Gen<int> s_numbers = ArbMap.Default.GeneratorFor<int>();

    private static readonly Gen<Drawing> s_drawings =
        from id in ArbMap.Default.GeneratorFor<Guid>()
        from main in Gen.Sized(Figures)
        from hasMain in ArbMap.Default.GeneratorFor<bool>()
        from figures in Gen.Sized(size => Figures(size / 2).ListOf(Math.Min(size, 6)))
        from marks in Gen.Sized(size => Marks(size / 2).ListOf(Math.Min(size, 4)))
        from animal in Animals()
        select new Drawing
        {
            Id = id.ToString(),
            Main = hasMain ? main : null,
            Figures = [.. figures],
            Marks = marks.Select((mark, i) => (mark, i)).ToDictionary(pair => $"n{pair.i}", IMark? (pair) => pair.mark),
            Animal = animal,
        };

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task RandomDrawingsComeBackEqual(bool byOrdinaryCalls)
    {
        using AmazonDynamoDBClient client = fixture.CreateClient();
        var table = new DrawingTable(byOrdinaryCalls ? ForwardingClient.Around(client) : client);
        await table.CreateTableAsync();

        // The property runs on threads of its own, so that waiting for the engine inside it blocks nobody.
        await Task.Run(() => Prop.ForAll(s_drawings.ToArbitrary(), drawing => CheckAsync(table, drawing).GetAwaiter().GetResult())
            .QuickCheckThrowOnFailure());
    }

    private static async Task CheckAsync(DrawingTable table, Drawing drawing)
    {
        await table.PutAsync(drawing);
        ShapeText.Describe(await table.GetAsync(drawing.Id)).ShouldBe(ShapeText.Describe(drawing));
    }

    private static Gen<Figure> Figures(int size)
    {
        Gen<Figure> circles = from name in s_names from radius in s_numbers select (Figure)new Circle(name, radius / 8.0);
        Gen<Figure> squares = from name in s_names from side in s_numbers select (Figure)new Square(name, side);
        Gen<Figure> boxes = from name in s_names from side in s_numbers from depth in s_numbers select (Figure)new Box(name, side, depth);
        if (size == 0)
        {
            return Gen.OneOf(circles, squares, boxes);
        }

        Gen<Figure> groups =
            from name in s_names
            from figures in Figures(size / 4).ListOf(Math.Min(size, 3))
            from mark in Marks(size / 4)
            select (Figure)new Entities.Group(name) { Figures = [.. figures], Mark = mark };
        return Gen.OneOf(circles, squares, boxes, groups);
    }

    private static Gen<IMark?> Marks(int size) => Gen.OneOf(
        Gen.Constant<IMark?>(null),
        from x in s_numbers from y in s_numbers select (IMark?)new Dot(x, y),
        from text in s_names from figure in Figures(size / 4) select (IMark?)new Label { Text = text, Figure = figure });

    private static Gen<Animal> Animals() => Gen.OneOf(
        from name in s_names select new Animal { Name = name },
        from name in s_names from age in s_numbers select (Animal)new Dog { Name = name, Age = age });
}
