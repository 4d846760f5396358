using System.ComponentModel;
using TypedDynamo.CompilerServices;
using TypedDynamo.Wire;

namespace TypedDynamo;

/// <summary>A condition on the key of a query, made by the operators of <see cref="SortKey{T}"/>.</summary>
/// <remarks>The default value is no condition: every item under the partition key.</remarks>
public readonly struct KeyCondition
{
    private readonly KeyTerm[]? _terms;

    private KeyCondition(KeyTerm[] terms)
    {
        _terms = terms;
    }

    internal ReadOnlySpan<KeyTerm> Terms => _terms;

    /// <summary>Says that a key attribute has a value. Generated code calls this.</summary>
    /// <typeparam name="T">The attribute's C# type.</typeparam>
    /// <param name="schema">The schema of the table.</param>
    /// <param name="ordinal">The attribute's ordinal.</param>
    /// <param name="value">The value.</param>
    /// <param name="write">Writes the attribute's stored form.</param>
    /// <returns>The condition.</returns>
    /// <exception cref="ItemMappingException">DynamoDB does not take the value as a key.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static KeyCondition Equal<T>(TableSchema schema, int ordinal, T value, ValueWriter<T> write)
        => new SortKey<T>(schema, ordinal, write) == value;

    /// <summary>Adds a condition on another attribute of the key. Generated code calls this.</summary>
    /// <param name="other">The other condition.</param>
    /// <returns>Both conditions.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public KeyCondition And(KeyCondition other)
        => _terms is null ? other : other._terms is null ? this : new KeyCondition([.. _terms, .. other._terms]);

    internal KeyCondition And(KeyTerm term) => new([.. Terms, term]);
}
