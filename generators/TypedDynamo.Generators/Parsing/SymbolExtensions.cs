using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TypedDynamo.Generators.Parsing;

internal static class SymbolExtensions
{
    private static readonly SymbolDisplayFormat s_nameForPeople = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypes,
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters);

    /// <summary>The type as generated code names it, without question marks.</summary>
    public static string FullName(this ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);

    /// <summary>The type's readable name, without namespace: <c>Outer.Order</c>.</summary>
    public static string NameForPeople(this INamedTypeSymbol type) => type.ToDisplayString(s_nameForPeople);

    /// <summary>The type as messages quote it: <c>List&lt;Uri&gt;</c>, <c>char?</c>.</summary>
    public static string NameInMessages(this ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);

    public static AttributeData? FindAttribute(this ISymbol symbol, string metadataName)
        => symbol.GetAttributes().FirstOrDefault(attribute => attribute.Is(metadataName));

    public static bool HasAttribute(this ISymbol symbol, string metadataName) => symbol.FindAttribute(metadataName) is not null;

    /// <summary>Returns the location of an annotation.</summary>
    public static Location LocationOf(this ISymbol symbol, string metadataName)
        => symbol.FindAttribute(metadataName)?.ApplicationSyntaxReference is { } annotation
            ? Location.Create(annotation.SyntaxTree, annotation.Span)
            : Location.None;

    public static bool Is(this AttributeData attribute, string metadataName)
        => attribute.AttributeClass is { } type && type.Is(metadataName);

    /// <summary>Whether a type that is not nested has the full name.</summary>
    public static bool Is(this ITypeSymbol type, string metadataName)
    {
        if (type.ContainingType is not null)
        {
            return false;
        }

        // From the last name to the first: most types differ in the last one. Building the type's full name would cost more than all the
        // rest of the parsing.
        var rest = metadataName.AsSpan();
        INamespaceOrTypeSymbol part = type;
        while (rest.EndsWith(part.MetadataName.AsSpan()))
        {
            rest = rest.Slice(0, rest.Length - part.MetadataName.Length);
            if (part.ContainingNamespace is not { IsGlobalNamespace: false } container)
            {
                return rest.IsEmpty;
            }

            if (rest.IsEmpty || rest[rest.Length - 1] != '.')
            {
                return false;
            }

            rest = rest.Slice(0, rest.Length - 1);
            part = container;
        }

        return false;
    }

    /// <summary>Whether generated code, which is in the same assembly outside the type, may use the member.</summary>
    public static bool IsAccessibleFrom(this ISymbol member, IAssemblySymbol assembly) => member.DeclaredAccessibility switch
    {
        Accessibility.Public => true,
        Accessibility.Internal or Accessibility.ProtectedOrInternal
            => SymbolEqualityComparer.Default.Equals(member.ContainingAssembly, assembly),
        _ => false,
    };

    /// <summary>The type and those that it is nested in, from the inside outwards.</summary>
    public static IEnumerable<INamedTypeSymbol> WithContainingTypes(this INamedTypeSymbol type)
    {
        for (var current = type; current is not null; current = current.ContainingType)
        {
            yield return current;
        }
    }

    /// <summary>The type and its base classes.</summary>
    public static IEnumerable<ITypeSymbol> WithBaseTypes(this ITypeSymbol type)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            yield return current;
        }
    }

    /// <summary>Finds the constructor whose parameters follow the type's name.</summary>
    public static IMethodSymbol? FindPrimaryConstructor(this INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        if (type.DeclaringSyntaxReferences.IsEmpty)
        {
            // Metadata does not tell which constructor is the primary one; in a record it is the first beside the copy constructor.
            return type.IsRecord ? type.InstanceConstructors.FirstOrDefault(c => !c.IsCopyConstructor()) : null;
        }

        return type.InstanceConstructors.FirstOrDefault(constructor => constructor.DeclaringSyntaxReferences
            .Any(reference => reference.GetSyntax(cancellationToken) is TypeDeclarationSyntax));
    }

    public static bool IsCopyConstructor(this IMethodSymbol constructor)
        => constructor.Parameters.Length == 1
            && SymbolEqualityComparer.Default.Equals(constructor.Parameters[0].Type, constructor.ContainingType);

    /// <summary>Whether the type is .NET's own, and not one that the assembly declares under its namespace.</summary>
    /// <remarks>Such types have forms of their own, such as a Uri's text, and their properties rarely hold everything.</remarks>
    public static bool IsOfPlatform(this INamedTypeSymbol type, IAssemblySymbol assembly)
    {
        var root = type.ContainingNamespace;
        while (root is { IsGlobalNamespace: false, ContainingNamespace.IsGlobalNamespace: false })
        {
            root = root.ContainingNamespace;
        }

        return root.Name == "System" && !SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, assembly);
    }

    /// <summary>Whether generated code can name the type.</summary>
    public static bool CanBeNamed(this ITypeSymbol type, IAssemblySymbol assembly) => type switch
    {
        IArrayTypeSymbol array => array.ElementType.CanBeNamed(assembly),
        INamedTypeSymbol named => named.WithContainingTypes().All(part => !part.IsFileLocal && part.IsAccessibleFrom(assembly)
            && part.TypeArguments.All(argument => argument.CanBeNamed(assembly))),
        _ => false,
    };
}
