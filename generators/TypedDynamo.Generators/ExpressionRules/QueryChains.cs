using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using TypedDynamo.Generators.Diagnostics;
using TypedDynamo.Generators.Parsing;

namespace TypedDynamo.Generators.ExpressionRules;

/// <summary>Finds calls in a query that cannot work, or that may not do what the reader expects.</summary>
internal sealed class QueryChains(ExpressionTypes types, ProjectionsInUse projections)
{
    public void Check(OperationAnalysisContext context)
    {
        var call = (IInvocationOperation)context.Operation;
        switch (call.TargetMethod)
        {
            case { Name: MemberNames.Query.Select, TypeArguments: [var projection], Parameters.Length: 0 }:
                CheckProjection(context, call, projection);
                break;
            case { Name: MemberNames.Query.PageSize, Parameters.Length: 1 } when types.FilterOf(call.TargetMethod.ContainingType) is not null:
                CheckPageSize(context, call);
                break;
        }
    }

    private void CheckProjection(OperationAnalysisContext context, IInvocationOperation call, ITypeSymbol type)
    {
        // The table class stands around the tokens of a filter, and the class of an index between the two.
        var filter = types.FilterOf(call.TargetMethod.ContainingType);
        var item = types.ItemOf(filter is null ? call.TargetMethod.ContainingType : filter.ContainingType?.ContainingType)
            ?? types.ItemOf(filter?.ContainingType);

        // What a type parameter stands for is known where it is given, and what does not resolve is the compiler's to report.
        if (item is null || type.TypeKind is TypeKind.TypeParameter or TypeKind.Error)
        {
            return;
        }

        if (FindFault(type, item) is { } fault)
        {
            Report(context, call, Rules.TypeIsNoProjection, type.NameInMessages(), fault.Fault, fault.Remedy);
        }
        else if (filter?.ContainingType is { } owner
            && projections.FindNotHeld((INamedTypeSymbol)type, item, owner.Name, context.CancellationToken) is var (attribute, index))
        {
            Report(context, call, Rules.IndexLacksProjectedAttribute, type.NameInMessages(), attribute, index, item.NameForPeople());
        }
    }

    private static (string Fault, string Remedy)? FindFault(ITypeSymbol type, INamedTypeSymbol item)
    {
        if (type.FindAttribute(MetadataNames.DynamoProjection) is not { } annotation)
        {
            return ("is no projection", $"select a type that is annotated with [DynamoProjection(typeof({item.NameForPeople()}))]");
        }

        return annotation.ConstructorArguments is [{ Value: INamedTypeSymbol { TypeKind: not TypeKind.Error } named }]
            && !SymbolEqualityComparer.Default.Equals(named.OriginalDefinition, item.OriginalDefinition)
            ? ($"is a projection of '{named.NameInMessages()}'", $"select a projection of '{item.NameForPeople()}'")
            : null;
    }

    private static void Report(OperationAnalysisContext context, IInvocationOperation call, DiagnosticDescriptor rule, params string[] arguments)
        => context.ReportDiagnostic(new Finding(rule, PlaceOf(call), arguments).ToDiagnostic());

    // A chain begins where its first receiver does, so that the call's own place is that of its name.
    private static Location PlaceOf(IInvocationOperation call)
        => call.Syntax is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name: var name } }
            ? name.GetLocation()
            : call.Syntax.GetLocation();

    private void CheckPageSize(OperationAnalysisContext context, IInvocationOperation call)
    {
        var chain = new List<IInvocationOperation>();
        for (IOperation? current = call; current is IInvocationOperation part; current = ExpressionTypes.ReceiverOf(part))
        {
            chain.Add(part);
        }

        IOperation last = call;
        while (NextOf(last) is { } next)
        {
            chain.Add(next);
            last = next;
        }

        // Who takes pages, or has the number of items elsewhere, knows the difference. A query that is kept may yet be read in pages.
        if (chain.Any(part => part.TargetMethod.Name == MemberNames.Query.Where)
            && !chain.Any(part => part.TargetMethod.Name is MemberNames.Query.ToPageAsync or MemberNames.Query.Pages or MemberNames.Query.Take
                or MemberNames.Scan.InParallel)
            && (!types.IsSequence(last.Type) || IsEnumerated(last)))
        {
            Report(context, call, Rules.PageSizeWithFilter);
        }
    }

    private static IInvocationOperation? NextOf(IOperation operation)
    {
        var parent = operation.Parent;
        while (parent is IConversionOperation or IParenthesizedOperation or IArgumentOperation)
        {
            parent = parent.Parent;
        }

        return parent is IInvocationOperation call && ExpressionTypes.ReceiverOf(call) == operation ? call : null;
    }

    private static bool IsEnumerated(IOperation operation)
    {
        var parent = operation.Parent;
        while (parent is IConversionOperation or IParenthesizedOperation)
        {
            parent = parent.Parent;
        }

        return parent is IForEachLoopOperation;
    }
}
