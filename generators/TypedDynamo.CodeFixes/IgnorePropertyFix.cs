using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TypedDynamo.CodeFixes;

/// <summary>Leaves out a property that cannot be stored (TDYN201) or set (TDYN202).</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class IgnorePropertyFix() : DeclarationFix("TDYN201", "TDYN202")
{
    private protected override IEnumerable<Fix> FindFixes(Finding finding)
    {
        // Reading must give a constructor's parameter and a required property a value, so they cannot be left out.
        if (finding.Declaration is PropertyDeclarationSyntax property
            && !property.Modifiers.Any(modifier => modifier.IsKind(SyntaxKind.RequiredKeyword)))
        {
            string annotation = Annotations.Text(finding.Model, property.SpanStart, "DynamoIgnore");
            yield return new Fix("Leave the property out by [DynamoIgnore]", nameof(IgnorePropertyFix), Annotations.Add(property, annotation));
        }
    }
}
