using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeRefactorings;
using Microsoft.CodeAnalysis.Text;
using TypedDynamo.CodeFixes;
using TypedDynamo.TestKit;

namespace TypedDynamo.Generators.Tests.Rules;

/// <summary>
/// Applies refactorings to a piece of source, as an editor does: they have no finding that <see cref="RuleVerification"/> could start from.
/// </summary>
internal static class RefactoringHarness
{
    private static readonly ImmutableArray<CodeRefactoringProvider> s_refactorings =
    [
        .. typeof(DeclarationFix).Assembly.GetTypes()
            .Where(type => type.GetCustomAttribute<ExportCodeRefactoringProviderAttribute>() is not null)
            .Select(type => (CodeRefactoringProvider)Activator.CreateInstance(type)!),
    ];

    /// <summary>Finds the refactorings that are offered at a place.</summary>
    /// <param name="source">The source.</param>
    /// <param name="place">The text at whose first occurrence the cursor stands.</param>
    /// <param name="hasGlobalUsings">Whether the project has <c>global using TypedDynamo</c>.</param>
    /// <returns>What the source becomes by each of them, by its title.</returns>
    public static async Task<IReadOnlyList<(string Title, string Source)>> RefactorAsync(
        string source, string place, bool hasGlobalUsings = true)
    {
        using var workspace = new AdhocWorkspace();
        var document = Open(workspace, source, hasGlobalUsings);
        var span = new TextSpan(source.IndexOf(place, StringComparison.Ordinal), 0);
        var actions = new List<CodeAction>();
        foreach (var provider in s_refactorings)
        {
            await provider.ComputeRefactoringsAsync(new CodeRefactoringContext(document, span, actions.Add, default));
        }

        var results = new List<(string, string)>();
        foreach (var action in actions)
        {
            var operations = await action.GetOperationsAsync(default);
            var changed = operations.OfType<ApplyChangesOperation>().Single().ChangedSolution;
            results.Add((action.Title, (await changed.GetDocument(document.Id)!.GetTextAsync()).ToString()));
        }

        return results;
    }

    private static Document Open(AdhocWorkspace workspace, string source, bool hasGlobalUsings)
    {
        var project = workspace.AddProject(GeneratorHarness.AssemblyName, LanguageNames.CSharp)
            .WithMetadataReferences(GeneratorHarness.References)
            .WithCompilationOptions(GeneratorHarness.CompilationOptions)
            .WithParseOptions(GeneratorHarness.ParseOptions);
        if (hasGlobalUsings)
        {
            project = project.AddDocument(GeneratorHarness.GlobalUsings.Path, GeneratorHarness.GlobalUsings.Source).Project;
        }

        return project.AddDocument(GeneratorHarness.SourcePath, source);
    }
}
