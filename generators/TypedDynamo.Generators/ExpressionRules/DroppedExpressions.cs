using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using TypedDynamo.Generators.Diagnostics;
using TypedDynamo.Generators.Parsing;

namespace TypedDynamo.Generators.ExpressionRules;

/// <summary>Finds expressions and queries that are built but not used.</summary>
internal sealed class DroppedExpressions(ExpressionTypes types)
{
    public void Check(OperationAnalysisContext context)
    {
        bool isDiscard = context.Operation is ISimpleAssignmentOperation;
        var value = ExpressionTypes.Unwrap(context.Operation switch
        {
            IExpressionStatementOperation statement => statement.Operation,
            ISimpleAssignmentOperation { Target: IDiscardOperation } assignment => assignment.Value,
            _ => null,
        });

        // What is stored somewhere is not dropped, and a variable that is discarded was not built here.
        if (value is null or IAssignmentOperation or IIncrementOrDecrementOperation
            or ILocalReferenceOperation or IParameterReferenceOperation or IFieldReferenceOperation)
        {
            return;
        }

        string? remedy = types.IsExpression(value.Type) ? RemedyOf(value)
            : types.IsSequence(value.Type) && !isDiscard ? RemedyOfQuery(value)
            : null;
        if (remedy is not null && (!context.Operation.IsImplicit || IsInLambdaOfTokens(context.Operation)))
        {
            var finding = new Finding(Rules.ExpressionIsDropped, value.Syntax.GetLocation(), value.Type!.NameInMessages(), remedy);
            context.ReportDiagnostic(finding.ToDiagnostic());
        }
    }

    private static string RemedyOf(IOperation value)
        => value.Type is { OriginalDefinition: var type }
            && (type.Is(ExpressionNames.NumberUpdate) || type.Is(ExpressionNames.ValueUpdate) || type.Is(ExpressionNames.NumberSum))
            ? "assign it to the attribute that it is for"
            : "return or assign it";

    // Frameworks for mocks take a call itself for what is asked: in a lambda, or behind a method such as Received().
    private string? RemedyOfQuery(IOperation value)
        => value is IInvocationOperation call
            && ((types.IsOurs(call.TargetMethod) && types.IsSequence(ExpressionTypes.ReceiverOf(call)?.Type)) || (IsOfTable(call) && LambdaOf(value) is null))
            ? "use what the call returns: a query is never changed, and is sent when it is enumerated"
            : null;

    private bool IsOfTable(IInvocationOperation call)
        => call.Instance is not (null or IInvocationOperation) && types.IsSequence(call.TargetMethod.ReturnType);

    // A lambda of one expression that returns nothing may be there for its call alone, but not one that is given tokens.
    private bool IsInLambdaOfTokens(IOperation operation)
        => LambdaOf(operation) is { } lambda && lambda.Symbol.Parameters.Any(parameter => types.IsTokens(parameter.Type));

    private static IAnonymousFunctionOperation? LambdaOf(IOperation operation)
    {
        var current = operation;
        while (current is not (null or IAnonymousFunctionOperation))
        {
            current = current.Parent;
        }

        return (IAnonymousFunctionOperation?)current;
    }
}
