namespace TypedDynamo.Generators.Tests.Emission;

public sealed class CollectionTests : EmissionTest
{
    [Fact]
    public void CollectionClasses() => Check(nameof(CollectionClasses), """
        using System.Collections.Concurrent;
        using System.Collections.Frozen;
        using System.Collections.Generic;
        using System.Collections.Immutable;
        using System.Collections.ObjectModel;

        namespace Shop;

        [DynamoTable("collections")]
        public record Collections([PartitionKey] string Id)
        {
            public LinkedList<int> Linked { get; init; } = [];
            public Queue<string?> Queue { get; init; } = [];
            public Stack<int> Stack { get; init; } = [];
            public Collection<int> Collection { get; init; } = [];
            public ObservableCollection<int> Observable { get; init; } = [];
            public ReadOnlyCollection<int> ReadOnly { get; init; } = new([]);
            public ConcurrentQueue<int> Concurrent { get; init; } = [];
            public ConcurrentBag<int> Bag { get; init; } = [];
            public ImmutableArray<int> Array { get; init; } = [];
            public ImmutableArray<int[]?>? NullableArray { get; init; }
            public ImmutableList<int> List { get; init; } = [];
            public IImmutableList<int> IList { get; init; } = ImmutableList<int>.Empty;
            public List<int[]>[] Jagged { get; init; } = [];
            public ReadOnlySet<int> ReadOnlySet { get; init; } = new(new HashSet<int>());
            public ImmutableHashSet<string> Hash { get; init; } = [];
            public IImmutableSet<int>? ISet { get; init; }
            public ImmutableSortedSet<string> Sorted { get; init; } = [];
            public FrozenSet<string> Frozen { get; init; } = FrozenSet<string>.Empty;
        }
        """);

    [Fact]
    public void DictionaryClasses() => Check(nameof(DictionaryClasses), """
        using System.Collections.Concurrent;
        using System.Collections.Frozen;
        using System.Collections.Generic;
        using System.Collections.Immutable;
        using System.Collections.ObjectModel;

        namespace Shop;

        [DynamoTable("maps")]
        public record Maps([PartitionKey] string Id)
        {
            public Dictionary<int, string?> Ints { get; init; } = [];
            public IReadOnlyDictionary<Guid, int> Guids { get; init; } = new Dictionary<Guid, int>();
            public SortedDictionary<string, int> Sorted { get; init; } = [];
            public SortedList<DayOfWeek, int> SortedList { get; init; } = [];
            public ConcurrentDictionary<DateTime, int> Concurrent { get; init; } = [];
            public ReadOnlyDictionary<DateOnly, int> ReadOnly { get; init; } = new(new Dictionary<DateOnly, int>());
            public ImmutableDictionary<char, int> Immutable { get; init; } = ImmutableDictionary<char, int>.Empty;
            public IImmutableDictionary<string, int> IImmutable { get; init; } = ImmutableDictionary<string, int>.Empty;
            public ImmutableSortedDictionary<string, int> ImmutableSorted { get; init; } = ImmutableSortedDictionary<string, int>.Empty;
            public FrozenDictionary<decimal, List<Dictionary<long, int>>>? Frozen { get; init; }
        }
        """);

    [Fact]
    public void Lists() => Check(nameof(Lists), """
        using System.Collections.Generic;

        namespace Shop;

        public enum Size { Small, Large }

        [DynamoTable("lists")]
        public record Lists([PartitionKey] string Id, string[] Words, IReadOnlyList<decimal>? Prices = null)
        {
            public required List<string> Required { get; init; }
            public List<int> Numbers { get; set; } = [];
            public List<string?> Gaps { get; init; } = [];
            public int?[]? Holes { get; init; }
            public IList<Size> Sizes { get; set; } = [];
            public ICollection<DateOnly> Days { get; set; } = [];
            public IEnumerable<byte[]> Blobs { get; set; } = [];
            public IReadOnlyCollection<Guid?> Guids { get; set; } = [];
            public List<List<string>> Rows { get; set; } = [];
            public string[]?[][] Cube { get; set; } = [];
        }
        """);

    [Fact]
    public void Dictionaries() => Check(nameof(Dictionaries), """
        using System.Collections.Generic;

        namespace Shop;

        [DynamoTable("maps")]
        public class Maps
        {
            [PartitionKey] public string Id { get; set; } = "";
            public Dictionary<string, int> Counts { get; set; } = [];
            public IDictionary<string, string?>? Texts { get; init; }
            public IReadOnlyDictionary<string, List<int>> Lists { get; private set; } = new Dictionary<string, List<int>>();
            public required Dictionary<string, Dictionary<string, bool?>> Flags { get; init; }
        }
        """);

    [Fact]
    public void Sets() => Check(nameof(Sets), """
        using System.Collections.Generic;

        namespace Shop;

        public enum Size { Small, Large }

        [DynamoTable("sets")]
        public record Sets([PartitionKey] string Id, HashSet<string> Words, ISet<long>? Numbers, IReadOnlySet<byte[]>? Blobs = null)
        {
            public required HashSet<decimal> Required { get; init; }
            public ISet<Size> Sizes { get; init; } = new HashSet<Size>();
            public SortedSet<double> Sorted { get; set; } = [];
            public IReadOnlySet<Guid>? Guids { get; set; }
            public List<HashSet<int>> Groups { get; set; } = [];
        }
        """);

    [Fact]
    public void CollectionsWithoutSetters() => Check(nameof(CollectionsWithoutSetters), """
        using System.Collections.Generic;

        namespace Shop;

        public class Part
        {
            public List<string> Names { get; } = [];
        }

        [DynamoTable("orders")]
        public class Order
        {
            [PartitionKey] public string Id { get; set; } = "";
            public List<string> Notes { get; } = ["first"];
            public IList<Part> Parts { get; } = new List<Part>();
            public HashSet<string> Tags { get; } = new(StringComparer.OrdinalIgnoreCase);
            public ISet<int>? Numbers { get; } = new SortedSet<int>();
            public Dictionary<string, int> Counts { get; } = [];
            public IDictionary<string, string?>? Texts { get; }
        }
        """);
}
