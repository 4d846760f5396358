namespace TypedDynamo;

/// <summary>Says how a property's attribute is called, and in which format it is stored.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class DynamoAttributeAttribute : Attribute
{
    /// <summary>Leaves the attribute the property's own name.</summary>
    public DynamoAttributeAttribute()
    {
    }

    /// <summary>Gives the attribute another name than the property's own.</summary>
    /// <param name="name">The attribute's name in DynamoDB, exactly as it is stored. It may be a reserved word.</param>
    public DynamoAttributeAttribute(string name)
    {
        Name = name;
    }

    /// <summary>Gets the attribute's name, or <see langword="null"/> for the property's own.</summary>
    public string? Name { get; }

    /// <summary>Gets or sets the format in which a number, a date, a time or a Guid is stored as text, as in <c>yyyyMMdd</c>.</summary>
    /// <value>
    /// The default is <see langword="null"/>: the type's usual stored form. Culture has no part in it. A value that the format would not
    /// give back as it was is refused before a request is sent, a number too that is negative or wider than the format.
    /// </value>
    public string? Format { get; set; }
}
