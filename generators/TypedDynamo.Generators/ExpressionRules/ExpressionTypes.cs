using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace TypedDynamo.Generators.ExpressionRules;

/// <summary>The library's types that expressions and queries are made of, found once for a compilation.</summary>
internal sealed class ExpressionTypes
{
    private readonly HashSet<ISymbol> _values;
    private readonly HashSet<ISymbol> _tokens;
    private readonly INamedTypeSymbol _contextTokens;
    private readonly INamedTypeSymbol _sequence;
    private readonly INamedTypeSymbol _query;
    private readonly INamedTypeSymbol _scan;
    private readonly INamedTypeSymbol _table;

    private ExpressionTypes(
        IEnumerable<INamedTypeSymbol> values,
        IEnumerable<INamedTypeSymbol> tokens,
        INamedTypeSymbol contextTokens,
        INamedTypeSymbol sequence,
        INamedTypeSymbol query,
        INamedTypeSymbol scan,
        INamedTypeSymbol table)
    {
        _values = new HashSet<ISymbol>(values, SymbolEqualityComparer.Default);
        _tokens = new HashSet<ISymbol>(tokens, SymbolEqualityComparer.Default);
        _contextTokens = contextTokens;
        _sequence = sequence;
        _query = query;
        _scan = scan;
        _table = table;
    }

    /// <summary>Finds them; null if the compilation does not use the library.</summary>
    public static ExpressionTypes? Find(Compilation compilation)
    {
        if (Of(ExpressionNames.Tokens) is not { } tokens
            || Of(ExpressionNames.Sequence) is not { } sequence
            || Of(ExpressionNames.Query) is not { } query
            || Of(ExpressionNames.Scan) is not { } scan
            || Of(ExpressionNames.Table) is not { } table)
        {
            return null;
        }

        var values = new[]
        {
            ExpressionNames.ItemCondition, ExpressionNames.KeyCondition, ExpressionNames.SizeToken, ExpressionNames.NumberSum,
            ExpressionNames.SortKey, ExpressionNames.SortKeyStep, ExpressionNames.SortedKeyPartStep, ExpressionNames.KeyPartStep,
            ExpressionNames.LastKeyPart, ExpressionNames.LastSortedKeyPart,
        };
        var interfaces = new[] { ExpressionNames.AttributeToken, ExpressionNames.UpdateToken };
        return new ExpressionTypes(
            values.Select(Of).OfType<INamedTypeSymbol>(),
            interfaces.Select(Of).OfType<INamedTypeSymbol>(),
            tokens,
            sequence,
            query,
            scan,
            table);

        INamedTypeSymbol? Of(string name) => compilation.GetTypeByMetadataName(name);
    }

    /// <summary>Whether values of the type are conditions, tokens or operands, which do nothing by themselves.</summary>
    public bool IsExpression(ITypeSymbol? type)
        => type is INamedTypeSymbol named
            && (_values.Contains(named.OriginalDefinition) || named.AllInterfaces.Any(_tokens.Contains) || IsTokens(named));

    /// <summary>Whether a type is that of a query, a scan or a parallel scan.</summary>
    public bool IsSequence(ITypeSymbol? type)
    {
        for (var current = type?.BaseType; current is not null; current = current.BaseType)
        {
            if (Is(current, _sequence))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a method is the library's own, and not one for any type.</summary>
    public bool IsOurs(IMethodSymbol method) => SymbolEqualityComparer.Default.Equals(method.ContainingAssembly, _sequence.ContainingAssembly);

    /// <summary>Whether a type is a parameter of lambdas: the attributes of one item in one context.</summary>
    public bool IsTokens(ITypeSymbol? type)
        => type is INamedTypeSymbol { IsValueType: true } named && named.AllInterfaces.Any(candidate => Is(candidate, _contextTokens));

    /// <summary>The tokens of the filter of a query or scan.</summary>
    public INamedTypeSymbol? FilterOf(ITypeSymbol? type)
        => type is INamedTypeSymbol { TypeArguments: [_, _, INamedTypeSymbol filter] } && (Is(type, _query) || Is(type, _scan)) ? filter : null;

    /// <summary>The item of the table that a type derives from.</summary>
    public INamedTypeSymbol? ItemOf(INamedTypeSymbol? type)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (Is(current, _table))
            {
                return current.TypeArguments[0] as INamedTypeSymbol;
            }
        }

        return null;
    }

    /// <summary>Returns the receiver of a fluent call: its instance, or the first argument of an extension method.</summary>
    public static IOperation? ReceiverOf(IInvocationOperation call)
        => Unwrap(call.Instance ?? (call.TargetMethod.IsExtensionMethod ? call.Arguments.FirstOrDefault()?.Value : null));

    /// <summary>The operation inside conversions and parentheses.</summary>
    public static IOperation? Unwrap(IOperation? operation)
    {
        while (operation is IConversionOperation or IParenthesizedOperation)
        {
            operation = operation is IConversionOperation conversion ? conversion.Operand : ((IParenthesizedOperation)operation).Operand;
        }

        return operation;
    }

    private static bool Is(ITypeSymbol? type, INamedTypeSymbol definition)
        => type is not null && SymbolEqualityComparer.Default.Equals(type.OriginalDefinition, definition);
}
