using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace TypedDynamo.CodeFixes;

/// <summary>Removes the question mark of a key's type (TDYN105).</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class MakeKeyNotNullableFix() : DeclarationFix("TDYN105")
{
    private protected override IEnumerable<Fix> FindFixes(Finding finding)
    {
        if (Declarations.WrittenType(finding.Declaration) is NullableTypeSyntax type)
        {
            yield return new Fix(
                $"Make the type '{type.ElementType}'", nameof(MakeKeyNotNullableFix), new TextChange(type.QuestionToken.Span, ""));
        }
    }
}
