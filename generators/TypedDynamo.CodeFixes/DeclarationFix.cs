using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace TypedDynamo.CodeFixes;

/// <summary>Fixes the declaration at which a rule reports: a type, a property, or a parameter of a positional record.</summary>
/// <remarks>
/// A change is a change of text, so the rest of the declaration keeps its form, and the changes of several
/// findings can be made at once.
/// </remarks>
/// <param name="ids">The rules that the fix applies to.</param>
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

    /// <summary>Returns the fixes of a finding.</summary>
    /// <param name="finding">The finding.</param>
    /// <returns>The fixes, the most likely first; none if a person must decide.</returns>
    private protected abstract IEnumerable<Fix> FindFixes(Finding finding);
}

/// <summary>A finding and the declaration at which it was reported.</summary>
internal sealed record Finding(Diagnostic Diagnostic, SyntaxNode Declaration, SemanticModel Model, CancellationToken CancellationToken)
{
    /// <summary>Returns an argument of the finding's message, by its number.</summary>
    public string Argument(int number) => Diagnostic.Properties[number.ToString(System.Globalization.CultureInfo.InvariantCulture)]!;
}

/// <summary>A fix of a finding.</summary>
/// <param name="Title">The title that the user reads, with the names of the finding's members.</param>
/// <param name="Key">The key that fixes of several findings share, so that they can be applied at once.</param>
/// <param name="Changes">The changes, which do not overlap.</param>
internal sealed record Fix(string Title, string Key, params TextChange[] Changes);
