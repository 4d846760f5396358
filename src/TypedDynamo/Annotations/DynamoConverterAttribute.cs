namespace TypedDynamo;

/// <summary>Says which converter stores a property, the values of a type, or all values of a type in an assembly.</summary>
/// <remarks>
/// <para>
/// On a property or the parameter of a positional record, it is for that property: for its value, or else for the elements of the
/// collection that it holds. On a type, it is for every property of that type. On the assembly, as in
/// <c>[assembly: DynamoConverter(typeof(MoneyConverter))]</c>, it is for every property of the converter's <c>TValue</c> in the assembly's
/// tables, whether the type is the assembly's own or not.
/// </para>
/// <para>
/// That of the property wins over that of the assembly, which wins over that of the type: the nearer to the table, the stronger.
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
