namespace TypedDynamo.Generators.Model;

/// <summary>A type whose values are stored as one of several types, with an attribute that tells which.</summary>
internal sealed record PolymorphicModel
{
    /// <summary>The type's readable name.</summary>
    public required string Name { get; init; }

    /// <summary>The type, fully qualified.</summary>
    public required string Type { get; init; }

    public required bool IsValueType { get; init; }

    /// <summary>The name of the attribute that holds the discriminator.</summary>
    public required string Attribute { get; init; }

    /// <summary>The types that a value can be. A type that is stored without a discriminator, which can only be the type itself, is the
    /// last.</summary>
    public required EquatableArray<DerivedTypeModel> Derived { get; init; }
}

/// <summary>One of the types that a polymorphic value can be.</summary>
internal sealed record DerivedTypeModel
{
    /// <summary>The type, fully qualified.</summary>
    public required string Type { get; init; }

    /// <summary>The text that is stored for it; null if it is stored without.</summary>
    public required string? Discriminator { get; init; }
}
