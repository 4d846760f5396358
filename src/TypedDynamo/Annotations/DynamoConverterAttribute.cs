namespace TypedDynamo;

/// <summary>Chooses the converter that stores a property, the values of a type, or all values of a type in an assembly.</summary>
/// <remarks>
/// <para>
/// On a property or the parameter of a positional record, it applies to that property: to its value, or else to the elements of its
/// collection. On a type, it applies to every property of that type. On the assembly, as in
/// <c>[assembly: DynamoConverter(typeof(MoneyConverter))]</c>, it applies to every property of the converter's <c>TValue</c> in the
/// assembly's tables, whether the type is the assembly's own or not.
/// </para>
/// <para>
/// The property's converter wins over the assembly's, which wins over the type's: the one nearest to the table applies.
/// </para>
/// </remarks>
/// <param name="converterType">
/// The type of the converter: an <see cref="IAttributeConverter{TValue, TStored}"/> with a public constructor without parameters.
/// </param>
[AttributeUsage(
    AttributeTargets.Property | AttributeTargets.Parameter | AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Enum
        | AttributeTargets.Interface | AttributeTargets.Assembly,
    AllowMultiple = true,
    Inherited = false)]
public sealed class DynamoConverterAttribute(Type converterType) : Attribute
{
    /// <summary>Gets the type of the converter.</summary>
    public Type ConverterType { get; } = converterType;
}
