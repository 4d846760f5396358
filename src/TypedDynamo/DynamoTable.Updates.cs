using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using TypedDynamo.Operations;

namespace TypedDynamo;

/// <content>Updates and upserts.</content>
public abstract partial class DynamoTable<TItem, TKey, TUpdate, TCondition>
{
    /// <summary>Updates attributes of an existing item. Sends one UpdateItem request, which costs one write unit for each KB of the item.</summary>
    /// <remarks>
    /// The other attributes stay as they are, also those that the type does not know. The version and the times that the library maintains
    /// are set too. In calculations, a missing number counts as 0 and a missing set or list as empty, if the type lets the attribute be
    /// absent.
    /// </remarks>
    /// <param name="key">The key.</param>
    /// <param name="update">
    /// The changes, as in <c>o =&gt; { o.Status = OrderStatus.Paid; o.Views += 1; }</c>. Invoked exactly once, before the method returns.
    /// </param>
    /// <param name="condition">The condition that the stored item must meet; <see langword="null"/> for none.</param>
    /// <param name="returning">Which item the call returns.</param>
    /// <param name="cancellationToken">Cancels the wait. The update may still happen.</param>
    /// <returns>The item as <paramref name="returning"/> says, otherwise the default value.</returns>
    /// <exception cref="ConditionalCheckFailedException">There is no such item, or the condition does not hold.</exception>
    /// <exception cref="ArgumentException">Two changes are of the same path, or one path lies inside the other. Nothing was sent.</exception>
    /// <exception cref="ItemMappingException">A value cannot be stored (nothing was sent), or the item does not fit the type.</exception>
    /// <exception cref="AmazonDynamoDBException">The service refused the request, or the client's retries are exhausted.</exception>
    public virtual Task<TItem?> UpdateAsync(
        TKey key,
        Action<TUpdate> update,
        Func<TCondition, ItemCondition>? condition = null,
        Returning returning = Returning.None,
        CancellationToken cancellationToken = default)
        => SendUpdateAsync(key, new UpdateSettings(false, returning), update, condition, cancellationToken);

    /// <summary>Updates attributes of an existing item if a condition holds; otherwise returns the existing item that failed the condition.</summary>
    /// <param name="key">The key.</param>
    /// <param name="update">The changes.</param>
    /// <param name="condition">The condition that the stored item must meet; <see langword="null"/> for none.</param>
    /// <param name="returning">Which item the call returns if it updates the item.</param>
    /// <param name="cancellationToken">Cancels the wait. The update may still happen.</param>
    /// <returns>
    /// Whether the item was updated, and the item as <paramref name="returning"/> says or the existing item that failed the condition.
    /// </returns>
    /// <exception cref="ArgumentException">Two changes are of the same path, or one path lies inside the other. Nothing was sent.</exception>
    /// <exception cref="ItemMappingException">A value cannot be stored (nothing was sent), or the item does not fit the type.</exception>
    /// <exception cref="AmazonDynamoDBException">
    /// The service refused the request for another reason, or the client's retries are exhausted.
    /// </exception>
    public virtual Task<WriteResult<TItem>> TryUpdateAsync(
        TKey key,
        Action<TUpdate> update,
        Func<TCondition, ItemCondition>? condition = null,
        Returning returning = Returning.None,
        CancellationToken cancellationToken = default)
        => TrySendUpdateAsync(key, new UpdateSettings(false, returning), update, condition, cancellationToken);

    /// <summary>
    /// Updates attributes of an item, or creates it with them if there is none. Sends one UpdateItem request, which costs one write unit
    /// for each KB of the item.
    /// </summary>
    /// <remarks>
    /// The other attributes stay as they are, also those that the type does not know. The version and the times that the library maintains
    /// are set too. In calculations, a missing number counts as 0 and a missing set or list as empty.
    /// </remarks>
    /// <param name="key">The key.</param>
    /// <param name="update">
    /// The changes, as in <c>o =&gt; { o.Status = OrderStatus.Paid; o.Views += 1; }</c>. Invoked exactly once, before the method returns.
    /// </param>
    /// <param name="condition">The condition that the stored item must meet; <see langword="null"/> for none.</param>
    /// <param name="returning">Which item the call returns.</param>
    /// <param name="cancellationToken">Cancels the wait. The update may still happen.</param>
    /// <returns>The item as <paramref name="returning"/> says, otherwise the default value.</returns>
    /// <exception cref="ConditionalCheckFailedException">The condition does not hold.</exception>
    /// <exception cref="ArgumentException">Two changes are of the same path, or one path lies inside the other. Nothing was sent.</exception>
    /// <exception cref="ItemMappingException">A value cannot be stored (nothing was sent), or the item does not fit the type.</exception>
    /// <exception cref="AmazonDynamoDBException">The service refused the request, or the client's retries are exhausted.</exception>
    public virtual Task<TItem?> UpsertAsync(
        TKey key,
        Action<TUpdate> update,
        Func<TCondition, ItemCondition>? condition = null,
        Returning returning = Returning.None,
        CancellationToken cancellationToken = default)
        => SendUpdateAsync(key, new UpdateSettings(true, returning), update, condition, cancellationToken);

    /// <summary>Updates or creates an item if a condition holds; otherwise returns the existing item that failed the condition.</summary>
    /// <param name="key">The key.</param>
    /// <param name="update">The changes.</param>
    /// <param name="condition">The condition that the stored item must meet; <see langword="null"/> for none.</param>
    /// <param name="returning">Which item the call returns if it updates the item.</param>
    /// <param name="cancellationToken">Cancels the wait. The update may still happen.</param>
    /// <returns>
    /// Whether the item was updated, and the item as <paramref name="returning"/> says or the existing item that failed the condition.
    /// </returns>
    /// <exception cref="ArgumentException">Two changes are of the same path, or one path lies inside the other. Nothing was sent.</exception>
    /// <exception cref="ItemMappingException">A value cannot be stored (nothing was sent), or the item does not fit the type.</exception>
    /// <exception cref="AmazonDynamoDBException">
    /// The service refused the request for another reason, or the client's retries are exhausted.
    /// </exception>
    public virtual Task<WriteResult<TItem>> TryUpsertAsync(
        TKey key,
        Action<TUpdate> update,
        Func<TCondition, ItemCondition>? condition = null,
        Returning returning = Returning.None,
        CancellationToken cancellationToken = default)
        => TrySendUpdateAsync(key, new UpdateSettings(true, returning), update, condition, cancellationToken);

    private protected Task<TItem?> SendUpdateAsync(
        TKey key,
        UpdateSettings settings,
        Action<TUpdate> update,
        Func<TCondition, ItemCondition>? condition,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(update);
        return UpdateItemOperation.SendAsync(Connection, Mapping, Mapping, settings, key, update, condition, cancellationToken);
    }

    private Task<WriteResult<TItem>> TrySendUpdateAsync(
        TKey key,
        UpdateSettings settings,
        Action<TUpdate> update,
        Func<TCondition, ItemCondition>? condition,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(update);
        return UpdateItemOperation.TrySendAsync(Connection, Mapping, settings, key, update, condition, cancellationToken);
    }
}
