using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using TypedDynamo.TestKit;

namespace TypedDynamo.Generators.Tests.Rules;

/// <summary>A rule is a descriptor, a release row, a page, a row of the list and a test class; none of them comes alone.</summary>
public sealed partial class RuleCatalogueTests
{
    private static readonly string s_root = typeof(RuleCatalogueTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(metadata => metadata.Key == "RepositoryRoot").Value!;

    private static readonly string s_generator = Path.Combine(s_root, "generators", "TypedDynamo.Generators");

    public static TheoryData<string> Ids => [.. Descriptors.Select(rule => rule.Id)];

    private static IEnumerable<DiagnosticDescriptor> Descriptors
        => new TableAnalyzer().SupportedDiagnostics.Concat(new ExpressionAnalyzer().SupportedDiagnostics);

    [Fact]
    public void EveryDescriptorIsListed()
    {
        var declared = typeof(TypedDynamo.Generators.Diagnostics.Rules)
            .GetFields(BindingFlags.Static | BindingFlags.Public)
            .Where(field => field.FieldType == typeof(DiagnosticDescriptor))
            .Select(field => ((DiagnosticDescriptor)field.GetValue(null)!).Id);

        declared.ShouldBe(Descriptors.Select(rule => rule.Id));
        Descriptors.Select(rule => rule.Id).ShouldBe(Descriptors.Select(rule => rule.Id).Order().Distinct());
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void HasAPageWithItsTitle(string id)
    {
        var rule = Descriptors.Single(rule => rule.Id == id);
        string page = File.ReadAllText(Path.Combine(s_root, "docs", "rules", $"{id}.md"));

        page.ShouldStartWith($"# {id}: {rule.Title}\n");
        page.Split('\n').Where(line => line.StartsWith("## ", StringComparison.Ordinal)).ShouldBe(
            ["## What is flagged", "## Why", "## How to mend it", "## When it stays quiet", "## Suppressing it"]);

        rule.HelpLinkUri.ShouldEndWith($"/docs/rules/{id}.md");
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void IsListedWithItsSeverityAndItsFix(string id)
    {
        var rule = Descriptors.Single(rule => rule.Id == id);
        string severity = rule.DefaultSeverity.ToString().ToLowerInvariant();

        File.ReadAllLines(Path.Combine(s_root, "docs", "rules", "README.md"))
            .ShouldContain($"| [{id}]({id}.md) | {rule.Title} | {severity} | {(HasFix(id) ? "yes" : "no")} |");
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void ThePageNamesItsFix(string id)
    {
        string page = File.ReadAllText(Path.Combine(s_root, "docs", "rules", $"{id}.md"));

        page.Contains("\nThe code fix", StringComparison.Ordinal).ShouldBe(HasFix(id));
    }

    [Fact]
    public void EveryFixIsForARule()
    {
        var ids = Descriptors.Select(rule => rule.Id).ToHashSet();

        RuleVerification.Fixes.ShouldNotBeEmpty();
        RuleVerification.Fixes.SelectMany(fix => fix.FixableDiagnosticIds).ShouldAllBe(id => ids.Contains(id));
        RuleVerification.Fixes.ShouldAllBe(fix => fix.GetFixAllProvider() != null);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void HasAReleaseRow(string id)
    {
        var rule = Descriptors.Single(rule => rule.Id == id);
        string row = $"{id} | {rule.Category} | {rule.DefaultSeverity} | {rule.Title}";

        new[] { "AnalyzerReleases.Shipped.md", "AnalyzerReleases.Unshipped.md" }
            .SelectMany(file => File.ReadAllLines(Path.Combine(s_generator, file)))
            .Count(line => line == row)
            .ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void HasATestClass(string id)
        => typeof(RuleTest).Assembly.GetTypes().ShouldContain(type => type.BaseType == typeof(RuleTest) && type.Name.StartsWith(id + "_"));

    private static bool HasFix(string id) => RuleVerification.Fixes.Any(fix => fix.FixableDiagnosticIds.Contains(id));

    [Fact]
    public void NoPageOrRowIsWithoutItsRule()
    {
        var ids = Descriptors.Select(rule => rule.Id).ToHashSet();

        Directory.GetFiles(Path.Combine(s_root, "docs", "rules"), "TDYN*.md")
            .Select(path => Path.GetFileNameWithoutExtension(path))
            .ShouldAllBe(id => ids.Contains(id));
        File.ReadAllLines(Path.Combine(s_generator, "AnalyzerReleases.Unshipped.md"))
            .Where(line => line.StartsWith("TDYN", StringComparison.Ordinal))
            .ShouldAllBe(line => ids.Contains(line.Substring(0, 7)));
        RuleId().Matches(File.ReadAllText(Path.Combine(s_root, "docs", "rules", "README.md")))
            .Select(match => match.Value)
            .Where(id => id != "TDYN900")       // the compiler's, for a type with [Experimental]
            .ShouldAllBe(id => ids.Contains(id));
    }

    [GeneratedRegex("TDYN[0-9]{3}")]
    private static partial Regex RuleId();
}
