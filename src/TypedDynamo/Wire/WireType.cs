using System.Runtime.CompilerServices;

namespace TypedDynamo.Wire;

/// <summary>The type of a value in a response: one of DynamoDB's types, as the only member of a wire value names it, or none of them.</summary>
internal enum WireType
{
    Unknown,
    String = (int)AttributeType.String + 1,
    Number = (int)AttributeType.Number + 1,
    Binary = (int)AttributeType.Binary + 1,
    Boolean = (int)AttributeType.Boolean + 1,
    Null = (int)AttributeType.Null + 1,
    Map = (int)AttributeType.Map + 1,
    List = (int)AttributeType.List + 1,
    StringSet = (int)AttributeType.StringSet + 1,
    NumberSet = (int)AttributeType.NumberSet + 1,
    BinarySet = (int)AttributeType.BinarySet + 1,

    /// <summary>The name of a map's entry that is the text of another value; none of DynamoDB's types.</summary>
    EntryName = (int)AttributeType.BinarySet + 2,
}

internal static class WireTypes
{
    public static WireType Parse(ReadOnlySpan<byte> code)
    {
        return code.Length == 1 ? Parse(code[0])
            : code.SequenceEqual("BOOL"u8) ? WireType.Boolean
            : code.SequenceEqual("NULL"u8) ? WireType.Null
            : code.SequenceEqual("SS"u8) ? WireType.StringSet
            : code.SequenceEqual("NS"u8) ? WireType.NumberSet
            : code.SequenceEqual("BS"u8) ? WireType.BinarySet
            : WireType.Unknown;
    }

    /// <summary>Finds a type whose code is one letter.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WireType Parse(byte code)
        => code == 'S' ? WireType.String
            : code == 'N' ? WireType.Number
            : code == 'M' ? WireType.Map
            : code == 'L' ? WireType.List
            : code == 'B' ? WireType.Binary
            : WireType.Unknown;

    /// <summary>Returns the type of sets that hold values of a type.</summary>
    public static WireType SetOf(this WireType element) => element switch
    {
        WireType.String => WireType.StringSet,
        WireType.Number => WireType.NumberSet,
        WireType.Binary => WireType.BinarySet,
        _ => WireType.Unknown,
    };

    /// <summary>Returns DynamoDB's type of a value that has one.</summary>
    public static AttributeType ToAttributeType(this WireType type) => (AttributeType)((int)type - 1);

    /// <summary>Returns DynamoDB's code for a type, for messages.</summary>
    public static string Code(this WireType type)
        => type is WireType.Unknown or WireType.EntryName ? "an unknown type" : type.ToAttributeType().Code();
}
