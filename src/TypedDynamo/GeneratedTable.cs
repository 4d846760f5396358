using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using TypedDynamo.Operations;
using TypedDynamo.Tokens;

namespace TypedDynamo.CompilerServices;

/// <summary>
/// The base of generated tables: members that depend only on the generated mapper, and the verbs that generated code calls with a key made
/// of its parts.
/// </summary>
/// <typeparam name="TItem">The annotated type.</typeparam>
/// <typeparam name="TKey">The generated key type.</typeparam>
/// <typeparam name="TUpdate">The generated tokens of an update.</typeparam>
/// <typeparam name="TCondition">The generated tokens of a condition, which know the mapper.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
[SuppressMessage("Design", "CA1000", Justification = "The statics are called by the name of the generated table, which is not generic.")]
[Experimental(GeneratedCodeApi.DiagnosticId, UrlFormat = GeneratedCodeApi.UrlFormat)]
public abstract class GeneratedTable<TItem, TKey, TUpdate, TCondition> : DynamoTable<TItem, TKey, TUpdate, TCondition>
    where TUpdate : struct, ITokens<TUpdate>
    where TCondition : struct, ITokens<TCondition>, IMappedTokens<TItem>
{
    /// <summary>Makes a table without a client, for mocks. A verb that the mock does not replace throws <see cref="InvalidOperationException"/>.</summary>
    protected GeneratedTable()
    {
    }

    /// <summary>Opens the table. No request is sent.</summary>
    /// <param name="client">The client that sends the requests. The caller still owns it.</param>
    /// <param name="options">The table's name at run time and other settings; <see langword="null"/> for the annotated name.</param>
    /// <exception cref="ArgumentNullException"><paramref name="client"/> is <see langword="null"/>.</exception>
    protected GeneratedTable(IAmazonDynamoDB client, DynamoTableOptions? options)
        : base(client, TypeMapper, options)
    {
    }

    private static TableMapper<TItem, TKey> TypeMapper => (TableMapper<TItem, TKey>)default(TCondition).Source.Mapper;

    /// <summary>Returns the primary key of an item.</summary>
    /// <param name="item">The item.</param>
    /// <returns>Its key.</returns>
    public static TKey KeyOf(TItem item) => TypeMapper.KeyOf(item);

    /// <summary>Converts an item to the attribute values that the SDK's own calls take.</summary>
    /// <param name="item">The item.</param>
    /// <returns>Its attributes, as they are stored.</returns>
    /// <exception cref="ItemMappingException">DynamoDB does not store one of the values.</exception>
    public static Dictionary<string, AttributeValue> ToAttributes(TItem item) => TypeMapper.ToAttributes(item);

    /// <summary>Converts the attribute values that the SDK's own calls return to an item.</summary>
    /// <param name="attributes">The attributes. The type's <see cref="DynamoExtensionDataAttribute"/> keeps those that it does not know; without one they are skipped.</param>
    /// <returns>The item.</returns>
    /// <exception cref="ItemMappingException">The attributes do not fit the type.</exception>
    public static TItem FromAttributes(IReadOnlyDictionary<string, AttributeValue> attributes) => TypeMapper.FromAttributes(attributes);

    /// <summary>Updates attributes of an existing item.</summary>
    /// <remarks>
    /// Sends one UpdateItem request, which costs one write unit for each KB of the item. The other attributes stay as they are, also those
    /// that the type does not know. In calculations, a missing number counts as 0 and a missing set or list as empty, if the type lets the
    /// attribute be absent.
    /// </remarks>
    /// <param name="key">The item's primary key.</param>
    /// <param name="expectedVersion">The version that the item must have, 0 for none; <see langword="null"/> to skip the check.</param>
    /// <param name="update">The changes, as in <c>o =&gt; o.Property = value</c>. Invoked exactly once, before the method returns.</param>
    /// <param name="condition">The condition that the stored item must meet; <see langword="null"/> for none.</param>
    /// <param name="returning">Which item the call returns. It costs no capacity.</param>
    /// <param name="cancellationToken">Cancels the wait. The update may still happen.</param>
    /// <returns>The item as <paramref name="returning"/> says, otherwise the default value.</returns>
    /// <exception cref="ConditionalCheckFailedException">There is no such item, it has another version, or the condition does not hold.</exception>
    /// <exception cref="ArgumentException">Two changes are of the same path, or one path lies inside the other. Nothing was sent.</exception>
    /// <exception cref="ItemMappingException">A value cannot be stored (nothing was sent), or the item does not fit its type.</exception>
    /// <exception cref="AmazonDynamoDBException">The service refused the request, or the client's retries are exhausted.</exception>
    protected Task<TItem?> UpdateItemAsync(
        TKey key,
        long? expectedVersion,
        Action<TUpdate> update,
        Func<TCondition, ItemCondition>? condition,
        Returning returning,
        CancellationToken cancellationToken)
        => expectedVersion is null
            ? UpdateAsync(key, update, condition, returning, cancellationToken)
            : SendUpdateAsync(
                key, new UpdateSettings(false, returning) { Expected = VersionCheck.Of(expectedVersion) }, update, condition, cancellationToken);

    /// <summary>Updates attributes of an item, or creates it with them if there is none.</summary>
    /// <remarks>
    /// Sends one UpdateItem request, which costs one write unit for each KB of the item. The other attributes stay as they are, also those
    /// that the type does not know. In calculations, a missing number counts as 0 and a missing set or list as empty.
    /// </remarks>
    /// <param name="key">The item's primary key.</param>
    /// <param name="update">The changes, as in <c>o =&gt; o.Property = value</c>. Invoked exactly once, before the method returns.</param>
    /// <param name="condition">The condition that the stored item must meet; <see langword="null"/> for none.</param>
    /// <param name="returning">Which item the call returns. It costs no capacity.</param>
    /// <param name="cancellationToken">Cancels the wait. The update may still happen.</param>
    /// <returns>The item as <paramref name="returning"/> says, otherwise the default value.</returns>
    /// <exception cref="ConditionalCheckFailedException">The condition does not hold.</exception>
    /// <exception cref="ArgumentException">Two changes are of the same path, or one path lies inside the other. Nothing was sent.</exception>
    /// <exception cref="ItemMappingException">A value cannot be stored (nothing was sent), or the item does not fit its type.</exception>
    /// <exception cref="AmazonDynamoDBException">The service refused the request, or the client's retries are exhausted.</exception>
    protected Task<TItem?> UpsertItemAsync(
        TKey key, Action<TUpdate> update, Func<TCondition, ItemCondition>? condition, Returning returning, CancellationToken cancellationToken)
        => UpsertAsync(key, update, condition, returning, cancellationToken);

    /// <summary>Deletes an item by its key. Deleting an absent item is no error.</summary>
    /// <remarks>Sends one DeleteItem request, which costs one write unit for each KB of the item.</remarks>
    /// <param name="key">The item's primary key.</param>
    /// <param name="expectedVersion">The version that the item must have, 0 for none; <see langword="null"/> to skip the check.</param>
    /// <param name="condition">The condition that the stored item must meet; <see langword="null"/> for none.</param>
    /// <param name="returnOld">Whether to return the deleted item. It costs no capacity.</param>
    /// <param name="cancellationToken">Cancels the wait. The item may still be deleted.</param>
    /// <returns>The deleted item, if <paramref name="returnOld"/> asks for it and there was one; otherwise the default value.</returns>
    /// <exception cref="ConditionalCheckFailedException">The condition does not hold, or the item has another version.</exception>
    /// <exception cref="ItemMappingException">DynamoDB does not take the key (nothing was sent), or the item does not fit its type.</exception>
    /// <exception cref="AmazonDynamoDBException">The service refused the request, or the client's retries are exhausted.</exception>
    protected Task<TItem?> DeleteItemAsync(
        TKey key, long? expectedVersion, Func<TCondition, ItemCondition>? condition, bool returnOld, CancellationToken cancellationToken)
        => expectedVersion is null
            ? DeleteAsync(key, condition, returnOld, cancellationToken)
            : DeleteItemOperation.SendAsync(
                Connection, Mapping, key, VersionCheck.Of(expectedVersion), condition, returnOld, cancellationToken);
}
