using System.IO.Compression;
using System.Xml.Linq;

namespace TypedDynamo.PackageTests;

public sealed class PackageLayoutTests(PackedPackages packages) : IClassFixture<PackedPackages>
{
    [Fact]
    public void TheRuntimesPackageHoldsTheGenerator()
    {
        string[] files = Files("TypedDynamo");
        files.ShouldContain("lib/net8.0/TypedDynamo.dll");
        files.ShouldContain("lib/net8.0/TypedDynamo.xml");
        files.ShouldContain("lib/net10.0/TypedDynamo.dll");
        files.ShouldContain("lib/net10.0/TypedDynamo.xml");
        files.ShouldContain("README.md");
        files.Where(file => file.StartsWith("analyzers/", StringComparison.Ordinal))
            .ShouldBe(["analyzers/dotnet/cs/TypedDynamo.Generators.dll"]);
    }

    [Fact]
    public void NeitherPackageHoldsTheEngine()
    {
        Files("TypedDynamo.Testing").ShouldContain("lib/net8.0/TypedDynamo.Testing.dll");
        Files("TypedDynamo").Concat(Files("TypedDynamo.Testing")).ShouldAllBe(file => !file.EndsWith(".jar", StringComparison.Ordinal));
    }

    [Fact]
    public void ThePackagesDependOnTheSdkAndTheLoggersInterfaceAlone()
    {
        Dependencies("TypedDynamo").ShouldBe(["AWSSDK.Core", "AWSSDK.DynamoDBv2", "Microsoft.Extensions.Logging.Abstractions"]);
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
