using System.Diagnostics.CodeAnalysis;

#if GENERATOR
namespace TypedDynamo.Generators.Runtime;
#else
namespace TypedDynamo;
#endif

/// <summary>The types of attribute values (Developer Guide, "Data types").</summary>
[SuppressMessage("Naming", "CA1720", Justification = "These are DynamoDB's own names.")]
#if !GENERATOR
public
#endif
enum AttributeType
{
    /// <summary>A string (S).</summary>
    String,

    /// <summary>A number (N).</summary>
    Number,

    /// <summary>Binary data (B).</summary>
    Binary,

    /// <summary>A bool (BOOL).</summary>
    Boolean,

    /// <summary>A null (NULL).</summary>
    Null,

    /// <summary>A list (L).</summary>
    List,

    /// <summary>A map (M).</summary>
    Map,

    /// <summary>A set of strings (SS).</summary>
    StringSet,

    /// <summary>A set of numbers (NS).</summary>
    NumberSet,

    /// <summary>A set of binary data (BS).</summary>
    BinarySet,
}

internal static class AttributeTypes
{
    /// <summary>Returns DynamoDB's code for a type.</summary>
    public static string Code(this AttributeType type) => type switch
    {
        AttributeType.String => "S",
        AttributeType.Number => "N",
        AttributeType.Binary => "B",
        AttributeType.Boolean => "BOOL",
        AttributeType.Null => "NULL",
        AttributeType.List => "L",
        AttributeType.Map => "M",
        AttributeType.StringSet => "SS",
        AttributeType.NumberSet => "NS",
        AttributeType.BinarySet => "BS",
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, null),
    };
}
