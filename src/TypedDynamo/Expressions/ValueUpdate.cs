using System.ComponentModel;
using TypedDynamo.CompilerServices;
using TypedDynamo.Items;

namespace TypedDynamo.Tokens;

/// <summary>An attribute in an update: <c>o =&gt; o.Status = OrderStatus.Paid</c>.</summary>
/// <typeparam name="T">The property's C# type.</typeparam>
/// <remarks>
/// Assigning null removes an attribute that may be absent. The right-hand side of an assignment refers to the item before the update
/// (Developer Guide, "Update expressions").
/// </remarks>
public readonly struct ValueUpdate<T> : IUpdateToken<ValueUpdate<T>>
{
    private readonly UpdateOperand<T> _operand;

    /// <summary>Makes the token. Generated code calls this.</summary>
    /// <param name="path">The path.</param>
    /// <param name="write">Writes the stored form of a value; <see langword="null"/> for the one form that the type has.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public ValueUpdate(TokenPath path, ValueWriter<T>? write = null)
        : this(new UpdateOperand<T>(path, write ?? ValueForm<T>.Default!.Write))
    {
    }

    private ValueUpdate(UpdateOperand<T> operand)
    {
        _operand = operand;
    }

    /// <inheritdoc/>
    TokenPath IUpdateToken.Path => _operand.Path;

    /// <summary>Makes the token of a value.</summary>
    /// <param name="value">The value.</param>
    public static implicit operator ValueUpdate<T>(T value) => new(new UpdateOperand<T>(value));

    /// <summary>Sets the attribute, as an assignment does. Use it for values of interface types, from which C# allows no conversion.</summary>
    /// <param name="value">The value.</param>
    public void Set(T value) => _operand.Assign(new UpdateOperand<T>(value));

    /// <summary>Returns the attribute if the item has it, otherwise a value: <c>o.Note = o.Note.IfNotExists("none")</c>.</summary>
    /// <param name="value">The value, or another attribute.</param>
    /// <returns>The result, to be assigned.</returns>
    public ValueUpdate<T> IfNotExists(ValueUpdate<T> value) => new(_operand.IfNotExists(value._operand));

    /// <inheritdoc/>
    void IUpdateToken<ValueUpdate<T>>.Assign(ValueUpdate<T> value) => _operand.Assign(value._operand);
}
