using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;

namespace TypedDynamo.Generators.Diagnostics;

/// <summary>A problem with an annotated type, and its location.</summary>
internal sealed record Finding(DiagnosticDescriptor Rule, Location Location, params string[] Arguments)
{
    /// <summary>Returns the diagnostic. Its properties are the arguments of its message by their numbers, for the code fixes.</summary>
    public Diagnostic ToDiagnostic()
    {
        var properties = ImmutableDictionary.CreateBuilder<string, string?>();
        for (int i = 0; i < Arguments.Length; i++)
        {
            properties.Add(i.ToString(CultureInfo.InvariantCulture), Arguments[i]);
        }

        return Diagnostic.Create(Rule, Location, properties.ToImmutable(), Arguments);
    }
}
