namespace TypedDynamo;

/// <summary>Lists a derived type whose values may be stored where the annotated type is declared, and the text that identifies it.</summary>
/// <remarks>
/// <para>
/// Put it on the class, record or interface that the others derive from, once for each of them. A value is stored with the attributes of
/// its own type and a discriminator: an attribute (S) that holds <see cref="Discriminator"/>, named <c>$type</c> unless
/// <see cref="DynamoDiscriminatorAttribute"/> gives another name. It is read as that type, whatever the position of the discriminator among
/// the attributes.
/// </para>
/// <para>
/// A value must be of exactly one of the listed types: a value of another derived type is refused before anything is sent. The annotated
/// type itself, if it is not abstract, is stored without discriminator, or with one if it is listed too.
/// </para>
/// <para>On the item type of a table, the table holds items of all these types: the texts are users' data and cannot change later.</para>
/// </remarks>
/// <param name="derivedType">The derived type: a class, record or struct that is neither abstract nor generic.</param>
/// <param name="discriminator">The text that is stored for it.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Interface, AllowMultiple = true, Inherited = false)]
public sealed class DynamoDerivedTypeAttribute(Type derivedType, string discriminator) : Attribute
{
    /// <summary>Gets the derived type.</summary>
    public Type DerivedType { get; } = derivedType;

    /// <summary>Gets the text that is stored for the type.</summary>
    public string Discriminator { get; } = discriminator;
}
