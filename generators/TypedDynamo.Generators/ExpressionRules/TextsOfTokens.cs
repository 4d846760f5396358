using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using TypedDynamo.Generators.Diagnostics;
using TypedDynamo.Generators.Parsing;

namespace TypedDynamo.Generators.ExpressionRules;

/// <summary>Finds tokens that are converted to text, which C# allows for everything: the text is the name of the token's type.</summary>
internal sealed class TextsOfTokens(ExpressionTypes types)
{
    public void Check(OperationAnalysisContext context)
    {
        switch (context.Operation)
        {
            // An operator of the tokens' own has a method; one without joins texts.
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, OperatorMethod: null, Type.SpecialType: SpecialType.System_String } sum:
                Report(context, sum.LeftOperand);
                Report(context, sum.RightOperand);
                break;
            case ICompoundAssignmentOperation { OperatorKind: BinaryOperatorKind.Add, OperatorMethod: null } sum:
                Report(context, sum.Target);
                if (sum.Type?.SpecialType == SpecialType.System_String)
                {
                    Report(context, sum.Value);
                }

                break;
            case IInterpolationOperation interpolation:
                Report(context, interpolation.Expression);
                break;
            case IInvocationOperation { TargetMethod: { Name: "ToString", Parameters.Length: 0 }, Instance: { } instance }:
                Report(context, instance);
                break;
        }
    }

    private void Report(OperationAnalysisContext context, IOperation operand)
    {
        var token = ExpressionTypes.Unwrap(operand)!;
        if (types.IsExpression(token.Type))
        {
            context.ReportDiagnostic(new Finding(Rules.TokenHasNoText, token.Syntax.GetLocation(), token.Type!.NameInMessages()).ToDiagnostic());
        }
    }
}
