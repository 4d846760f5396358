using System.Numerics;
using TypedDynamo.Operations;

namespace TypedDynamo.CompilerServices;

public static partial class ItemAggregates
{
    /// <summary>Counts the items by one attribute. Items that lack it, or hold NULL in it, do not count.</summary>
    /// <typeparam name="TItem">The item type.</typeparam>
    /// <typeparam name="TKey">The type of the attribute that tells the groups apart.</typeparam>
    /// <param name="items">The items.</param>
    /// <param name="table">The table's schema.</param>
    /// <param name="mapper">What maps the items.</param>
    /// <param name="key">The attribute that tells the groups apart.</param>
    /// <param name="cancellationToken">Ends the requests.</param>
    /// <returns>How many items have each value.</returns>
    /// <exception cref="ArgumentException">A token is that of a part of an attribute, or of another table's items. Nothing was sent.</exception>
    public static Task<Dictionary<TKey, long>> CountByAsync<TItem, TKey>(
        ReadSequence<TItem> items, TableSchema table, ItemMapper<TItem> mapper, ItemValue<TKey> key, CancellationToken cancellationToken)
        where TKey : notnull
    {
        ArgumentNullException.ThrowIfNull(mapper);

        ItemSchema projection = ProjectionOf(key.Path, table, mapper);
        return FoldGroupsAsync(
            items,
            table,
            mapper,
            key,
            projection,
            projection,
            static () => 0L,
            static (ref long count, in ItemView _) => count++,
            static (left, right) => left + right,
            cancellationToken);
    }

    /// <summary>Adds up one attribute by another one. Items that lack it add nothing, and without the other they are in no group.</summary>
    /// <typeparam name="TItem">The item type.</typeparam>
    /// <typeparam name="TKey">The type of the attribute that tells the groups apart.</typeparam>
    /// <typeparam name="TToken">The token of the attribute that is added up.</typeparam>
    /// <typeparam name="TSum">The type of the sum.</typeparam>
    /// <param name="items">The items.</param>
    /// <param name="table">The table's schema.</param>
    /// <param name="mapper">What maps the items.</param>
    /// <param name="key">The attribute that tells the groups apart.</param>
    /// <param name="attribute">The attribute that is added up.</param>
    /// <param name="read">Reads one value.</param>
    /// <param name="cancellationToken">Ends the requests.</param>
    /// <returns>The sum of each group.</returns>
    /// <exception cref="ArgumentException">A token is that of a part of an attribute, or of another table's items. Nothing was sent.</exception>
    public static Task<Dictionary<TKey, TSum>> SumByAsync<TItem, TKey, TToken, TSum>(
        ReadSequence<TItem> items,
        TableSchema table,
        ItemMapper<TItem> mapper,
        ItemValue<TKey> key,
        TToken attribute,
        ItemValueReader<TSum> read,
        CancellationToken cancellationToken)
        where TKey : notnull
        where TToken : struct, IAttributeToken
        where TSum : struct, INumber<TSum>
    {
        ArgumentNullException.ThrowIfNull(mapper);
        ArgumentNullException.ThrowIfNull(read);

        string name = NameOf(attribute.Path, table, mapper.Schema);
        ItemSchema projection = ProjectionOf([NameOf(key.Path, table, mapper.Schema), name], mapper);
        int ordinal = projection.IndexOf(attribute.Path.Attribute.Utf8Name);
        return FoldGroupsAsync(
            items,
            table,
            mapper,
            key,
            projection,
            projection,
            static () => TSum.Zero,
            Add,
            static (left, right) => checked(left + right),
            cancellationToken);

        void Add(ref TSum sum, in ItemView item)
        {
            if (item.TryRead(ordinal, out ItemReader reader) && !reader.ReadNull())
            {
                sum = checked(sum + read(ref reader));
            }
        }
    }

    /// <summary>Makes an aggregate of each group of items that have one attribute in common.</summary>
    /// <typeparam name="TItem">The item type.</typeparam>
    /// <typeparam name="TKey">The type of the attribute that tells the groups apart.</typeparam>
    /// <typeparam name="TState">What a group comes to.</typeparam>
    /// <param name="items">The items.</param>
    /// <param name="table">The table's schema.</param>
    /// <param name="mapper">What maps the items.</param>
    /// <param name="key">The attribute that tells the groups apart.</param>
    /// <param name="seed">Makes what a group comes to without items.</param>
    /// <param name="step">Takes one more item of a group in.</param>
    /// <param name="merge">Makes one of what two workers have come to of one group.</param>
    /// <param name="cancellationToken">Ends the requests.</param>
    /// <returns>What each group comes to.</returns>
    /// <exception cref="ArgumentException">The token is that of a part of an attribute, or of another table's items. Nothing was sent.</exception>
    public static Task<Dictionary<TKey, TState>> GroupByAsync<TItem, TKey, TState>(
        ReadSequence<TItem> items,
        TableSchema table,
        ItemMapper<TItem> mapper,
        ItemValue<TKey> key,
        Func<TState> seed,
        ItemViewStep<TState> step,
        Func<TState, TState, TState> merge,
        CancellationToken cancellationToken)
        where TKey : notnull
    {
        ArgumentNullException.ThrowIfNull(mapper);
        return FoldGroupsAsync(items, table, mapper, key, mapper.Schema, projection: null, seed, step, merge, cancellationToken);
    }

    /// <summary>Makes an aggregate of some attributes of each group of items that have one attribute in common.</summary>
    /// <typeparam name="TItem">The item type.</typeparam>
    /// <typeparam name="TKey">The type of the attribute that tells the groups apart.</typeparam>
    /// <typeparam name="TAttributes">The token of one attribute, or a tuple of those of several.</typeparam>
    /// <typeparam name="TState">What a group comes to.</typeparam>
    /// <param name="items">The items.</param>
    /// <param name="table">The table's schema.</param>
    /// <param name="mapper">What maps the items.</param>
    /// <param name="key">The attribute that tells the groups apart.</param>
    /// <param name="attributes">The other attributes that are asked for.</param>
    /// <param name="seed">Makes what a group comes to without items.</param>
    /// <param name="step">Takes one more item of a group in.</param>
    /// <param name="merge">Makes one of what two workers have come to of one group.</param>
    /// <param name="cancellationToken">Ends the requests.</param>
    /// <returns>What each group comes to.</returns>
    /// <exception cref="ArgumentException">What is selected is no attribute of the items. Nothing was sent.</exception>
    public static Task<Dictionary<TKey, TState>> GroupByAsync<TItem, TKey, TAttributes, TState>(
        ReadSequence<TItem> items,
        TableSchema table,
        ItemMapper<TItem> mapper,
        ItemValue<TKey> key,
        TAttributes attributes,
        Func<TState> seed,
        ItemViewStep<TState> step,
        Func<TState, TState, TState> merge,
        CancellationToken cancellationToken)
        where TKey : notnull
        where TAttributes : struct
    {
        ArgumentNullException.ThrowIfNull(mapper);

        ItemSchema projection = ProjectionOf(
            SelectedBy(attributes, table, mapper.Schema).Prepend(NameOf(key.Path, table, mapper.Schema)), mapper);
        return FoldGroupsAsync(items, table, mapper, key, mapper.Schema, projection, seed, step, merge, cancellationToken);
    }

    private static async Task<Dictionary<TKey, TState>> FoldGroupsAsync<TItem, TKey, TState>(
        ReadSequence<TItem> items,
        TableSchema table,
        ItemMapper<TItem> mapper,
        ItemValue<TKey> key,
        ItemSchema schema,
        ItemSchema? projection,
        Func<TState> seed,
        ItemViewStep<TState> step,
        Func<TState, TState, TState> merge,
        CancellationToken cancellationToken)
        where TKey : notnull
    {
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(seed);
        ArgumentNullException.ThrowIfNull(step);
        ArgumentNullException.ThrowIfNull(merge);

        NameOf(key.Path, table, mapper.Schema);
        int ordinal = schema.IndexOf(key.Path.Attribute.Utf8Name);
        var aggregate = new Aggregate<ItemGroups<TKey, TState>>(schema, () => ItemGroups<TKey, TState>.Create(key, seed), Step)
        {
            Projection = projection,
            Merge = (left, right) => left.Merge(right, merge),
        };
        ItemGroups<TKey, TState> groups = await items.FoldAsync(aggregate, table, mapper, cancellationToken).ConfigureAwait(false);
        return groups.ToDictionary(merge);

        void Step(ref ItemGroups<TKey, TState> groups, in ItemView item)
        {
            if (item.TryRead(ordinal, out ItemReader reader) && !reader.ReadNull())
            {
                step(ref groups.StateOf(ref reader), in item);
            }
        }
    }
}
