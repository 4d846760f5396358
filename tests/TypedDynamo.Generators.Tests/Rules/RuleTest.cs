using System.Globalization;
using TypedDynamo.TestKit;

namespace TypedDynamo.Generators.Tests.Rules;

/// <summary>What a rule's test class needs: it runs generator and analyzer, and the compiler must have nothing to add.</summary>
public abstract class RuleTest
{
    /// <summary>Demands that source has these findings and no others, each at a place in the source.</summary>
    /// <param name="source">The source, in which every finding's place stands between <c>⟦</c> and <c>⟧</c>.</param>
    /// <param name="messages">The messages in the order of their places, each with its rule: <c>TDYN101: 'Order' has no …</c>.</param>
    protected static async Task ShouldReport(string source, params string[] messages)
    {
        ArgumentNullException.ThrowIfNull(source);

        var places = new List<int>();
        foreach (string piece in source.Split('⟦').SkipLast(1))
        {
            places.Add(places.LastOrDefault() + piece.Replace("⟧", "", StringComparison.Ordinal).Length);
        }

        string unmarked = source.Replace("⟦", "", StringComparison.Ordinal).Replace("⟧", "", StringComparison.Ordinal);
        var findings = await GeneratorHarness.AnalyzeAsync(unmarked);
        findings.Select(finding => $"{finding.Id}: {finding.GetMessage(CultureInfo.InvariantCulture)}").ShouldBe(messages);
        findings.Select(finding => finding.Location.SourceSpan.Start).ShouldBe(places);
    }

    /// <summary>Demands that source has no finding.</summary>
    /// <param name="source">The source.</param>
    protected static Task ShouldStayQuiet(string source) => ShouldReport(source);

    /// <summary>Demands that the first fix for the rule whose class this is gives certain source, in which the compiler finds no fault.</summary>
    /// <param name="source">The source.</param>
    /// <param name="title">What the user reads.</param>
    /// <param name="expected">What the source becomes.</param>
    protected async Task ShouldFix(string source, string title, string expected)
    {
        var fixes = await CodeFixHarness.FixAsync(source, RuleId);
        fixes.Select(fix => fix.Title).ShouldContain(title);
        fixes.First(fix => fix.Title == title).Source.ShouldBe(expected);
        await GeneratorHarness.AnalyzeAsync(expected);
    }

    /// <summary>Demands that all findings of the rule are mended at once, so that none is left.</summary>
    /// <param name="source">The source.</param>
    /// <param name="expected">What the source becomes.</param>
    protected async Task ShouldFixAll(string source, string expected)
    {
        (await CodeFixHarness.FixAllAsync(source, RuleId)).ShouldBe(expected);
        (await GeneratorHarness.AnalyzeAsync(expected)).ShouldBeEmpty();
    }

    /// <summary>Demands that no fix is offered, where it takes a person to decide.</summary>
    /// <param name="source">The source, which has a finding of the rule.</param>
    protected async Task ShouldOfferNoFix(string source)
    {
        (await GeneratorHarness.AnalyzeAsync(source)).ShouldContain(finding => finding.Id == RuleId);
        (await CodeFixHarness.FixAsync(source, RuleId)).ShouldBeEmpty();
    }

    private string RuleId => GetType().Name.Split('_')[0];
}
