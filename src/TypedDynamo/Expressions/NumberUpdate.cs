using System.ComponentModel;
using TypedDynamo.CompilerServices;
using TypedDynamo.Items;

namespace TypedDynamo.Tokens;

/// <summary>A number in an update: <c>o =&gt; o.Views += 1</c>.</summary>
/// <typeparam name="T">The property's C# type.</typeparam>
/// <remarks>
/// <c>+</c> and <c>-</c> count a missing number as 0, if it may be absent. The service does the calculation, so that two concurrent updates
/// both count; but a request that the SDK sends again, because its response was lost, counts twice.
/// </remarks>
public readonly struct NumberUpdate<T> : IUpdateToken<NumberUpdate<T>>
{
    private readonly UpdateOperand<T> _operand;

    /// <summary>Makes the token. Generated code calls this.</summary>
    /// <param name="path">The path.</param>
    /// <param name="write">Writes the stored form of a value; <see langword="null"/> for the one form that the type has.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public NumberUpdate(TokenPath path, ValueWriter<T>? write = null)
        : this(new UpdateOperand<T>(path, write ?? ValueForm<T>.Default!.Write))
    {
    }

    private NumberUpdate(UpdateOperand<T> operand)
    {
        _operand = operand;
    }

    internal static NumberUpdate<T> Of(UpdateOperand<T> operand) => new(operand);

    /// <inheritdoc/>
    TokenPath IUpdateToken.Path => _operand.Path;

    /// <summary>Makes the token of a value.</summary>
    /// <param name="value">The value.</param>
    public static implicit operator NumberUpdate<T>(T value) => new(new UpdateOperand<T>(value));

    /// <summary>Adds two numbers, at least one of which is an attribute.</summary>
    /// <param name="left">One number.</param>
    /// <param name="right">The other one.</param>
    /// <returns>The result, to be assigned.</returns>
    public static NumberSum<T> operator +(NumberUpdate<T> left, NumberUpdate<T> right)
        => new(UpdateOperand<T>.Combine(ExpressionOperator.Plus, left._operand, right._operand));

    /// <summary>Subtracts one number from another, at least one of which is an attribute.</summary>
    /// <param name="left">The number to subtract from.</param>
    /// <param name="right">The number to subtract.</param>
    /// <returns>The result, to be assigned.</returns>
    public static NumberSum<T> operator -(NumberUpdate<T> left, NumberUpdate<T> right)
        => new(UpdateOperand<T>.Combine(ExpressionOperator.Minus, left._operand, right._operand));

    /// <summary>Does not compile: DynamoDB adds or subtracts only once in an assignment.</summary>
    /// <param name="left">One number.</param>
    /// <param name="right">The result of an operator.</param>
    /// <returns>Nothing.</returns>
    [Obsolete(NumberSum.Message, error: true)]
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static NumberSum<T> operator +(NumberUpdate<T> left, NumberSum<T> right) => throw new NotSupportedException();

    /// <inheritdoc cref="op_Addition(NumberUpdate{T}, NumberSum{T})"/>
    [Obsolete(NumberSum.Message, error: true)]
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static NumberSum<T> operator -(NumberUpdate<T> left, NumberSum<T> right) => throw new NotSupportedException();

    /// <summary>Returns the attribute if the item has it, otherwise a value.</summary>
    /// <param name="value">The value, or another attribute.</param>
    /// <returns>The result, to be assigned.</returns>
    public NumberUpdate<T> IfNotExists(NumberUpdate<T> value) => new(_operand.IfNotExists(value._operand));

    /// <summary>Does not compile: DynamoDB does not allow a sum here.</summary>
    /// <param name="value">The result of an operator.</param>
    /// <returns>Nothing.</returns>
    [Obsolete(NumberSum.Message, error: true)]
    [EditorBrowsable(EditorBrowsableState.Never)]
    public NumberUpdate<T> IfNotExists(NumberSum<T> value) => throw new NotSupportedException();

    /// <summary>Adds to the attribute by DynamoDB's action <c>ADD</c>, which counts a missing one as 0.</summary>
    /// <param name="value">The number to add; a negative one subtracts.</param>
    public void Add(T value) => _operand.Add(value);

    /// <inheritdoc/>
    void IUpdateToken<NumberUpdate<T>>.Assign(NumberUpdate<T> value) => _operand.Assign(value._operand);
}

/// <summary>The sum or difference of two numbers in an update, to be assigned: DynamoDB adds or subtracts only once in an assignment.</summary>
/// <typeparam name="T">The property's C# type.</typeparam>
public readonly struct NumberSum<T>
{
    private readonly UpdateOperand<T> _operand;

    internal NumberSum(UpdateOperand<T> operand)
    {
        _operand = operand;
    }

    /// <summary>Converts the sum to a value that a number can be set to.</summary>
    /// <param name="sum">The sum.</param>
    public static implicit operator NumberUpdate<T>(NumberSum<T> sum) => NumberUpdate<T>.Of(sum._operand);
}

internal static class NumberSum
{
    // Developer Guide, "Update expressions": value ::= operand | operand '+' operand | operand '-' operand.
    public const string Message = "DynamoDB adds or subtracts once in an assignment: compute with the values before, or update twice.";
}
