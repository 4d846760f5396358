using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace TypedDynamo.Benchmarks.Generator;

/// <summary>A project with as many tables as are asked for, each under a name of its own, and one file without any.</summary>
internal sealed class SyntheticProject
{
    private const string Usings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using TypedDynamo;
        """;

    private const string Annotation = "[DynamoTable(";

    private const string Unrelated = "public static class Unrelated { public static int Answer() => 42; }";

    private static readonly CSharpParseOptions s_options = new(LanguageVersion.CSharp12);

    private static readonly ImmutableArray<MetadataReference> s_references =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    private readonly List<string> _sources = [];

    /// <summary>Makes the sources.</summary>
    /// <param name="kind">Of what kind the tables are: <c>order</c> or <c>rich</c>.</param>
    /// <param name="tables">How many tables there are at least; tables that stand in one file or use each other come together.</param>
    public SyntheticProject(string kind, int tables)
    {
        var files = Read(kind + "/");
        for (int copy = 0; Tables < tables; copy++)
        {
            foreach (string file in files)
            {
                _sources.Add(file.Replace("\nnamespace ", FormattableString.Invariant($"\nnamespace Copy{copy}."), StringComparison.Ordinal));
                Tables += file.Split(Annotation).Length - 1;
            }
        }
    }

    public static CSharpParseOptions Options => s_options;

    public int Tables { get; private set; }

    /// <summary>A compilation that has nothing in common with those before it but the references: no tree, no symbol.</summary>
    public CSharpCompilation Compile() => CSharpCompilation.Create(
        "Benchmark",
        [Parse(Usings, "Usings.cs"), Parse(Unrelated, "Unrelated.cs"), .. _sources.Select((source, table) => Parse(source, $"{table}.cs"))],
        s_references,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));

    /// <summary>The compilation after an edit of one line in the file that has no table.</summary>
    public static CSharpCompilation EditUnrelated(CSharpCompilation compilation)
        => Replace(compilation, "Unrelated.cs", Unrelated.Replace("42", "43", StringComparison.Ordinal));

    /// <summary>The compilation after an edit of one line in the first table: it has another name.</summary>
    public CSharpCompilation EditTable(CSharpCompilation compilation)
    {
        string source = _sources[0];
        int name = source.IndexOf('"', source.IndexOf(Annotation, StringComparison.Ordinal)) + 1;
        return Replace(compilation, "0.cs", source.Insert(name, "edited-"));
    }

    private static CSharpCompilation Replace(CSharpCompilation compilation, string path, string text)
        => compilation.ReplaceSyntaxTree(compilation.SyntaxTrees.Single(tree => tree.FilePath == path), Parse(text, path));

    private static SyntaxTree Parse(string text, string path) => CSharpSyntaxTree.ParseText(text, s_options, path);

    private static List<string> Read(string folder)
    {
        var assembly = typeof(SyntheticProject).Assembly;
        var files = new List<string>();
        foreach (string name in assembly.GetManifestResourceNames().Where(name => name.StartsWith(folder, StringComparison.Ordinal)).Order())
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            string text = "\n" + reader.ReadToEnd();
            if (text.Contains(Annotation, StringComparison.Ordinal))
            {
                files.Add(text);
            }
        }

        return files;
    }
}
