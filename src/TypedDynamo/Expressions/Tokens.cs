using System.ComponentModel;
using TypedDynamo.CompilerServices;

namespace TypedDynamo.Tokens;

/// <summary>The generated tokens of a context: of a condition, a filter, an update.</summary>
/// <typeparam name="TSelf">The generated type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface ITokens<TSelf>
    where TSelf : struct, ITokens<TSelf>
{
    /// <summary>Makes the tokens of one call.</summary>
    /// <param name="builder">Records the call's expressions.</param>
    /// <returns>The tokens.</returns>
    static abstract TSelf Create(ExpressionBuilder builder);
}

/// <summary>The generated tokens of a condition on a whole item: <see cref="AttributeTokens.Exists"/> and its opposite.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IItemTokens
{
    /// <summary>Gets the path of the partition key, which every item has.</summary>
    TokenPath PartitionKey { get; }
}

/// <summary>The tokens of items whose type cannot be stored: none, so that aggregates of their queries are those that the generator writes for them.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct UnusableTokens : ITokens<UnusableTokens>
{
    /// <inheritdoc/>
    static UnusableTokens ITokens<UnusableTokens>.Create(ExpressionBuilder builder) => default;
}

/// <summary>The generated tokens of all attributes of an item type: they know how its items are mapped, even without a table object.</summary>
/// <typeparam name="TItem">The item type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IMappedTokens<TItem>
{
    /// <summary>Gets the table and the mapper.</summary>
    ItemSource<TItem> Source { get; }
}

/// <summary>The table that items belong to, and their mapper.</summary>
/// <typeparam name="TItem">The item type.</typeparam>
/// <param name="Table">The table's schema.</param>
/// <param name="Mapper">The mapper of a table's or an index's items.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct ItemSource<TItem>(TableSchema Table, ItemMapper<TItem> Mapper);

/// <summary>The generated filter tokens of a source that DynamoDB can read consistently: a table, or a local secondary index.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IConsistentTokens;

/// <summary>The generated filter tokens of items that have the attribute marked with <see cref="TimeToLiveAttribute"/>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IExpiringTokens;

/// <summary>A token of a value anywhere in an item.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IAttributeToken
{
    /// <summary>Gets the path.</summary>
    TokenPath Path { get; }
}

/// <summary>A token of a value that has a size: a set, a list or a map.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface ISizedToken : IAttributeToken;

/// <summary>A token of a value that is compared as a whole.</summary>
/// <typeparam name="T">The C# type of the value.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IDocumentToken<in T> : IAttributeToken
{
    /// <summary>Gets the writer of the stored form.</summary>
    ValueWriter<T> Write { get; }
}

/// <summary>The stored type of a value by which items can be grouped: all but binary data, whose C# types compare by reference.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IGroupedType;

/// <summary>A token of a value that an update can change.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IUpdateToken
{
    /// <summary>Gets the path.</summary>
    /// <exception cref="InvalidOperationException">The token is the result of an operator, not a place in the item.</exception>
    TokenPath Path { get; }
}

/// <summary>A token that can be assigned to.</summary>
/// <typeparam name="TSelf">The token's type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IUpdateToken<in TSelf> : IUpdateToken
{
    /// <summary>Records that the update sets the token's place to a value.</summary>
    /// <param name="value">The value, or the place that it is copied from.</param>
    void Assign(TSelf value);
}
