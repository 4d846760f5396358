using Microsoft.CodeAnalysis;
using TypedDynamo.Generators.Model;

namespace TypedDynamo.Generators.Parsing;

/// <summary>Determines which types are stored as the text that they read and write themselves.</summary>
internal static class TextTypes
{
    /// <summary>Finds the conversion of a type to text; null if there is none.</summary>
    /// <remarks>
    /// Few of .NET's own types are among them, because the text of most does not hold everything: that of a TimeOnly has no seconds.
    /// </remarks>
    public static ConversionKind? Find(INamedTypeSymbol type, IAssemblySymbol assembly)
    {
        if (type.Is("System.Uri"))
        {
            return ConversionKind.Uri;
        }

        if (type.Is("System.Version"))
        {
            return ConversionKind.Version;
        }

        return IsParsable(type) && type.CanBeNamed(assembly) && !type.IsRefLikeType && (!type.IsOfPlatform(assembly) || type.Is("System.Net.IPAddress"))
            ? ConversionKind.Parsable
            : null;
    }

    private static bool IsParsable(INamedTypeSymbol type)
        => type.AllInterfaces.Any(part => part.OriginalDefinition.Is(MetadataNames.Parsable)
            && SymbolEqualityComparer.Default.Equals(part.TypeArguments[0], type));
}
