using System.ComponentModel;
using TypedDynamo.CompilerServices;
using TypedDynamo.Wire;

namespace TypedDynamo;

/// <summary>The sort key inside a query's lambda: <c>orders.Query("c-42", k =&gt; k &gt;= from)</c>.</summary>
/// <typeparam name="T">The key's C# type. Strings and binary data have <c>BeginsWith</c> too.</typeparam>
/// <remarks>
/// The operators are those that DynamoDB has for a sort key (Developer Guide, "Key condition expressions for the Query operation").
/// Each refuses a value that DynamoDB does not take as a key by an <see cref="ItemMappingException"/>.
/// </remarks>
public readonly struct SortKey<T>
{
    private readonly KeyCondition _before;
    private readonly TableSchema _schema;
    private readonly int _ordinal;
    private readonly ValueWriter<T> _write;

    /// <summary>Makes the token of a sort key. Generated code calls this.</summary>
    /// <param name="schema">The schema of the table.</param>
    /// <param name="ordinal">The ordinal of the sort key.</param>
    /// <param name="write">Writes the key's stored form.</param>
    /// <param name="before">The conditions on the attributes that stand before this one in a key of several; the default value is none.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public SortKey(TableSchema schema, int ordinal, ValueWriter<T> write, KeyCondition before = default)
    {
        _schema = schema;
        _ordinal = ordinal;
        _write = write;
        _before = before;
    }

    /// <summary>Matches the one item with this sort key.</summary>
    /// <param name="key">The sort key.</param>
    /// <param name="value">The value.</param>
    /// <returns>The condition.</returns>
    public static KeyCondition operator ==(SortKey<T> key, T value) => key.Compare(KeyOperator.Equal, value);

    /// <summary>Does not compile: a query cannot leave out one sort key.</summary>
    /// <param name="key">The sort key.</param>
    /// <param name="value">The value.</param>
    /// <returns>Nothing.</returns>
    [Obsolete("DynamoDB has no <> for a sort key: query two ranges, or filter.", error: true)]
    public static KeyCondition operator !=(SortKey<T> key, T value) => throw new NotSupportedException();

    /// <summary>Matches sort keys less than a value.</summary>
    /// <param name="key">The sort key.</param>
    /// <param name="value">The value.</param>
    /// <returns>The condition.</returns>
    public static KeyCondition operator <(SortKey<T> key, T value) => key.Compare(KeyOperator.LessThan, value);

    /// <summary>Matches sort keys greater than a value.</summary>
    /// <param name="key">The sort key.</param>
    /// <param name="value">The value.</param>
    /// <returns>The condition.</returns>
    public static KeyCondition operator >(SortKey<T> key, T value) => key.Compare(KeyOperator.GreaterThan, value);

    /// <summary>Matches sort keys less than or equal to a value.</summary>
    /// <param name="key">The sort key.</param>
    /// <param name="value">The value.</param>
    /// <returns>The condition.</returns>
    public static KeyCondition operator <=(SortKey<T> key, T value) => key.Compare(KeyOperator.LessThanOrEqual, value);

    /// <summary>Matches sort keys greater than or equal to a value.</summary>
    /// <param name="key">The sort key.</param>
    /// <param name="value">The value.</param>
    /// <returns>The condition.</returns>
    public static KeyCondition operator >=(SortKey<T> key, T value) => key.Compare(KeyOperator.GreaterThanOrEqual, value);

    /// <summary>Matches sort keys from one value to another, both included.</summary>
    /// <param name="first">The least value. DynamoDB refuses one that is greater than <paramref name="last"/>.</param>
    /// <param name="last">The greatest value.</param>
    /// <returns>The condition.</returns>
    public KeyCondition Between(T first, T last)
        => _before.And(new KeyTerm(_schema.Attributes[_ordinal], KeyOperator.Between, Encode(first), Encode(last)));

    /// <summary>Not supported: a token is no value.</summary>
    /// <param name="obj">Not used.</param>
    /// <returns>Nothing.</returns>
    /// <exception cref="NotSupportedException">Always.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public override bool Equals(object? obj) => throw new NotSupportedException();

    /// <summary>Not supported: a token is no value.</summary>
    /// <returns>Nothing.</returns>
    /// <exception cref="NotSupportedException">Always.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public override int GetHashCode() => throw new NotSupportedException();

    internal KeyCondition Compare(KeyOperator @operator, T value)
        => _before.And(new KeyTerm(_schema.Attributes[_ordinal], @operator, Encode(value)));

    private byte[] Encode(T value)
    {
        using var buffer = new ByteBuffer();
        ItemWriter.WriteValue(buffer, new ItemContext(_schema.TableName, _schema), _schema.Attributes[_ordinal], value, _write);
        return buffer.Written.ToArray();
    }
}
