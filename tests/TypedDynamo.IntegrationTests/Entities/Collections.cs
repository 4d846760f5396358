using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Collections.ObjectModel;
using System.Numerics;

namespace TypedDynamo.IntegrationTests.Entities;

/// <summary>Every class of collection, of texts and of other values.</summary>
[DynamoTable("collections")]
public sealed record Collections([PartitionKey] string Id)
{
    public LinkedList<string?> Linked { get; init; } = [];

    public Queue<int> Queue { get; init; } = [];

    public Stack<string> Stack { get; init; } = [];

    public Collection<DateOnly> Collection { get; init; } = [];

    public ObservableCollection<decimal> Observable { get; init; } = [];

    public ReadOnlyCollection<byte[]> ReadOnly { get; init; } = new([]);

    public ConcurrentQueue<bool> Concurrent { get; init; } = [];

    public ConcurrentBag<int> Bag { get; init; } = [];

    public ImmutableArray<string> Array { get; init; } = [];

    public ImmutableArray<int?>? NullableArray { get; init; }

    public ImmutableList<Position> List { get; init; } = [];

    public IImmutableList<int> IList { get; init; } = ImmutableList<int>.Empty;

    public int[][] Jagged { get; init; } = [];

    public List<ImmutableArray<Stack<int>>> Nested { get; init; } = [];

    public ImmutableHashSet<string> Hash { get; init; } = [];

    public IImmutableSet<Guid>? ISet { get; init; }

    public ImmutableSortedSet<string> Sorted { get; init; } = [];

    public FrozenSet<int> Frozen { get; init; } = FrozenSet<int>.Empty;

#if NET9_0_OR_GREATER
    public ReadOnlySet<int> ReadOnlySet { get; init; } = ReadOnlySet<int>.Empty;
#endif
}

/// <summary>Every class of dictionary, and every type of key.</summary>
[DynamoTable("dictionaries")]
public sealed record Dictionaries([PartitionKey] string Id)
{
    public SortedDictionary<string, int> Sorted { get; init; } = new(StringComparer.Ordinal);

    public SortedList<string, int> SortedList { get; init; } = new(StringComparer.Ordinal);

    public ConcurrentDictionary<string, int> Concurrent { get; init; } = [];

    public ReadOnlyDictionary<string, int> ReadOnly { get; init; } = new(new Dictionary<string, int>());

    public ImmutableDictionary<string, int> Immutable { get; init; } = ImmutableDictionary<string, int>.Empty;

    public IImmutableDictionary<string, int> IImmutable { get; init; } = ImmutableDictionary<string, int>.Empty;

    public ImmutableSortedDictionary<string, int> ImmutableSorted { get; init; }
        = ImmutableSortedDictionary.Create<string, int>(StringComparer.Ordinal);

    public FrozenDictionary<string, int> Frozen { get; init; } = FrozenDictionary<string, int>.Empty;

    public Dictionary<Level, string?> Levels { get; init; } = [];

    public Dictionary<int, int> Ints { get; init; } = [];

    public IReadOnlyDictionary<ulong, int> ULongs { get; init; } = new Dictionary<ulong, int>();

    public SortedDictionary<decimal, int> Decimals { get; init; } = [];

    public SortedList<double, int> Doubles { get; init; } = [];

    public FrozenDictionary<BigInteger, int> BigIntegers { get; init; } = FrozenDictionary<BigInteger, int>.Empty;

    public ImmutableSortedDictionary<Guid, int> Guids { get; init; } = ImmutableSortedDictionary<Guid, int>.Empty;

    public Dictionary<DateTime, int> DateTimes { get; init; } = [];

    public ConcurrentDictionary<DateTimeOffset, int> Instants { get; init; } = [];

    public Dictionary<DateOnly, Dictionary<TimeOnly, List<int>>> Days { get; init; } = [];

    public Dictionary<TimeSpan, int> Spans { get; init; } = [];

    public Dictionary<char, int> Chars { get; init; } = [];
}

/// <summary>Sets whose elements may differ in .NET and not in DynamoDB.</summary>
[DynamoTable("sets")]
public sealed record Sets([PartitionKey] string Id)
{
    public HashSet<DateTime> Times { get; init; } = [];

    public HashSet<double> Doubles { get; init; } = [];

    public ISet<decimal> Decimals { get; init; } = new HashSet<decimal>();

    public IReadOnlySet<string> Strings { get; init; } = new HashSet<string>();
}
