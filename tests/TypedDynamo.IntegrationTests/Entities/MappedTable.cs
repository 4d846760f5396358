using System.Globalization;
using System.Text;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using TypedDynamo.CompilerServices;
using TypedDynamo.Tokens;

namespace TypedDynamo.IntegrationTests.Entities;

/// <summary>A table of these entities, with sample items that are written and read.</summary>
public abstract class MappedTable(Type itemType, ItemSchema schema)
{
    private static readonly DateTimeOffset s_now = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    /// <summary>The time of every put.</summary>
    public static DateTimeOffset Now => s_now;

    public Type ItemType { get; } = itemType;

    public ItemSchema Schema { get; } = schema;

    /// <summary>The samples as they are stored.</summary>
    public abstract IReadOnlyList<Dictionary<string, AttributeValue>> Stored { get; }

    public static MappedTable Create<TItem, TKey, TUpdate, TCondition>(
        TableSchema schema,
        Func<TItem, Dictionary<string, AttributeValue>> toAttributes,
        Func<IReadOnlyDictionary<string, AttributeValue>, TItem> fromAttributes,
        Func<IAmazonDynamoDB, DynamoTableOptions, DynamoTable<TItem, TKey, TUpdate, TCondition>> open,
        Func<DynamoTable<TItem, TKey, TUpdate, TCondition>, TItem, Task<TItem>> get,
        params TItem[] samples)
        where TItem : notnull
        where TKey : struct
        where TUpdate : struct, ITokens<TUpdate>
        where TCondition : struct, ITokens<TCondition>
        => new Table<TItem, TKey, TUpdate, TCondition>(schema, toAttributes, fromAttributes, open, get, samples);

    /// <summary>Writes the samples and reads them, in every way that there is. What comes back is compared by what is stored of it.</summary>
    /// <param name="client">The client that the table uses.</param>
    /// <param name="engine">An ordinary client of the same database, to see what the engine holds.</param>
    /// <exception cref="InvalidOperationException">Something came back other than it was.</exception>
    public abstract Task CheckAsync(IAmazonDynamoDB client, AmazonDynamoDBClient engine);

    public override string ToString() => ItemType.Name;

    private sealed class Table<TItem, TKey, TUpdate, TCondition>(
        TableSchema schema,
        Func<TItem, Dictionary<string, AttributeValue>> toAttributes,
        Func<IReadOnlyDictionary<string, AttributeValue>, TItem> fromAttributes,
        Func<IAmazonDynamoDB, DynamoTableOptions, DynamoTable<TItem, TKey, TUpdate, TCondition>> open,
        Func<DynamoTable<TItem, TKey, TUpdate, TCondition>, TItem, Task<TItem>> get,
        TItem[] samples)
        : MappedTable(typeof(TItem), schema)
        where TItem : notnull
        where TKey : struct
        where TUpdate : struct, ITokens<TUpdate>
        where TCondition : struct, ITokens<TCondition>
    {
        public override IReadOnlyList<Dictionary<string, AttributeValue>> Stored => [.. samples.Select(toAttributes)];

        public override async Task CheckAsync(IAmazonDynamoDB client, AmazonDynamoDBClient engine)
        {
            // Several types may be items of one table. Here each has a table to itself.
            var table = open(client, new DynamoTableOptions { TableNamePrefix = ItemType.Name + ".", TimeProvider = new StoppedClock() });
            await table.CreateTableAsync();
            foreach (TItem sample in samples)
            {
                string written = Describe(toAttributes(sample));
                ShouldEqual("FromAttributes", Describe(toAttributes(fromAttributes(toAttributes(sample)))), written);
                await PutAsync(table, engine, sample);
                ShouldEqual("GetAsync", Describe(toAttributes(await get(table, sample))), Describe(WithNextVersion(toAttributes(sample))));
            }

            string all = Join(samples.Select(toAttributes).Select(WithNextVersion));
            ShouldEqual("what the engine holds", Join((await engine.ScanAsync(new ScanRequest(table.TableName))).Items), all);
            await table.PutManyAsync(samples, new BatchWriteOptions { IgnoreVersions = true });
            ShouldEqual("ScanAllAsync", Join(await ReadAsync(table.ScanAllAsync().AsAsyncEnumerable())), all);
            ShouldEqual("ScanAllParallelAsync", Join(await ReadAsync(table.ScanAllParallelAsync().AsAsyncEnumerable())), all);
        }

        private async Task PutAsync(DynamoTable<TItem, TKey, TUpdate, TCondition> table, AmazonDynamoDBClient engine, TItem sample)
        {
            // An item with a version is put in place of the one that it was read from.
            if (schema.Version is { Name: var version } && toAttributes(sample).GetValueOrDefault(version)?.N is not (null or "0"))
            {
                await engine.PutItemAsync(table.TableName, toAttributes(sample));
            }

            await table.PutAsync(sample);
        }

        /// <summary>What a put or a batch stores of an item.</summary>
        private Dictionary<string, AttributeValue> WithNextVersion(Dictionary<string, AttributeValue> attributes)
        {
            if (schema.Version is { Name: var version })
            {
                bool isStored = attributes.TryGetValue(version, out AttributeValue? value);
                long stored = isStored ? long.Parse(value!.N, CultureInfo.InvariantCulture) : 0;
                attributes[version] = new AttributeValue { N = (stored + 1).ToString(CultureInfo.InvariantCulture) };
            }

            return attributes;
        }

        private async Task<List<Dictionary<string, AttributeValue>>> ReadAsync(IAsyncEnumerable<TItem> items)
        {
            var read = new List<Dictionary<string, AttributeValue>>();
            await foreach (TItem item in items)
            {
                read.Add(toAttributes(item));
            }

            return read;
        }

        private void ShouldEqual(string way, string actual, string expected)
        {
            if (actual != expected)
            {
                throw new InvalidOperationException($"'{this}', {way}:\n{actual}\nis not what was written:\n{expected}");
            }
        }
    }

    private sealed class StoppedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => Now;
    }

    private static string Join(IEnumerable<Dictionary<string, AttributeValue>> items)
        => string.Join("\n", items.Select(Describe).Order(StringComparer.Ordinal));

    /// <summary>Attributes as text, so that equal ones give equal text whatever the order of names and sets.</summary>
    public static string Describe(Dictionary<string, AttributeValue> attributes) => Braces(
        attributes.Select(attribute => $"{attribute.Key}: {Describe(attribute.Value)}"));

    private static string Describe(AttributeValue value) => value switch
    {
        { S: { } text } => $"\"{text}\"",
        { N: { } number } => Normalize(number),
        { B: { } bytes } => "0x" + Convert.ToHexString(bytes.ToArray()),
        { BOOL: { } boolean } => boolean ? "true" : "false",
        { NULL: true } => "null",
        { SS: { Count: > 0 } strings } => "SS" + Braces(strings.Select(text => $"\"{text}\"")),
        { NS: { Count: > 0 } numbers } => "NS" + Braces(numbers.Select(Normalize)),
        { BS: { Count: > 0 } blobs } => "BS" + Braces(blobs.Select(bytes => Convert.ToHexString(bytes.ToArray()))),
        { L: { } list } when value.IsLSet => $"[{string.Join(", ", list.Select(Describe))}]",
        { M: { } map } when value.IsMSet => Describe(map),
        _ => throw new InvalidOperationException("An attribute value of no type."),
    };

    private static string Braces(IEnumerable<string> parts) => $"{{{string.Join(", ", parts.Order(StringComparer.Ordinal))}}}";

    /// <summary>A number as its digits and the power of ten: DynamoDB keeps the value, not the digits that it was sent.</summary>
    private static string Normalize(string number)
    {
        string[] parts = number.TrimStart('-').Split('E', 'e');
        int exponent = parts.Length == 1 ? 0 : int.Parse(parts[1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        int point = parts[0].IndexOf('.', StringComparison.Ordinal);
        exponent -= point < 0 ? 0 : parts[0].Length - point - 1;
        string digits = parts[0].Replace(".", "", StringComparison.Ordinal).TrimStart('0');
        string significant = digits.TrimEnd('0');
        return significant.Length == 0
            ? "0"
            : new StringBuilder().Append(number[0] == '-' ? "-" : "").Append(significant)
                .Append(CultureInfo.InvariantCulture, $"E{exponent + digits.Length - significant.Length}").ToString();
    }
}
