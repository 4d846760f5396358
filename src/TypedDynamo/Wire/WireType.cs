using System.Runtime.CompilerServices;

namespace TypedDynamo.Wire;

/// <summary>DynamoDB's types of a value, as the one member of a wire value names them: <c>{"S":"…"}</c>.</summary>
internal enum WireType
{
    Unknown,
    String,
    Number,
    Binary,
    Boolean,
    Null,
    Map,
    List,
    StringSet,
    NumberSet,
    BinarySet,

    /// <summary>None of DynamoDB's: the name of a map's entry, where it is the text of another value.</summary>
    EntryName,
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

    /// <summary>Returns DynamoDB's code for a type, which is what its users call it.</summary>
    public static string Code(this WireType type) => type switch
    {
        WireType.String => "S",
        WireType.Number => "N",
        WireType.Binary => "B",
        WireType.Boolean => "BOOL",
        WireType.Null => "NULL",
        WireType.Map => "M",
        WireType.List => "L",
        WireType.StringSet => "SS",
        WireType.NumberSet => "NS",
        WireType.BinarySet => "BS",
        _ => "an unknown type",
    };
}
