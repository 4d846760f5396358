using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TypedDynamo.Tests.Layers;

/// <summary>A folder of the runtime uses only the folders below it: a use of one above it fails here, with its place.</summary>
public sealed class FolderDependencyTests
{
    // From the bottom to the top. An empty name is the root of the project: the entry points of one table.
    private static readonly string[] s_layers =
    [
        "Wire", "Errors", "Schema", "Annotations", "Observability", "Items", "Transport", "Values", "Expressions", "Operations", "Batches",
        "Transactions", "Aggregates", "Scanning", "PartiQL", "Tables", "", "Raw", "Checkpoints", "ClientExtensions", "DependencyInjection",
    ];

    private const string Usings = """
        global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq;
        global using System.Net.Http; global using System.Threading; global using System.Threading.Tasks;
        """;

    [Fact]
    public void EachUsesOnlyThoseBelow()
    {
        string root = Path.Combine(
            Assembly.GetExecutingAssembly().GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "RepositoryRoot").Value!,
            "src", "TypedDynamo");
        var options = new CSharpParseOptions(LanguageVersion.Preview, DocumentationMode.None, preprocessorSymbols: ["NET8_0_OR_GREATER", "NET9_0_OR_GREATER", "NET10_0_OR_GREATER"]);
        List<SyntaxTree> trees = [.. Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories)
            .Where(file => !FolderOf(file).StartsWith("obj", StringComparison.Ordinal) && !FolderOf(file).StartsWith("bin", StringComparison.Ordinal))
            .Select(file => CSharpSyntaxTree.ParseText(File.ReadAllText(file), options, file))];
        IEnumerable<MetadataReference> references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) != "TypedDynamo.dll").Select(path => MetadataReference.CreateFromFile(path));
        CSharpCompilation compilation = CSharpCompilation.Create(
            "Layers", trees.Append(CSharpSyntaxTree.ParseText(Usings, options)), references,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true));

        var upward = new SortedSet<string>(StringComparer.Ordinal);
        foreach (SyntaxTree tree in trees)
        {
            SemanticModel model = compilation.GetSemanticModel(tree);
            foreach (SimpleNameSyntax name in tree.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>())
            {
                ISymbol? symbol = model.GetSymbolInfo(name).Symbol;
                INamedTypeSymbol? type = symbol as INamedTypeSymbol ?? symbol?.ContainingType;
                while (type?.ContainingType is { } outer)
                {
                    type = outer;
                }

                string[] files = [.. type?.DeclaringSyntaxReferences.Select(reference => reference.SyntaxTree.FilePath) ?? []];
                if (files.Length > 0 && files.All(file => LayerOf(file) > LayerOf(tree.FilePath)))
                {
                    upward.Add($"{Path.GetRelativePath(root, tree.FilePath)} uses {type!.Name} of {FolderOf(files[0])}/");
                }
            }
        }

        upward.ShouldBeEmpty();

        string FolderOf(string file) => Path.GetRelativePath(root, file).Split(Path.DirectorySeparatorChar) is { Length: > 1 } parts ? parts[0] : "";

        int LayerOf(string file)
        {
            int layer = Array.IndexOf(s_layers, FolderOf(file));
            layer.ShouldBeGreaterThanOrEqualTo(0, $"{file} stands in a folder without a layer");
            return layer;
        }
    }
}
