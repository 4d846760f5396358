using Amazon.DynamoDBv2;
using TypedDynamo.Operations;

namespace TypedDynamo;

// C# has no way to write these once.
public static partial class DynamoClientExtensions
{
    /// <summary>Reads two items, of any tables of the client, as of one moment. Sends one TransactGetItems request.</summary>
    /// <typeparam name="T1">The type of the first item, or its <see cref="Nullable{T}"/> for a struct.</typeparam>
    /// <typeparam name="T2">The type of the second item, likewise.</typeparam>
    /// <param name="client">The client that the tables were made with.</param>
    /// <param name="first">The first read, as in <c>orders.Read(key)</c>.</param>
    /// <param name="second">The second read.</param>
    /// <param name="options">The number of attempts.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>The items in the order of the reads, each <see langword="null"/> if there is none.</returns>
    /// <inheritdoc cref="TransactGetAsync{TResult}(IAmazonDynamoDB, IEnumerable{ItemRead{TResult}}, TransactGetOptions?, CancellationToken)"/>
    public static async Task<(T1, T2)> TransactGetAsync<T1, T2>(
        this IAmazonDynamoDB client,
        ItemRead<T1> first,
        ItemRead<T2> second,
        TransactGetOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        using TransactGetResponse response = await TransactGetOperation
            .SendAsync(client, [first, second], options ?? new TransactGetOptions(), cancellationToken)
            .ConfigureAwait(false);
        return (response.Read(0, first), response.Read(1, second));
    }

    /// <summary>Reads three items, of any tables of the client, as of one moment. Sends one TransactGetItems request.</summary>
    /// <typeparam name="T1">The type of the first item, or its <see cref="Nullable{T}"/> for a struct.</typeparam>
    /// <typeparam name="T2">The type of the second item, likewise.</typeparam>
    /// <typeparam name="T3">The type of the third item, likewise.</typeparam>
    /// <param name="client">The client that the tables were made with.</param>
    /// <param name="first">The first read, as in <c>orders.Read(key)</c>.</param>
    /// <param name="second">The second read.</param>
    /// <param name="third">The third read.</param>
    /// <param name="options">The number of attempts.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>The items in the order of the reads, each <see langword="null"/> if there is none.</returns>
    /// <inheritdoc cref="TransactGetAsync{TResult}(IAmazonDynamoDB, IEnumerable{ItemRead{TResult}}, TransactGetOptions?, CancellationToken)"/>
    public static async Task<(T1, T2, T3)> TransactGetAsync<T1, T2, T3>(
        this IAmazonDynamoDB client,
        ItemRead<T1> first,
        ItemRead<T2> second,
        ItemRead<T3> third,
        TransactGetOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        using TransactGetResponse response = await TransactGetOperation
            .SendAsync(client, [first, second, third], options ?? new TransactGetOptions(), cancellationToken)
            .ConfigureAwait(false);
        return (response.Read(0, first), response.Read(1, second), response.Read(2, third));
    }

    /// <summary>Reads four items, of any tables of the client, as of one moment. Sends one TransactGetItems request.</summary>
    /// <typeparam name="T1">The type of the first item, or its <see cref="Nullable{T}"/> for a struct.</typeparam>
    /// <typeparam name="T2">The type of the second item, likewise.</typeparam>
    /// <typeparam name="T3">The type of the third item, likewise.</typeparam>
    /// <typeparam name="T4">The type of the fourth item, likewise.</typeparam>
    /// <param name="client">The client that the tables were made with.</param>
    /// <param name="first">The first read, as in <c>orders.Read(key)</c>.</param>
    /// <param name="second">The second read.</param>
    /// <param name="third">The third read.</param>
    /// <param name="fourth">The fourth read.</param>
    /// <param name="options">The number of attempts.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>The items in the order of the reads, each <see langword="null"/> if there is none.</returns>
    /// <inheritdoc cref="TransactGetAsync{TResult}(IAmazonDynamoDB, IEnumerable{ItemRead{TResult}}, TransactGetOptions?, CancellationToken)"/>
    public static async Task<(T1, T2, T3, T4)> TransactGetAsync<T1, T2, T3, T4>(
        this IAmazonDynamoDB client,
        ItemRead<T1> first,
        ItemRead<T2> second,
        ItemRead<T3> third,
        ItemRead<T4> fourth,
        TransactGetOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        using TransactGetResponse response = await TransactGetOperation
            .SendAsync(client, [first, second, third, fourth], options ?? new TransactGetOptions(), cancellationToken)
            .ConfigureAwait(false);
        return (response.Read(0, first), response.Read(1, second), response.Read(2, third), response.Read(3, fourth));
    }

    /// <summary>Reads five items, of any tables of the client, as of one moment. Sends one TransactGetItems request.</summary>
    /// <typeparam name="T1">The type of the first item, or its <see cref="Nullable{T}"/> for a struct.</typeparam>
    /// <typeparam name="T2">The type of the second item, likewise.</typeparam>
    /// <typeparam name="T3">The type of the third item, likewise.</typeparam>
    /// <typeparam name="T4">The type of the fourth item, likewise.</typeparam>
    /// <typeparam name="T5">The type of the fifth item, likewise.</typeparam>
    /// <param name="client">The client that the tables were made with.</param>
    /// <param name="first">The first read, as in <c>orders.Read(key)</c>.</param>
    /// <param name="second">The second read.</param>
    /// <param name="third">The third read.</param>
    /// <param name="fourth">The fourth read.</param>
    /// <param name="fifth">The fifth read.</param>
    /// <param name="options">The number of attempts.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>The items in the order of the reads, each <see langword="null"/> if there is none.</returns>
    /// <inheritdoc cref="TransactGetAsync{TResult}(IAmazonDynamoDB, IEnumerable{ItemRead{TResult}}, TransactGetOptions?, CancellationToken)"/>
    public static async Task<(T1, T2, T3, T4, T5)> TransactGetAsync<T1, T2, T3, T4, T5>(
        this IAmazonDynamoDB client,
        ItemRead<T1> first,
        ItemRead<T2> second,
        ItemRead<T3> third,
        ItemRead<T4> fourth,
        ItemRead<T5> fifth,
        TransactGetOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        using TransactGetResponse response = await TransactGetOperation
            .SendAsync(client, [first, second, third, fourth, fifth], options ?? new TransactGetOptions(), cancellationToken)
            .ConfigureAwait(false);
        return (
            response.Read(0, first),
            response.Read(1, second),
            response.Read(2, third),
            response.Read(3, fourth),
            response.Read(4, fifth));
    }

    /// <summary>Reads six items, of any tables of the client, as of one moment. Sends one TransactGetItems request.</summary>
    /// <typeparam name="T1">The type of the first item, or its <see cref="Nullable{T}"/> for a struct.</typeparam>
    /// <typeparam name="T2">The type of the second item, likewise.</typeparam>
    /// <typeparam name="T3">The type of the third item, likewise.</typeparam>
    /// <typeparam name="T4">The type of the fourth item, likewise.</typeparam>
    /// <typeparam name="T5">The type of the fifth item, likewise.</typeparam>
    /// <typeparam name="T6">The type of the sixth item, likewise.</typeparam>
    /// <param name="client">The client that the tables were made with.</param>
    /// <param name="first">The first read, as in <c>orders.Read(key)</c>.</param>
    /// <param name="second">The second read.</param>
    /// <param name="third">The third read.</param>
    /// <param name="fourth">The fourth read.</param>
    /// <param name="fifth">The fifth read.</param>
    /// <param name="sixth">The sixth read.</param>
    /// <param name="options">The number of attempts.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>The items in the order of the reads, each <see langword="null"/> if there is none.</returns>
    /// <inheritdoc cref="TransactGetAsync{TResult}(IAmazonDynamoDB, IEnumerable{ItemRead{TResult}}, TransactGetOptions?, CancellationToken)"/>
    public static async Task<(T1, T2, T3, T4, T5, T6)> TransactGetAsync<T1, T2, T3, T4, T5, T6>(
        this IAmazonDynamoDB client,
        ItemRead<T1> first,
        ItemRead<T2> second,
        ItemRead<T3> third,
        ItemRead<T4> fourth,
        ItemRead<T5> fifth,
        ItemRead<T6> sixth,
        TransactGetOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        using TransactGetResponse response = await TransactGetOperation
            .SendAsync(client, [first, second, third, fourth, fifth, sixth], options ?? new TransactGetOptions(), cancellationToken)
            .ConfigureAwait(false);
        return (
            response.Read(0, first),
            response.Read(1, second),
            response.Read(2, third),
            response.Read(3, fourth),
            response.Read(4, fifth),
            response.Read(5, sixth));
    }

    /// <summary>Reads seven items, of any tables of the client, as of one moment. Sends one TransactGetItems request.</summary>
    /// <typeparam name="T1">The type of the first item, or its <see cref="Nullable{T}"/> for a struct.</typeparam>
    /// <typeparam name="T2">The type of the second item, likewise.</typeparam>
    /// <typeparam name="T3">The type of the third item, likewise.</typeparam>
    /// <typeparam name="T4">The type of the fourth item, likewise.</typeparam>
    /// <typeparam name="T5">The type of the fifth item, likewise.</typeparam>
    /// <typeparam name="T6">The type of the sixth item, likewise.</typeparam>
    /// <typeparam name="T7">The type of the seventh item, likewise.</typeparam>
    /// <param name="client">The client that the tables were made with.</param>
    /// <param name="first">The first read, as in <c>orders.Read(key)</c>.</param>
    /// <param name="second">The second read.</param>
    /// <param name="third">The third read.</param>
    /// <param name="fourth">The fourth read.</param>
    /// <param name="fifth">The fifth read.</param>
    /// <param name="sixth">The sixth read.</param>
    /// <param name="seventh">The seventh read.</param>
    /// <param name="options">The number of attempts.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>The items in the order of the reads, each <see langword="null"/> if there is none.</returns>
    /// <inheritdoc cref="TransactGetAsync{TResult}(IAmazonDynamoDB, IEnumerable{ItemRead{TResult}}, TransactGetOptions?, CancellationToken)"/>
    public static async Task<(T1, T2, T3, T4, T5, T6, T7)> TransactGetAsync<T1, T2, T3, T4, T5, T6, T7>(
        this IAmazonDynamoDB client,
        ItemRead<T1> first,
        ItemRead<T2> second,
        ItemRead<T3> third,
        ItemRead<T4> fourth,
        ItemRead<T5> fifth,
        ItemRead<T6> sixth,
        ItemRead<T7> seventh,
        TransactGetOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        using TransactGetResponse response = await TransactGetOperation
            .SendAsync(client, [first, second, third, fourth, fifth, sixth, seventh], options ?? new TransactGetOptions(), cancellationToken)
            .ConfigureAwait(false);
        return (
            response.Read(0, first),
            response.Read(1, second),
            response.Read(2, third),
            response.Read(3, fourth),
            response.Read(4, fifth),
            response.Read(5, sixth),
            response.Read(6, seventh));
    }
}
