using System.ComponentModel;
using Amazon.DynamoDBv2.DataModel;
using TypedDynamo.IntegrationTests.Docs.After;

namespace TypedDynamo.IntegrationTests.Docs;

public enum Paid
{
    No,
    Yes,
}

public sealed record Line
{
    public string Sku { get; init; } = "tea";

    public string? Note { get; init; }
}

/// <summary>One value of each kind, as the context stores it. The descriptions are the rows of the page's table, in its order.</summary>
[DynamoDBTable("forms")]
public sealed class ContextForms
{
    [DynamoDBHashKey] public string Id { get; set; } = "1";

    [Description("`bool`")] public bool Bool { get; set; } = true;

    [Description("an enum")] public Paid Enum { get; set; } = Paid.Yes;

    [Description("a nullable enum")] public Paid? NullableEnum { get; set; } = Paid.Yes;

    [Description("`DateTime`")] public DateTime Time { get; set; } = Forms.Moment;

    [Description("`DateTime` with `StoreAsEpochLong`; here a `long`"), DynamoDBProperty(StoreAsEpochLong = true)]
    public DateTime Epoch { get; set; } = Forms.Moment.AddMilliseconds(-Forms.Moment.Millisecond);

    [Description("`DateOnly`")] public DateOnly Date { get; set; } = new(2026, 11, 20);

    [Description("`Guid`")] public Guid Guid { get; set; } = new("A1B2C3D4-0000-0000-0000-00000000000F");

    [Description("`int` and other numbers")] public int Int { get; set; } = 42;

    [Description("`string`")] public string Text { get; set; } = "tea";

    [Description("an empty `string`")] public string Empty { get; set; } = "";

    [Description("null")] public string? Null { get; set; }

    [Description("`byte[]`")] public byte[] Bytes { get; set; } = [1, 2];

    [Description("`List<string>`, `string[]`")] public List<string> Texts { get; set; } = ["b", "a"];

    [Description("`List<int>`, `int[]`")] public List<int> Ints { get; set; } = [2, 1];

    [Description("`List<bool>`")] public List<bool> Bools { get; set; } = [true];

    [Description("an empty `List<string>`")] public List<string> NoTexts { get; set; } = [];

    [Description("`HashSet<string>`")] public HashSet<string> Set { get; set; } = ["a", "b"];

    [Description("an empty `HashSet<string>`")] public HashSet<string> NoSet { get; set; } = [];

    [Description("`Dictionary<string, int>`")] public Dictionary<string, int> Map { get; set; } = new() { ["k"] = 1 };

    [Description("a nested class")] public Line Nested { get; set; } = new();

    [Description("`List` of a class")] public List<Line> Lines { get; set; } = [new()];

    [Description("an empty `List` of a class")] public List<Line> NoLines { get; set; } = [];
}

/// <summary>The same values of the same types here.</summary>
[DynamoTable("forms")]
public sealed record Forms
{
    public static DateTime Moment { get; } = new(2026, 11, 20, 10, 30, 5, 123, DateTimeKind.Utc);

    [PartitionKey] public string Id { get; init; } = "1";

    public bool Bool { get; init; } = true;

    public Paid Enum { get; init; } = Paid.Yes;

    public Paid? NullableEnum { get; init; } = Paid.Yes;

    public DateTime Time { get; init; } = Moment;

    public long Epoch { get; init; } = new DateTimeOffset(Moment).ToUnixTimeSeconds();

    public DateOnly Date { get; init; } = new(2026, 11, 20);

    public Guid Guid { get; init; } = new("A1B2C3D4-0000-0000-0000-00000000000F");

    public int Int { get; init; } = 42;

    public string Text { get; init; } = "tea";

    public string Empty { get; init; } = "";

    public string? Null { get; init; }

    public byte[] Bytes { get; init; } = [1, 2];

    public List<string> Texts { get; init; } = ["b", "a"];

    public List<int> Ints { get; init; } = [2, 1];

    public List<bool> Bools { get; init; } = [true];

    public List<string> NoTexts { get; init; } = [];

    public HashSet<string> Set { get; init; } = ["a", "b"];

    public HashSet<string> NoSet { get; init; } = [];

    public Dictionary<string, int> Map { get; init; } = new() { ["k"] = 1 };

    public Line Nested { get; init; } = new();

    public List<Line> Lines { get; init; } = [new()];

    public List<Line> NoLines { get; init; } = [];
}

/// <summary>What the page shows how to read, as the context has it.</summary>
[DynamoDBTable("deliveries")]
public sealed class ContextDelivery
{
    [DynamoDBHashKey] public string Id { get; set; } = "1";

    [DynamoDBRangeKey] public DateTime SentAt { get; set; } = Forms.Moment;

    public bool Express { get; set; } = true;

    public bool Signed { get; set; } = true;

    public Carrier Carrier { get; set; } = Carrier.Rail;

    public Carrier? Return { get; set; } = After.Carrier.Rail;

    public List<string> Stops { get; set; } = ["b", "a", "a"];

    public List<string> Parcels { get; set; } = ["p"];

    [DynamoDBProperty(StoreAsEpochLong = true)] public DateTime DueAt { get; set; } = Forms.Moment;

    public string Remark { get; set; } = "";
}

/// <summary>The same table with a date as its key, which is the trap.</summary>
[DynamoTable("deliveries")]
public sealed record DatedDelivery
{
    [PartitionKey] public required string Id { get; init; }

    [SortKey] public required DateTime SentAt { get; init; }
}

/// <summary>Values that the context refuses or does not keep.</summary>
[DynamoDBTable("forms")]
public sealed class ContextValue<T>
{
    [DynamoDBHashKey] public string Id { get; set; } = "value";

    public T? Value { get; set; }
}
