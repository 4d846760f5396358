namespace TypedDynamo.Generators.Model;

/// <summary>An enum that the item's attributes hold.</summary>
internal sealed record EnumModel
{
    /// <summary>The enum's type, fully qualified.</summary>
    public required string Type { get; init; }

    /// <summary>The enum's own name.</summary>
    public required string Name { get; init; }

    /// <summary>The underlying number.</summary>
    public required MemberKind Underlying { get; init; }

    /// <summary>Whether its values may be combined.</summary>
    public required bool IsFlags { get; init; }

    /// <summary>The members in their order of declaration: if several names have one value, the first one is written.</summary>
    public required EquatableArray<EnumMemberModel> Members { get; init; }
}

internal sealed record EnumMemberModel
{
    public required string Name { get; init; }

    /// <summary>The value, in the invariant culture.</summary>
    public required string Value { get; init; }

    /// <summary>Whether generated code may name the member: a member that is obsolete as an error can still be stored in old items.</summary>
    public required bool CanBeNamed { get; init; }
}
