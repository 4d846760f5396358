using TypedDynamo.Generators.Model;

namespace TypedDynamo.Generators.Emission;

/// <summary>Writes the calls that read and write one value.</summary>
internal static class ValueEmitter
{
    /// <summary>The type of a value, with its question mark.</summary>
    public static string TypeWithNull(ValueModel value) => value.Type + (value.IsNullable ? "?" : "");

    /// <summary>The expression that reads a value.</summary>
    public static string Read(MapperNames names, ValueModel value)
    {
        string read = value.Kind switch
        {
            MemberKind.Enum => $"reader.ReadEnum({names.EnumField(value.Type)})",
            MemberKind.EnumNumber => $"({value.Type})reader.Read{names.EnumNumber(value.Type)}()",
            MemberKind.Object => $"{names.NestedMapper(value.Type)}.Read(ref reader)",
            MemberKind.Converted => $"reader.Convert({names.ConverterField(value)}, {Read(names, value.Stored!)})",
            MemberKind.Polymorphic => $"{names.PolymorphicMapper(value.Type)}.Read(ref reader)",
            _ when value.Kind.IsCollection() => $"{names.Reader(value)}(ref reader)",
            _ => $"reader.Read{value.Kind}()",
        };
        return value.IsNullable ? $"reader.ReadNull() ? {Null(value)} : {read}" : read;
    }

    /// <summary>Null as the operand of a conditional expression.</summary>
    /// <remarks>Where the struct itself can be made of null, as <c>ReadOnlyMemory</c> of an array, a bare null would become that struct.</remarks>
    public static string Null(ValueModel value) => value switch
    {
        { IsReferenceType: true } => "null",
        { Kind: MemberKind.ReadOnlyMemory or MemberKind.Memory or MemberKind.Converted or MemberKind.Object or MemberKind.Polymorphic } => $"default({value.Type}?)",
        _ => "null",
    };

    /// <summary>The call that writes a value other than null.</summary>
    public static string Write(MapperNames names, ValueModel value, string expression) => value.Kind switch
    {
        MemberKind.Enum => $"writer.WriteEnum({expression}, {names.EnumField(value.Type)})",
        MemberKind.EnumNumber => $"writer.Write{names.EnumNumber(value.Type)}((global::System.{names.EnumNumber(value.Type)}){expression})",
        MemberKind.Object => $"{names.NestedMapper(value.Type)}.Write(ref writer, {expression})",
        MemberKind.Converted => Write(names, value.Stored!, ToStored(names, value, expression)),
        MemberKind.Polymorphic => $"{names.PolymorphicMapper(value.Type)}.Write(ref writer, {expression})",
        _ when value.Kind.IsCollection() => $"{names.Writer(value)}(ref writer, {expression})",
        _ => $"writer.Write{value.Kind}({expression})",
    };

    /// <summary>The call that writes a value as a key, which DynamoDB limits in length if it is a string or binary.</summary>
    public static string WriteKey(MapperNames names, ValueModel value, string expression, string role) => value.Kind switch
    {
        MemberKind.Converted => WriteKey(names, value.Stored!, ToStored(names, value, expression), role),
        _ when value.Kind == MemberKind.String || value.DynamoType == AttributeType.Binary => $"writer.WriteKey({expression}, {GlobalNames.KeyRole}.{role})",
        _ => Write(names, value, expression),
    };

    /// <summary>The expression that gives what is stored in the end.</summary>
    public static string Innermost(MapperNames names, ValueModel value, string expression)
        => value.Stored is { } stored ? Innermost(names, stored, ToStored(names, value, expression)) : expression;

    /// <summary>The expression that gives the value of what is stored in the end.</summary>
    public static string FromInnermost(MapperNames names, ValueModel value, string expression)
        => value.Stored is { } stored ? $"reader.Convert({names.ConverterField(value)}, {FromInnermost(names, stored, expression)})" : expression;

    private static string ToStored(MapperNames names, ValueModel value, string expression)
        => $"writer.Convert({names.ConverterField(value)}, {expression})";
}
