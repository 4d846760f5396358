using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using TypedDynamo.Testing;
using TypedDynamo.TestKit;

namespace TypedDynamo.Tests.PublicApi;

/// <summary>The public surface is a promise: a change of it shows in the diff of a snapshot.</summary>
public sealed class PublicApiTests
{
    private static readonly SymbolDisplayFormat s_format = SymbolDisplayFormat.CSharpErrorMessageFormat
        .WithMemberOptions(
            SymbolDisplayMemberOptions.IncludeParameters | SymbolDisplayMemberOptions.IncludeType | SymbolDisplayMemberOptions.IncludeModifiers
            | SymbolDisplayMemberOptions.IncludeAccessibility | SymbolDisplayMemberOptions.IncludeExplicitInterface)
        .WithParameterOptions(
            SymbolDisplayParameterOptions.IncludeName | SymbolDisplayParameterOptions.IncludeType | SymbolDisplayParameterOptions.IncludeDefaultValue
            | SymbolDisplayParameterOptions.IncludeParamsRefOut | SymbolDisplayParameterOptions.IncludeExtensionThis)
        .WithMiscellaneousOptions(
            SymbolDisplayMiscellaneousOptions.UseSpecialTypes | SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    private static readonly SymbolDisplayFormat s_typeFormat = SymbolDisplayFormat.CSharpErrorMessageFormat
        .WithGenericsOptions(SymbolDisplayGenericsOptions.IncludeTypeParameters | SymbolDisplayGenericsOptions.IncludeTypeConstraints);

    [Fact]
    public void IsWhatWasAgreed()
        => Snapshot.Match("PublicApi", new Dictionary<string, string>
        {
            ["TypedDynamo"] = Render(typeof(DynamoTableOptions)),
            ["TypedDynamo.Testing"] = Render(typeof(DynamoDbLocal)),
        });

    private static string Render(Type type)
    {
        string trusted = (string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!;
        CSharpCompilation compilation = CSharpCompilation.Create(
            "Reader", references: trusted.Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path)));
        IAssemblySymbol assembly = compilation.SourceModule.ReferencedAssemblySymbols
            .Single(symbol => symbol.Name == type.Assembly.GetName().Name);
        return string.Join('\n', Types(assembly.GlobalNamespace).OrderBy(Name, StringComparer.Ordinal).Select(Render)) + "\n";
    }

    private static IEnumerable<INamedTypeSymbol> Types(INamespaceOrTypeSymbol container)
        => container.GetMembers().OfType<INamespaceOrTypeSymbol>().SelectMany(member => member is INamedTypeSymbol type
            ? type.DeclaredAccessibility == Accessibility.Public ? Types(type).Prepend(type) : []
            : Types(member));

    private static string Render(INamedTypeSymbol type)
    {
        string kind = (type.IsAbstract && type.TypeKind == TypeKind.Class ? type.IsSealed ? "static " : "abstract " : type.IsSealed && type.TypeKind == TypeKind.Class ? "sealed " : "")
            + (type.IsRefLikeType ? "ref " : "") + (type.IsRecord ? "record " : "") + type.TypeKind.ToString().ToLowerInvariant();
        IEnumerable<string> members = type.GetMembers()
            .Where(member => member is not INamedTypeSymbol and not IMethodSymbol { AssociatedSymbol: not null })
            .Where(member => member.DeclaredAccessibility is Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal)
            .Where(member => !member.IsImplicitlyDeclared)
            .Select(member => "    " + Render(member))
            .Order(StringComparer.Ordinal);
        string bases = type.BaseType is { SpecialType: SpecialType.None } parent ? " : " + parent.ToDisplayString(s_format) : "";
        return $"{kind} {Name(type)}{bases}\n{string.Concat(members.Select(member => member + "\n"))}";
    }

    private static string Render(ISymbol member) => member is IPropertySymbol property
        ? $"{property.ToDisplayString(s_format)} {{ {(property.GetMethod is null ? "" : "get; ")}{Setter(property)}}}"
        : member.ToDisplayString(s_format);

    private static string Setter(IPropertySymbol property)
        => property.SetMethod is not { DeclaredAccessibility: Accessibility.Public } setter ? "" : setter.IsInitOnly ? "init; " : "set; ";

    private static string Name(INamedTypeSymbol type) => type.ToDisplayString(s_typeFormat);
}
