namespace TypedDynamo;

/// <summary>One part of a primary key: the attribute that holds it, and its type.</summary>
public sealed class KeyPart
{
    internal KeyPart(AttributePath attribute, KeyAttributeType type)
    {
        Attribute = attribute;
        Type = type;
    }

    /// <summary>Gets the attribute.</summary>
    public AttributePath Attribute { get; }

    /// <summary>Gets the attribute's name in DynamoDB.</summary>
    public string Name => Attribute.Name;

    /// <summary>Gets the attribute's type.</summary>
    public KeyAttributeType Type { get; }

    /// <summary>Returns the name and DynamoDB's letter for the type, as in <c>CustomerId S</c>.</summary>
    /// <returns>A short description for messages.</returns>
    public override string ToString() => $"{Name} {TypeCode}";

    internal string TypeCode => Type.ToAttributeType().Code();
}
