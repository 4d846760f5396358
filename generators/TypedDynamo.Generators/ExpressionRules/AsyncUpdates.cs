using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using TypedDynamo.Generators.Diagnostics;

namespace TypedDynamo.Generators.ExpressionRules;

/// <summary>Finds updates that continue after the request is sent.</summary>
internal sealed class AsyncUpdates(ExpressionTypes types)
{
    public void Check(OperationAnalysisContext context)
    {
        var method = context.Operation is IAnonymousFunctionOperation lambda
            ? lambda.Symbol
            : ((IMethodReferenceOperation)context.Operation).Method;
        if (method is { IsAsync: true, ReturnsVoid: true } && method.Parameters.Any(parameter => types.IsTokens(parameter.Type)))
        {
            context.ReportDiagnostic(new Finding(Rules.UpdateIsAsync, context.Operation.Syntax.GetLocation()).ToDiagnostic());
        }
    }
}
