using Microsoft.CodeAnalysis;
using TypedDynamo.Generators.Model;

namespace TypedDynamo.Generators.Parsing;

/// <summary>Tells which .NET types can be stored, and as what.</summary>
internal static class MemberTypes
{
    public static ITypeSymbol WithoutNullable(ITypeSymbol type)
        => type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable
            ? nullable.TypeArguments[0]
            : type.WithNullableAnnotation(NullableAnnotation.NotAnnotated);

    public static MemberKind? KindOf(ITypeSymbol type)
    {
        var plain = WithoutNullable(type);
        return plain switch
        {
            { TypeKind: TypeKind.Enum } => MemberKind.Enum,
            IArrayTypeSymbol { IsSZArray: true, ElementType.SpecialType: SpecialType.System_Byte } => MemberKind.Bytes,
            _ => plain.SpecialType switch
            {
                SpecialType.System_String => MemberKind.String,
                SpecialType.System_Boolean => MemberKind.Boolean,
                SpecialType.System_Byte => MemberKind.Byte,
                SpecialType.System_SByte => MemberKind.SByte,
                SpecialType.System_Int16 => MemberKind.Int16,
                SpecialType.System_UInt16 => MemberKind.UInt16,
                SpecialType.System_Int32 => MemberKind.Int32,
                SpecialType.System_UInt32 => MemberKind.UInt32,
                SpecialType.System_Int64 => MemberKind.Int64,
                SpecialType.System_UInt64 => MemberKind.UInt64,
                SpecialType.System_Single => MemberKind.Single,
                SpecialType.System_Double => MemberKind.Double,
                SpecialType.System_Decimal => MemberKind.Decimal,
                SpecialType.System_DateTime => MemberKind.DateTime,
                _ => KindByName(plain),
            },
        };
    }

    private static MemberKind? KindByName(ITypeSymbol type)
    {
        if (type.Is("System.Guid"))
        {
            return MemberKind.Guid;
        }

        if (type.Is("System.DateTimeOffset"))
        {
            return MemberKind.DateTimeOffset;
        }

        if (type.Is("System.DateOnly"))
        {
            return MemberKind.DateOnly;
        }

        return type.Is("System.TimeSpan") ? MemberKind.TimeSpan : null;
    }
}
