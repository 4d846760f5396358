using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace TypedDynamo.CodeFixes;

/// <summary>Adds, finds and removes annotations as text.</summary>
internal static class Annotations
{
    private const string Namespace = "TypedDynamo";

    /// <summary>A type of TypedDynamo's as the source may name it at a place: in full where its short name means something else.</summary>
    /// <param name="model">The source's meaning.</param>
    /// <param name="position">The place.</param>
    /// <param name="name">The type's name.</param>
    /// <param name="suffix">What an annotation's type has behind its name.</param>
    /// <param name="willBeUsed">Whether the source is about to get <c>using TypedDynamo</c>.</param>
    public static string NameOf(SemanticModel model, int position, string name, string suffix = "", bool willBeUsed = false)
    {
        var found = model.LookupNamespacesAndTypes(position, name: name + suffix);
        bool isOurs = found is [INamedTypeSymbol { ContainingNamespace.Name: Namespace }] || (willBeUsed && found.IsEmpty);
        return isOurs && (suffix.Length == 0 || !model.LookupNamespacesAndTypes(position, name: name).Any(IsAnnotation))
            ? name
            : $"global::{Namespace}.{name}";
    }

    // In brackets other types of the name, such as System.Version, do not count.
    private static bool IsAnnotation(ISymbol symbol) => symbol is INamedTypeSymbol { BaseType.Name: "Attribute" };

    /// <summary>An annotation of TypedDynamo's as the source may write it at a place.</summary>
    public static string Text(SemanticModel model, int position, string name, string arguments = "", bool willBeUsed = false)
        => NameOf(model, position, name, "Attribute", willBeUsed) + (arguments.Length == 0 ? "" : $"({arguments})");

    /// <summary>The change that annotates a declaration, in its first list of annotations if it has one.</summary>
    public static TextChange Add(SyntaxNode declaration, string annotation)
        => ListsOf(declaration).FirstOrDefault(list => list.Target is null) is { } list
            ? new TextChange(new TextSpan(list.Attributes.Last().Span.End, 0), ", " + annotation)
            : new TextChange(new TextSpan(declaration.SpanStart, 0), $"[{annotation}] ");

    /// <summary>The change that takes an annotation away, and its brackets if it stands alone in them.</summary>
    public static TextChange Remove(AttributeSyntax annotation)
    {
        var list = (AttributeListSyntax)annotation.Parent!;
        if (list.Attributes.Count == 1)
        {
            return RemoveList(list);
        }

        int index = list.Attributes.IndexOf(annotation);
        var span = index == 0
            ? TextSpan.FromBounds(annotation.SpanStart, list.Attributes[1].SpanStart)
            : TextSpan.FromBounds(list.Attributes[index - 1].Span.End, annotation.Span.End);
        return new TextChange(span, "");
    }

    public static TextChange RemoveList(AttributeListSyntax list)
    {
        // What stands behind the brackets goes with them, unless it is more than blanks and line ends.
        var next = list.GetLastToken().GetNextToken();
        bool isBlank = list.GetTrailingTrivia().Concat(next.LeadingTrivia).All(trivia =>
            trivia.IsKind(SyntaxKind.WhitespaceTrivia) || trivia.IsKind(SyntaxKind.EndOfLineTrivia));
        return new TextChange(isBlank ? TextSpan.FromBounds(list.SpanStart, next.SpanStart) : list.Span, "");
    }

    /// <summary>The annotations of TypedDynamo's that stand on a declaration.</summary>
    public static IEnumerable<AttributeSyntax> Find(SemanticModel model, SyntaxNode declaration, string name)
        => ListsOf(declaration)
            .SelectMany(list => list.Attributes)
            .Where(attribute => model.GetSymbolInfo(attribute).Symbol?.ContainingType is { ContainingNamespace.Name: Namespace } type
                && type.Name == name + "Attribute");

    public static SyntaxList<AttributeListSyntax> ListsOf(SyntaxNode declaration) => declaration switch
    {
        MemberDeclarationSyntax member => member.AttributeLists,
        ParameterSyntax parameter => parameter.AttributeLists,
        _ => default,
    };

    /// <summary>A string as a C# literal.</summary>
    public static string Literal(string text) => SymbolDisplay.FormatLiteral(text, quote: true);
}
