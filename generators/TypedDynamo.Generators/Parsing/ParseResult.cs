using TypedDynamo.Generators.Diagnostics;
using TypedDynamo.Generators.Model;

namespace TypedDynamo.Generators.Parsing;

/// <summary>What the parser read: the generator keeps the model, the analyzer reports the findings.</summary>
/// <param name="Model">Null where nothing can be written, because the source is not finished or a name is taken.</param>
/// <param name="Findings">What is wrong.</param>
/// <param name="Members">The properties of the annotated type, for its projections. They hold symbols, and so never leave the parser.</param>
internal sealed record ParseResult(TableModel? Model, IReadOnlyList<Finding> Findings, IReadOnlyList<Member> Members);

/// <summary>What the parser read of a projection.</summary>
/// <param name="Model">Null where nothing can be written.</param>
/// <param name="Findings">What is wrong.</param>
internal sealed record ProjectionParseResult(ProjectionModel? Model, IReadOnlyList<Finding> Findings);
