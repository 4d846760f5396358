using System.Diagnostics.CodeAnalysis;

namespace TypedDynamo;

/// <summary>The types of attribute values (Developer Guide, "Data types").</summary>
[SuppressMessage("Naming", "CA1720", Justification = "These are DynamoDB's own names.")]
public enum AttributeType
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
