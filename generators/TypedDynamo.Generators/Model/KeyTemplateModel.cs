namespace TypedDynamo.Generators.Model;

/// <summary>A key attribute of the table that is composed of literal text and properties.</summary>
internal sealed record KeyTemplateModel
{
    /// <summary>The attribute's name in DynamoDB.</summary>
    public required string Attribute { get; init; }

    /// <summary>The template as the user wrote it.</summary>
    public required string Text { get; init; }

    /// <summary>Literal text and properties in their order; no two literals follow each other.</summary>
    public required EquatableArray<KeyTemplatePart> Parts { get; init; }

    /// <summary>The names of the properties in it, each once, in their order.</summary>
    public IEnumerable<string> Members => Parts.Where(part => part.Member is not null).Select(part => part.Member!).Distinct(StringComparer.Ordinal);
}

/// <summary>A piece of literal text in a template, or the place of a property.</summary>
internal sealed record KeyTemplatePart
{
    /// <summary>The text; empty for a property.</summary>
    public string Literal { get; init; } = "";

    /// <summary>The property's name, without an escape; null for literal text.</summary>
    public string? Member { get; init; }

    /// <summary>The property's format; null for its stored text.</summary>
    public string? Format { get; init; }
}
