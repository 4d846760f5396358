using System.IO.Compression;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;

namespace TypedDynamo.PackageTests;

public sealed class PackageLayoutTests(PackedPackages packages) : IClassFixture<PackedPackages>
{
    [Fact]
    public void TheRuntimesPackageHoldsTheGeneratorAndTheCodeFixes()
    {
        string[] files = Files("TypedDynamo");
        files.ShouldContain("lib/net8.0/TypedDynamo.dll");
        files.ShouldContain("lib/net8.0/TypedDynamo.xml");
        files.ShouldContain("lib/net10.0/TypedDynamo.dll");
        files.ShouldContain("lib/net10.0/TypedDynamo.xml");
        files.ShouldContain("README.md");
        files.Where(file => file.StartsWith("analyzers/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .ShouldBe(["analyzers/dotnet/cs/TypedDynamo.CodeFixes.dll", "analyzers/dotnet/cs/TypedDynamo.Generators.dll"]);
    }

    // The compiler on the command line has no Workspaces, so what it loads must not refer to them (RS1038).
    [Fact]
    public void TheGeneratorIsApartFromWorkspaces()
    {
        using ZipArchive archive = ZipFile.OpenRead(packages.PathOf("TypedDynamo"));
        using Stream entry = archive.GetEntry("analyzers/dotnet/cs/TypedDynamo.Generators.dll")!.Open();
        using var bytes = new MemoryStream();
        entry.CopyTo(bytes);
        bytes.Position = 0;
        using var image = new PEReader(bytes);
        MetadataReader metadata = image.GetMetadataReader();
        metadata.AssemblyReferences
            .Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name))
            .ShouldAllBe(name => !name.Contains("Workspaces") && !name.Contains("CodeFixes"));
    }

    [Fact]
    public void NeitherPackageHoldsTheEngine()
    {
        Files("TypedDynamo.Testing").ShouldContain("lib/net8.0/TypedDynamo.Testing.dll");
        Files("TypedDynamo").Concat(Files("TypedDynamo.Testing")).ShouldAllBe(file => !file.EndsWith(".jar", StringComparison.Ordinal));
    }

    [Fact]
    public void ThePackagesDependOnTheSdkPollyTheRateLimitersAndTheAbstractionsOfHostsAlone()
    {
        Dependencies("TypedDynamo").ShouldBe(
        [
            "AWSSDK.Core", "AWSSDK.DynamoDBv2", "Microsoft.Extensions.DependencyInjection.Abstractions", "Microsoft.Extensions.Logging.Abstractions",
            "Microsoft.Extensions.Options", "Polly.Core", "System.Threading.RateLimiting",
        ]);
        Dependencies("TypedDynamo.Testing").ShouldBe(["AWSSDK.Core", "AWSSDK.DynamoDBv2"]);
    }

    private string[] Files(string package)
    {
        using ZipArchive archive = ZipFile.OpenRead(packages.PathOf(package));
        return [.. archive.Entries.Select(entry => entry.FullName)];
    }

    private string[] Dependencies(string package)
    {
        using ZipArchive archive = ZipFile.OpenRead(packages.PathOf(package));
        using Stream nuspec = archive.GetEntry(package + ".nuspec")!.Open();
        return [.. XDocument.Load(nuspec).Descendants()
            .Where(element => element.Name.LocalName == "dependency")
            .Select(element => element.Attribute("id")!.Value)
            .Distinct()
            .Order(StringComparer.Ordinal)];
    }
}
