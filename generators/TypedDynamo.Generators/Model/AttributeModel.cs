namespace TypedDynamo.Generators.Model;

/// <summary>One attribute of an item, and the property that holds it.</summary>
internal sealed record AttributeModel
{
    /// <summary>The attribute's name in DynamoDB.</summary>
    public required string Name { get; init; }

    /// <summary>The property's name, without an escape.</summary>
    public required string Member { get; init; }

    /// <summary>What the property holds. Its null is stored as an absent attribute, so absence is read as null.</summary>
    public required ValueModel Value { get; init; }

    public MemberKind Kind => Value.Kind;

    public string Type => Value.Type;

    public bool IsNullable => Value.IsNullable;

    /// <summary>Whether the property or parameter takes null without a warning, which those with <c>[DisallowNull]</c> do not.</summary>
    public required bool AcceptsNull { get; init; }

    /// <summary>Whether it is part of the table's key or of an index's.</summary>
    public required bool IsKey { get; init; }

    public required AttributeRole Role { get; init; }

    public required Population Population { get; init; }

    public required Absence Absence { get; init; }

    /// <summary>The default of the constructor's parameter, or the initializer, in the invariant culture; null is the default of the type.</summary>
    public string? Default { get; init; }

    /// <summary>
    /// Whether the class may give the property a value of its own that only an object has. If not, <see cref="Default"/> is that value.
    /// </summary>
    public bool MayBeInitialized { get; init; }

    /// <summary>Whether it is an attribute of some of the types only that an item can be.</summary>
    public bool IsOfDerivedType { get; init; }

    /// <summary>What the default is a constant of, which is the property's own type even where another one is stored.</summary>
    public MemberKind DefaultKind { get; init; }

    /// <summary>The type that declares the property, fully qualified: <c>[UnsafeAccessor]</c> does not search base types.</summary>
    public required string DeclaringType { get; init; }
}

/// <summary>What an attribute means beyond its value.</summary>
internal enum AttributeRole
{
    None,

    /// <summary>It counts the item's changes.</summary>
    Version,

    /// <summary>DynamoDB deletes the item after it.</summary>
    TimeToLive,

    /// <summary>A put sets it where it is not set.</summary>
    CreatedAt,

    /// <summary>Every put sets it.</summary>
    UpdatedAt,
}

/// <summary>How reading gives a property its value.</summary>
internal enum Population
{
    /// <summary>As an argument of the constructor.</summary>
    Constructor,

    /// <summary>In the object initializer, where <c>required</c> members must stand.</summary>
    Initializer,

    /// <summary>As an argument of the constructor and once more in the initializer, for a <c>required</c> member is set there.</summary>
    ConstructorAndInitializer,

    /// <summary>
    /// In the object initializer, where it gets what a default instance has if the item lacks the attribute: on .NET 8, an <c>init</c>
    /// accessor of a generic base cannot be called later.
    /// </summary>
    OptionalInitializer,

    /// <summary>By its <c>set</c> accessor, only if the item has the attribute.</summary>
    Setter,

    /// <summary>By its <c>init</c> or non-public accessor, through <c>[UnsafeAccessor]</c>, only if the item has the attribute.</summary>
    UnsafeAccessor,

    /// <summary>By filling the collection that the class gives it, for it has no accessor to set.</summary>
    Filling,
}

/// <summary>What reading does when an item lacks the attribute.</summary>
internal enum Absence
{
    /// <summary>It throws: the property has no value to fall back on.</summary>
    Throws,

    /// <summary>It makes an empty set: DynamoDB has none, so that is what was written as an absent attribute.</summary>
    ReadsEmpty,

    /// <summary>It passes the default of the constructor's parameter, or null.</summary>
    ReadsDefault,

    /// <summary>It leaves the initializer that the class gives the property.</summary>
    KeepsInitializer,
}
