using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TypedDynamo.TestKit;

/// <summary>Which folders of a project use which others, as the compiler binds the names in its sources.</summary>
public sealed class FolderGraph
{
    private const string Usings = """
        global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq;
        global using System.Net.Http; global using System.Threading; global using System.Threading.Tasks;
        """;

    private readonly string _root;
    private readonly string[] _layers;
    private readonly CSharpCompilation _compilation;

    private FolderGraph(string root, string[] layers, SyntaxTree[] trees)
    {
        _root = root;
        _layers = layers;
        foreach (SyntaxTree tree in trees.Where(tree => !layers.Contains(FolderOf(tree.FilePath))))
        {
            throw new ArgumentException($"{Relative(tree.FilePath)} stands in a folder that has no layer.", nameof(layers));
        }

        // The project's own assembly is among the test's, and would have every type a second time.
        IEnumerable<MetadataReference> references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => !Path.GetFileName(path).StartsWith("TypedDynamo", StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path));
        _compilation = CSharpCompilation.Create(
            "Layers", trees.Append(CSharpSyntaxTree.ParseText(Usings, (CSharpParseOptions)trees[0].Options)), references,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true));
        var types = trees.AsParallel().AsOrdered()
            .Select(tree => (File: tree.FilePath, Types: TypesIn(_compilation.GetSemanticModel(tree))))
            .ToList();
        Uses = [.. types.SelectMany(file => UsesIn(file.File, file.Types))];
        External = [.. types.SelectMany(file => ExternalUsesIn(file.File, file.Types))];
    }

    /// <summary>Gets the folders from the lowest layer to the highest. An empty name is the root of the project.</summary>
    public IReadOnlyList<string> Layers => _layers;

    /// <summary>Gets each name in a file that stands for a type of another folder.</summary>
    public IReadOnlyList<FolderUse> Uses { get; }

    /// <summary>Gets the types of other assemblies that each file names, outside of its documentation.</summary>
    public IReadOnlyList<ExternalUse> External { get; }

    /// <summary>Gets how many names of a folder stand for types of another one.</summary>
    public IReadOnlyDictionary<(string From, string To), int> Edges
        => Uses.GroupBy(use => (use.From, use.To)).ToDictionary(uses => uses.Key, uses => uses.Count());

    /// <summary>Gets the uses of a folder above the file's own, each with the file, the name and the folder.</summary>
    public IReadOnlyList<string> Upward => Upwards(Uses);

    /// <summary>Binds the sources of a project.</summary>
    /// <param name="repository">The root of the repository.</param>
    /// <param name="project">The folder of the project, below that root.</param>
    /// <param name="layers">The project's folders from the lowest layer to the highest.</param>
    /// <returns>The graph.</returns>
    public static FolderGraph Read(string repository, string project, string[] layers)
    {
        string root = Path.Combine(repository, project);
        XDocument file = XDocument.Load(Directory.EnumerateFiles(root, "*.csproj").Single());
        var options = new CSharpParseOptions(
            LanguageVersion.Preview, DocumentationMode.None,
            preprocessorSymbols:
            [
                "NET8_0_OR_GREATER", "NET9_0_OR_GREATER", "NET10_0_OR_GREATER",
                .. file.Descendants("DefineConstants")
                    .SelectMany(element => element.Value.Split(';'))
                    .Where(SyntaxFacts.IsValidIdentifier),
            ]);
        var own = Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories)
            .Where(path => Path.GetRelativePath(root, path).Split(Path.DirectorySeparatorChar)[0] is not ("bin" or "obj"))
            .Select(path => (Path: path, Source: path));

        // A linked file stands in the folder that the project shows it in.
        var linked = file.Descendants("Compile")
            .Where(element => element.Attribute("Link") is not null)
            .Select(element => (
                Path: Path.Combine(root, element.Attribute("Link")!.Value),
                Source: Path.Combine(root, element.Attribute("Include")!.Value)));
        return new FolderGraph(
            root, layers,
            [.. own.Concat(linked).Select(entry => CSharpSyntaxTree.ParseText(File.ReadAllText(entry.Source), options, entry.Path))]);
    }

    /// <summary>Binds one more file, and tells which uses in it look up.</summary>
    /// <param name="file">The file's path, below the project's folder.</param>
    /// <param name="source">What stands in it.</param>
    /// <returns>Its uses of a folder above its own.</returns>
    public IReadOnlyList<string> UpwardIn(string file, string source)
    {
        var options = (CSharpParseOptions)_compilation.SyntaxTrees.First().Options;
        SyntaxTree tree = CSharpSyntaxTree.ParseText(source, options, Path.Combine(_root, file));
        return Upwards(UsesIn(tree.FilePath, TypesIn(_compilation.AddSyntaxTrees(tree).GetSemanticModel(tree))));
    }

    private IReadOnlyList<string> Upwards(IEnumerable<FolderUse> uses) => [.. uses
        .Where(use => LayerOf(use.To) > LayerOf(use.From))
        .Select(use => $"{use.File} uses {use.Type} of {use.To}/")
        .Distinct()
        .Order(StringComparer.Ordinal)];

    private IEnumerable<FolderUse> UsesIn(string file, IEnumerable<INamedTypeSymbol> types)
    {
        string from = FolderOf(file);
        foreach (INamedTypeSymbol type in types)
        {
            // A partial type is used where its lowest part stands.
            string? to = type.DeclaringSyntaxReferences.Select(reference => FolderOf(reference.SyntaxTree.FilePath)).MinBy(LayerOf);
            if (to is not null && to != from)
            {
                yield return new FolderUse(Relative(file), from, type.Name, to);
            }
        }
    }

    private IEnumerable<ExternalUse> ExternalUsesIn(string file, IEnumerable<INamedTypeSymbol> types) => types
        .Where(type => type.DeclaringSyntaxReferences.IsEmpty && type.ContainingAssembly is not null)
        .Select(type => new ExternalUse(
            Relative(file),
            FolderOf(file),
            $"{type.ContainingNamespace.ToDisplayString()}.{type.MetadataName}",
            type.ContainingAssembly.Name))
        .Distinct();

    /// <summary>The types that the names in a file stand for, or whose members they do, each name by itself.</summary>
    private static List<INamedTypeSymbol> TypesIn(SemanticModel model)
    {
        var types = new List<INamedTypeSymbol>();
        foreach (SimpleNameSyntax name in model.SyntaxTree.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>())
        {
            ISymbol? symbol = model.GetSymbolInfo(name).Symbol;
            INamedTypeSymbol? type = symbol as INamedTypeSymbol ?? symbol?.ContainingType;
            while (type?.ContainingType is { } outer)
            {
                type = outer;
            }

            if (type is not null)
            {
                types.Add(type);
            }
        }

        return types;
    }

    private string Relative(string path) => Path.GetRelativePath(_root, path).Replace(Path.DirectorySeparatorChar, '/');

    private string FolderOf(string path) => Relative(path).Split('/') is { Length: > 1 } parts ? parts[0] : "";

    private int LayerOf(string folder) => Array.IndexOf(_layers, folder);
}

/// <summary>A name in a file that stands for a type of another folder.</summary>
/// <param name="File">The file.</param>
/// <param name="From">Its folder.</param>
/// <param name="Type">The type.</param>
/// <param name="To">The type's folder.</param>
public sealed record FolderUse(string File, string From, string Type, string To);

/// <summary>A type of another assembly that a file names.</summary>
/// <param name="File">The file.</param>
/// <param name="Folder">Its folder.</param>
/// <param name="Type">The type's full name.</param>
/// <param name="Assembly">The name of its assembly.</param>
public sealed record ExternalUse(string File, string Folder, string Type, string Assembly);
