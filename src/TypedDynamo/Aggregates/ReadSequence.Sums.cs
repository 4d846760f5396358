using System.Numerics;
using TypedDynamo.CompilerServices;
using TypedDynamo.Operations;
using TypedDynamo.Tokens;

namespace TypedDynamo;

/// <content>Sums of one attribute, over all items and by another attribute. For each numeric type the result has a type that holds the sum of many
/// values.</content>
public abstract partial class ReadSequence<TItem, TTokens>
{
    /// <summary>Adds up one attribute of the items.</summary>
    /// <remarks>
    /// Items that lack the attribute, or hold NULL in it, do not count. Only this attribute is requested; DynamoDB still charges for whole items. An
    /// item allocates nothing. A scan without <c>Take</c> is read in parallel, as by <c>InParallel()</c>.
    /// </remarks>
    /// <param name="attribute">The attribute, as in <c>o =&gt; o.Property</c>. Invoked exactly once, before the method returns.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <returns>The sum, 0 without items.</returns>
    /// <exception cref="OverflowException">The sum exceeds the range of its type.</exception>
    /// <exception cref="ItemMappingException">The attribute of an item is not a number, or not one that the property's type can hold.</exception>
    /// <exception cref="ArgumentException">The token belongs to part of an attribute, or to another table's items. Nothing was sent.</exception>
    public Task<long> SumAsync(Func<TTokens, ScalarToken<int, NumberType>> attribute, CancellationToken cancellationToken = default)
        => SumAsync<int, long>(attribute, cancellationToken);

    /// <inheritdoc cref="SumAsync(Func{TTokens, ScalarToken{int, NumberType}}, CancellationToken)"/>
    public Task<long> SumAsync(Func<TTokens, ScalarToken<byte, NumberType>> attribute, CancellationToken cancellationToken = default)
        => SumAsync<byte, long>(attribute, cancellationToken);

    /// <inheritdoc cref="SumAsync(Func{TTokens, ScalarToken{int, NumberType}}, CancellationToken)"/>
    public Task<long> SumAsync(Func<TTokens, ScalarToken<sbyte, NumberType>> attribute, CancellationToken cancellationToken = default)
        => SumAsync<sbyte, long>(attribute, cancellationToken);

    /// <inheritdoc cref="SumAsync(Func{TTokens, ScalarToken{int, NumberType}}, CancellationToken)"/>
    public Task<long> SumAsync(Func<TTokens, ScalarToken<short, NumberType>> attribute, CancellationToken cancellationToken = default)
        => SumAsync<short, long>(attribute, cancellationToken);

    /// <inheritdoc cref="SumAsync(Func{TTokens, ScalarToken{int, NumberType}}, CancellationToken)"/>
    public Task<long> SumAsync(Func<TTokens, ScalarToken<ushort, NumberType>> attribute, CancellationToken cancellationToken = default)
        => SumAsync<ushort, long>(attribute, cancellationToken);

    /// <inheritdoc cref="SumAsync(Func{TTokens, ScalarToken{int, NumberType}}, CancellationToken)"/>
    public Task<long> SumAsync(Func<TTokens, ScalarToken<uint, NumberType>> attribute, CancellationToken cancellationToken = default)
        => SumAsync<uint, long>(attribute, cancellationToken);

    /// <inheritdoc cref="SumAsync(Func{TTokens, ScalarToken{int, NumberType}}, CancellationToken)"/>
    public Task<long> SumAsync(Func<TTokens, ScalarToken<long, NumberType>> attribute, CancellationToken cancellationToken = default)
        => SumAsync<long, long>(attribute, cancellationToken);

    /// <inheritdoc cref="SumAsync(Func{TTokens, ScalarToken{int, NumberType}}, CancellationToken)"/>
    public Task<long> SumAsync(Func<TTokens, ScalarToken<nint, NumberType>> attribute, CancellationToken cancellationToken = default)
        => SumAsync<nint, long>(attribute, cancellationToken);

    /// <inheritdoc cref="SumAsync(Func{TTokens, ScalarToken{int, NumberType}}, CancellationToken)"/>
    public Task<ulong> SumAsync(Func<TTokens, ScalarToken<ulong, NumberType>> attribute, CancellationToken cancellationToken = default)
        => SumAsync<ulong, ulong>(attribute, cancellationToken);

    /// <inheritdoc cref="SumAsync(Func{TTokens, ScalarToken{int, NumberType}}, CancellationToken)"/>
    public Task<ulong> SumAsync(Func<TTokens, ScalarToken<nuint, NumberType>> attribute, CancellationToken cancellationToken = default)
        => SumAsync<nuint, ulong>(attribute, cancellationToken);

    /// <inheritdoc cref="SumAsync(Func{TTokens, ScalarToken{int, NumberType}}, CancellationToken)"/>
    public Task<Int128> SumAsync(Func<TTokens, ScalarToken<Int128, NumberType>> attribute, CancellationToken cancellationToken = default)
        => SumAsync<Int128, Int128>(attribute, cancellationToken);

    /// <inheritdoc cref="SumAsync(Func{TTokens, ScalarToken{int, NumberType}}, CancellationToken)"/>
    public Task<UInt128> SumAsync(Func<TTokens, ScalarToken<UInt128, NumberType>> attribute, CancellationToken cancellationToken = default)
        => SumAsync<UInt128, UInt128>(attribute, cancellationToken);

    /// <inheritdoc cref="SumAsync(Func{TTokens, ScalarToken{int, NumberType}}, CancellationToken)"/>
    public Task<BigInteger> SumAsync(Func<TTokens, ScalarToken<BigInteger, NumberType>> attribute, CancellationToken cancellationToken = default)
        => SumAsync<BigInteger, BigInteger>(attribute, cancellationToken);

    /// <inheritdoc cref="SumAsync(Func{TTokens, ScalarToken{int, NumberType}}, CancellationToken)"/>
    public Task<double> SumAsync(Func<TTokens, ScalarToken<Half, NumberType>> attribute, CancellationToken cancellationToken = default)
        => SumAsync<Half, double>(attribute, cancellationToken);

    /// <inheritdoc cref="SumAsync(Func{TTokens, ScalarToken{int, NumberType}}, CancellationToken)"/>
    public Task<double> SumAsync(Func<TTokens, ScalarToken<float, NumberType>> attribute, CancellationToken cancellationToken = default)
        => SumAsync<float, double>(attribute, cancellationToken);

    /// <inheritdoc cref="SumAsync(Func{TTokens, ScalarToken{int, NumberType}}, CancellationToken)"/>
    public Task<double> SumAsync(Func<TTokens, ScalarToken<double, NumberType>> attribute, CancellationToken cancellationToken = default)
        => SumAsync<double, double>(attribute, cancellationToken);

    /// <inheritdoc cref="SumAsync(Func{TTokens, ScalarToken{int, NumberType}}, CancellationToken)"/>
    public Task<decimal> SumAsync(Func<TTokens, ScalarToken<decimal, NumberType>> attribute, CancellationToken cancellationToken = default)
        => SumAsync<decimal, decimal>(attribute, cancellationToken);

    /// <summary>Adds up one attribute in groups by the value of another one.</summary>
    /// <remarks>
    /// Items that lack the key, or hold NULL in it, belong to no group; those that lack the other attribute add nothing to theirs. Only the two are
    /// requested. An item allocates nothing. A scan without <c>Take</c> is read in parallel.
    /// </remarks>
    /// <typeparam name="TKey">The type of the attribute that determines the group.</typeparam>
    /// <typeparam name="TKeyType">The DynamoDB type of that attribute.</typeparam>
    /// <param name="key">The attribute that determines the group, as in <c>o =&gt; o.Property</c>. Invoked exactly once, before the method
    /// returns.</param>
    /// <param name="attribute">The attribute that is added up. Invoked exactly once, before the method returns.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <returns>The sum of each group; empty without items.</returns>
    /// <exception cref="OverflowException">A sum exceeds the range of its type.</exception>
    /// <exception cref="ItemMappingException">An attribute of an item does not fit its property's type.</exception>
    /// <exception cref="ArgumentException">A token belongs to part of an attribute, or to another table's items. Nothing was sent.</exception>
    public Task<Dictionary<TKey, long>> SumByAsync<TKey, TKeyType>(
        Func<TTokens, ScalarToken<TKey, TKeyType>> key, Func<TTokens, ScalarToken<int, NumberType>> attribute, CancellationToken cancellationToken = default)
        where TKey : notnull
        where TKeyType : IGroupedType
        => SumByAsync<TKey, int, long>(ValueOf(key), attribute, cancellationToken);

    /// <inheritdoc cref="SumByAsync{TKey, TKeyType}(Func{TTokens, ScalarToken{TKey, TKeyType}}, Func{TTokens, ScalarToken{int, NumberType}}, CancellationToken)"/>
    public Task<Dictionary<bool, long>> SumByAsync(
        Func<TTokens, BooleanToken> key, Func<TTokens, ScalarToken<int, NumberType>> attribute, CancellationToken cancellationToken = default)
        => SumByAsync<bool, int, long>(ValueOf(key), attribute, cancellationToken);

    /// <inheritdoc cref="SumByAsync{TKey, TKeyType}(Func{TTokens, ScalarToken{TKey, TKeyType}}, Func{TTokens, ScalarToken{int, NumberType}}, CancellationToken)"/>
    public Task<Dictionary<TKey, long>> SumByAsync<TKey, TKeyType>(
        Func<TTokens, ScalarToken<TKey, TKeyType>> key, Func<TTokens, ScalarToken<byte, NumberType>> attribute, CancellationToken cancellationToken = default)
        where TKey : notnull
        where TKeyType : IGroupedType
        => SumByAsync<TKey, byte, long>(ValueOf(key), attribute, cancellationToken);

    /// <inheritdoc cref="SumByAsync{TKey, TKeyType}(Func{TTokens, ScalarToken{TKey, TKeyType}}, Func{TTokens, ScalarToken{int, NumberType}}, CancellationToken)"/>
    public Task<Dictionary<bool, long>> SumByAsync(
        Func<TTokens, BooleanToken> key, Func<TTokens, ScalarToken<byte, NumberType>> attribute, CancellationToken cancellationToken = default)
        => SumByAsync<bool, byte, long>(ValueOf(key), attribute, cancellationToken);

    /// <inheritdoc cref="SumByAsync{TKey, TKeyType}(Func{TTokens, ScalarToken{TKey, TKeyType}}, Func{TTokens, ScalarToken{int, NumberType}}, CancellationToken)"/>
    public Task<Dictionary<TKey, long>> SumByAsync<TKey, TKeyType>(
        Func<TTokens, ScalarToken<TKey, TKeyType>> key, Func<TTokens, ScalarToken<sbyte, NumberType>> attribute, CancellationToken cancellationToken = default)
        where TKey : notnull
        where TKeyType : IGroupedType
        => SumByAsync<TKey, sbyte, long>(ValueOf(key), attribute, cancellationToken);

    /// <inheritdoc cref="SumByAsync{TKey, TKeyType}(Func{TTokens, ScalarToken{TKey, TKeyType}}, Func{TTokens, ScalarToken{int, NumberType}}, CancellationToken)"/>
    public Task<Dictionary<bool, long>> SumByAsync(
        Func<TTokens, BooleanToken> key, Func<TTokens, ScalarToken<sbyte, NumberType>> attribute, CancellationToken cancellationToken = default)
        => SumByAsync<bool, sbyte, long>(ValueOf(key), attribute, cancellationToken);

    /// <inheritdoc cref="SumByAsync{TKey, TKeyType}(Func{TTokens, ScalarToken{TKey, TKeyType}}, Func{TTokens, ScalarToken{int, NumberType}}, CancellationToken)"/>
    public Task<Dictionary<TKey, long>> SumByAsync<TKey, TKeyType>(
        Func<TTokens, ScalarToken<TKey, TKeyType>> key, Func<TTokens, ScalarToken<short, NumberType>> attribute, CancellationToken cancellationToken = default)
        where TKey : notnull
        where TKeyType : IGroupedType
        => SumByAsync<TKey, short, long>(ValueOf(key), attribute, cancellationToken);

    /// <inheritdoc cref="SumByAsync{TKey, TKeyType}(Func{TTokens, ScalarToken{TKey, TKeyType}}, Func{TTokens, ScalarToken{int, NumberType}}, CancellationToken)"/>
    public Task<Dictionary<bool, long>> SumByAsync(
        Func<TTokens, BooleanToken> key, Func<TTokens, ScalarToken<short, NumberType>> attribute, CancellationToken cancellationToken = default)
        => SumByAsync<bool, short, long>(ValueOf(key), attribute, cancellationToken);

    /// <inheritdoc cref="SumByAsync{TKey, TKeyType}(Func{TTokens, ScalarToken{TKey, TKeyType}}, Func{TTokens, ScalarToken{int, NumberType}}, CancellationToken)"/>
    public Task<Dictionary<TKey, long>> SumByAsync<TKey, TKeyType>(
        Func<TTokens, ScalarToken<TKey, TKeyType>> key, Func<TTokens, ScalarToken<ushort, NumberType>> attribute, CancellationToken cancellationToken = default)
        where TKey : notnull
        where TKeyType : IGroupedType
        => SumByAsync<TKey, ushort, long>(ValueOf(key), attribute, cancellationToken);

    /// <inheritdoc cref="SumByAsync{TKey, TKeyType}(Func{TTokens, ScalarToken{TKey, TKeyType}}, Func{TTokens, ScalarToken{int, NumberType}}, CancellationToken)"/>
    public Task<Dictionary<bool, long>> SumByAsync(
        Func<TTokens, BooleanToken> key, Func<TTokens, ScalarToken<ushort, NumberType>> attribute, CancellationToken cancellationToken = default)
        => SumByAsync<bool, ushort, long>(ValueOf(key), attribute, cancellationToken);

    /// <inheritdoc cref="SumByAsync{TKey, TKeyType}(Func{TTokens, ScalarToken{TKey, TKeyType}}, Func{TTokens, ScalarToken{int, NumberType}}, CancellationToken)"/>
    public Task<Dictionary<TKey, long>> SumByAsync<TKey, TKeyType>(
        Func<TTokens, ScalarToken<TKey, TKeyType>> key, Func<TTokens, ScalarToken<uint, NumberType>> attribute, CancellationToken cancellationToken = default)
        where TKey : notnull
        where TKeyType : IGroupedType
        => SumByAsync<TKey, uint, long>(ValueOf(key), attribute, cancellationToken);

    /// <inheritdoc cref="SumByAsync{TKey, TKeyType}(Func{TTokens, ScalarToken{TKey, TKeyType}}, Func{TTokens, ScalarToken{int, NumberType}}, CancellationToken)"/>
    public Task<Dictionary<bool, long>> SumByAsync(
        Func<TTokens, BooleanToken> key, Func<TTokens, ScalarToken<uint, NumberType>> attribute, CancellationToken cancellationToken = default)
        => SumByAsync<bool, uint, long>(ValueOf(key), attribute, cancellationToken);

    /// <inheritdoc cref="SumByAsync{TKey, TKeyType}(Func{TTokens, ScalarToken{TKey, TKeyType}}, Func{TTokens, ScalarToken{int, NumberType}}, CancellationToken)"/>
    public Task<Dictionary<TKey, long>> SumByAsync<TKey, TKeyType>(
        Func<TTokens, ScalarToken<TKey, TKeyType>> key, Func<TTokens, ScalarToken<long, NumberType>> attribute, CancellationToken cancellationToken = default)
        where TKey : notnull
        where TKeyType : IGroupedType
        => SumByAsync<TKey, long, long>(ValueOf(key), attribute, cancellationToken);

    /// <inheritdoc cref="SumByAsync{TKey, TKeyType}(Func{TTokens, ScalarToken{TKey, TKeyType}}, Func{TTokens, ScalarToken{int, NumberType}}, CancellationToken)"/>
    public Task<Dictionary<bool, long>> SumByAsync(
        Func<TTokens, BooleanToken> key, Func<TTokens, ScalarToken<long, NumberType>> attribute, CancellationToken cancellationToken = default)
        => SumByAsync<bool, long, long>(ValueOf(key), attribute, cancellationToken);

    /// <inheritdoc cref="SumByAsync{TKey, TKeyType}(Func{TTokens, ScalarToken{TKey, TKeyType}}, Func{TTokens, ScalarToken{int, NumberType}}, CancellationToken)"/>
    public Task<Dictionary<TKey, long>> SumByAsync<TKey, TKeyType>(
        Func<TTokens, ScalarToken<TKey, TKeyType>> key, Func<TTokens, ScalarToken<nint, NumberType>> attribute, CancellationToken cancellationToken = default)
        where TKey : notnull
        where TKeyType : IGroupedType
        => SumByAsync<TKey, nint, long>(ValueOf(key), attribute, cancellationToken);

    /// <inheritdoc cref="SumByAsync{TKey, TKeyType}(Func{TTokens, ScalarToken{TKey, TKeyType}}, Func{TTokens, ScalarToken{int, NumberType}}, CancellationToken)"/>
    public Task<Dictionary<bool, long>> SumByAsync(
        Func<TTokens, BooleanToken> key, Func<TTokens, ScalarToken<nint, NumberType>> attribute, CancellationToken cancellationToken = default)
        => SumByAsync<bool, nint, long>(ValueOf(key), attribute, cancellationToken);

    /// <inheritdoc cref="SumByAsync{TKey, TKeyType}(Func{TTokens, ScalarToken{TKey, TKeyType}}, Func{TTokens, ScalarToken{int, NumberType}}, CancellationToken)"/>
    public Task<Dictionary<TKey, ulong>> SumByAsync<TKey, TKeyType>(
        Func<TTokens, ScalarToken<TKey, TKeyType>> key, Func<TTokens, ScalarToken<ulong, NumberType>> attribute, CancellationToken cancellationToken = default)
        where TKey : notnull
        where TKeyType : IGroupedType
        => SumByAsync<TKey, ulong, ulong>(ValueOf(key), attribute, cancellationToken);

    /// <inheritdoc cref="SumByAsync{TKey, TKeyType}(Func{TTokens, ScalarToken{TKey, TKeyType}}, Func{TTokens, ScalarToken{int, NumberType}}, CancellationToken)"/>
    public Task<Dictionary<bool, ulong>> SumByAsync(
        Func<TTokens, BooleanToken> key, Func<TTokens, ScalarToken<ulong, NumberType>> attribute, CancellationToken cancellationToken = default)
        => SumByAsync<bool, ulong, ulong>(ValueOf(key), attribute, cancellationToken);

    /// <inheritdoc cref="SumByAsync{TKey, TKeyType}(Func{TTokens, ScalarToken{TKey, TKeyType}}, Func{TTokens, ScalarToken{int, NumberType}}, CancellationToken)"/>
    public Task<Dictionary<TKey, ulong>> SumByAsync<TKey, TKeyType>(
        Func<TTokens, ScalarToken<TKey, TKeyType>> key, Func<TTokens, ScalarToken<nuint, NumberType>> attribute, CancellationToken cancellationToken = default)
        where TKey : notnull
        where TKeyType : IGroupedType
        => SumByAsync<TKey, nuint, ulong>(ValueOf(key), attribute, cancellationToken);

    /// <inheritdoc cref="SumByAsync{TKey, TKeyType}(Func{TTokens, ScalarToken{TKey, TKeyType}}, Func{TTokens, ScalarToken{int, NumberType}}, CancellationToken)"/>
    public Task<Dictionary<bool, ulong>> SumByAsync(
        Func<TTokens, BooleanToken> key, Func<TTokens, ScalarToken<nuint, NumberType>> attribute, CancellationToken cancellationToken = default)
        => SumByAsync<bool, nuint, ulong>(ValueOf(key), attribute, cancellationToken);

    /// <inheritdoc cref="SumByAsync{TKey, TKeyType}(Func{TTokens, ScalarToken{TKey, TKeyType}}, Func{TTokens, ScalarToken{int, NumberType}}, CancellationToken)"/>
    public Task<Dictionary<TKey, Int128>> SumByAsync<TKey, TKeyType>(
        Func<TTokens, ScalarToken<TKey, TKeyType>> key, Func<TTokens, ScalarToken<Int128, NumberType>> attribute, CancellationToken cancellationToken = default)
        where TKey : notnull
        where TKeyType : IGroupedType
        => SumByAsync<TKey, Int128, Int128>(ValueOf(key), attribute, cancellationToken);

    /// <inheritdoc cref="SumByAsync{TKey, TKeyType}(Func{TTokens, ScalarToken{TKey, TKeyType}}, Func{TTokens, ScalarToken{int, NumberType}}, CancellationToken)"/>
    public Task<Dictionary<bool, Int128>> SumByAsync(
        Func<TTokens, BooleanToken> key, Func<TTokens, ScalarToken<Int128, NumberType>> attribute, CancellationToken cancellationToken = default)
        => SumByAsync<bool, Int128, Int128>(ValueOf(key), attribute, cancellationToken);

    /// <inheritdoc cref="SumByAsync{TKey, TKeyType}(Func{TTokens, ScalarToken{TKey, TKeyType}}, Func{TTokens, ScalarToken{int, NumberType}}, CancellationToken)"/>
    public Task<Dictionary<TKey, UInt128>> SumByAsync<TKey, TKeyType>(
        Func<TTokens, ScalarToken<TKey, TKeyType>> key, Func<TTokens, ScalarToken<UInt128, NumberType>> attribute, CancellationToken cancellationToken = default)
        where TKey : notnull
        where TKeyType : IGroupedType
        => SumByAsync<TKey, UInt128, UInt128>(ValueOf(key), attribute, cancellationToken);

    /// <inheritdoc cref="SumByAsync{TKey, TKeyType}(Func{TTokens, ScalarToken{TKey, TKeyType}}, Func{TTokens, ScalarToken{int, NumberType}}, CancellationToken)"/>
    public Task<Dictionary<bool, UInt128>> SumByAsync(
        Func<TTokens, BooleanToken> key, Func<TTokens, ScalarToken<UInt128, NumberType>> attribute, CancellationToken cancellationToken = default)
        => SumByAsync<bool, UInt128, UInt128>(ValueOf(key), attribute, cancellationToken);

    /// <inheritdoc cref="SumByAsync{TKey, TKeyType}(Func{TTokens, ScalarToken{TKey, TKeyType}}, Func{TTokens, ScalarToken{int, NumberType}}, CancellationToken)"/>
    public Task<Dictionary<TKey, BigInteger>> SumByAsync<TKey, TKeyType>(
        Func<TTokens, ScalarToken<TKey, TKeyType>> key, Func<TTokens, ScalarToken<BigInteger, NumberType>> attribute, CancellationToken cancellationToken = default)
        where TKey : notnull
        where TKeyType : IGroupedType
        => SumByAsync<TKey, BigInteger, BigInteger>(ValueOf(key), attribute, cancellationToken);

    /// <inheritdoc cref="SumByAsync{TKey, TKeyType}(Func{TTokens, ScalarToken{TKey, TKeyType}}, Func{TTokens, ScalarToken{int, NumberType}}, CancellationToken)"/>
    public Task<Dictionary<bool, BigInteger>> SumByAsync(
        Func<TTokens, BooleanToken> key, Func<TTokens, ScalarToken<BigInteger, NumberType>> attribute, CancellationToken cancellationToken = default)
        => SumByAsync<bool, BigInteger, BigInteger>(ValueOf(key), attribute, cancellationToken);

    /// <inheritdoc cref="SumByAsync{TKey, TKeyType}(Func{TTokens, ScalarToken{TKey, TKeyType}}, Func{TTokens, ScalarToken{int, NumberType}}, CancellationToken)"/>
    public Task<Dictionary<TKey, double>> SumByAsync<TKey, TKeyType>(
        Func<TTokens, ScalarToken<TKey, TKeyType>> key, Func<TTokens, ScalarToken<Half, NumberType>> attribute, CancellationToken cancellationToken = default)
        where TKey : notnull
        where TKeyType : IGroupedType
        => SumByAsync<TKey, Half, double>(ValueOf(key), attribute, cancellationToken);

    /// <inheritdoc cref="SumByAsync{TKey, TKeyType}(Func{TTokens, ScalarToken{TKey, TKeyType}}, Func{TTokens, ScalarToken{int, NumberType}}, CancellationToken)"/>
    public Task<Dictionary<bool, double>> SumByAsync(
        Func<TTokens, BooleanToken> key, Func<TTokens, ScalarToken<Half, NumberType>> attribute, CancellationToken cancellationToken = default)
        => SumByAsync<bool, Half, double>(ValueOf(key), attribute, cancellationToken);

    /// <inheritdoc cref="SumByAsync{TKey, TKeyType}(Func{TTokens, ScalarToken{TKey, TKeyType}}, Func{TTokens, ScalarToken{int, NumberType}}, CancellationToken)"/>
    public Task<Dictionary<TKey, double>> SumByAsync<TKey, TKeyType>(
        Func<TTokens, ScalarToken<TKey, TKeyType>> key, Func<TTokens, ScalarToken<float, NumberType>> attribute, CancellationToken cancellationToken = default)
        where TKey : notnull
        where TKeyType : IGroupedType
        => SumByAsync<TKey, float, double>(ValueOf(key), attribute, cancellationToken);

    /// <inheritdoc cref="SumByAsync{TKey, TKeyType}(Func{TTokens, ScalarToken{TKey, TKeyType}}, Func{TTokens, ScalarToken{int, NumberType}}, CancellationToken)"/>
    public Task<Dictionary<bool, double>> SumByAsync(
        Func<TTokens, BooleanToken> key, Func<TTokens, ScalarToken<float, NumberType>> attribute, CancellationToken cancellationToken = default)
        => SumByAsync<bool, float, double>(ValueOf(key), attribute, cancellationToken);

    /// <inheritdoc cref="SumByAsync{TKey, TKeyType}(Func{TTokens, ScalarToken{TKey, TKeyType}}, Func{TTokens, ScalarToken{int, NumberType}}, CancellationToken)"/>
    public Task<Dictionary<TKey, double>> SumByAsync<TKey, TKeyType>(
        Func<TTokens, ScalarToken<TKey, TKeyType>> key, Func<TTokens, ScalarToken<double, NumberType>> attribute, CancellationToken cancellationToken = default)
        where TKey : notnull
        where TKeyType : IGroupedType
        => SumByAsync<TKey, double, double>(ValueOf(key), attribute, cancellationToken);

    /// <inheritdoc cref="SumByAsync{TKey, TKeyType}(Func{TTokens, ScalarToken{TKey, TKeyType}}, Func{TTokens, ScalarToken{int, NumberType}}, CancellationToken)"/>
    public Task<Dictionary<bool, double>> SumByAsync(
        Func<TTokens, BooleanToken> key, Func<TTokens, ScalarToken<double, NumberType>> attribute, CancellationToken cancellationToken = default)
        => SumByAsync<bool, double, double>(ValueOf(key), attribute, cancellationToken);

    /// <inheritdoc cref="SumByAsync{TKey, TKeyType}(Func{TTokens, ScalarToken{TKey, TKeyType}}, Func{TTokens, ScalarToken{int, NumberType}}, CancellationToken)"/>
    public Task<Dictionary<TKey, decimal>> SumByAsync<TKey, TKeyType>(
        Func<TTokens, ScalarToken<TKey, TKeyType>> key, Func<TTokens, ScalarToken<decimal, NumberType>> attribute, CancellationToken cancellationToken = default)
        where TKey : notnull
        where TKeyType : IGroupedType
        => SumByAsync<TKey, decimal, decimal>(ValueOf(key), attribute, cancellationToken);

    /// <inheritdoc cref="SumByAsync{TKey, TKeyType}(Func{TTokens, ScalarToken{TKey, TKeyType}}, Func{TTokens, ScalarToken{int, NumberType}}, CancellationToken)"/>
    public Task<Dictionary<bool, decimal>> SumByAsync(
        Func<TTokens, BooleanToken> key, Func<TTokens, ScalarToken<decimal, NumberType>> attribute, CancellationToken cancellationToken = default)
        => SumByAsync<bool, decimal, decimal>(ValueOf(key), attribute, cancellationToken);

    private Task<TSum> SumAsync<T, TSum>(Func<TTokens, ScalarToken<T, NumberType>> attribute, CancellationToken cancellationToken)
        where T : struct, INumber<T>
        where TSum : struct, INumber<TSum>
    {
        ItemValue<T> value = ValueOf(attribute);
        return ItemAggregates.FoldValuesAsync(
            this,
            value,
            (ref TSum sum, ref ItemReader reader) => sum = checked(sum + TSum.CreateChecked(value.Read!(ref reader))),
            static (left, right) => checked(left + right),
            cancellationToken);
    }

    private Task<Dictionary<TKey, TSum>> SumByAsync<TKey, T, TSum>(
        ItemValue<TKey> key, Func<TTokens, ScalarToken<T, NumberType>> attribute, CancellationToken cancellationToken)
        where TKey : notnull
        where T : struct, INumber<T>
        where TSum : struct, INumber<TSum>
        => ItemAggregates.SumByAsync<TItem, TTokens, TKey, T, TSum>(this, key, ValueOf(attribute), cancellationToken);
}
