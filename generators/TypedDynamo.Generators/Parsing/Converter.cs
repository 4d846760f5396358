using Microsoft.CodeAnalysis;

namespace TypedDynamo.Generators.Parsing;

/// <summary>A converter class, and one of the types that it converts.</summary>
/// <param name="Type">The class.</param>
/// <param name="Value">The type of the values.</param>
/// <param name="Stored">The type that is stored.</param>
internal sealed record Converter(INamedTypeSymbol Type, ITypeSymbol Value, ITypeSymbol Stored)
{
    public bool Converts(ITypeSymbol type) => SymbolEqualityComparer.Default.Equals(Value, type);

    /// <summary>Reads the converters that an annotation names; a class may convert several types.</summary>
    /// <param name="annotation">The annotation.</param>
    /// <param name="assembly">The assembly that the code is generated for.</param>
    /// <param name="problem">The reason why there is none; null if the compiler reports it.</param>
    public static IReadOnlyList<Converter> Read(AttributeData annotation, IAssemblySymbol assembly, out string? problem)
    {
        problem = null;
        if (annotation.ConstructorArguments is not [{ Kind: TypedConstantKind.Type, Value: ITypeSymbol { TypeKind: not TypeKind.Error } type }])
        {
            return [];
        }

        var converters = type.AllInterfaces
            .Where(part => part.OriginalDefinition.Is(MetadataNames.AttributeConverter))
            .Select(part => new Converter((INamedTypeSymbol)type, part.TypeArguments[0], part.TypeArguments[1]))
            .ToList();
        problem = type is not INamedTypeSymbol named || (converters.Count == 0 && !named.IsUnboundGenericType)
            ? "it does not implement IAttributeConverter<TValue, TStored>"
            : FindProblem(named, assembly) ?? converters.Select(FindNull).FirstOrDefault(found => found is not null);
        return problem is null ? converters : [];
    }

    private static string? FindProblem(INamedTypeSymbol type, IAssemblySymbol assembly)
    {
        if (type.IsUnboundGenericType)
        {
            return "its type arguments are missing";
        }

        if (type.IsAbstract)
        {
            return "it is abstract";
        }

        if (!type.WithContainingTypes().All(part => part.IsAccessibleFrom(assembly) && !part.IsFileLocal))
        {
            return "it is hidden from the generated code; make it internal or public";
        }

        return type.InstanceConstructors.Any(constructor => constructor.Parameters.IsEmpty && constructor.IsAccessibleFrom(assembly))
            ? null
            : "it has no public constructor without parameters";
    }

    private static string? FindNull(Converter converter)
        => new[] { converter.Value, converter.Stored }.FirstOrDefault(MemberTypes.IsMarkedNullable) is { } nullable
            ? $"it converts '{nullable.NameInMessages()}', and null is never converted; make that '{MemberTypes.WithoutNullable(nullable).NameInMessages()}'"
            : null;
}
