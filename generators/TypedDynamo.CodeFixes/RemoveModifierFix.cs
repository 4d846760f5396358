using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace TypedDynamo.CodeFixes;

/// <summary>Removes the modifier that prevents a type from being an item (TDYN205).</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class RemoveModifierFix() : DeclarationFix("TDYN205")
{
    private protected override IEnumerable<Fix> FindFixes(Finding finding)
    {
        var kind = finding.Argument(1) switch
        {
            "static" => SyntaxKind.StaticKeyword,
            "a ref struct" => SyntaxKind.RefKeyword,
            "visible in its file only" => SyntaxKind.FileKeyword,
            "abstract" => SyntaxKind.AbstractKeyword,
            _ => SyntaxKind.None,
        };

        // A type with abstract members is a base of items, not an item.
        if (finding.Declaration is not TypeDeclarationSyntax type
            || type.Members.Any(member => member.Modifiers.Any(SyntaxKind.AbstractKeyword)))
        {
            yield break;
        }

        var modifier = type.Modifiers.FirstOrDefault(modifier => modifier.IsKind(kind));
        if (!modifier.IsKind(SyntaxKind.None))
        {
            yield return new Fix(
                $"Remove '{modifier.ValueText}'",
                "Remove " + modifier.ValueText,
                new TextChange(TextSpan.FromBounds(modifier.SpanStart, modifier.GetNextToken().SpanStart), ""));
        }
    }
}
