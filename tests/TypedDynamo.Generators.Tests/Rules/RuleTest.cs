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
}
