using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.Testing;

namespace TypedDynamo.Generators.Tests.Rules;

/// <summary>What a rule's test class needs. Neither rules nor compiler may report anything but what is expected.</summary>
public abstract partial class RuleTest
{
    /// <summary>Demands that source has these findings and no others, each at its place.</summary>
    /// <param name="source">The source, in which every finding's place stands between <c>[|</c> and <c>|]</c>.</param>
    /// <param name="messages">The messages in the order of their places, each with its rule: <c>TDYN101: 'Order' has no …</c>.</param>
    protected static Task ShouldReport(string source, params string[] messages)
    {
        int count = 0;
        string numbered = PlaceStart().Replace(source, _ => $"{{|#{count++}:").Replace("|]", "|}", StringComparison.Ordinal);
        count.ShouldBe(messages.Length, "every finding has its place");

        var verification = new RuleVerification(numbered);
        verification.ExpectedDiagnostics.AddRange(messages.Select((message, place) =>
            new DiagnosticResult(RuleVerification.Rules[message[..7]]).WithLocation(place).WithMessage(message["TDYN101: ".Length..])));
        return verification.RunAsync();
    }

    /// <summary>Demands that source has no finding.</summary>
    /// <param name="source">The source.</param>
    protected static Task ShouldStayQuiet(string source) => ShouldReport(source);

    /// <summary>Demands that a fix for the rule of this class gives certain source, one finding after the other and all at once.</summary>
    /// <param name="source">The source, in which every finding's place is marked.</param>
    /// <param name="title">What the user reads.</param>
    /// <param name="expected">What the source becomes, in which what is still found is marked.</param>
    protected Task ShouldFix(string source, string title, string expected)
        => new RuleVerification(source, expected) { RuleId = RuleId, Fix = title }.RunAsync();

    /// <summary>Demands that the first fix that is offered gives certain source, one finding after the other and all at once.</summary>
    /// <param name="source">The source, in which every finding's place is marked.</param>
    /// <param name="expected">What the source becomes, in which what is still found is marked.</param>
    protected Task ShouldFix(string source, string expected) => new RuleVerification(source, expected) { RuleId = RuleId }.RunAsync();

    /// <summary>Demands that no fix is offered, where it takes a person to decide.</summary>
    /// <param name="source">The source, in which every finding's place is marked.</param>
    protected Task ShouldOfferNoFix(string source) => ShouldFix(source, source);

    private string RuleId => GetType().Name.Split('_')[0];

    [GeneratedRegex(@"\[\|")]
    private static partial Regex PlaceStart();
}
