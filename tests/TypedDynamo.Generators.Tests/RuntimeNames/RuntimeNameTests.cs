using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TypedDynamo.TestKit;

namespace TypedDynamo.Generators.Tests.RuntimeNames;

using TypedDynamo.Generators.Model;
using TypedDynamo.Generators.Runtime;

/// <summary>
/// Every name of the runtime that the generator and the analyzers hold as text is that of a type or member which is there.
/// </summary>
/// <remarks>A type that is not found is passed over in silence: without these tests, a renamed one would leave an analyzer deaf.</remarks>
public sealed class RuntimeNameTests
{
    private static readonly Dictionary<string, string> s_aliases = Regex.Matches(GlobalNames.Aliases, @"using (\w+) = global::([\w.]+);")
        .Select(alias => (Name: alias.Groups[1].Value, Namespace: alias.Groups[2].Value + "."))
        .Append(("global", ""))
        .ToDictionary(alias => alias.Item1, alias => alias.Item2);

    private static readonly Compilation s_compilation = GeneratorHarness.Compile("");

    [Fact]
    public void TypesThatAreLookedForAreThere()
        => NamesIn(typeof(MetadataNames)).Where(name => name.Value != MetadataNames.Namespace)
            .Concat(NamesIn(typeof(ExpressionNames)))
            .Where(name => !TypeExists(name.Value))
            .ShouldBeEmpty();

    [Fact]
    public void TheNamespaceIsThatOfTheAnnotations()
        => s_compilation.GetTypeByMetadataName(MetadataNames.DynamoTable)!.ContainingNamespace.ToDisplayString()
            .ShouldBe(MetadataNames.Namespace);

    [Fact]
    public void TypesThatGeneratedCodeNamesAreThere()
        => NamesIn(typeof(GlobalNames))
            .Where(name => name.Key != nameof(GlobalNames.Aliases) && !GlobalNameExists(name.Value))
            .ShouldBeEmpty();

    [Fact]
    public void MembersThatAreLookedForAreThere()
        => typeof(MemberNames).GetNestedTypes()
            .SelectMany(owner => NamesIn(owner)
                .Where(name => name.Key != nameof(MemberNames.Query.Type) && !MemberExists(TypeOf(owner), name.Value))
                .Select(name => $"{TypeOf(owner)}.{name.Value}"))
            .ShouldBeEmpty();

    [Fact]
    public void AnnotationsThatSayWhatTheObjectModelSaysAreThere()
        => Literals("Parsing/ObjectModel.cs")
            .Where(literal => literal.Parent is ExpressionElementSyntax)
            .Select(literal => literal.Token.ValueText)
            .ShouldAllBe(annotation => TypeExists($"{MetadataNames.Namespace}.{annotation}Attribute"));

    // An index's property is named so that it hides none of these.
    [Fact]
    public void MembersThatEveryTableGetsAreKnown()
    {
        var run = GeneratorHarness.Run("""
            [DynamoTable("orders")]
            public sealed record Order(
                [property: PartitionKey] string Id, [property: SortKey] int Line, Address Address, [property: DynamoFlatten] Price Price)
            {
                [Version]
                public int Version { get; init; }

                [TimeToLive]
                public DateTimeOffset? Ends { get; init; }
            }
            public sealed record Address(string City);
            public sealed record Price(decimal Amount);
            """);
        var table = run.Output.GetTypeByMetadataName("OrderTable")!;
        table.GetMembers()
            .Where(member => member is { IsImplicitlyDeclared: false, CanBeReferencedByName: true, IsOverride: false })
            .Select(member => member.Name)
            .Where(name => !BaseTypes(table).Any(type => type.GetMembers(name).Length > 0))
            .Distinct()
            .ShouldBe(TableModel.GeneratedMembers, ignoreOrder: true);
    }

    // Text elsewhere would escape the tests above.
    [Fact]
    public void NamesStandInOnePlace()
        => Directory.EnumerateFiles(Path.Combine(RepositoryRoot, "generators"), "*.cs", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Path.Combine(RepositoryRoot, "generators"), path).Replace('\\', '/'))
            .Where(file => file.Split('/')[1] is not ("bin" or "obj" or "Runtime"))
            .SelectMany(file => Literals("../" + file)
                .Where(literal => IsNameOfType(literal.Token.ValueText))
                .Select(literal => $"{file}: {literal.Token.ValueText}"))
            .ShouldBeEmpty();

    [Theory]
    [InlineData("TypedDynamo.NoSuchType", false)]
    [InlineData("TypedDynamo.Query", false)]
    [InlineData("TypedDynamo.Query`3", true)]
    public void WhatIsNotThereIsNotFound(string name, bool exists) => TypeExists(name).ShouldBe(exists);

    [Theory]
    [InlineData("global::TypedDynamo.NoSuchType", false)]
    [InlineData("global::TypedDynamo.Query", true)]
    [InlineData("global::System.Obsolete", true)]
    [InlineData("global::System.StringComparer.Ordinal", true)]
    [InlineData("global::System.StringComparer.Cardinal", false)]
    [InlineData("[global::System.Obsolete(global::System.NoSuchState.Never)]", false)]
    [InlineData("Dynamo::Query", true)]
    [InlineData("Services::Query", false)]
    [InlineData("Unknown::Query", false)]
    public void WhatGeneratedCodeCouldNotNameIsNotFound(string name, bool exists) => GlobalNameExists(name).ShouldBe(exists);

    private static string RepositoryRoot => Assembly.GetExecutingAssembly().GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(data => data.Key == "RepositoryRoot").Value!;

    private static Dictionary<string, string> NamesIn(Type type)
    {
        var names = type.GetFields(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static)
            .Where(field => field.IsLiteral)
            .ToDictionary(field => field.Name, field => (string)field.GetRawConstantValue()!);
        names.ShouldNotBeEmpty();
        return names;
    }

    private static string TypeOf(Type owner) => NamesIn(owner)[nameof(MemberNames.Query.Type)];

    private static bool TypeExists(string name)
        => s_compilation.GetTypeByMetadataName(name) is { DeclaredAccessibility: Accessibility.Public };

    private static bool MemberExists(string type, string member)
        => BaseTypes(s_compilation.GetTypeByMetadataName(type)!).Prepend(s_compilation.GetTypeByMetadataName(type)!)
            .Any(candidate => candidate.GetMembers(member).Any(found => found.DeclaredAccessibility == Accessibility.Public));

    private static IEnumerable<INamedTypeSymbol> BaseTypes(INamedTypeSymbol type)
    {
        for (var current = type.BaseType; current is not null; current = current.BaseType)
        {
            yield return current;
        }
    }

    /// <summary>
    /// Whether each part of a text that begins with <c>global::</c> or an alias is a type of any arity, an attribute's short name, or a static member.
    /// </summary>
    private static bool GlobalNameExists(string text)
    {
        var names = Regex.Matches(text, @"(\w+)::([\w.]+)");
        return names.Count > 0 && names.All(name => s_aliases.TryGetValue(name.Groups[1].Value, out string? prefix)
            && Exists((prefix + name.Groups[2].Value).Split('.')));
    }

    private static bool Exists(string[] path)
    {
        INamespaceSymbol place = s_compilation.GlobalNamespace;
        int depth = 0;
        while (depth < path.Length && place.GetNamespaceMembers().FirstOrDefault(inner => inner.Name == path[depth]) is { } inner)
        {
            place = inner;
            depth++;
        }

        if (depth == path.Length)
        {
            return false;
        }

        var types = place.GetTypeMembers(path[depth]).AddRange(place.GetTypeMembers(path[depth] + "Attribute"))
            .Where(type => type.DeclaredAccessibility == Accessibility.Public);
        return types.Any(type => depth + 1 == path.Length || (depth + 2 == path.Length && type.GetMembers(path[depth + 1]).Length > 0));
    }

    private static bool IsNameOfType(string text)
    {
        string[] roots = ["TypedDynamo.", "Amazon."];
        string name = text.StartsWith("global::", StringComparison.Ordinal) ? text["global::".Length..] : text;
        return roots.Any(root => name.StartsWith(root, StringComparison.Ordinal))
            && (text.StartsWith("global::", StringComparison.Ordinal)
                || s_compilation.GetTypeByMetadataName(name) is not null);
    }

    private static IEnumerable<LiteralExpressionSyntax> Literals(string file)
        => CSharpSyntaxTree.ParseText(File.ReadAllText(Path.Combine(RepositoryRoot, "generators/TypedDynamo.Generators", file))).GetRoot()
            .DescendantNodes()
            .OfType<LiteralExpressionSyntax>()
            .Where(literal => literal.IsKind(SyntaxKind.StringLiteralExpression));
}
