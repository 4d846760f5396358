namespace TypedDynamo;

/// <summary>Stores the values of a type as those of another one. <see cref="DynamoConverterAttribute"/> says where it is used.</summary>
/// <typeparam name="TValue">The type that the item's class has. It is never nullable: null is not converted, but stored as it always is.</typeparam>
/// <typeparam name="TStored">
/// What is stored in its place: any type that can be stored, such as <see cref="string"/>, <see cref="long"/>, <c>byte[]</c>, a list or a
/// record. It decides the DynamoDB type, and so the compiler knows whether a converted value can be a key or the element of a set.
/// </typeparam>
/// <remarks>
/// <para>
/// A converter needs a public constructor without parameters. Generated code makes one object of it for each table class, which all
/// threads share, so it must not change state.
/// </para>
/// <para>
/// <see cref="FromStored"/> should give back what <see cref="ToStored"/> was given. A converter refuses a value by throwing whatever fits,
/// for instance a <see cref="FormatException"/>. That becomes an <see cref="ItemMappingException"/> which names table, item and attribute,
/// and neither the value nor the converter's own message, which might hold it.
/// </para>
/// </remarks>
public interface IAttributeConverter<TValue, TStored>
{
    /// <summary>Converts a value to the one that is stored.</summary>
    /// <param name="value">The value, which is not null.</param>
    /// <returns>What is stored. It must not be null, nor an empty set, which DynamoDB does not have.</returns>
    TStored ToStored(TValue value);

    /// <summary>Converts what is stored back to the value.</summary>
    /// <param name="stored">What is stored, which is not null.</param>
    /// <returns>The value.</returns>
    TValue FromStored(TStored stored);
}
