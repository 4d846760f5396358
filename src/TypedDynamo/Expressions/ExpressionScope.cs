using TypedDynamo.CompilerServices;

namespace TypedDynamo;

/// <summary>The call that a token belongs to; the default value is none.</summary>
internal readonly struct ExpressionScope
{
    private readonly ExpressionBuilder? _builder;
    private readonly int _generation;

    public ExpressionScope(ExpressionBuilder? builder)
    {
        _builder = builder;
        _generation = builder?.Generation ?? 0;
    }

    /// <summary>Gets what the call's expressions are put down in; null outside a call.</summary>
    /// <exception cref="InvalidOperationException">The call is over.</exception>
    public ExpressionBuilder? Builder => _builder is null || _builder.Generation == _generation ? _builder : throw IsOver();

    public static InvalidOperationException IsOver() => new(
        "A lambda's token, or a condition made of one, was used after the call that the lambda was passed to. "
        + "Make a condition that is to stay by the table's Attributes.");
}
