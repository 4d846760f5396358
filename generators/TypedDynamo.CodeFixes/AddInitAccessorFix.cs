using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace TypedDynamo.CodeFixes;

/// <summary>Gives a property that cannot be set when an item is read an <c>init</c> accessor (TDYN202).</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class AddInitAccessorFix() : DeclarationFix("TDYN202")
{
    private protected override IEnumerable<Fix> FindFixes(Finding finding)
    {
        // What is computed has nothing to set.
        if (finding.Declaration is PropertyDeclarationSyntax { AccessorList.Accessors: [{ Body: null, ExpressionBody: null } getter] })
        {
            yield return new Fix("Add an init accessor", nameof(AddInitAccessorFix), new TextChange(new TextSpan(getter.Span.End, 0), " init;"));
        }
    }
}
