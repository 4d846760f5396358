namespace TypedDynamo.Generators.Model;

/// <summary>The .NET types that an attribute can hold.</summary>
/// <remarks>The names are those of the runtime's methods: <c>ItemReader.ReadInt32</c>, <c>ItemWriter.WriteInt32</c>.</remarks>
internal enum MemberKind
{
    String,
    Boolean,
    Byte,
    SByte,
    Int16,
    UInt16,
    Int32,
    UInt32,
    Int64,
    UInt64,
    Single,
    Double,
    Decimal,
    Guid,
    DateTime,
    DateTimeOffset,
    DateOnly,
    TimeSpan,
    Enum,
    Bytes,
}

/// <summary>The types of DynamoDB's attribute values that a member can be stored as.</summary>
internal enum WireType
{
    String,
    Number,
    Binary,
    Boolean,
}

internal static class MemberKinds
{
    /// <summary>The type that DynamoDB stores. It is users' data: what is stored once cannot become another type later.</summary>
    public static WireType WireType(this MemberKind kind) => kind switch
    {
        MemberKind.Boolean => Model.WireType.Boolean,
        MemberKind.Bytes => Model.WireType.Binary,
        MemberKind.String or MemberKind.Guid or MemberKind.Enum => Model.WireType.String,
        MemberKind.DateTime or MemberKind.DateTimeOffset or MemberKind.DateOnly => Model.WireType.String,
        _ => Model.WireType.Number,
    };

    /// <summary>Whether DynamoDB takes it as a key attribute: those are strings, numbers or binary data.</summary>
    public static bool CanBeKey(this MemberKind kind)
        => kind.WireType() is Model.WireType.String or Model.WireType.Number or Model.WireType.Binary;

    public static bool IsReferenceType(this MemberKind kind) => kind is MemberKind.String or MemberKind.Bytes;
}
