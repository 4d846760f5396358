using System.Composition;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace TypedDynamo.CodeFixes;

/// <summary>Numbers the attributes of an index's key from 0 without gaps, in the order that they have (TDYN110).</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class RenumberKeyFix() : DeclarationFix("TDYN110")
{
    private const int MaxAttributesOfARole = 4;

    private protected override IEnumerable<Fix> FindFixes(Finding finding)
    {
        string index = finding.Argument(1);
        if (Declarations.TypeOf(finding) is not { } type)
        {
            yield break;
        }

        var roles = Declarations.PropertiesOf(type, finding.Declaration.SyntaxTree, finding.CancellationToken)
            .SelectMany(pair => Annotations.Find(finding.Model, pair.Declaration, "Gsi"))
            .Where(annotation => annotation.ArgumentList?.Arguments.Count >= 2
                && Constant(annotation.ArgumentList.Arguments[0]) as string == index)
            .GroupBy(annotation => Constant(annotation.ArgumentList!.Arguments[1]))
            .ToList();

        // Which attribute has to go, where there are too many, is the user's to say.
        if (roles.All(role => role.Count() <= MaxAttributesOfARole) && roles.SelectMany(Renumber).ToArray() is { Length: > 0 } changes)
        {
            yield return new Fix($"Number the key attributes of '{index}' from 0", nameof(RenumberKeyFix), changes);
        }

        IEnumerable<TextChange> Renumber(IEnumerable<AttributeSyntax> role)
            => role.OrderBy(annotation => OrderOf(annotation) is { } order ? (int)Constant(order)! : 0).SelectMany((annotation, order) =>
            {
                string text = order.ToString(CultureInfo.InvariantCulture);
                return OrderOf(annotation) is { } argument
                    ? [new TextChange(argument.Expression.Span, text)]
                    : order == 0
                        ? Array.Empty<TextChange>()
                        : [new TextChange(new TextSpan(annotation.ArgumentList!.Arguments.Last().Span.End, 0), $", Order = {text}")];
            });

        object? Constant(AttributeArgumentSyntax argument)
            => finding.Model.GetConstantValue(argument.Expression, finding.CancellationToken).Value;
    }

    private static AttributeArgumentSyntax? OrderOf(AttributeSyntax annotation)
        => annotation.ArgumentList!.Arguments.FirstOrDefault(argument => argument.NameEquals?.Name.Identifier.ValueText == "Order");
}
