using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace TypedDynamo.Benchmarks.Generator;

/// <summary>A project with as many tables as are asked for, each in a file of its own and a namespace of its own, and one file without any.</summary>
internal sealed class SyntheticProject
{
    private const string Usings = """
        global using System;
        global using System.Collections.Generic;
        global using TypedDynamo;
        """;

    private const string Unrelated = "public static class Unrelated { public static int Answer() => 42; }";

    private static readonly CSharpParseOptions s_options = new(LanguageVersion.CSharp12);

    private static readonly ImmutableArray<MetadataReference> s_references =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    private readonly string[] _sources;

    public SyntheticProject(int tables)
    {
        string template = Read("Order.cs.txt");
        Tables = tables;
        _sources = [.. Enumerable.Range(0, tables).Select(table => template.Replace(
            "0000", table.ToString("0000", CultureInfo.InvariantCulture), StringComparison.Ordinal))];
    }

    public static CSharpParseOptions Options => s_options;

    public int Tables { get; }

    /// <summary>A compilation that has nothing in common with those before it but the references: no tree, no symbol.</summary>
    public CSharpCompilation Compile() => CSharpCompilation.Create(
        "Benchmark",
        [Parse(Usings, "Usings.cs"), Parse(Unrelated, "Unrelated.cs"), .. _sources.Select((source, table) => Parse(source, $"{table}.cs"))],
        s_references,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));

    /// <summary>The compilation after an edit of one line in the file that has no table.</summary>
    public static CSharpCompilation EditUnrelated(CSharpCompilation compilation)
        => Replace(compilation, "Unrelated.cs", Unrelated.Replace("42", "43", StringComparison.Ordinal));

    /// <summary>The compilation after an edit of one line in the first table: it is stored under another name.</summary>
    public CSharpCompilation EditTable(CSharpCompilation compilation)
        => Replace(compilation, "0.cs", _sources[0].Replace("\"n\"", "\"m\"", StringComparison.Ordinal));

    private static CSharpCompilation Replace(CSharpCompilation compilation, string path, string text)
        => compilation.ReplaceSyntaxTree(compilation.SyntaxTrees.Single(tree => tree.FilePath == path), Parse(text, path));

    private static SyntaxTree Parse(string text, string path) => CSharpSyntaxTree.ParseText(text, s_options, path);

    private static string Read(string resource)
    {
        using var stream = typeof(SyntheticProject).Assembly.GetManifestResourceStream(resource)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
