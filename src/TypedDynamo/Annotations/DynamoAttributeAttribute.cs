namespace TypedDynamo;

/// <summary>Gives a property's attribute another name than the property's own.</summary>
/// <param name="name">The attribute's name in DynamoDB, exactly as it is stored. It may be a reserved word.</param>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class DynamoAttributeAttribute(string name) : Attribute
{
    /// <summary>Gets the attribute's name.</summary>
    public string Name { get; } = name;
}
