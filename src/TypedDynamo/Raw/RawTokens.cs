using TypedDynamo.CompilerServices;
using TypedDynamo.Tokens;

namespace TypedDynamo;

/// <summary>The tokens of items without a class: conditions, filters and updates are whole expressions.</summary>
public readonly struct RawTokens : ITokens<RawTokens>, IConsistentTokens, IEquatable<RawTokens>
{
    private readonly ExpressionBuilder? _builder;

    private RawTokens(ExpressionBuilder builder)
    {
        _builder = builder;
    }

    private ExpressionBuilder Builder => _builder
        ?? throw new InvalidOperationException("Use the tokens that a lambda receives; others belong to no call.");

    /// <inheritdoc/>
    static RawTokens ITokens<RawTokens>.Create(ExpressionBuilder builder) => new(builder);

    /// <summary>Creates a condition, as in <c>o =&gt; o.Matches($"Amount &gt; {100m}")</c>.</summary>
    /// <param name="expression">The expression.</param>
    /// <returns>The condition, which can be combined with others and is valid during the call.</returns>
    public ItemCondition Matches(RawExpression expression)
    {
        ArgumentNullException.ThrowIfNull(expression);
        ExpressionBuilder builder = Builder;
        return new ItemCondition(expression.AppendTo(builder), builder.Context.Schema);
    }

    /// <summary>Sets the whole update, as in <c>o =&gt; o.Apply($"SET Amount = Amount + {5} REMOVE Note")</c>.</summary>
    /// <param name="expression">The whole update.</param>
    /// <exception cref="InvalidOperationException">The update has an expression already.</exception>
    public void Apply(RawExpression expression)
    {
        ArgumentNullException.ThrowIfNull(expression);
        ExpressionBuilder builder = Builder;
        if (!builder.UpdateText.IsEmpty)
        {
            throw new InvalidOperationException("An update has only one expression: write all clauses in it.");
        }

        builder.UpdateText = expression.AppendTo(builder);
    }

    /// <summary>Returns whether two tokens belong to the same call.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other one.</param>
    /// <returns>Whether they are.</returns>
    public static bool operator ==(RawTokens left, RawTokens right) => left.Equals(right);

    /// <summary>Returns whether two tokens belong to different calls.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other one.</param>
    /// <returns>Whether they are.</returns>
    public static bool operator !=(RawTokens left, RawTokens right) => !left.Equals(right);

    /// <inheritdoc/>
    public bool Equals(RawTokens other) => ReferenceEquals(_builder, other._builder);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is RawTokens other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _builder?.GetHashCode() ?? 0;
}
