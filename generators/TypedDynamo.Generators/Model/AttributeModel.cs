namespace TypedDynamo.Generators.Model;

/// <summary>One attribute of an item, and the property that holds it.</summary>
internal sealed record AttributeModel
{
    /// <summary>The attribute's name in DynamoDB.</summary>
    public required string Name { get; init; }

    /// <summary>The property's name, without an escape.</summary>
    public required string Member { get; init; }

    /// <summary>The value that the property holds. Its null is stored as an absent attribute, so absence is read as null.</summary>
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
    /// Whether the class may initialize the property with a value that only an object has. If not, <see cref="Default"/> is that value.
    /// </summary>
    public bool MayBeInitialized { get; init; }

    /// <summary>Whether only some of the types that an item can be have the attribute.</summary>
    public bool IsOfDerivedType { get; init; }

    /// <summary>The type of the default's constant, which is the property's own type even if another one is stored.</summary>
    public MemberKind DefaultKind { get; init; }

    /// <summary>The type that declares the property, fully qualified: <c>[UnsafeAccessor]</c> does not search base types.</summary>
    public required string DeclaringType { get; init; }
}

/// <summary>The meaning of an attribute beyond its value.</summary>
internal enum AttributeRole
{
    None,

    /// <summary>It counts the item's changes.</summary>
    Version,

    /// <summary>DynamoDB deletes the item after it.</summary>
    TimeToLive,

    /// <summary>A put sets it if it is not set.</summary>
    CreatedAt,

    /// <summary>Every put sets it.</summary>
    UpdatedAt,
}

/// <summary>The way in which reading sets a property.</summary>
internal enum Population
{
    /// <summary>As an argument of the constructor.</summary>
    Constructor,

    /// <summary>In the object initializer, which must set <c>required</c> members.</summary>
    Initializer,

    /// <summary>As an argument of the constructor and again in the initializer, which must set a <c>required</c> member.</summary>
    ConstructorAndInitializer,

    /// <summary>
    /// In the object initializer, with the value of a default instance if the item lacks the attribute: on .NET 8, an <c>init</c>
    /// accessor of a generic base cannot be called later.
    /// </summary>
    OptionalInitializer,

    /// <summary>By its <c>set</c> accessor, only if the item has the attribute.</summary>
    Setter,

    /// <summary>By its <c>init</c> or non-public accessor, through <c>[UnsafeAccessor]</c>, only if the item has the attribute.</summary>
    UnsafeAccessor,

    /// <summary>By filling the collection that the class creates, because the property has no accessor to set.</summary>
    Filling,
}

/// <summary>The behaviour of reading when an item lacks the attribute.</summary>
internal enum Absence
{
    /// <summary>It throws: the property has no other value.</summary>
    Throws,

    /// <summary>It creates an empty set: DynamoDB has none, so an empty set is written as an absent attribute.</summary>
    ReadsEmpty,

    /// <summary>It passes the default of the constructor's parameter, or null.</summary>
    ReadsDefault,

    /// <summary>It keeps the value of the property's initializer.</summary>
    KeepsInitializer,
}
