using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Amazon.DynamoDBv2.Model;
using Amazon.DynamoDBv2.Model.Internal.MarshallTransformations;
using Amazon.Runtime.Internal.Transform;
using TypedDynamo.Benchmarks.Comparisons;
using TypedDynamo.CompilerServices;
using TypedDynamo.Operations;

namespace TypedDynamo.Benchmarks.Decoding;

/// <summary>One page of a scan, read in several ways without a network.</summary>
/// <typeparam name="T">The item type.</typeparam>
internal sealed class PageDecoding<T>
{
    private readonly string _kind;
    private readonly string _title;
    private readonly byte[] _page;
    private readonly long _checksum;

    /// <param name="kind">What the figures call the page.</param>
    /// <param name="title">What the table calls it.</param>
    /// <param name="page">The page as the engine sent it.</param>
    /// <param name="items">The items on it.</param>
    /// <param name="checksumOf">A number of an item that a wrong result would change.</param>
    public PageDecoding(string kind, string title, byte[] page, T[] items, Func<T, long> checksumOf)
    {
        _kind = kind;
        _title = title;
        _page = page;
        _checksum = items.Sum(checksumOf);
        ItemCount = items.Length;
        Items = items;
        ChecksumOf = checksumOf;
    }

    public int ItemCount { get; }

    private T[] Items { get; }

    private Func<T, long> ChecksumOf { get; }

    /// <summary>Makes what is measured.</summary>
    /// <param name="operation">Our scan.</param>
    /// <param name="map">What maps the SDK's form of an item by hand.</param>
    /// <param name="clone">What copies an item with all that it holds.</param>
    /// <param name="plain">How System.Text.Json reads a plain page.</param>
    public IEnumerable<DecodingVariant> Variants(
        ReadOperation<T> operation, Func<Dictionary<string, AttributeValue>, T> map, Func<T, T> clone, JsonTypeInfo<PlainPage<T>> plain)
    {
        byte[] copy = new byte[_page.Length];
        byte[] plainPage = JsonSerializer.SerializeToUtf8Bytes(new PlainPage<T>(Items.Length, [.. Items], Items.Length), plain);
        var clones = new T[Items.Length];
        PagedOperation<T> pages = operation.Create();

        yield return Variant("memcpy", _page, () =>
        {
            _page.CopyTo(copy, 0);
            return _checksum;
        });
        yield return Variant(DecodingCommand.Walk, _page, () => Walk() ? _checksum : 0);
        yield return Variant("System.Text.Json, plain JSON", plainPage, () => Sum(JsonSerializer.Deserialize(plainPage, plain)!.Items));
        yield return Variant("AWS unmarshaller + hand mapping", _page, () => SumByHand(map));
        yield return Variant("TypedDynamo", _page, () =>
        {
            using ItemPage<T> page = pages.ReadResponse(_page);
            return Sum(page.Items);
        });
        yield return Variant(DecodingCommand.Clone, _page, () =>
        {
            for (int i = 0; i < clones.Length; i++)
            {
                clones[i] = clone(Items[i]);
            }

            return Sum(clones);
        });
    }

    /// <summary>Makes the sum of one attribute through views.</summary>
    /// <param name="operation">Our scan.</param>
    /// <param name="attribute">The attribute, a whole number.</param>
    /// <param name="valueOf">Its value.</param>
    public DecodingVariant SumVariant(ReadOperation<T> operation, string attribute, Func<T, long> valueOf)
    {
        var aggregate = new Aggregate<long>(new ItemSchema(_kind, attribute), () => 0, static (ref long sum, in ItemView item) =>
        {
            if (item.TryRead(0, out ItemReader reader))
            {
                sum += reader.ReadInt64();
            }
        });
        return Variant(
            "TypedDynamo, one attribute summed",
            _page,
            () =>
            {
                var fold = new ItemFold<long>(aggregate);
                fold.AddPage(_page, operation.Table.Context, operation.Mapper);
                return fold.State;
            },
            Items.Sum(valueOf));
    }

    private DecodingVariant Variant(string way, byte[] bytes, Func<long> read) => Variant(way, bytes, read, _checksum);

    private DecodingVariant Variant(string way, byte[] bytes, Func<long> read, long expected) => new(
        new Variant(_kind, _title, way, () =>
        {
            long found = read();
            return found == expected
                ? Task.CompletedTask
                : throw new InvalidOperationException($"{way} reads {_title} to {found} where it should be {expected}.");
        }),
        bytes.Length,
        ItemCount);

    private bool Walk()
    {
        var reader = new Utf8JsonReader(_page);
        int tokens = 0;
        while (reader.Read())
        {
            tokens++;
        }

        return tokens > ItemCount;
    }

    private long SumByHand(Func<Dictionary<string, AttributeValue>, T> map)
    {
        using var stream = new MemoryStream(_page);
        using var context = new JsonUnmarshallerContext(stream, false, null, false);
        var response = (ScanResponse)ScanResponseUnmarshaller.Instance.Unmarshall(context);
        long sum = 0;
        foreach (Dictionary<string, AttributeValue> attributes in response.Items)
        {
            sum += ChecksumOf(map(attributes));
        }

        return sum;
    }

    private long Sum(List<T> items)
    {
        long sum = 0;
        foreach (T item in items)
        {
            sum += ChecksumOf(item);
        }

        return sum;
    }

    private long Sum(ReadOnlySpan<T> items)
    {
        long sum = 0;
        foreach (T item in items)
        {
            sum += ChecksumOf(item);
        }

        return sum;
    }
}

/// <summary>A way to read a page.</summary>
/// <param name="Variant">The way.</param>
/// <param name="Length">The length of what it reads.</param>
/// <param name="ItemCount">How many items that has.</param>
internal sealed record DecodingVariant(Variant Variant, int Length, int ItemCount);
