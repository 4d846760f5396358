using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;
using TypedDynamo.Operations;

namespace TypedDynamo.CompilerServices;

/// <summary>Makes aggregates of queries and scans, page by page out of the bytes of the responses. Generated code calls it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class ItemAggregates
{
    /// <summary>Makes an aggregate of whole items.</summary>
    /// <typeparam name="TItem">The item type.</typeparam>
    /// <typeparam name="TState">What the aggregate comes to.</typeparam>
    /// <param name="items">The items.</param>
    /// <param name="table">The table's schema.</param>
    /// <param name="mapper">What maps the items.</param>
    /// <param name="seed">Makes what the aggregate comes to without items.</param>
    /// <param name="step">Takes one more item in.</param>
    /// <param name="merge">Makes one of what two workers have come to; <see langword="null"/> for items that come one after the other.</param>
    /// <param name="cancellationToken">Ends the requests.</param>
    /// <returns>What the aggregate comes to.</returns>
    public static Task<TState> AggregateAsync<TItem, TState>(
        ReadSequence<TItem> items,
        TableSchema table,
        ItemMapper<TItem> mapper,
        Func<TState> seed,
        ItemViewStep<TState> step,
        Func<TState, TState, TState>? merge,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(mapper);
        return items.FoldAsync(new Aggregate<TState>(mapper.Schema, seed, step) { Merge = merge }, table, mapper, cancellationToken);
    }

    /// <summary>Makes an aggregate of some attributes of the items.</summary>
    /// <typeparam name="TItem">The item type.</typeparam>
    /// <typeparam name="TAttributes">The token of one attribute, or a tuple of those of several.</typeparam>
    /// <typeparam name="TState">What the aggregate comes to.</typeparam>
    /// <param name="items">The items.</param>
    /// <param name="table">The table's schema.</param>
    /// <param name="mapper">What maps the items.</param>
    /// <param name="attributes">The attributes that are asked for.</param>
    /// <param name="seed">Makes what the aggregate comes to without items.</param>
    /// <param name="step">Takes one more item in.</param>
    /// <param name="merge">Makes one of what two workers have come to; <see langword="null"/> for items that come one after the other.</param>
    /// <param name="cancellationToken">Ends the requests.</param>
    /// <returns>What the aggregate comes to.</returns>
    /// <exception cref="ArgumentException">What is selected is no attribute of the items. Nothing was sent.</exception>
    public static Task<TState> AggregateAsync<TItem, TAttributes, TState>(
        ReadSequence<TItem> items,
        TableSchema table,
        ItemMapper<TItem> mapper,
        TAttributes attributes,
        Func<TState> seed,
        ItemViewStep<TState> step,
        Func<TState, TState, TState>? merge,
        CancellationToken cancellationToken)
        where TAttributes : struct
    {
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(mapper);

        var aggregate = new Aggregate<TState>(mapper.Schema, seed, step)
        {
            Projection = ProjectionOf(SelectedBy(attributes, table, mapper.Schema), mapper),
            Merge = merge,
        };
        return items.FoldAsync(aggregate, table, mapper, cancellationToken);
    }

    /// <summary>Adds up one attribute. Items that lack it, or hold NULL in it, add nothing.</summary>
    /// <typeparam name="TItem">The item type.</typeparam>
    /// <typeparam name="TToken">The attribute's token.</typeparam>
    /// <typeparam name="TSum">The type of the sum.</typeparam>
    /// <param name="items">The items.</param>
    /// <param name="table">The table's schema.</param>
    /// <param name="mapper">What maps the items.</param>
    /// <param name="attribute">The attribute.</param>
    /// <param name="read">Reads one value.</param>
    /// <param name="cancellationToken">Ends the requests.</param>
    /// <returns>The sum.</returns>
    /// <exception cref="ArgumentException">The token is that of a part of an attribute, or of another table's items. Nothing was sent.</exception>
    public static Task<TSum> SumAsync<TItem, TToken, TSum>(
        ReadSequence<TItem> items,
        TableSchema table,
        ItemMapper<TItem> mapper,
        TToken attribute,
        ItemValueReader<TSum> read,
        CancellationToken cancellationToken)
        where TToken : struct, IAttributeToken
        where TSum : struct, INumber<TSum>
    {
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(mapper);
        ArgumentNullException.ThrowIfNull(read);

        ItemSchema schema = ProjectionOf(attribute.Path, table, mapper);
        var sum = new Aggregate<TSum>(schema, static () => TSum.Zero, Add)
        {
            Projection = schema,
            Merge = static (left, right) => checked(left + right),
        };
        return items.FoldAsync(sum, table, mapper, cancellationToken);

        void Add(ref TSum sum, in ItemView item)
        {
            if (item.TryRead(0, out ItemReader reader) && !reader.ReadNull())
            {
                sum = checked(sum + read(ref reader));
            }
        }
    }

    /// <summary>The attribute alone, and behind it what tells the items of the type from others in the table.</summary>
    private static ItemSchema ProjectionOf<TItem>(TokenPath path, TableSchema table, ItemMapper<TItem> mapper)
        => ProjectionOf([NameOf(path, table, mapper.Schema)], mapper);

    private static ItemSchema ProjectionOf<TItem>(IEnumerable<string> names, ItemMapper<TItem> mapper)
        => new(mapper.Schema.ItemType, [.. names.Concat(mapper.DistinguishingAttributes).Distinct()]);

    /// <summary>The names of the attributes that a user has selected by a token, or by a tuple of tokens.</summary>
    private static List<string> SelectedBy<TAttributes>(TAttributes attributes, TableSchema table, ItemSchema schema)
        where TAttributes : struct
    {
        var names = new List<string>();
        object selected = attributes;
        ITuple? tuple = selected as ITuple;
        for (int i = 0; i < (tuple?.Length ?? 1); i++)
        {
            object? token = tuple is null ? selected : tuple[i];
            if (token is not IAttributeToken attribute)
            {
                throw new ArgumentException(
                    $"What is selected of {schema.ItemType} is no attribute, or none by itself: return tokens, as in o => o.Status or "
                    + "o => (o.Status, o.Total).");
            }

            names.Add(NameOf(attribute.Path, table, schema));
        }

        return names;
    }

    private static string NameOf(TokenPath path, TableSchema table, ItemSchema schema)
    {
        if (path.Attribute?.Table != table || schema.IndexOf(path.Attribute.Utf8Name) < 0)
        {
            throw new ArgumentException($"The attribute is not one of {schema.ItemType}: take it from the tokens that the lambda is given.");
        }

        if (path.IsNested)
        {
            throw new ArgumentException(
                $"What is asked for is a part of attribute '{path.Attribute.Name}' of {schema.ItemType}, and only whole attributes can be. "
                + "Ask for the attribute, and read its parts in the step of AggregateAsync.");
        }

        return path.Attribute.Name;
    }
}
