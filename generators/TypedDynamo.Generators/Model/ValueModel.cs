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

    /// <summary>Of a value that is stored as another one, how it becomes that.</summary>
    public ConversionModel? Conversion { get; init; }

    /// <summary>Of a value that is stored as another one, that one. It is never null, for null is not converted.</summary>
    public ValueModel? Stored { get; init; }

    /// <summary>What is stored in the end: the value itself, if it is not stored as another one.</summary>
    public ValueModel Innermost => Stored?.Innermost ?? this;

    /// <summary>The type that DynamoDB stores; null for whichever type the value has.</summary>
    public AttributeType? DynamoType => Stored is null ? Kind.DynamoType() : Stored.DynamoType;

    /// <summary>The type as DynamoDB's users call it.</summary>
    public string TypeCode => DynamoType?.Code() ?? "any type";

    /// <summary>Whether DynamoDB takes it as a key attribute: those are strings, numbers or binary data.</summary>
    public bool CanBeKey => DynamoType is AttributeType.String or AttributeType.Number or AttributeType.Binary;

    /// <summary>Whether it is an enum, or a collection of enums.</summary>
    public bool HoldsEnum => Kind.IsEnum() || Key?.HoldsEnum == true || Element?.HoldsEnum == true;

    /// <summary>The value with its enums, and those of its collections, in one of the two forms.</summary>
    public ValueModel WithEnumsAs(MemberKind storage)
    {
        if (!HoldsEnum)
        {
            return this;
        }

        // A set of enums is a set of strings or of numbers.
        var element = Element?.WithEnumsAs(storage);
        var kind = Kind.IsEnum() ? storage
            : !Kind.IsSet() ? Kind
            : storage == MemberKind.Enum ? MemberKind.StringSet
            : MemberKind.NumberSet;
        return this with { Kind = kind, Key = Key?.WithEnumsAs(storage), Element = element };
    }
}
