using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TypedDynamo.CodeFixes.Migration;

/// <summary>Replaces the annotations of the AWS SDK's object model on a type that has ours too (TDYN226).</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class MigrateObjectModelFix() : DeclarationFix("TDYN226")
{
    private protected override IEnumerable<Fix> FindFixes(Finding finding)
    {
        if (finding.Declaration.AncestorsAndSelf().OfType<TypeDeclarationSyntax>().FirstOrDefault() is { } type
            && ObjectModelMigration.Find(finding.Model, type, finding.CancellationToken) is { Count: > 0 } changes)
        {
            yield return new Fix(
                $"Replace the object model's annotations of '{type.Identifier.ValueText}'", nameof(MigrateObjectModelFix), [.. changes]);
        }
    }
}
