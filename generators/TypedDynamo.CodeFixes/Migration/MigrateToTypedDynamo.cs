using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeRefactorings;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TypedDynamo.CodeFixes.Migration;

/// <summary>Offers to convert a class of the AWS SDK's object model to ours. A refactoring is only offered, so nobody needs to suppress it.</summary>
[ExportCodeRefactoringProvider(LanguageNames.CSharp), Shared]
public sealed class MigrateToTypedDynamo : CodeRefactoringProvider
{
    /// <inheritdoc/>
    public override async Task ComputeRefactoringsAsync(CodeRefactoringContext context)
    {
        var document = context.Document;
        var root = await document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        var model = await document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false);

        // Inside the braces the cursor is at a member, and other refactorings are meant.
        if (root?.FindNode(context.Span).FirstAncestorOrSelf<TypeDeclarationSyntax>() is not { } type || model is null
            || (!type.OpenBraceToken.IsMissing && context.Span.Start > type.OpenBraceToken.SpanStart && type.OpenBraceToken.SpanStart > 0))
        {
            return;
        }

        var changes = ObjectModelMigration.Find(model, type, context.CancellationToken);
        if (changes.Count > 0)
        {
            var text = await document.GetTextAsync(context.CancellationToken).ConfigureAwait(false);
            context.RegisterRefactoring(CodeAction.Create(
                $"Migrate '{type.Identifier.ValueText}' to TypedDynamo",
                _ => Task.FromResult(document.WithText(text.WithChanges(changes))),
                nameof(MigrateToTypedDynamo)));
        }
    }
}
