namespace TypedDynamo.Generators.Model;

/// <summary>What the generator knows of a type whose values are read and written attribute by attribute.</summary>
internal sealed record ItemModel
{
    /// <summary>The type's name for people: <c>Order</c>, <c>Outer.Order</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The type, fully qualified; null when generated code cannot name it.</summary>
    public required string? Type { get; init; }

    public required bool IsValueType { get; init; }

    /// <summary>The attributes in the order of their ordinals.</summary>
    public required EquatableArray<AttributeModel> Attributes { get; init; }

    /// <summary>The key attributes that are composed of properties, partition key first. Their ordinals follow those of the others.</summary>
    public EquatableArray<KeyTemplateModel> KeyTemplates { get; init; }

    /// <summary>The properties that are read back from composed keys and stored nowhere else.</summary>
    public EquatableArray<AttributeModel> KeyMembers { get; init; }

    /// <summary>The names of what is stored, in the order of their ordinals.</summary>
    public IEnumerable<string> AttributeNames
        => Attributes.Select(attribute => attribute.Name).Concat(KeyTemplates.Select(template => template.Attribute));

    /// <summary>The properties, each with its number: that of an attribute is its ordinal, and those of key members follow all ordinals.</summary>
    public IEnumerable<(int Number, AttributeModel Member)> Members
        => Attributes.Select((attribute, ordinal) => (ordinal, attribute))
            .Concat(KeyMembers.Select((member, position) => (Attributes.Count + KeyTemplates.Count + position, member)));

    public AttributeModel MemberAt(int number)
        => number < Attributes.Count ? Attributes[number] : KeyMembers[number - Attributes.Count - KeyTemplates.Count];

    public int NumberOf(string member) => Members.First(candidate => candidate.Member.Member == member).Number;

    /// <summary>Whether an ordinal is that of a composed key.</summary>
    public bool IsComposed(int ordinal) => ordinal >= Attributes.Count;

    /// <summary>The arguments of the constructor that reading calls.</summary>
    public required EquatableArray<ParameterModel> ConstructorParameters { get; init; }
}
