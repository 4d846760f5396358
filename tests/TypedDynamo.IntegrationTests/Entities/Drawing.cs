using Amazon.DynamoDBv2.Model;

namespace TypedDynamo.IntegrationTests.Entities;

/// <summary>Values of several types wherever a value can stand, and inside each other.</summary>
[DynamoTable("drawings")]
public sealed class Drawing
{
    [PartitionKey] public required string Id { get; init; }

    public Figure? Main { get; set; }

    public List<Figure> Figures { get; init; } = [];

    public Dictionary<string, IMark?> Marks { get; set; } = [];

    public Animal Animal { get; set; } = new();

    /// <summary>One of the derived types by itself, which needs no discriminator.</summary>
    public Circle? Circle { get; set; }
}

[DynamoDerivedType(typeof(Circle), "circle")]
[DynamoDerivedType(typeof(Box), "box")]
[DynamoDerivedType(typeof(Square), "square")]
[DynamoDerivedType(typeof(Group), "group \"✓\"")]
public abstract record Figure(string Name);

public sealed record Circle(string Name, double Radius) : Figure(Name);

public record Square(string Name, int Side) : Figure(Name);

/// <summary>Derives from a derived type, and is listed itself.</summary>
public sealed record Box(string Name, int Side, int Depth) : Square(Name, Side);

/// <summary>Derives from a derived type, and is not listed.</summary>
public sealed record Tile(string Name, int Side, string Glaze) : Square(Name, Side);

public sealed record Group(string Name) : Figure(Name)
{
    public List<Figure> Figures { get; init; } = [];

    public IMark? Mark { get; init; }
}

[DynamoDiscriminator("kind")]
[DynamoDerivedType(typeof(Dot), "dot")]
[DynamoDerivedType(typeof(Label), "label")]
public interface IMark;

public readonly record struct Dot(int X, int Y) : IMark;

public sealed class Label : IMark
{
    public required string Text { get; init; }

    public Figure? Figure { get; set; }

    /// <summary>What the type does not know, which the discriminator is no part of.</summary>
    [DynamoExtensionData] public Dictionary<string, AttributeValue>? More { get; set; }
}

/// <summary>A base that is stored itself, without discriminator.</summary>
[DynamoDerivedType(typeof(Dog), "dog")]
public class Animal
{
    public string Name { get; set; } = "nobody";
}

public sealed class Dog : Animal
{
    public int? Age { get; init; }
}
