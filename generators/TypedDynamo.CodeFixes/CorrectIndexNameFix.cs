using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace TypedDynamo.CodeFixes;

/// <summary>Replaces the name of an undeclared index by the most similar declared one (TDYN111).</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class CorrectIndexNameFix() : DeclarationFix("TDYN111")
{
    private static readonly string[] s_projections = ["GsiProjection", "LsiProjection", "ProjectedInto"];
    private static readonly string[] s_declarers = ["Gsi", "Lsi"];

    private protected override IEnumerable<Fix> FindFixes(Finding finding)
    {
        string wrong = finding.Argument(1);
        if (Declarations.TypeOf(finding) is not { } type)
        {
            yield break;
        }

        var declared = Declarations.PropertiesOf(type, finding.Declaration.SyntaxTree, finding.CancellationToken)
            .SelectMany(pair => s_declarers.SelectMany(kind => Annotations.Find(finding.Model, pair.Declaration, kind)
                .Select(annotation => (Kind: kind, Name: Constant(annotation.ArgumentList?.Arguments.FirstOrDefault()?.Expression)))))
            .Where(index => index.Name is not null)
            .ToList();

        // A name that is right belongs to an index of another kind or projection, and which of the two is meant is the user's to say.
        if (declared.Any(index => index.Name == wrong))
        {
            yield break;
        }

        foreach (string projection in s_projections)
        {
            var expression = Annotations.Find(finding.Model, finding.Declaration, projection)
                .SelectMany(annotation => annotation.ArgumentList?.Arguments.ToArray() ?? [])
                .Select(argument => argument.Expression)
                .FirstOrDefault(expression => Constant(expression) == wrong);
            string? nearest = declared
                .Where(index => projection == "ProjectedInto" || projection.StartsWith(index.Kind, StringComparison.Ordinal))
                .Select(index => index.Name!)
                .OrderBy(name => Distance(name, wrong))
                .FirstOrDefault();
            if (expression is not null && nearest is not null)
            {
                yield return new Fix(
                    $"Change the name to '{nearest}'", nameof(CorrectIndexNameFix), new TextChange(expression.Span, Annotations.Literal(nearest)));
            }
        }

        string? Constant(ExpressionSyntax? expression)
            => expression is null ? null : finding.Model.GetConstantValue(expression, finding.CancellationToken).Value as string;
    }

    /// <summary>Returns the number of letters to insert, delete or replace to turn one word into the other (Levenshtein).</summary>
    private static int Distance(string from, string to)
    {
        int[] row = [.. Enumerable.Range(0, to.Length + 1)];
        for (int i = 1; i <= from.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.Length; j++)
            {
                int exchanged = diagonal + (char.ToUpperInvariant(from[i - 1]) == char.ToUpperInvariant(to[j - 1]) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(exchanged, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[to.Length];
    }
}
