using Microsoft.CodeAnalysis;
using TypedDynamo.Generators.Model;
using TypedDynamo.Generators.Parsing;
using TypedDynamo.TestKit;

namespace TypedDynamo.Generators.Tests.Parsing;

/// <summary>Parses a table of a piece of source, as the generator and the analyzer do.</summary>
public abstract class TableParserTest
{
    private protected const string DerivedOrder = """
        [DynamoTable("orders")]
        public record Order(string Id, string Name) : Entity(Id);
        """;

    private protected static TableModel Parse(string source, params MetadataReference[] references)
    {
        var result = ParseWithFindings(source, references);
        result.Findings.Select(finding => finding.ToDiagnostic().ToString()).ShouldBeEmpty();
        return result.Model!;
    }

    private protected static ValueModel ParseMember(string type)
        => Parse($$"""
            using System.Collections.Generic;

            [DynamoTable("orders")]
            public record Order([PartitionKey] string Id, {{type}} Value);
            """).Item.Attributes[1].Value;

    private protected static PortableExecutableReference CompileLibrary(string source)
    {
        using var assembly = new MemoryStream();
        GeneratorHarness.Compile(source).WithAssemblyName("Library").Emit(assembly).Success.ShouldBeTrue();
        return MetadataReference.CreateFromImage(assembly.ToArray());
    }

    private protected static ParseResult ParseWithFindings(string source, params MetadataReference[] references)
    {
        var compilation = GeneratorHarness.Compile(source, references);
        var type = compilation.GetSymbolsWithName("Order", SymbolFilter.Type).Cast<INamedTypeSymbol>().Single();
        return TableParser.Parse(type, CancellationToken.None);
    }
}
