using System.Diagnostics.CodeAnalysis;

namespace TypedDynamo;

/// <summary>The type of a key attribute: the three that DynamoDB allows.</summary>
[SuppressMessage("Naming", "CA1720", Justification = "These are DynamoDB's own names.")]
public enum KeyAttributeType
{
    /// <summary>A string (<c>S</c>), sorted by its UTF-8 bytes.</summary>
    String = (int)AttributeType.String,

    /// <summary>A number (<c>N</c>), sorted by value.</summary>
    Number = (int)AttributeType.Number,

    /// <summary>Binary data (<c>B</c>), sorted by its bytes as unsigned values.</summary>
    Binary = (int)AttributeType.Binary,
}

internal static class KeyAttributeTypes
{
    public static AttributeType ToAttributeType(this KeyAttributeType type) => (AttributeType)type;
}
