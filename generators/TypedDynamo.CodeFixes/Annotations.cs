using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace TypedDynamo.CodeFixes;

/// <summary>Adds, finds and removes annotations as text.</summary>
internal static class Annotations
{
    private const string Namespace = "TypedDynamo";

    /// <summary>Returns a type of TypedDynamo as the source can name it at a position: in full if its short name means something else.</summary>
    /// <param name="model">The semantic model of the source.</param>
    /// <param name="position">The position.</param>
    /// <param name="name">The type's name.</param>
    /// <param name="suffix">The suffix of an annotation's type name.</param>
    /// <param name="willBeUsed">Whether the fix adds <c>using TypedDynamo</c> to the source.</param>
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

    /// <summary>Returns an annotation of TypedDynamo as the source can write it at a position.</summary>
    public static string Text(SemanticModel model, int position, string name, string arguments = "", bool willBeUsed = false)
        => NameOf(model, position, name, "Attribute", willBeUsed) + (arguments.Length == 0 ? "" : $"({arguments})");

    /// <summary>Returns the change that annotates a declaration, in its first list of annotations if it has one.</summary>
    public static TextChange Add(SyntaxNode declaration, string annotation)
        => ListsOf(declaration).FirstOrDefault(list => list.Target is null) is { } list
            ? new TextChange(new TextSpan(list.Attributes.Last().Span.End, 0), ", " + annotation)
            : new TextChange(new TextSpan(declaration.SpanStart, 0), $"[{annotation}] ");

    /// <summary>Returns the change that removes an annotation, and its brackets if they hold no other.</summary>
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

    /// <summary>Finds the annotations of TypedDynamo on a declaration.</summary>
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

    /// <summary>Returns a string as a C# literal.</summary>
    public static string Literal(string text) => SymbolDisplay.FormatLiteral(text, quote: true);
}
