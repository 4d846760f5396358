using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using TypedDynamo.Operations;
using TypedDynamo.Tokens;

namespace TypedDynamo.CompilerServices;

/// <summary>Computes aggregates of queries and scans, page by page from the bytes of the responses. Generated code calls it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
[Experimental(GeneratedCodeApi.DiagnosticId, UrlFormat = GeneratedCodeApi.UrlFormat)]
public static partial class ItemAggregates
{
    /// <summary>Aggregates the items of a query or serial scan, by a lambda that is invoked for each in their order.</summary>
    /// <remarks>
    /// Sends one request for each page, one after the other. All attributes are requested, because a view may read any. An item allocates nothing but
    /// what the step reads from its view.
    /// </remarks>
    /// <typeparam name="TItem">The item type.</typeparam>
    /// <typeparam name="TTokens">The generated tokens of the items' attributes.</typeparam>
    /// <typeparam name="TState">The type of the aggregate's state.</typeparam>
    /// <param name="items">The query or scan.</param>
    /// <param name="seed">The state without items.</param>
    /// <param name="step">Adds an item to the state.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <returns>The state after the last item.</returns>
    /// <exception cref="ItemMappingException">An attribute that the step reads is missing or of another type.</exception>
    public static Task<TState> AggregateAsync<TItem, TTokens, TState>(
        SerialSequence<TItem, TTokens> items, TState seed, ItemViewStep<TState> step, CancellationToken cancellationToken)
        where TTokens : struct, ITokens<TTokens>
        => AggregateAllAsync(items, () => seed, step, merge: null, cancellationToken);

    /// <summary>Aggregates some attributes of the items of a query or serial scan, by a lambda that is invoked for each in their order.</summary>
    /// <remarks>
    /// Sends one request for each page, one after the other. Only the selected attributes are requested, and those that distinguish the type's items
    /// from others in the table. An item allocates nothing but what the step reads from its view.
    /// </remarks>
    /// <typeparam name="TItem">The item type.</typeparam>
    /// <typeparam name="TTokens">The generated tokens of the items' attributes.</typeparam>
    /// <typeparam name="TAttributes">An attribute, or a tuple of several.</typeparam>
    /// <typeparam name="TState">The type of the aggregate's state.</typeparam>
    /// <param name="items">The query or scan.</param>
    /// <param name="attributes">The attributes that the step reads, as in <c>o =&gt; o.A</c> or <c>o =&gt; (o.A, o.B)</c>. Invoked exactly once, before the method returns.</param>
    /// <param name="seed">The state without items.</param>
    /// <param name="step">Adds an item to the state.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <returns>The state after the last item.</returns>
    /// <exception cref="ItemMappingException">An attribute that the step reads is missing or of another type.</exception>
    /// <exception cref="InvalidOperationException">The step reads an attribute that is not selected, or the whole item.</exception>
    /// <exception cref="ArgumentException">The selection is part of an attribute, or no attribute. Nothing was sent.</exception>
    public static Task<TState> AggregateAsync<TItem, TTokens, TAttributes, TState>(
        SerialSequence<TItem, TTokens> items,
        Func<TTokens, TAttributes> attributes,
        TState seed,
        ItemViewStep<TState> step,
        CancellationToken cancellationToken)
        where TTokens : struct, ITokens<TTokens>
        where TAttributes : struct
        => AggregateSelectedAsync(items, attributes, () => seed, step, merge: null, cancellationToken);

    /// <summary>Aggregates the items of a parallel scan, by a lambda that is invoked for each.</summary>
    /// <remarks>
    /// Each worker has a state of its own, which only it changes. The states are merged at the end, in no particular order. All attributes are
    /// requested, because a view may read any. An item allocates nothing but what the step reads from its view.
    /// </remarks>
    /// <typeparam name="TItem">The item type.</typeparam>
    /// <typeparam name="TTokens">The generated tokens of the items' attributes.</typeparam>
    /// <typeparam name="TState">The type of the aggregate's state.</typeparam>
    /// <param name="items">The scan.</param>
    /// <param name="seed">Creates the state without items. Invoked once for each worker.</param>
    /// <param name="step">Adds an item to the state. Several workers invoke it at once, each with its own state.</param>
    /// <param name="merge">Merges two states; it may change the first one and return it.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <returns>The merged state.</returns>
    /// <exception cref="ItemMappingException">An attribute that the step reads is missing or of another type.</exception>
    public static Task<TState> AggregateInParallelAsync<TItem, TTokens, TState>(
        ReadSequence<TItem, TTokens> items,
        Func<TState> seed,
        ItemViewStep<TState> step,
        Func<TState, TState, TState> merge,
        CancellationToken cancellationToken)
        where TTokens : struct, ITokens<TTokens>
        => AggregateAllAsync(items, seed, step, merge, cancellationToken);

    /// <summary>Aggregates some attributes of the items of a parallel scan, by a lambda that is invoked for each.</summary>
    /// <remarks>
    /// Each worker has a state of its own, which only it changes. The states are merged at the end, in no particular order. Only the selected
    /// attributes are requested, and those that distinguish the type's items from others in the table. An item allocates nothing but what the step
    /// reads.
    /// </remarks>
    /// <typeparam name="TItem">The item type.</typeparam>
    /// <typeparam name="TTokens">The generated tokens of the items' attributes.</typeparam>
    /// <typeparam name="TAttributes">An attribute, or a tuple of several.</typeparam>
    /// <typeparam name="TState">The type of the aggregate's state.</typeparam>
    /// <param name="items">The scan.</param>
    /// <param name="attributes">The attributes that the step reads, as in <c>o =&gt; o.A</c> or <c>o =&gt; (o.A, o.B)</c>. Invoked exactly once, before the method returns.</param>
    /// <param name="seed">Creates the state without items. Invoked once for each worker.</param>
    /// <param name="step">Adds an item to the state. Several workers invoke it at once, each with its own state.</param>
    /// <param name="merge">Merges two states; it may change the first one and return it.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <returns>The merged state.</returns>
    /// <exception cref="ItemMappingException">An attribute that the step reads is missing or of another type.</exception>
    /// <exception cref="InvalidOperationException">The step reads an attribute that is not selected, or the whole item.</exception>
    /// <exception cref="ArgumentException">The selection is part of an attribute, or no attribute. Nothing was sent.</exception>
    public static Task<TState> AggregateInParallelAsync<TItem, TTokens, TAttributes, TState>(
        ReadSequence<TItem, TTokens> items,
        Func<TTokens, TAttributes> attributes,
        Func<TState> seed,
        ItemViewStep<TState> step,
        Func<TState, TState, TState> merge,
        CancellationToken cancellationToken)
        where TTokens : struct, ITokens<TTokens>
        where TAttributes : struct
        => AggregateSelectedAsync(items, attributes, seed, step, merge, cancellationToken);

    /// <summary>Requests only one attribute, and adds its values to a state.</summary>
    internal static Task<TState> FoldValuesAsync<TItem, TTokens, T, TState>(
        ReadSequence<TItem, TTokens> items,
        ItemValue<T> attribute,
        ValueStep<TState> step,
        Func<TState, TState, TState> merge,
        CancellationToken cancellationToken)
        where TTokens : struct, ITokens<TTokens>
        where TState : new()
    {
        ItemSource<TItem> source = items.Source;
        ItemSchema schema = ProjectionOf([NameOf(attribute.Path, source)], source.Mapper);
        var aggregate = new Aggregate<TState>(schema, static () => new TState(), Step) { Projection = schema, Merge = merge };
        return items.FoldAsync(aggregate, cancellationToken);

        void Step(ref TState state, in ItemView item)
        {
            if (item.TryRead(0, out ItemReader reader) && !reader.ReadNull())
            {
                step(ref state, ref reader);
            }
        }
    }

    private static Task<TState> AggregateAllAsync<TItem, TTokens, TState>(
        ReadSequence<TItem, TTokens> items,
        Func<TState> seed,
        ItemViewStep<TState> step,
        Func<TState, TState, TState>? merge,
        CancellationToken cancellationToken)
        where TTokens : struct, ITokens<TTokens>
    {
        ArgumentNullException.ThrowIfNull(items);
        return items.FoldAsync(new Aggregate<TState>(items.Source.Mapper.Schema, seed, step) { Merge = merge }, cancellationToken);
    }

    private static Task<TState> AggregateSelectedAsync<TItem, TTokens, TAttributes, TState>(
        ReadSequence<TItem, TTokens> items,
        Func<TTokens, TAttributes> attributes,
        Func<TState> seed,
        ItemViewStep<TState> step,
        Func<TState, TState, TState>? merge,
        CancellationToken cancellationToken)
        where TTokens : struct, ITokens<TTokens>
        where TAttributes : struct
    {
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(attributes);

        ItemSource<TItem> source = items.Source;
        var aggregate = new Aggregate<TState>(source.Mapper.Schema, seed, step)
        {
            Projection = ProjectionOf(SelectedBy(attributes(default), source), source.Mapper),
            Merge = merge,
        };
        return items.FoldAsync(aggregate, cancellationToken);
    }

    /// <summary>Returns a schema of the attributes, followed by those that distinguish the type's items from others in the table.</summary>
    private static ItemSchema ProjectionOf<TItem>(IEnumerable<string> names, ItemMapper<TItem> mapper)
        => new(mapper.Schema.ItemType, [.. names.Concat(mapper.DistinguishingAttributes).Distinct()]);

    /// <summary>Returns the names of the attributes that a user has selected by a token, or by a tuple of tokens.</summary>
    private static List<string> SelectedBy<TItem, TAttributes>(TAttributes attributes, ItemSource<TItem> source)
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
                    $"The selection of {source.Mapper.Schema.ItemType} is not one of its attributes: return tokens, as in o => o.Status or "
                    + "o => (o.Status, o.Total).");
            }

            names.Add(NameOf(attribute.Path, source));
        }

        return names;
    }

    private static string NameOf<TItem>(TokenPath path, ItemSource<TItem> source)
    {
        ItemSchema schema = source.Mapper.Schema;
        if (path.Attribute?.Table != source.Table || schema.IndexOf(path.Attribute.Utf8Name) < 0)
        {
            throw new ArgumentException($"The attribute does not belong to {schema.ItemType}: take it from the tokens that the lambda receives.");
        }

        if (path.IsNested)
        {
            throw new ArgumentException(
                $"The selection is part of attribute '{path.Attribute.Name}' of {schema.ItemType}, and only whole attributes can be selected. "
                + "Select the attribute, and read its parts in the step of AggregateAsync.");
        }

        return path.Attribute.Name;
    }

    internal delegate void ValueStep<TState>(ref TState state, ref ItemReader reader);
}
