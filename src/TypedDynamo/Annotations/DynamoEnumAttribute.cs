namespace TypedDynamo;

/// <summary>Says how enums are stored: by their names, which is the default, or as numbers.</summary>
/// <remarks>
/// It stands on a property or on the parameter of a positional record, where it is about the enums of its collections too; on an enum type; or on
/// the assembly, for all enums of its items. The nearest one counts. As a number, a value without a name is stored too, and the names may change;
/// the numbers are then users' data, so never give a member another one.
/// </remarks>
/// <param name="storage">How.</param>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter | AttributeTargets.Enum | AttributeTargets.Assembly)]
public sealed class DynamoEnumAttribute(EnumStorage storage) : Attribute
{
    /// <summary>Gets how enums are stored.</summary>
    public EnumStorage Storage { get; } = storage;
}
