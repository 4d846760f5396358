namespace TypedDynamo.Generators.Model;

/// <summary>What a property, or the element of a collection, can hold, and how that is stored.</summary>
internal sealed record ValueModel
{
    public required MemberKind Kind { get; init; }

    /// <summary>The type, fully qualified and without its question mark; those of its elements are there.</summary>
    public required string Type { get; init; }

    public required bool IsReferenceType { get; init; }

    /// <summary>Whether null is a value: an attribute is then absent, an element NULL.</summary>
    public required bool IsNullable { get; init; }

    /// <summary>Of a collection, the type that reading makes: the collection's own, or one that implements the interface.</summary>
    public string? Implementation { get; init; }

    /// <summary>Of a dictionary, its keys: the names of the entries are the text of what they are stored as.</summary>
    public ValueModel? Key { get; init; }

    /// <summary>Of a collection, what it holds; of a dictionary, its values.</summary>
    public ValueModel? Element { get; init; }
}
