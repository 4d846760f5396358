using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using TypedDynamo.Generators.Diagnostics;
using TypedDynamo.Generators.ExpressionRules;

namespace TypedDynamo.Generators;

/// <summary>Reports expressions, queries and updates that compile but cannot do what they say.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ExpressionAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => Rules.OfExpressions;

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();

        // Generated code of ours is right by its own tests, and that of others has no reader.
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(static start =>
        {
            if (ExpressionTypes.Find(start.Compilation) is not { } types)
            {
                return;
            }

            var dropped = new DroppedExpressions(types);
            start.RegisterOperationAction(dropped.Check, OperationKind.ExpressionStatement, OperationKind.SimpleAssignment);

            var updates = new AsyncUpdates(types);
            start.RegisterOperationAction(updates.Check, OperationKind.AnonymousFunction, OperationKind.MethodReference);

            var texts = new TextsOfTokens(types);
            start.RegisterOperationAction(
                texts.Check, OperationKind.Binary, OperationKind.CompoundAssignment, OperationKind.Interpolation, OperationKind.Invocation);

            var chains = new QueryChains(types, new ProjectionsInUse(start.Compilation));
            start.RegisterOperationAction(chains.Check, OperationKind.Invocation);
        });
    }
}
