using TypedDynamo.Generators.Diagnostics;
using TypedDynamo.Generators.Model;

namespace TypedDynamo.Generators.Parsing;

/// <summary>What the parser read: the generator keeps the model, the analyzer reports the findings.</summary>
internal sealed record ParseResult(TableModel Model, IReadOnlyList<Finding> Findings);
