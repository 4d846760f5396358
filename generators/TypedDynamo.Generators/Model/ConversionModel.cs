namespace TypedDynamo.Generators.Model;

/// <summary>The conversion of a value to the stored one, and back.</summary>
internal sealed record ConversionModel
{
    public required ConversionKind Kind { get; init; }

    /// <summary>A name for it, of letters and digits.</summary>
    public required string Name { get; init; }

    /// <summary>The type of the user's converter, fully qualified.</summary>
    public string? Converter { get; init; }

    /// <summary>The property that holds the only value, without an escape.</summary>
    public string? Property { get; init; }

    /// <summary>The format.</summary>
    public string? Format { get; init; }

    /// <summary>The kind of the value that has a format.</summary>
    public MemberKind Formatted { get; init; }
}

/// <summary>The kind of a conversion.</summary>
internal enum ConversionKind
{
    /// <summary>The user's converter.</summary>
    Converter,

    /// <summary>The type's constructor, from the only value that it holds.</summary>
    SingleValue,

    /// <summary>The type itself, by <c>IParsable&lt;T&gt;</c>.</summary>
    Parsable,

    /// <summary>The platform's conversion of addresses.</summary>
    Uri,

    /// <summary>The platform's conversion of version numbers.</summary>
    Version,

    /// <summary>A format.</summary>
    Format,
}
