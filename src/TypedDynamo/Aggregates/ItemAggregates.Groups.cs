using System.Numerics;
using TypedDynamo.Operations;
using TypedDynamo.Tokens;

namespace TypedDynamo.CompilerServices;

public static partial class ItemAggregates
{
    /// <summary>Aggregates the items in groups by the value of one attribute.</summary>
    /// <remarks>
    /// Items that lack the attribute, or hold NULL in it, belong to no group. A scan without <c>Take</c> is read in parallel, as by <c>InParallel()</c>:
    /// each worker has groups of its own, which are merged at the end, in no particular order. All attributes are requested, because a view may read
    /// any.
    /// </remarks>
    /// <typeparam name="TItem">The item type.</typeparam>
    /// <typeparam name="TTokens">The generated tokens of the items' attributes.</typeparam>
    /// <typeparam name="TKey">The type of the attribute that determines the group.</typeparam>
    /// <typeparam name="TKeyType">The DynamoDB type of that attribute.</typeparam>
    /// <typeparam name="TState">The type of a group's state.</typeparam>
    /// <param name="items">The query or scan.</param>
    /// <param name="key">The attribute that determines the group, as in <c>o =&gt; o.Property</c>. Invoked exactly once, before the method
    /// returns.</param>
    /// <param name="seed">Creates the state of a group without items. Invoked once for each group of each worker.</param>
    /// <param name="step">Adds an item to a group's state. Several workers invoke it at once, each with states of its own.</param>
    /// <param name="merge">Merges two states of the same group; it may change the first one and return it.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <returns>The state of each group; empty without items.</returns>
    /// <exception cref="ItemMappingException">An attribute that is read is missing or of another type.</exception>
    /// <exception cref="ArgumentException">The key is part of an attribute. Nothing was sent.</exception>
    public static Task<Dictionary<TKey, TState>> GroupByAsync<TItem, TTokens, TKey, TKeyType, TState>(
        ReadSequence<TItem, TTokens> items,
        Func<TTokens, ScalarToken<TKey, TKeyType>> key,
        Func<TState> seed,
        ItemViewStep<TState> step,
        Func<TState, TState, TState> merge,
        CancellationToken cancellationToken)
        where TTokens : struct, ITokens<TTokens>
        where TKey : notnull
        where TKeyType : IGroupedType
    {
        ArgumentNullException.ThrowIfNull(items);
        return GroupAllAsync(items, items.ValueOf(key), seed, step, merge, cancellationToken);
    }

    /// <inheritdoc cref="GroupByAsync{TItem, TTokens, TKey, TKeyType, TState}"/>
    public static Task<Dictionary<bool, TState>> GroupByAsync<TItem, TTokens, TState>(
        ReadSequence<TItem, TTokens> items,
        Func<TTokens, BooleanToken> key,
        Func<TState> seed,
        ItemViewStep<TState> step,
        Func<TState, TState, TState> merge,
        CancellationToken cancellationToken)
        where TTokens : struct, ITokens<TTokens>
    {
        ArgumentNullException.ThrowIfNull(items);
        return GroupAllAsync(items, ReadSequence<TItem, TTokens>.ValueOf(key), seed, step, merge, cancellationToken);
    }

    /// <summary>Aggregates some attributes of the items in groups by the value of one attribute.</summary>
    /// <remarks>
    /// Items that lack the attribute, or hold NULL in it, belong to no group. A scan without <c>Take</c> is read in parallel, as by <c>InParallel()</c>:
    /// each worker has groups of its own, which are merged at the end, in no particular order. Only the key and the selected attributes are
    /// requested, and those that distinguish the type's items from others in the table.
    /// </remarks>
    /// <typeparam name="TItem">The item type.</typeparam>
    /// <typeparam name="TTokens">The generated tokens of the items' attributes.</typeparam>
    /// <typeparam name="TKey">The type of the attribute that determines the group.</typeparam>
    /// <typeparam name="TKeyType">The DynamoDB type of that attribute.</typeparam>
    /// <typeparam name="TAttributes">An attribute, or a tuple of several.</typeparam>
    /// <typeparam name="TState">The type of a group's state.</typeparam>
    /// <param name="items">The query or scan.</param>
    /// <param name="key">The attribute that determines the group, as in <c>o =&gt; o.Property</c>. Invoked exactly once, before the method
    /// returns.</param>
    /// <param name="attributes">The attributes that the step reads, as in <c>o =&gt; o.A</c> or <c>o =&gt; (o.A, o.B)</c>. Invoked exactly once, before the method returns.</param>
    /// <param name="seed">Creates the state of a group without items. Invoked once for each group of each worker.</param>
    /// <param name="step">Adds an item to a group's state. Several workers invoke it at once, each with states of its own.</param>
    /// <param name="merge">Merges two states of the same group; it may change the first one and return it.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <returns>The state of each group; empty without items.</returns>
    /// <exception cref="ItemMappingException">An attribute that is read is missing or of another type.</exception>
    /// <exception cref="InvalidOperationException">The step reads an attribute that is not selected, or the whole item.</exception>
    /// <exception cref="ArgumentException">The selection is part of an attribute, or no attribute. Nothing was sent.</exception>
    public static Task<Dictionary<TKey, TState>> GroupByAsync<TItem, TTokens, TKey, TKeyType, TAttributes, TState>(
        ReadSequence<TItem, TTokens> items,
        Func<TTokens, ScalarToken<TKey, TKeyType>> key,
        Func<TTokens, TAttributes> attributes,
        Func<TState> seed,
        ItemViewStep<TState> step,
        Func<TState, TState, TState> merge,
        CancellationToken cancellationToken)
        where TTokens : struct, ITokens<TTokens>
        where TKey : notnull
        where TKeyType : IGroupedType
        where TAttributes : struct
    {
        ArgumentNullException.ThrowIfNull(items);
        return GroupSelectedAsync(items, items.ValueOf(key), attributes, seed, step, merge, cancellationToken);
    }

    /// <inheritdoc cref="GroupByAsync{TItem, TTokens, TKey, TKeyType, TAttributes, TState}"/>
    public static Task<Dictionary<bool, TState>> GroupByAsync<TItem, TTokens, TAttributes, TState>(
        ReadSequence<TItem, TTokens> items,
        Func<TTokens, BooleanToken> key,
        Func<TTokens, TAttributes> attributes,
        Func<TState> seed,
        ItemViewStep<TState> step,
        Func<TState, TState, TState> merge,
        CancellationToken cancellationToken)
        where TTokens : struct, ITokens<TTokens>
        where TAttributes : struct
    {
        ArgumentNullException.ThrowIfNull(items);
        return GroupSelectedAsync(items, ReadSequence<TItem, TTokens>.ValueOf(key), attributes, seed, step, merge, cancellationToken);
    }

    internal static Task<Dictionary<TKey, long>> CountByAsync<TItem, TTokens, TKey>(
        ReadSequence<TItem, TTokens> items, ItemValue<TKey> key, CancellationToken cancellationToken)
        where TTokens : struct, ITokens<TTokens>
        where TKey : notnull
    {
        ItemSource<TItem> source = items.Source;
        ItemSchema projection = ProjectionOf([NameOf(key.Path, source)], source.Mapper);
        return FoldGroupsAsync(
            items,
            key,
            projection,
            projection,
            static () => 0L,
            static (ref long count, in ItemView _) => count++,
            static (left, right) => left + right,
            cancellationToken);
    }

    internal static Task<Dictionary<TKey, TSum>> SumByAsync<TItem, TTokens, TKey, T, TSum>(
        ReadSequence<TItem, TTokens> items, ItemValue<TKey> key, ItemValue<T> attribute, CancellationToken cancellationToken)
        where TTokens : struct, ITokens<TTokens>
        where TKey : notnull
        where T : struct, INumber<T>
        where TSum : struct, INumber<TSum>
    {
        ItemSource<TItem> source = items.Source;
        ItemSchema projection = ProjectionOf([NameOf(key.Path, source), NameOf(attribute.Path, source)], source.Mapper);
        int ordinal = projection.IndexOf(attribute.Path.Attribute.Utf8Name);
        return FoldGroupsAsync(
            items,
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
                sum = checked(sum + TSum.CreateChecked(attribute.Read!(ref reader)));
            }
        }
    }

    private static Task<Dictionary<TKey, TState>> GroupAllAsync<TItem, TTokens, TKey, TState>(
        ReadSequence<TItem, TTokens> items,
        ItemValue<TKey> key,
        Func<TState> seed,
        ItemViewStep<TState> step,
        Func<TState, TState, TState> merge,
        CancellationToken cancellationToken)
        where TTokens : struct, ITokens<TTokens>
        where TKey : notnull
        => FoldGroupsAsync(items, key, items.Source.Mapper.Schema, projection: null, seed, step, merge, cancellationToken);

    private static Task<Dictionary<TKey, TState>> GroupSelectedAsync<TItem, TTokens, TKey, TAttributes, TState>(
        ReadSequence<TItem, TTokens> items,
        ItemValue<TKey> key,
        Func<TTokens, TAttributes> attributes,
        Func<TState> seed,
        ItemViewStep<TState> step,
        Func<TState, TState, TState> merge,
        CancellationToken cancellationToken)
        where TTokens : struct, ITokens<TTokens>
        where TKey : notnull
        where TAttributes : struct
    {
        ArgumentNullException.ThrowIfNull(attributes);

        ItemSource<TItem> source = items.Source;
        ItemSchema projection = ProjectionOf(SelectedBy(attributes(default), source).Prepend(NameOf(key.Path, source)), source.Mapper);
        return FoldGroupsAsync(items, key, source.Mapper.Schema, projection, seed, step, merge, cancellationToken);
    }

    private static async Task<Dictionary<TKey, TState>> FoldGroupsAsync<TItem, TTokens, TKey, TState>(
        ReadSequence<TItem, TTokens> items,
        ItemValue<TKey> key,
        ItemSchema schema,
        ItemSchema? projection,
        Func<TState> seed,
        ItemViewStep<TState> step,
        Func<TState, TState, TState> merge,
        CancellationToken cancellationToken)
        where TTokens : struct, ITokens<TTokens>
        where TKey : notnull
    {
        ArgumentNullException.ThrowIfNull(seed);
        ArgumentNullException.ThrowIfNull(step);
        ArgumentNullException.ThrowIfNull(merge);

        NameOf(key.Path, items.Source);
        int ordinal = schema.IndexOf(key.Path.Attribute.Utf8Name);
        var aggregate = new Aggregate<ItemGroups<TKey, TState>>(schema, () => ItemGroups<TKey, TState>.Create(key, seed), Step)
        {
            Projection = projection,
            Merge = (left, right) => left.Merge(right, merge),
        };
        ItemGroups<TKey, TState> groups = await items.FoldAsync(aggregate, cancellationToken).ConfigureAwait(false);
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
