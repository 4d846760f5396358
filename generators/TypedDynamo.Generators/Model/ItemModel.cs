namespace TypedDynamo.Generators.Model;

/// <summary>A type whose values are read and written attribute by attribute.</summary>
internal sealed record ItemModel
{
    /// <summary>The type's readable name: <c>Order</c>, <c>Outer.Order</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The type, fully qualified; null when generated code cannot name it.</summary>
    public required string? Type { get; init; }

    public required bool IsValueType { get; init; }

    /// <summary>Whether the constructor that reading calls can only be reached through <c>[UnsafeAccessor]</c>.</summary>
    public bool HasHiddenConstructor { get; init; }

    /// <summary>The type's own attributes in the order of their ordinals.</summary>
    public required EquatableArray<AttributeModel> Attributes { get; init; }

    /// <summary>The key attributes that are composed of properties, partition key first. Their ordinals follow those of the others.</summary>
    public EquatableArray<KeyTemplateModel> KeyTemplates { get; init; }

    /// <summary>The properties that are read back from composed keys and stored nowhere else.</summary>
    public EquatableArray<AttributeModel> KeyMembers { get; init; }

    /// <summary>The other properties in a projection's composed keys, which are not read: they determine which texts are such keys.</summary>
    public EquatableArray<AttributeModel> UnreadKeyMembers { get; init; }

    /// <summary>The properties whose attributes are stored among the item's own. Their ordinals follow those of the composed keys.</summary>
    public EquatableArray<FlattenedModel> Flattened { get; init; }

    /// <summary>The property that holds the attributes which the type does not know.</summary>
    public AttributeModel? ExtensionData { get; init; }

    /// <summary>
    /// The names of the discriminators that may be stored beside the attributes. <see cref="ExtensionData"/> must not hold them, and a
    /// projection requests them.
    /// </summary>
    public EquatableArray<string> Discriminators { get; init; }

    /// <summary>The names of the stored attributes, in the order of their ordinals.</summary>
    public IEnumerable<string> AttributeNames => Attributes.Select(attribute => attribute.Name)
        .Concat(KeyTemplates.Select(template => template.Attribute))
        .Concat(Flattened.SelectMany(flattened => flattened.Item.AttributeNames));

    /// <summary>The attributes that each are one property, those of flattened objects included.</summary>
    public IEnumerable<AttributeModel> StoredAttributes
        => Attributes.Concat(Flattened.SelectMany(flattened => flattened.Item.StoredAttributes));

    /// <summary>The properties, each with its number: that of an attribute is its ordinal, and those of the others follow all ordinals.</summary>
    public IEnumerable<(int Number, AttributeModel Member)> Members
    {
        get
        {
            int number = AttributeNames.Count();
            var others = KeyMembers.Concat(Flattened.Select(flattened => flattened.Property)).Concat(ExtensionData is null ? [] : [ExtensionData]);
            return Attributes.Select((attribute, ordinal) => (ordinal, attribute)).Concat(others.Select(member => (number++, member)));
        }
    }

    public AttributeModel MemberAt(int number) => Members.First(member => member.Number == number).Member;

    public int NumberOf(string member) => Members.First(candidate => candidate.Member.Member == member).Number;

    /// <summary>The ordinal of an attribute; -1 if there is none of the name.</summary>
    public int OrdinalOf(string attribute) => AttributeNames.ToList().IndexOf(attribute);

    /// <summary>Whether an ordinal is that of a composed key.</summary>
    public bool IsComposed(int ordinal) => ordinal >= Attributes.Count && ordinal < Attributes.Count + KeyTemplates.Count;

    /// <summary>The arguments of the constructor that reading calls.</summary>
    public required EquatableArray<ParameterModel> ConstructorParameters { get; init; }
}

/// <summary>A property of an object whose attributes are stored in the outer item.</summary>
internal sealed record FlattenedModel
{
    /// <summary>The property; its name is that of no attribute.</summary>
    public required AttributeModel Property { get; init; }

    /// <summary>The object's type, whose attributes have the names that they have in the outer item.</summary>
    public required ItemModel Item { get; init; }
}
