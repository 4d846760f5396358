using System.Composition;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace TypedDynamo.CodeFixes;

/// <summary>Gives the second of two properties with one attribute name a name of its own (TDYN204).</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class RenameAttributeFix() : DeclarationFix("TDYN204")
{
    private protected override IEnumerable<Fix> FindFixes(Finding finding)
    {
        if (Declarations.TypeOf(finding) is not { } type)
        {
            yield break;
        }

        var taken = new HashSet<string>(StringComparer.Ordinal) { finding.Argument(3) };
        foreach (var (property, declaration) in Declarations.PropertiesOf(type, finding.Declaration.SyntaxTree, finding.CancellationToken))
        {
            taken.Add(NameIn(declaration) ?? property.Name);
        }

        string member = finding.Argument(2);
        string name = member;
        for (int number = 2; taken.Contains(name); number++)
        {
            name = member + number.ToString(CultureInfo.InvariantCulture);
        }

        var argument = Annotations.Find(finding.Model, finding.Declaration, "DynamoAttribute").FirstOrDefault()?.ArgumentList?.Arguments[0];
        string literal = Annotations.Literal(name);
        yield return new Fix(
            $"Store '{member}' as the attribute '{name}'",
            nameof(RenameAttributeFix),
            argument is null
                ? Annotations.Add(
                    finding.Declaration, Annotations.Text(finding.Model, finding.Declaration.SpanStart, "DynamoAttribute", literal))
                : new TextChange(argument.Span, literal));

        string? NameIn(SyntaxNode declaration)
            => Annotations.Find(finding.Model, declaration, "DynamoAttribute").FirstOrDefault()?.ArgumentList?.Arguments[0].Expression is { } expression
                ? finding.Model.GetConstantValue(expression, finding.CancellationToken).Value as string
                : null;
    }
}
