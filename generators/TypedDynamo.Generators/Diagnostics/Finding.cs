using Microsoft.CodeAnalysis;

namespace TypedDynamo.Generators.Diagnostics;

/// <summary>Something wrong with an annotated type, and where.</summary>
internal sealed record Finding(DiagnosticDescriptor Rule, Location Location, params string[] Arguments)
{
    public Diagnostic ToDiagnostic() => Diagnostic.Create(Rule, Location, Arguments);
}
