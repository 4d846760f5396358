using System.Numerics;
using TypedDynamo.Operations;

namespace TypedDynamo.CompilerServices;

public static partial class ItemAggregates
{
    /// <summary>Finds the least or the greatest value of one attribute. Items that lack it, or hold NULL in it, do not count.</summary>
    /// <typeparam name="TItem">The item type.</typeparam>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <param name="items">The items.</param>
    /// <param name="table">The table's schema.</param>
    /// <param name="mapper">What maps the items.</param>
    /// <param name="attribute">The attribute.</param>
    /// <param name="isGreatest">Whether the greatest one is wanted.</param>
    /// <param name="cancellationToken">Ends the requests.</param>
    /// <returns>The value; <see langword="null"/> if there is none.</returns>
    /// <exception cref="ArgumentException">The token is that of a part of an attribute, or of another table's items. Nothing was sent.</exception>
    public static Task<T?> ExtremeAsync<TItem, T>(
        ReadSequence<TItem> items,
        TableSchema table,
        ItemMapper<TItem> mapper,
        ItemValue<T> attribute,
        bool isGreatest,
        CancellationToken cancellationToken)
        where T : struct, IComparable<T>
        => FoldValuesAsync(
            items,
            table,
            mapper,
            attribute,
            (ref T? extreme, ref ItemReader reader) => Take(ref extreme, attribute.Read!(ref reader), isGreatest),
            (left, right) =>
            {
                if (right is { } value)
                {
                    Take(ref left, value, isGreatest);
                }

                return left;
            },
            cancellationToken);

    /// <summary>Finds the least or the greatest string of one attribute, in the order of their UTF-8.</summary>
    /// <inheritdoc cref="ExtremeAsync{TItem, T}"/>
    public static async Task<string?> ExtremeAsync<TItem>(
        ReadSequence<TItem> items,
        TableSchema table,
        ItemMapper<TItem> mapper,
        ItemValue<string> attribute,
        bool isGreatest,
        CancellationToken cancellationToken)
    {
        ExtremeText extreme = await FoldValuesAsync(
            items,
            table,
            mapper,
            attribute,
            (ref ExtremeText extreme, ref ItemReader reader) => extreme.Add(reader.ReadKeyText(), isGreatest),
            (left, right) =>
            {
                left.Add(in right, isGreatest);
                return left;
            },
            cancellationToken).ConfigureAwait(false);
        return extreme.ToString();
    }

    /// <summary>Computes the mean of one attribute. Items that lack it, or hold NULL in it, do not count.</summary>
    /// <typeparam name="TItem">The item type.</typeparam>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <param name="items">The items.</param>
    /// <param name="table">The table's schema.</param>
    /// <param name="mapper">What maps the items.</param>
    /// <param name="attribute">The attribute.</param>
    /// <param name="cancellationToken">Ends the requests.</param>
    /// <returns>The mean; <see langword="null"/> if there is no value.</returns>
    /// <exception cref="ArgumentException">The token is that of a part of an attribute, or of another table's items. Nothing was sent.</exception>
    public static async Task<double?> AverageAsync<TItem, T>(
        ReadSequence<TItem> items, TableSchema table, ItemMapper<TItem> mapper, ItemValue<T> attribute, CancellationToken cancellationToken)
        where T : struct, INumber<T>
    {
        if (typeof(T) == typeof(Half) || typeof(T) == typeof(float) || typeof(T) == typeof(double))
        {
            CompensatedSum sum = await FoldValuesAsync(
                items,
                table,
                mapper,
                attribute,
                (ref CompensatedSum sum, ref ItemReader reader) => sum.Add(double.CreateChecked(attribute.Read!(ref reader))),
                static (left, right) =>
                {
                    left.Add(in right);
                    return left;
                },
                cancellationToken).ConfigureAwait(false);
            return sum.Mean();
        }

        // What is wider than 127 bits is seldom as great.
        bool isWide = typeof(T) == typeof(UInt128) || typeof(T) == typeof(BigInteger);
        ExactSum exact = await FoldValuesAsync(
            items,
            table,
            mapper,
            attribute,
            (ref ExactSum sum, ref ItemReader reader) =>
            {
                T value = attribute.Read!(ref reader);
                if (isWide)
                {
                    sum.Add(BigInteger.CreateChecked(value));
                }
                else
                {
                    sum.Add(Int128.CreateChecked(value));
                }
            },
            Merge,
            cancellationToken).ConfigureAwait(false);
        return exact.DoubleMean();
    }

    /// <inheritdoc cref="AverageAsync{TItem, T}"/>
    public static async Task<decimal?> AverageAsync<TItem>(
        ReadSequence<TItem> items,
        TableSchema table,
        ItemMapper<TItem> mapper,
        ItemValue<decimal> attribute,
        CancellationToken cancellationToken)
    {
        ExactSum sum = await FoldValuesAsync(
            items,
            table,
            mapper,
            attribute,
            (ref ExactSum sum, ref ItemReader reader) => sum.Add(attribute.Read!(ref reader)),
            Merge,
            cancellationToken).ConfigureAwait(false);
        return sum.DecimalMean();
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

    /// <summary>Asks for one attribute alone, and takes in its values.</summary>
    private static Task<TState> FoldValuesAsync<TItem, T, TState>(
        ReadSequence<TItem> items,
        TableSchema table,
        ItemMapper<TItem> mapper,
        ItemValue<T> attribute,
        ValueStep<TState> step,
        Func<TState, TState, TState> merge,
        CancellationToken cancellationToken)
        where TState : new()
    {
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(mapper);

        ItemSchema schema = ProjectionOf(attribute.Path, table, mapper);
        var aggregate = new Aggregate<TState>(schema, static () => new TState(), Step) { Projection = schema, Merge = merge };
        return items.FoldAsync(aggregate, table, mapper, cancellationToken);

        void Step(ref TState state, in ItemView item)
        {
            if (item.TryRead(0, out ItemReader reader) && !reader.ReadNull())
            {
                step(ref state, ref reader);
            }
        }
    }

    private delegate void ValueStep<TState>(ref TState state, ref ItemReader reader);
}
