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

    /// <summary>Points in time as whole seconds since 1970, the form that DynamoDB's Time to Live requires.</summary>
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

    /// <summary>Sets, by the DynamoDB type of their elements.</summary>
    StringSet,
    NumberSet,
    BinarySet,

    /// <summary>Types that have attributes of their own.</summary>
    Object,

    /// <summary>Types that are stored as a value of another type, <see cref="ValueModel.Stored"/>.</summary>
    Converted,

    /// <summary>Types whose values are stored as one of those that derive from them.</summary>
    Polymorphic,
}

internal static class MemberKinds
{
    /// <summary>
    /// The type that DynamoDB stores; null for whichever type the value has. It determines users' data: a stored value cannot get another
    /// type later.
    /// </summary>
    public static AttributeType? DynamoType(this MemberKind kind) => kind switch
    {
        MemberKind.Boolean => AttributeType.Boolean,
        MemberKind.Bytes or MemberKind.ReadOnlyMemory or MemberKind.Memory or MemberKind.MemoryStream => AttributeType.Binary,
        MemberKind.String or MemberKind.Char or MemberKind.Guid or MemberKind.Enum => AttributeType.String,
        MemberKind.DateTime or MemberKind.DateTimeOffset or MemberKind.DateOnly or MemberKind.TimeOnly => AttributeType.String,
        MemberKind.List or MemberKind.JsonArray => AttributeType.List,
        MemberKind.Map or MemberKind.Object or MemberKind.Polymorphic or MemberKind.JsonObject => AttributeType.Map,
        MemberKind.JsonElement or MemberKind.JsonDocument or MemberKind.JsonNode => null,
        MemberKind.StringSet => AttributeType.StringSet,
        MemberKind.NumberSet => AttributeType.NumberSet,
        MemberKind.BinarySet => AttributeType.BinarySet,
        _ => AttributeType.Number,
    };

    /// <summary>Returns the kind of a point in time that is stored as a number.</summary>
    public static MemberKind InEpochSeconds(this MemberKind kind) => kind switch
    {
        MemberKind.DateTime => MemberKind.EpochDateTime,
        MemberKind.DateTimeOffset => MemberKind.EpochDateTimeOffset,
        _ => kind,
    };

    /// <summary>Whether the runtime reads and writes the values by methods of the kind's name; for all others there are generated ones.</summary>
    public static bool HasRuntimeMethods(this MemberKind kind)
        => !kind.IsEnum() && !kind.IsCollection() && kind is not (MemberKind.Object or MemberKind.Converted or MemberKind.Polymorphic);

    /// <summary>Whether the C# type alone determines how the value is stored, so that the runtime knows how to read and write it.</summary>
    public static bool IsDefaultForm(this MemberKind kind)
        => kind <= MemberKind.TimeSpan;

    public static bool IsEnum(this MemberKind kind) => kind is MemberKind.Enum or MemberKind.EnumNumber;

    public static bool IsSet(this MemberKind kind) => kind is MemberKind.StringSet or MemberKind.NumberSet or MemberKind.BinarySet;

    public static bool IsCollection(this MemberKind kind) => kind is MemberKind.List or MemberKind.Map || kind.IsSet();
}
