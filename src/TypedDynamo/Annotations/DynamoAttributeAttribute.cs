namespace TypedDynamo;

/// <summary>Sets the name of a property's attribute, and the format in which it is stored.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class DynamoAttributeAttribute : Attribute
{
    /// <summary>Keeps the property's own name for the attribute.</summary>
    public DynamoAttributeAttribute()
    {
    }

    /// <summary>Gives the attribute a name other than the property's own.</summary>
    /// <param name="name">The attribute's name in DynamoDB, exactly as it is stored. It may be a reserved word.</param>
    public DynamoAttributeAttribute(string name)
    {
        Name = name;
    }

    /// <summary>Gets the attribute's name, or <see langword="null"/> for the property's own.</summary>
    public string? Name { get; }

    /// <summary>Gets or sets the format in which a number, a date, a time or a Guid is stored as text, as in <c>yyyyMMdd</c>.</summary>
    /// <value>
    /// The default is <see langword="null"/>: the type's usual stored form. It does not depend on the culture. A value that the format does
    /// not preserve exactly is refused before a request is sent, and so is a number that is negative or wider than the format.
    /// </value>
    public string? Format { get; set; }
}
