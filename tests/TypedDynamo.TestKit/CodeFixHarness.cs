using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CodeRefactorings;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using TypedDynamo.CodeFixes;
using TypedDynamo.Generators;

namespace TypedDynamo.TestKit;

/// <summary>Applies code fixes and refactorings to a piece of source, as an editor does.</summary>
public static class CodeFixHarness
{
    /// <summary>Gets every code fix that the package exports.</summary>
    public static IReadOnlyList<CodeFixProvider> Fixes { get; } = [.. Exported<CodeFixProvider>()];

    /// <summary>Gets every refactoring that the package exports.</summary>
    public static IReadOnlyList<CodeRefactoringProvider> Refactorings { get; } = [.. Exported<CodeRefactoringProvider>()];

    /// <summary>Finds the fixes that are offered for the findings of one rule.</summary>
    /// <param name="source">The source.</param>
    /// <param name="id">The rule.</param>
    /// <returns>What the source becomes by each of them, by the title that the user reads; those of the first finding first.</returns>
    public static async Task<IReadOnlyList<(string Title, string Source)>> FixAsync(string source, string id)
    {
        using var workspace = new AdhocWorkspace();
        Document document = Open(workspace, source);
        var fixes = new List<(string, string)>();
        foreach (Diagnostic finding in await FindAsync(document, id))
        {
            foreach (CodeFixProvider provider in Fixes.Where(provider => provider.FixableDiagnosticIds.Contains(id)))
            {
                var actions = new List<CodeAction>();
                await provider.RegisterCodeFixesAsync(new CodeFixContext(document, finding, (action, _) => actions.Add(action), default));
                foreach (CodeAction action in actions)
                {
                    fixes.Add((action.Title, await ApplyAsync(document, action)));
                }
            }
        }

        return fixes;
    }

    /// <summary>Applies one fix to all findings of a rule at once.</summary>
    /// <param name="source">The source.</param>
    /// <param name="id">The rule.</param>
    /// <returns>What the source becomes.</returns>
    public static async Task<string> FixAllAsync(string source, string id)
    {
        using var workspace = new AdhocWorkspace();
        Document document = Open(workspace, source);
        ImmutableArray<Diagnostic> findings = await FindAsync(document, id);
        CodeFixProvider provider = Fixes.First(provider => provider.FixableDiagnosticIds.Contains(id));
        var actions = new List<CodeAction>();
        await provider.RegisterCodeFixesAsync(new CodeFixContext(document, findings[0], (action, _) => actions.Add(action), default));
        var context = new FixAllContext(
            document, provider, FixAllScope.Document, actions[0].EquivalenceKey, [id], new Findings(findings), default);
        CodeAction? all = await provider.GetFixAllProvider()!.GetFixAsync(context);
        return await ApplyAsync(document, all!);
    }

    /// <summary>Finds the refactorings that are offered at a place.</summary>
    /// <param name="source">The source.</param>
    /// <param name="place">The text at whose first occurrence the cursor stands.</param>
    /// <param name="hasGlobalUsings">Whether the project has <c>global using TypedDynamo</c>.</param>
    /// <returns>What the source becomes by each of them, by its title.</returns>
    public static async Task<IReadOnlyList<(string Title, string Source)>> RefactorAsync(string source, string place, bool hasGlobalUsings = true)
    {
        ArgumentNullException.ThrowIfNull(source);
        using var workspace = new AdhocWorkspace();
        Document document = Open(workspace, source, hasGlobalUsings);
        var span = new TextSpan(source.IndexOf(place, StringComparison.Ordinal), 0);
        var actions = new List<CodeAction>();
        foreach (CodeRefactoringProvider provider in Refactorings)
        {
            await provider.ComputeRefactoringsAsync(new CodeRefactoringContext(document, span, actions.Add, default));
        }

        var results = new List<(string, string)>();
        foreach (CodeAction action in actions)
        {
            results.Add((action.Title, await ApplyAsync(document, action)));
        }

        return results;
    }

    private static IEnumerable<T> Exported<T>() => typeof(DeclarationFix).Assembly.GetTypes()
        .Where(type => !type.IsAbstract && typeof(T).IsAssignableFrom(type))
        .Where(type => type.GetCustomAttributes().Any(attribute => attribute.GetType().Name.StartsWith("Export", StringComparison.Ordinal)))
        .Select(type => (T)Activator.CreateInstance(type)!);

    private static Document Open(AdhocWorkspace workspace, string source, bool hasGlobalUsings = true)
    {
        var compilation = GeneratorHarness.Compile(source);
        Project project = workspace.AddProject(compilation.AssemblyName!, LanguageNames.CSharp)
            .WithMetadataReferences(compilation.References)
            .WithCompilationOptions(compilation.Options)
            .WithParseOptions(compilation.SyntaxTrees[0].Options);
        Document? document = null;
        foreach (SyntaxTree tree in compilation.SyntaxTrees.Skip(hasGlobalUsings ? 0 : 1))
        {
            document = project.AddDocument(tree.FilePath, tree.GetText());
            project = document.Project;
        }

        return document!;
    }

    // A fix looks for a finding's document by its syntax tree, so the findings must be those of the workspace.
    private static async Task<ImmutableArray<Diagnostic>> FindAsync(Document document, string id)
    {
        Compilation? compilation = await document.Project.GetCompilationAsync();
        ImmutableArray<Diagnostic> findings = await compilation!.WithAnalyzers([new TableAnalyzer()]).GetAnalyzerDiagnosticsAsync();
        return [.. findings.Where(finding => finding.Id == id).OrderBy(finding => finding.Location.SourceSpan.Start)];
    }

    private static async Task<string> ApplyAsync(Document document, CodeAction action)
    {
        ImmutableArray<CodeActionOperation> operations = await action.GetOperationsAsync(default);
        Solution changed = operations.OfType<ApplyChangesOperation>().Single().ChangedSolution;
        return (await changed.GetDocument(document.Id)!.GetTextAsync()).ToString();
    }

    private sealed class Findings(ImmutableArray<Diagnostic> findings) : FixAllContext.DiagnosticProvider
    {
        public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken)
            => Task.FromResult<IEnumerable<Diagnostic>>(findings);

        public override Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken)
            => Task.FromResult<IEnumerable<Diagnostic>>(findings);

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken)
            => Task.FromResult<IEnumerable<Diagnostic>>([]);
    }
}
