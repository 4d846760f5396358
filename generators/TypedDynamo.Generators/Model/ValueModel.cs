namespace TypedDynamo.Generators.Model;

/// <summary>The value of a property, or of an element of a collection, and the form in which it is stored.</summary>
internal sealed record ValueModel
{
    public required MemberKind Kind { get; init; }

    /// <summary>The type, fully qualified and without its question mark; those of its elements are there.</summary>
    public required string Type { get; init; }

    public required bool IsReferenceType { get; init; }

    /// <summary>Whether null is a value: an attribute is then absent, an element NULL.</summary>
    public required bool IsNullable { get; init; }

    /// <summary>The type of collection that reading creates: the collection's own, or one that implements the interface.</summary>
    public string? Implementation { get; init; }

    /// <summary>The keys of a dictionary. The names of the entries are the text of the stored keys.</summary>
    public ValueModel? Key { get; init; }

    /// <summary>The elements of a collection, or the values of a dictionary.</summary>
    public ValueModel? Element { get; init; }

    /// <summary>The conversion of a value that is stored as another one.</summary>
    public ConversionModel? Conversion { get; init; }

    /// <summary>The stored value, if it is another one. It is never null, because null is not converted.</summary>
    public ValueModel? Stored { get; init; }

    /// <summary>The value that is finally stored: this one, if it is not stored as another one.</summary>
    public ValueModel Innermost => Stored?.Innermost ?? this;

    /// <summary>The type that DynamoDB stores; null for whichever type the value has.</summary>
    public AttributeType? DynamoType => Stored is null ? Kind.DynamoType() : Stored.DynamoType;

    /// <summary>DynamoDB's code of the type.</summary>
    public string TypeCode => DynamoType?.Code() ?? "any type";

    /// <summary>Whether DynamoDB accepts it as a key attribute: those are strings, numbers or binary data.</summary>
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
