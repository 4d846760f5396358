using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace TypedDynamo.CodeFixes;

/// <summary>Mends the declaration at which a rule reports: a type, a property, or a parameter of a positional record.</summary>
/// <remarks>
/// A change is a change of text, so the rest of the declaration keeps the form that its author gave it, and the changes of several
/// findings can be made at once.
/// </remarks>
/// <param name="ids">The rules that the fix mends.</param>
public abstract class DeclarationFix(params string[] ids) : CodeFixProvider
{
    /// <inheritdoc/>
    public sealed override ImmutableArray<string> FixableDiagnosticIds { get; } = [.. ids];

    /// <inheritdoc/>
    public sealed override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var document = context.Document;
        var root = await document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        var model = await document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false);
        var text = await document.GetTextAsync(context.CancellationToken).ConfigureAwait(false);
        var declaration = root?.FindNode(context.Span).AncestorsAndSelf()
            .FirstOrDefault(node => node is BaseTypeDeclarationSyntax or BasePropertyDeclarationSyntax or ParameterSyntax or BaseFieldDeclarationSyntax);
        if (declaration is null || model is null)
        {
            return;
        }

        foreach (var diagnostic in context.Diagnostics)
        {
            foreach (var fix in FindFixes(new Finding(diagnostic, declaration, model, context.CancellationToken)))
            {
                context.RegisterCodeFix(
                    CodeAction.Create(
                        fix.Title,
                        _ => Task.FromResult(document.WithText(text.WithChanges(fix.Changes))),
                        equivalenceKey: fix.Key),
                    diagnostic);
            }
        }
    }

    /// <summary>Finds the ways to mend a finding.</summary>
    /// <param name="finding">The finding.</param>
    /// <returns>The ways, the likeliest first; none where it takes a person to decide.</returns>
    private protected abstract IEnumerable<Fix> FindFixes(Finding finding);
}

/// <summary>A finding and the declaration at which it was reported.</summary>
internal sealed record Finding(Diagnostic Diagnostic, SyntaxNode Declaration, SemanticModel Model, CancellationToken CancellationToken)
{
    /// <summary>One of the arguments of the finding's message, by its number there.</summary>
    public string Argument(int number) => Diagnostic.Properties[number.ToString(System.Globalization.CultureInfo.InvariantCulture)]!;
}

/// <summary>One way to mend a finding.</summary>
/// <param name="Title">What the user reads, which names the finding's own members.</param>
/// <param name="Key">What the fixes of several findings have in common, by which they are made at once.</param>
/// <param name="Changes">The changes, apart from each other.</param>
internal sealed record Fix(string Title, string Key, params TextChange[] Changes);
