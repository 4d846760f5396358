using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TypedDynamo.TestKit;

namespace TypedDynamo.Generators.Tests.Incremental;

/// <summary>
/// The four stories of caching for every file of every entity of the integration tests, which together have every feature. A text that is
/// the same object as before was not written again.
/// </summary>
public sealed class EveryFileTests
{
    // What these projects of the SDK import by themselves.
    private const string Usings = """
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    private static readonly CSharpCompilation s_entities = Compile();
    private static readonly GeneratorRun s_run = GeneratorHarness.Run(s_entities);

    public static TheoryData<string> Tables => [.. Annotations(s_entities).Select(NameOf)];

    [Fact]
    public void TheEntitiesCompile()
    {
        s_run.Problems().Where(problem => !problem.Contains("CS1591", StringComparison.Ordinal)).ShouldBeEmpty();
        s_run.Models.Count.ShouldBe(Tables.Count);
    }

    [Fact]
    public void AnUnrelatedEditWritesNoFile()
    {
        var next = s_run.RunAgain(s_entities.AddSyntaxTrees(GeneratorHarness.Parse("public class Unrelated;", "Unrelated.cs")));

        Written(next).ShouldBeEmpty();

        // Neither a model nor what is made of it was even compared.
        next.Reasons.ShouldAllBe(reason => reason == IncrementalStepRunReason.Cached);
    }

    [Fact]
    public void AnUnrelatedEditLooksForAnnotationsInItsOwnFileAlone()
    {
        var next = s_run.RunAgain(s_entities.AddSyntaxTrees(GeneratorHarness.Parse("public class Unrelated;", "Unrelated.cs")));

        // What the predicate found in each file.
        var found = next.Result.TrackedSteps["result_ForAttributeInternal"].SelectMany(step => step.Outputs).ToList();
        found.ShouldAllBe(output => output.Reason == IncrementalStepRunReason.Cached);
        found.Count.ShouldBe(FilesWith(Annotations(s_entities)) + FilesWith(Projections(s_entities)));

        static int FilesWith(IEnumerable<AttributeSyntax> annotations)
            => annotations.Select(attribute => attribute.SyntaxTree).Distinct().Count();
    }

    [Fact]
    public void MovingTheTypesDownTheirFilesWritesNoFile()
    {
        var moved = s_entities;
        foreach (var tree in s_entities.SyntaxTrees)
        {
            var root = tree.GetCompilationUnitRoot();
            if (root.Members.OfType<BaseNamespaceDeclarationSyntax>().SingleOrDefault() is { Members: [var first, ..] })
            {
                string text = tree.ToString().Insert(first.FullSpan.Start, "\n\npublic class Above;\n");
                moved = moved.ReplaceSyntaxTree(tree, GeneratorHarness.Parse(
                    text.Replace("class Above", "class Above" + moved.SyntaxTrees.IndexOf(tree), StringComparison.Ordinal), tree.FilePath));
            }
        }

        Written(s_run.RunAgain(moved)).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Tables))]
    public void RenamingAKeyAttributeWritesTheFilesOfItsTableAlone(string table)
    {
        var annotation = Annotations(s_entities).Single(attribute => NameOf(attribute) == table);
        var tree = annotation.SyntaxTree;
        var type = annotation.FirstAncestorOrSelf<TypeDeclarationSyntax>()!;
        var key = tree.GetRoot().DescendantNodes()
            .OfType<TypeDeclarationSyntax>()
            .Where(candidate => candidate == type || type.BaseList?.ToString().Contains(candidate.Identifier.Text, StringComparison.Ordinal) == true)
            .SelectMany(candidate => candidate.DescendantNodes().OfType<AttributeSyntax>())
            .FirstOrDefault(attribute => attribute.Name.ToString() == "PartitionKey");

        // Where a template makes the key, the beginning of what it makes is changed.
        string renamed = key is not null
            ? tree.ToString().Insert(key.SpanStart, "DynamoAttribute(\"renamed\"), ")
            : tree.ToString().Insert(
                annotation.ArgumentList!.Arguments.Single(argument => argument.NameEquals?.Name.ToString() == "PartitionKey").Expression.SpanStart + 1,
                "renamed-");
        var next = s_run.RunAgain(s_entities.ReplaceSyntaxTree(tree, GeneratorHarness.Parse(renamed, tree.FilePath)));

        // The key of a base is that of every table whose type derives from it. A projection that does not read the key stays as it is.
        var owner = key?.FirstAncestorOrSelf<TypeDeclarationSyntax>() ?? type;
        var tables = Annotations(s_entities)
            .Where(other => other.FirstAncestorOrSelf<TypeDeclarationSyntax>() is { } declared
                && (declared == owner || declared.BaseList?.ToString().Contains(owner.Identifier.Text, StringComparison.Ordinal) == true))
            .Select(NameOf)
            .ToList();
        var projections = Projections(s_entities)
            .Where(projection => tables.Any(changed => projection.ArgumentList!.ToString() == $"(typeof({changed}))"))
            .Select(projection => s_run.Files.Keys.Single(name => name.EndsWith($".{NameOf(projection)}.Projection.g.cs", StringComparison.Ordinal)))
            .Where(name => next.Files[name] != s_run.Files[name])
            .ToList();

        var written = Written(next);
        written.ShouldBe(
            s_run.Files.Keys.Where(name => tables.Any(changed => IsOf(name, changed))
                || projections.Contains(name)),
            ignoreOrder: true);
        written.ShouldContain(name => next.Files[name] != s_run.Files[name]);
    }

    [Fact]
    public void TheSameSourceGivesEqualModelsThatAreNotTheSame()
    {
        var again = GeneratorHarness.Run(Compile()).Models;

        again.Count.ShouldBe(s_run.Models.Count);
        for (int i = 0; i < again.Count; i++)
        {
            again[i].ShouldNotBeSameAs(s_run.Models[i]);
            again[i].ShouldBe(s_run.Models[i]);
            again[i].GetHashCode().ShouldBe(s_run.Models[i].GetHashCode());
        }
    }

    private static List<string> Written(GeneratorRun next)
    {
        var before = s_run.Result.GeneratedSources.ToDictionary(file => file.HintName, file => file.SourceText);
        next.Result.GeneratedSources.Select(file => file.HintName).ShouldBe(before.Keys, ignoreOrder: true);
        return
        [
            .. next.Result.GeneratedSources
                .Where(file => !ReferenceEquals(file.SourceText, before[file.HintName]))
                .Select(file => file.HintName),
        ];
    }

    private static CSharpCompilation Compile()
    {
        string folder = Path.Combine(RepositoryRoot, "tests", "TypedDynamo.IntegrationTests", "Entities");
        return GeneratorHarness.Compile(Usings).AddSyntaxTrees(
            Directory.GetFiles(folder, "*.cs")
                .Order(StringComparer.Ordinal)
                .Select(path => (Path: path, Text: File.ReadAllText(path)))
                .Where(file => file.Text.Contains("[DynamoTable(", StringComparison.Ordinal))
                .Select(file => GeneratorHarness.Parse(file.Text, Path.GetFileName(file.Path))));
    }

    private static IEnumerable<AttributeSyntax> Annotations(CSharpCompilation compilation, string name = "DynamoTable")
        => compilation.SyntaxTrees
            .SelectMany(tree => tree.GetRoot().DescendantNodes().OfType<AttributeSyntax>())
            .Where(attribute => attribute.Name.ToString() == name);

    private static IEnumerable<AttributeSyntax> Projections(CSharpCompilation compilation) => Annotations(compilation, "DynamoProjection");

    private static string NameOf(AttributeSyntax annotation) => string.Join(
        "+",
        annotation.Ancestors().OfType<TypeDeclarationSyntax>().Reverse().Select(type => type.Identifier.Text));

    // `Namespace.OrderTable.Key.g.cs` is a file of Order.
    private static bool IsOf(string file, string table) => file.Contains($".{table}Table.", StringComparison.Ordinal);

    private static string RepositoryRoot => typeof(EveryFileTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(metadata => metadata.Key == "RepositoryRoot").Value!;
}
