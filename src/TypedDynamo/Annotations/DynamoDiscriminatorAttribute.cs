namespace TypedDynamo;

/// <summary>Names the attribute that distinguishes types: those of <see cref="DynamoDerivedTypeAttribute"/>, or the entities of one table.</summary>
/// <remarks>Without it the attribute is <c>$type</c>. The name is users' data and cannot change later.</remarks>
/// <param name="name">The attribute's name in DynamoDB. No property may be stored under it.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface, Inherited = false)]
public sealed class DynamoDiscriminatorAttribute(string name) : Attribute
{
    /// <summary>Gets the attribute's name.</summary>
    public string Name { get; } = name;
}
