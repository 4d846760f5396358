namespace TypedDynamo.Generators.Model;

/// <summary>The .NET types that an attribute can hold.</summary>
/// <remarks>
/// The names of those that are one value are those of the runtime's methods: <c>ItemReader.ReadInt32</c>, <c>ItemWriter.WriteInt32</c>.
/// </remarks>
internal enum MemberKind
{
    String,
    Char,
    Boolean,
    Byte,
    SByte,
    Int16,
    UInt16,
    Int32,
    UInt32,
    Int64,
    UInt64,
    IntPtr,
    UIntPtr,
    Int128,
    UInt128,
    BigInteger,
    Half,
    Single,
    Double,
    Decimal,
    Guid,
    DateTime,
    DateTimeOffset,
    DateOnly,
    TimeOnly,
    TimeSpan, // the last one that its C# type alone tells: see IsDefaultForm

    /// <summary>Points in time as whole seconds since 1970, the form that DynamoDB's Time to Live asks for.</summary>
    EpochDateTime,
    EpochDateTimeOffset,

    /// <summary>Enums by name, and as numbers.</summary>
    Enum,
    EnumNumber,
    Bytes,
    ReadOnlyMemory,
    Memory,
    MemoryStream,
    JsonElement,
    JsonDocument,
    JsonNode,
    JsonObject,
    JsonArray,

    /// <summary>Arrays and lists.</summary>
    List,

    /// <summary>Dictionaries.</summary>
    Map,

    /// <summary>Sets, by what DynamoDB stores of their elements.</summary>
    StringSet,
    NumberSet,
    BinarySet,

    /// <summary>Types that have attributes of their own.</summary>
    Object,

    /// <summary>What is stored as a value of another type; <see cref="ValueModel.Stored"/> says which.</summary>
    Converted,

    /// <summary>Types whose values are stored as one of those that derive from them.</summary>
    Polymorphic,
}

/// <summary>The types of DynamoDB's attribute values that a member can be stored as.</summary>
internal enum WireType
{
    String,
    Number,
    Binary,
    Boolean,
    List,
    Map,
    StringSet,
    NumberSet,
    BinarySet,

    /// <summary>Whichever type the value has.</summary>
    Any,
}

internal static class MemberKinds
{
    /// <summary>The type that DynamoDB stores. It is users' data: what is stored once cannot become another type later.</summary>
    public static WireType WireType(this MemberKind kind) => kind switch
    {
        MemberKind.Boolean => Model.WireType.Boolean,
        MemberKind.Bytes or MemberKind.ReadOnlyMemory or MemberKind.Memory or MemberKind.MemoryStream => Model.WireType.Binary,
        MemberKind.String or MemberKind.Char or MemberKind.Guid or MemberKind.Enum => Model.WireType.String,
        MemberKind.DateTime or MemberKind.DateTimeOffset or MemberKind.DateOnly or MemberKind.TimeOnly => Model.WireType.String,
        MemberKind.List or MemberKind.JsonArray => Model.WireType.List,
        MemberKind.Map or MemberKind.Object or MemberKind.Polymorphic or MemberKind.JsonObject => Model.WireType.Map,
        MemberKind.JsonElement or MemberKind.JsonDocument or MemberKind.JsonNode => Model.WireType.Any,
        MemberKind.StringSet => Model.WireType.StringSet,
        MemberKind.NumberSet => Model.WireType.NumberSet,
        MemberKind.BinarySet => Model.WireType.BinarySet,
        _ => Model.WireType.Number,
    };

    /// <summary>What a point in time is where it is stored as a number.</summary>
    public static MemberKind InEpochSeconds(this MemberKind kind) => kind switch
    {
        MemberKind.DateTime => MemberKind.EpochDateTime,
        MemberKind.DateTimeOffset => MemberKind.EpochDateTimeOffset,
        _ => kind,
    };

    /// <summary>Whether the runtime reads and writes the values by methods of the kind's name; for all others there are generated ones.</summary>
    public static bool HasRuntimeMethods(this MemberKind kind)
        => !kind.IsEnum() && !kind.IsCollection() && kind is not (MemberKind.Object or MemberKind.Converted or MemberKind.Polymorphic);

    /// <summary>Whether the C# type alone says how the value is stored, so that the runtime knows what reads and writes it.</summary>
    public static bool IsDefaultForm(this MemberKind kind)
        => kind <= MemberKind.TimeSpan;

    public static bool IsEnum(this MemberKind kind) => kind is MemberKind.Enum or MemberKind.EnumNumber;

    public static bool IsSet(this MemberKind kind) => kind is MemberKind.StringSet or MemberKind.NumberSet or MemberKind.BinarySet;

    public static bool IsCollection(this MemberKind kind) => kind is MemberKind.List or MemberKind.Map || kind.IsSet();
}
