using TypedDynamo.Generators.Diagnostics;
using TypedDynamo.Generators.Model;

namespace TypedDynamo.Generators.Parsing;

/// <summary>The parser's result: the generator keeps the model, the analyzer reports the findings.</summary>
/// <param name="Model">Null if nothing can be generated, because the source is not finished or a name is taken.</param>
/// <param name="Findings">The problems.</param>
/// <param name="Members">The properties of the annotated type, for its projections. They hold symbols, and so never leave the parser.</param>
internal sealed record ParseResult(TableModel? Model, IReadOnlyList<Finding> Findings, IReadOnlyList<Member> Members);

/// <summary>The parser's result for a projection.</summary>
/// <param name="Model">Null if nothing can be generated.</param>
/// <param name="Findings">The problems.</param>
internal sealed record ProjectionParseResult(ProjectionModel? Model, IReadOnlyList<Finding> Findings);
