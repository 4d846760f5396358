using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using TypedDynamo.Operations;

namespace TypedDynamo;

/// <content>Updates and upserts.</content>
public abstract partial class DynamoTable<TItem, TKey, TUpdate, TCondition>
{
    /// <summary>Changes some attributes of an item that is there. Sends one UpdateItem request, which costs one write unit for each KB of the item.</summary>
    /// <remarks>
    /// The other attributes stay as they are, those that the type does not know among them. The version and times that the library keeps are set
    /// too. Of an item that must be there, what may be absent starts from zero or empty.
    /// </remarks>
    /// <param name="key">The key.</param>
    /// <param name="update">The changes, as in <c>o =&gt; { o.Status = OrderStatus.Paid; o.Views += 1; }</c>. It is called at once, once.</param>
    /// <param name="condition">What is asked of the stored item; <see langword="null"/> for nothing.</param>
    /// <param name="returning">What comes back of the item.</param>
    /// <param name="cancellationToken">Ends the wait. The update may happen all the same.</param>
    /// <returns>The item as <paramref name="returning"/> says, otherwise the default value.</returns>
    /// <exception cref="ConditionalCheckFailedException">There is no such item, or the condition does not hold.</exception>
    /// <exception cref="ArgumentException">Two changes are of one path, or of one inside the other. Nothing was sent.</exception>
    /// <exception cref="ItemMappingException">A value is one that DynamoDB does not store (nothing was sent), or the item does not fit the type.</exception>
    /// <exception cref="AmazonDynamoDBException">The service refused the request, or the SDK's retries ended.</exception>
    public virtual Task<TItem?> UpdateAsync(
        TKey key,
        Action<TUpdate> update,
        Func<TCondition, Condition>? condition = null,
        Returning returning = Returning.None,
        CancellationToken cancellationToken = default)
        => SendUpdateAsync(key, new UpdateSettings(false, returning), update, condition, cancellationToken);

    /// <summary>Changes some attributes of an item that is there. It needs no closure.</summary>
    /// <typeparam name="TState">The type of the operands.</typeparam>
    /// <param name="key">The key.</param>
    /// <param name="state">The operands, handed to the update and the condition.</param>
    /// <param name="update">The changes, as in <c>static (o, count) =&gt; o.Views += count</c>.</param>
    /// <param name="condition">What is asked of the stored item; <see langword="null"/> for nothing.</param>
    /// <param name="returning">What comes back of the item.</param>
    /// <param name="cancellationToken">Ends the wait. The update may happen all the same.</param>
    /// <inheritdoc cref="UpdateAsync(TKey, Action{TUpdate}, Func{TCondition, Condition}?, Returning, CancellationToken)"/>
    public virtual Task<TItem?> UpdateAsync<TState>(
        TKey key,
        TState state,
        Action<TUpdate, TState> update,
        Func<TCondition, TState, Condition>? condition = null,
        Returning returning = Returning.None,
        CancellationToken cancellationToken = default)
        => SendUpdateAsync(key, new UpdateSettings(false, returning), state, update, condition, cancellationToken);

    /// <summary>Changes some attributes of an item that is there. If the condition does not hold, it tells which item stood in the way.</summary>
    /// <param name="key">The key.</param>
    /// <param name="update">The changes.</param>
    /// <param name="condition">What is asked of the stored item; <see langword="null"/> for nothing.</param>
    /// <param name="returning">What comes back of the item if it is changed.</param>
    /// <param name="cancellationToken">Ends the wait. The update may happen all the same.</param>
    /// <returns>Whether the item was changed, and the item as <paramref name="returning"/> says or as it stood in the way.</returns>
    /// <exception cref="ArgumentException">Two changes are of one path, or of one inside the other. Nothing was sent.</exception>
    /// <exception cref="ItemMappingException">A value is one that DynamoDB does not store (nothing was sent), or the item does not fit the type.</exception>
    /// <exception cref="AmazonDynamoDBException">The service refused the request for another reason, or the SDK's retries ended.</exception>
    public virtual Task<WriteResult<TItem>> TryUpdateAsync(
        TKey key,
        Action<TUpdate> update,
        Func<TCondition, Condition>? condition = null,
        Returning returning = Returning.None,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(update);
        return UpdateItemOperation.TrySendAsync(
            Connection, Mapping, new UpdateSettings(false, returning), key, (update, condition), s_update, WithoutState<Action<TUpdate>>(condition), cancellationToken);
    }

    /// <summary>Changes some attributes of an item that is there. It needs no closure, and tells which item stood in the way.</summary>
    /// <typeparam name="TState">The type of the operands.</typeparam>
    /// <param name="key">The key.</param>
    /// <param name="state">The operands, handed to the update and the condition.</param>
    /// <param name="update">The changes.</param>
    /// <param name="condition">What is asked of the stored item; <see langword="null"/> for nothing.</param>
    /// <param name="returning">What comes back of the item if it is changed.</param>
    /// <param name="cancellationToken">Ends the wait. The update may happen all the same.</param>
    /// <inheritdoc cref="TryUpdateAsync(TKey, Action{TUpdate}, Func{TCondition, Condition}?, Returning, CancellationToken)"/>
    public virtual Task<WriteResult<TItem>> TryUpdateAsync<TState>(
        TKey key,
        TState state,
        Action<TUpdate, TState> update,
        Func<TCondition, TState, Condition>? condition = null,
        Returning returning = Returning.None,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(update);
        return UpdateItemOperation.TrySendAsync(
            Connection, Mapping, new UpdateSettings(false, returning), key, state, update, condition, cancellationToken);
    }

    /// <summary>Changes some attributes of an item, or creates it with them if there is none. Sends one UpdateItem request, which costs one write unit for each KB of the item.</summary>
    /// <remarks>
    /// The other attributes stay as they are, those that the type does not know among them. The version and times that the library keeps are set
    /// too. Attributes that are computed with start from zero or empty.
    /// </remarks>
    /// <param name="key">The key.</param>
    /// <param name="update">The changes, as in <c>o =&gt; { o.Status = OrderStatus.Paid; o.Views += 1; }</c>. It is called at once, once.</param>
    /// <param name="condition">What is asked of the stored item; <see langword="null"/> for nothing.</param>
    /// <param name="returning">What comes back of the item.</param>
    /// <param name="cancellationToken">Ends the wait. The update may happen all the same.</param>
    /// <returns>The item as <paramref name="returning"/> says, otherwise the default value.</returns>
    /// <exception cref="ConditionalCheckFailedException">The condition does not hold.</exception>
    /// <exception cref="ArgumentException">Two changes are of one path, or of one inside the other. Nothing was sent.</exception>
    /// <exception cref="ItemMappingException">A value is one that DynamoDB does not store (nothing was sent), or the item does not fit the type.</exception>
    /// <exception cref="AmazonDynamoDBException">The service refused the request, or the SDK's retries ended.</exception>
    public virtual Task<TItem?> UpsertAsync(
        TKey key,
        Action<TUpdate> update,
        Func<TCondition, Condition>? condition = null,
        Returning returning = Returning.None,
        CancellationToken cancellationToken = default)
        => SendUpdateAsync(key, new UpdateSettings(true, returning), update, condition, cancellationToken);

    /// <summary>Changes some attributes of an item, or creates it with them if there is none. It needs no closure.</summary>
    /// <typeparam name="TState">The type of the operands.</typeparam>
    /// <param name="key">The key.</param>
    /// <param name="state">The operands, handed to the update and the condition.</param>
    /// <param name="update">The changes, as in <c>static (o, count) =&gt; o.Views += count</c>.</param>
    /// <param name="condition">What is asked of the stored item; <see langword="null"/> for nothing.</param>
    /// <param name="returning">What comes back of the item.</param>
    /// <param name="cancellationToken">Ends the wait. The update may happen all the same.</param>
    /// <inheritdoc cref="UpsertAsync(TKey, Action{TUpdate}, Func{TCondition, Condition}?, Returning, CancellationToken)"/>
    public virtual Task<TItem?> UpsertAsync<TState>(
        TKey key,
        TState state,
        Action<TUpdate, TState> update,
        Func<TCondition, TState, Condition>? condition = null,
        Returning returning = Returning.None,
        CancellationToken cancellationToken = default)
        => SendUpdateAsync(key, new UpdateSettings(true, returning), state, update, condition, cancellationToken);

    /// <summary>Changes some attributes of an item, or creates it with them if there is none. If the condition does not hold, it tells which item stood in the way.</summary>
    /// <param name="key">The key.</param>
    /// <param name="update">The changes.</param>
    /// <param name="condition">What is asked of the stored item; <see langword="null"/> for nothing.</param>
    /// <param name="returning">What comes back of the item if it is changed.</param>
    /// <param name="cancellationToken">Ends the wait. The update may happen all the same.</param>
    /// <returns>Whether the item was changed, and the item as <paramref name="returning"/> says or as it stood in the way.</returns>
    /// <exception cref="ArgumentException">Two changes are of one path, or of one inside the other. Nothing was sent.</exception>
    /// <exception cref="ItemMappingException">A value is one that DynamoDB does not store (nothing was sent), or the item does not fit the type.</exception>
    /// <exception cref="AmazonDynamoDBException">The service refused the request for another reason, or the SDK's retries ended.</exception>
    public virtual Task<WriteResult<TItem>> TryUpsertAsync(
        TKey key,
        Action<TUpdate> update,
        Func<TCondition, Condition>? condition = null,
        Returning returning = Returning.None,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(update);
        return UpdateItemOperation.TrySendAsync(
            Connection, Mapping, new UpdateSettings(true, returning), key, (update, condition), s_update, WithoutState<Action<TUpdate>>(condition), cancellationToken);
    }

    /// <summary>Changes some attributes of an item, or creates it with them if there is none. It needs no closure, and tells which item stood in the way.</summary>
    /// <typeparam name="TState">The type of the operands.</typeparam>
    /// <param name="key">The key.</param>
    /// <param name="state">The operands, handed to the update and the condition.</param>
    /// <param name="update">The changes.</param>
    /// <param name="condition">What is asked of the stored item; <see langword="null"/> for nothing.</param>
    /// <param name="returning">What comes back of the item if it is changed.</param>
    /// <param name="cancellationToken">Ends the wait. The update may happen all the same.</param>
    /// <inheritdoc cref="TryUpsertAsync(TKey, Action{TUpdate}, Func{TCondition, Condition}?, Returning, CancellationToken)"/>
    public virtual Task<WriteResult<TItem>> TryUpsertAsync<TState>(
        TKey key,
        TState state,
        Action<TUpdate, TState> update,
        Func<TCondition, TState, Condition>? condition = null,
        Returning returning = Returning.None,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(update);
        return UpdateItemOperation.TrySendAsync(
            Connection, Mapping, new UpdateSettings(true, returning), key, state, update, condition, cancellationToken);
    }

    private static readonly Action<TUpdate, (Action<TUpdate> Update, Func<TCondition, Condition>? Condition)> s_update =
        static (tokens, state) => state.Update(tokens);

    private static Func<TCondition, (T Update, Func<TCondition, Condition>? Condition), Condition>? WithoutState<T>(
        Func<TCondition, Condition>? condition)
        => condition is null ? null : static (tokens, state) => state.Condition!(tokens);

    private protected Task<TItem?> SendUpdateAsync(
        TKey key,
        UpdateSettings settings,
        Action<TUpdate> update,
        Func<TCondition, Condition>? condition,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(update);
        return UpdateItemOperation.SendAsync(
            Connection, Mapping, Mapping, settings, key, (update, condition), s_update, WithoutState<Action<TUpdate>>(condition), cancellationToken);
    }

    private Task<TItem?> SendUpdateAsync<TState>(
        TKey key,
        UpdateSettings settings,
        TState state,
        Action<TUpdate, TState> update,
        Func<TCondition, TState, Condition>? condition,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(update);
        return UpdateItemOperation.SendAsync(Connection, Mapping, Mapping, settings, key, state, update, condition, cancellationToken);
    }
}
