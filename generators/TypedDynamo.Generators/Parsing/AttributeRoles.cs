using TypedDynamo.Generators.Model;

namespace TypedDynamo.Generators.Parsing;

/// <summary>The annotations that give an attribute a meaning beyond its value, and the types that they require.</summary>
internal static class AttributeRoles
{
    /// <summary>Every role that has an annotation.</summary>
    public static readonly AttributeRole[] All =
        [AttributeRole.Version, AttributeRole.TimeToLive, AttributeRole.CreatedAt, AttributeRole.UpdatedAt];

    public static string MetadataName(this AttributeRole role) => role switch
    {
        AttributeRole.Version => MetadataNames.Version,
        AttributeRole.TimeToLive => MetadataNames.TimeToLive,
        AttributeRole.CreatedAt => MetadataNames.CreatedAt,
        _ => MetadataNames.UpdatedAt,
    };

    /// <summary>Whether a value of the kind can have the role.</summary>
    public static bool Takes(this AttributeRole role, MemberKind? kind) => role switch
    {
        AttributeRole.Version => kind is MemberKind.Int32 or MemberKind.Int64,
        AttributeRole.TimeToLive => kind is MemberKind.EpochDateTime or MemberKind.EpochDateTimeOffset or MemberKind.Int32 or MemberKind.Int64,
        _ => kind is MemberKind.DateTime or MemberKind.DateTimeOffset,
    };

    /// <summary>Returns the types of such values, in words.</summary>
    public static string TakenTypes(this AttributeRole role) => role switch
    {
        AttributeRole.Version => "int or long",
        AttributeRole.TimeToLive => "DateTimeOffset or DateTime, or an int or long of seconds since 1970",
        _ => "DateTimeOffset or DateTime",
    };
}
