using System.Numerics;
using TypedDynamo.CompilerServices;
using TypedDynamo.Operations;
using TypedDynamo.Tokens;

namespace TypedDynamo;

/// <content>The least, the greatest and the mean value of one attribute, and the number of items with each value.</content>
public abstract partial class ReadSequence<TItem, TTokens>
{
    /// <summary>Finds the least value of one attribute, in the order of its C# type.</summary>
    /// <remarks>
    /// Items that lack the attribute, or hold NULL in it, do not count. Only this attribute is requested; DynamoDB still charges for whole items. An
    /// item allocates nothing. A scan without <c>Take</c> is read in parallel, as by <c>InParallel()</c>.
    /// </remarks>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <typeparam name="TType">The DynamoDB type of the values.</typeparam>
    /// <param name="attribute">The attribute, as in <c>o =&gt; o.Property</c>. Invoked exactly once, before the method returns.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <returns>The value; <see langword="null"/> if there is none.</returns>
    /// <exception cref="ItemMappingException">An attribute of an item does not fit its property's type.</exception>
    /// <exception cref="ArgumentException">The token belongs to part of an attribute, or to another table's items. Nothing was sent.</exception>
    public Task<T?> MinAsync<T, TType>(Func<TTokens, ScalarToken<T, TType>> attribute, CancellationToken cancellationToken = default)
        where T : struct, IComparable<T>
        => ExtremeAsync(ValueOf(attribute), isGreatest: false, cancellationToken);

    /// <summary>Finds the least string of one attribute, in the order of their UTF-8 bytes, which is DynamoDB's.</summary>
    /// <inheritdoc cref="MinAsync{T, TType}"/>
    public Task<string?> MinAsync(Func<TTokens, ScalarToken<string, StringType>> attribute, CancellationToken cancellationToken = default)
        => ExtremeAsync(ValueOf(attribute), isGreatest: false, cancellationToken);

    /// <summary>Finds the greatest value of one attribute, in the order of its C# type.</summary>
    /// <inheritdoc cref="MinAsync{T, TType}"/>
    public Task<T?> MaxAsync<T, TType>(Func<TTokens, ScalarToken<T, TType>> attribute, CancellationToken cancellationToken = default)
        where T : struct, IComparable<T>
        => ExtremeAsync(ValueOf(attribute), isGreatest: true, cancellationToken);

    /// <summary>Finds the greatest string of one attribute, in the order of their UTF-8 bytes, which is DynamoDB's.</summary>
    /// <inheritdoc cref="MinAsync{T, TType}"/>
    public Task<string?> MaxAsync(Func<TTokens, ScalarToken<string, StringType>> attribute, CancellationToken cancellationToken = default)
        => ExtremeAsync(ValueOf(attribute), isGreatest: true, cancellationToken);

    /// <summary>Computes the mean of one attribute.</summary>
    /// <remarks>
    /// Items that lack the attribute, or hold NULL in it, do not count. The sum of whole numbers is exact, and their mean is rounded to the nearest
    /// double. Only this attribute is requested. An item allocates nothing. A scan without <c>Take</c> is read in parallel.
    /// </remarks>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <param name="attribute">The attribute, as in <c>o =&gt; o.Property</c>. Invoked exactly once, before the method returns.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <returns>The mean; <see langword="null"/> if there is no value.</returns>
    /// <exception cref="ItemMappingException">An attribute of an item does not fit its property's type.</exception>
    /// <exception cref="ArgumentException">The token belongs to part of an attribute, or to another table's items. Nothing was sent.</exception>
    public Task<double?> AverageAsync<T>(Func<TTokens, ScalarToken<T, NumberType>> attribute, CancellationToken cancellationToken = default)
        where T : struct, INumber<T>
    {
        ItemValue<T> value = ValueOf(attribute);
        return typeof(T) == typeof(Half) || typeof(T) == typeof(float) || typeof(T) == typeof(double)
            ? CompensatedMeanAsync(value, cancellationToken)
            : ExactMeanAsync(value, cancellationToken);
    }

    /// <summary>Computes the mean of one attribute. The sum is exact, and the mean is rounded to the nearest decimal.</summary>
    /// <inheritdoc cref="AverageAsync{T}"/>
    public async Task<decimal?> AverageAsync(Func<TTokens, ScalarToken<decimal, NumberType>> attribute, CancellationToken cancellationToken = default)
    {
        ItemValue<decimal> value = ValueOf(attribute);
        ExactSum sum = await ItemAggregates.FoldValuesAsync(
            this,
            value,
            (ref ExactSum sum, ref ItemReader reader) => sum.Add(value.Read!(ref reader)),
            Merge,
            cancellationToken).ConfigureAwait(false);
        return sum.DecimalMean();
    }

    /// <summary>Counts the items by the value of one attribute.</summary>
    /// <remarks>
    /// Items that lack the attribute, or hold NULL in it, do not count. Only this attribute is requested. An item allocates nothing. A scan
    /// without <c>Take</c> is read in parallel.
    /// </remarks>
    /// <typeparam name="TKey">The type of the attribute that determines the group.</typeparam>
    /// <typeparam name="TKeyType">The DynamoDB type of that attribute.</typeparam>
    /// <param name="key">The attribute that determines the group, as in <c>o =&gt; o.Property</c>. Invoked exactly once, before the method
    /// returns.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <returns>The number of items for each value; empty without items.</returns>
    /// <exception cref="ItemMappingException">An attribute of an item does not fit its property's type.</exception>
    /// <exception cref="ArgumentException">The token belongs to part of an attribute, or to another table's items. Nothing was sent.</exception>
    public Task<Dictionary<TKey, long>> CountByAsync<TKey, TKeyType>(
        Func<TTokens, ScalarToken<TKey, TKeyType>> key, CancellationToken cancellationToken = default)
        where TKey : notnull
        where TKeyType : IGroupedType
        => ItemAggregates.CountByAsync(this, ValueOf(key), cancellationToken);

    /// <inheritdoc cref="CountByAsync{TKey, TKeyType}"/>
    public Task<Dictionary<bool, long>> CountByAsync(Func<TTokens, BooleanToken> key, CancellationToken cancellationToken = default)
        => ItemAggregates.CountByAsync(this, ValueOf(key), cancellationToken);

    internal ItemValue<T> ValueOf<T, TType>(Func<TTokens, ScalarToken<T, TType>> attribute)
    {
        ArgumentNullException.ThrowIfNull(attribute);
        return ItemValue.Of(attribute(default), Source.Mapper);
    }

    internal static ItemValue<bool> ValueOf(Func<TTokens, BooleanToken> attribute)
    {
        ArgumentNullException.ThrowIfNull(attribute);
        return ItemValue.Of(attribute(default));
    }

    private Task<T?> ExtremeAsync<T>(ItemValue<T> value, bool isGreatest, CancellationToken cancellationToken)
        where T : struct, IComparable<T>
        => ItemAggregates.FoldValuesAsync(
            this,
            value,
            (ref T? extreme, ref ItemReader reader) => Take(ref extreme, value.Read!(ref reader), isGreatest),
            (left, right) =>
            {
                if (right is { } other)
                {
                    Take(ref left, other, isGreatest);
                }

                return left;
            },
            cancellationToken);

    private async Task<string?> ExtremeAsync(ItemValue<string> value, bool isGreatest, CancellationToken cancellationToken)
    {
        ExtremeText extreme = await ItemAggregates.FoldValuesAsync(
            this,
            value,
            (ref ExtremeText extreme, ref ItemReader reader) => extreme.Add(reader.ReadKeyText(), isGreatest),
            (left, right) =>
            {
                left.Add(in right, isGreatest);
                return left;
            },
            cancellationToken).ConfigureAwait(false);
        return extreme.ToString();
    }

    private async Task<double?> CompensatedMeanAsync<T>(ItemValue<T> value, CancellationToken cancellationToken)
        where T : struct, INumber<T>
    {
        CompensatedSum sum = await ItemAggregates.FoldValuesAsync(
            this,
            value,
            (ref CompensatedSum sum, ref ItemReader reader) => sum.Add(double.CreateChecked(value.Read!(ref reader))),
            static (left, right) =>
            {
                left.Add(in right);
                return left;
            },
            cancellationToken).ConfigureAwait(false);
        return sum.Mean();
    }

    private async Task<double?> ExactMeanAsync<T>(ItemValue<T> value, CancellationToken cancellationToken)
        where T : struct, INumber<T>
    {
        // What is wider than 127 bits is seldom as great.
        bool isWide = typeof(T) == typeof(UInt128) || typeof(T) == typeof(BigInteger);
        ExactSum exact = await ItemAggregates.FoldValuesAsync(
            this,
            value,
            (ref ExactSum sum, ref ItemReader reader) =>
            {
                T number = value.Read!(ref reader);
                if (isWide)
                {
                    sum.Add(BigInteger.CreateChecked(number));
                }
                else
                {
                    sum.Add(Int128.CreateChecked(number));
                }
            },
            Merge,
            cancellationToken).ConfigureAwait(false);
        return exact.DoubleMean();
    }

    private static ExactSum Merge(ExactSum left, ExactSum right)
    {
        left.Add(in right);
        return left;
    }

    private static void Take<T>(ref T? extreme, T value, bool isGreatest)
        where T : struct, IComparable<T>
    {
        int order = extreme is { } other ? value.CompareTo(other) : 0;
        if (extreme is null || (isGreatest ? order > 0 : order < 0))
        {
            extreme = value;
        }
    }
}
