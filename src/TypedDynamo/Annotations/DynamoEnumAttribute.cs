namespace TypedDynamo;

/// <summary>Chooses how enums are stored: by their names, which is the default, or as numbers.</summary>
/// <remarks>
/// Put it on a property or on the parameter of a positional record, where it also applies to the enums of collections; on an enum type; or
/// on the assembly, for all enums of its items. The nearest one counts. Stored as numbers, values without a name are allowed and the names
/// may change; but the numbers are then users' data, so never give a member another one.
/// </remarks>
/// <param name="storage">The stored form.</param>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter | AttributeTargets.Enum | AttributeTargets.Assembly)]
public sealed class DynamoEnumAttribute(EnumStorage storage) : Attribute
{
    /// <summary>Gets how enums are stored.</summary>
    public EnumStorage Storage { get; } = storage;
}
