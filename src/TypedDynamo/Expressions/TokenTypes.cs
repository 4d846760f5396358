using System.Diagnostics.CodeAnalysis;
using TypedDynamo.CompilerServices;

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

/// <summary>Stands in a token's type for values that are stored as strings (S).</summary>
public abstract class StringType : IGroupedType
{
    private protected StringType()
    {
    }
}

/// <summary>Stands in a token's type for values that are stored as numbers (N).</summary>
public abstract class NumberType : IGroupedType
{
    private protected NumberType()
    {
    }
}

/// <summary>Stands in a token's type for values that are stored as binary data (B).</summary>
public abstract class BinaryType
{
    private protected BinaryType()
    {
    }
}

/// <summary>Stands in a token's type for values that a converter of the user's stores: of what is stored only the order is known.</summary>
public abstract class ConvertedType : IGroupedType
{
    private protected ConvertedType()
    {
    }
}
