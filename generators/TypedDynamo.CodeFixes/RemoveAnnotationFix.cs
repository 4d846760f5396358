using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace TypedDynamo.CodeFixes;

/// <summary>Removes the annotation that is one too many (TDYN102, TDYN103, TDYN106) or has no effect (TDYN225).</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class RemoveAnnotationFix() : DeclarationFix("TDYN102", "TDYN103", "TDYN106", "TDYN225")
{
    private protected override IEnumerable<Fix> FindFixes(Finding finding)
    {
        string[] names = finding.Diagnostic.Id switch
        {
            "TDYN102" => ["PartitionKey"],
            "TDYN103" => ["SortKey"],
            "TDYN106" => ["SortKey", "PartitionKey"],
            _ => [finding.Argument(0)],
        };

        foreach (string name in names)
        {
            if (Annotations.Find(finding.Model, finding.Declaration, name).FirstOrDefault() is { } annotation)
            {
                string key = names.Length == 1 ? nameof(RemoveAnnotationFix) : $"{nameof(RemoveAnnotationFix)} {name}";
                yield return new Fix($"Remove [{name}]", key, Annotations.Remove(annotation));
            }
        }
    }
}
