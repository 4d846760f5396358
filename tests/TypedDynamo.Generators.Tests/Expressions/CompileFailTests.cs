using System.Reflection;
using Microsoft.CodeAnalysis;
using TypedDynamo.TestKit;

namespace TypedDynamo.Generators.Tests.Expressions;

/// <summary>What DynamoDB would refuse, or would do otherwise than it reads, does not compile. Beside each stands what is meant, which does.</summary>
public sealed class CompileFailTests
{
    private const string Condition = "await orders.DeleteAsync(key, o => $);";
    private const string Filter = "_ = orders.Query(\"c\").Where(o => $);";
    private const string IndexFilter = "_ = orders.ByStatus.Query(OrderStatus.Open).Where(o => $);";
    private const string IndexScanFilter = "_ = orders.ByStatus.Scan().Where(o => $);";
    private const string LocalIndexFilter = "_ = orders.ByViews.Query(\"c\").Where(o => $);";
    private const string SortKey = "_ = orders.Query(\"c\", k => $);";
    private const string Update = "await orders.UpdateAsync(key, o => { $ });";
    private const string Statement = "$";

    // Stands beside every error inside a lambda whose result is wanted, and says nothing more.
    private const string LambdaCannotBeConverted = "CS1662";

    private const string Model = """
        using System.Collections.Generic;

        namespace Shop;

        public enum OrderStatus { Open, Paid }
        public enum Other { A }
        public sealed record Address(string City, string Zip);
        public sealed record OrderLine(string Sku, decimal Price);

        [DynamoTable("orders")]
        [GsiProjection("by-status", Projection.Include)]
        public sealed record Order
        {
            [PartitionKey] public required string CustomerId { get; init; }
            [SortKey] public required DateTimeOffset PlacedAt { get; init; }
            [Gsi("by-status", KeyRole.Partition)] public OrderStatus Status { get; init; }
            [Gsi("by-status", KeyRole.Sort)] public decimal Total { get; init; }
            public decimal Discount { get; init; }
            [Lsi("by-views")] public int Views { get; init; }
            [ProjectedInto("by-status")] public string? Note { get; init; }
            public required string Sku { get; init; }
            public IReadOnlyList<OrderLine> Lines { get; init; } = [];
            public HashSet<string> Tags { get; init; } = [];
            public HashSet<int> Numbers { get; init; } = [];
            public Dictionary<string, string> Labels { get; init; } = [];
            public List<int> Scores { get; init; } = [];
            public Address? Address { get; init; }
            public byte[]? Image { get; init; }
            public bool IsPaid { get; init; }
            public int? Counter { get; init; }
            [Version] public long Version { get; init; }
            [CreatedAt] public DateTimeOffset CreatedAt { get; init; }
            [UpdatedAt] public DateTimeOffset UpdatedAt { get; init; }
            [TimeToLive] public DateTimeOffset? ExpiresAt { get; init; }
            [DynamoIgnore] public string Display => $"{CustomerId}/{PlacedAt:u}";
        }

        [DynamoTable("customers")]
        public sealed record Customer([PartitionKey] string Id, int Views = 0);

        [DynamoProjection(typeof(Order))]
        public readonly record struct OrderTotal(string CustomerId, decimal Total);

        [DynamoProjection(typeof(Order))]
        public readonly record struct OrderViews(int Views);

        [DynamoProjection(typeof(Customer))]
        public readonly record struct CustomerId(string Id);
        """;

    private static readonly GeneratorRun s_run = GeneratorHarness.Run(Model);

    /// <summary>DynamoDB refuses a function on an attribute of another type, or answers that nothing matches.</summary>
    public static TheoryData<string, string, string, string, string> Functions => new()
    {
        {
            Condition, "begins_with takes strings and binary data",
            """o.Views.BeginsWith("1")""", "CS1929", """o.Note.BeginsWith("1")"""
        },
        {
            Condition, "begins_with takes no date, whose text is no user's matter",
            """o.PlacedAt.BeginsWith("2026")""", "CS1929", "o.PlacedAt > DateTimeOffset.UnixEpoch"
        },
        {
            Condition, "begins_with takes no enum: a prefix of a name has no meaning",
            """o.Status.BeginsWith("O")""", "CS1929", "o.Status.In(OrderStatus.Open, OrderStatus.Paid)"
        },
        { Condition, "begins_with takes no bool", """o.IsPaid.BeginsWith("t")""", "CS1929", "o.IsPaid == true" },
        { Condition, "begins_with takes no list", """o.Lines.BeginsWith("x")""", "CS1929", """o.Lines[0].Sku.BeginsWith("x")""" },
        {
            Condition, "begins_with takes a prefix of the attribute's type",
            "o.Note.BeginsWith(1)", "CS1503", """o.Note.BeginsWith("1")"""
        },
        {
            Condition, "begins_with takes binary data for binary data",
            """o.Image.BeginsWith("x")""", "CS1929", "o.Image.BeginsWith(new byte[] { 1 })"
        },
        { Condition, "contains takes strings, sets and lists", "o.Views.Contains(1)", "CS1929", "o.Numbers.Contains(1)" },
        { Condition, "contains takes no date", """o.PlacedAt.Contains("2026")""", "CS1929", """o.Note.Contains("2026")""" },
        { Condition, "contains takes no enum", """o.Status.Contains("Op")""", "CS1929", "o.Status == OrderStatus.Open" },
        { Condition, "contains takes no map", """o.Labels.Contains("x")""", "CS1929", """o.Labels["x"].Exists()""" },
        { Condition, "contains takes an element of the set", "o.Tags.Contains(1)", "CS1503", """o.Tags.Contains("1")""" },
        { Condition, "contains takes an element of the list", """o.Scores.Contains("1")""", "CS1503", "o.Scores.Contains(1)" },
        { Condition, "size takes no number", "o.Views.Size() > 1", "CS0315", "o.Note.Size() > 1" },
        { Condition, "size takes no bool", "o.IsPaid.Size() > 1", "CS0315", "o.Tags.Size() > 1" },
        { Condition, "size is a number", "o.Note.Size() == \"3\"", "CS0019", "o.Note.Size() == 3" },
        { Condition, "size is no condition", "o.Note.Size()", "CS0029", "o.Note.Size() > 0" },
        {
            Condition, "attribute_type takes one of the ten types",
            """o.Note.IsType("S")""", "CS1503", "o.Note.IsType(AttributeType.String)"
        },
        { Condition, "IN takes values of the attribute's type", """o.Views.In("1", "2")""", "CS1503", "o.Views.In(1, 2)" },
        { Condition, "IN takes no attribute", "o.Views.In(o.Views)", "CS1503", "o.Views.In(1)" },
        { Condition, "BETWEEN takes two bounds", "o.Views.Between(1)", "CS7036", "o.Views.Between(1, 2)" },
        {
            Condition, "BETWEEN takes bounds of the attribute's type",
            """o.Views.Between("1", "2")""", "CS1503", "o.Views.Between(1, 2)"
        },
        { Condition, "BETWEEN takes scalars", """o.Tags.Between("a", "b")""", "CS1061", """o.Note.Between("a", "b")""" },
        {
            Condition, "a method of string is no function of DynamoDB",
            """o.Note.StartsWith("x")""", "CS1929", """o.Note.BeginsWith("x")"""
        },
        { Condition, "a property of string is none of DynamoDB's", "o.Note.Length == 1", "CS1061", "o.Note.Size() == 1" },
        {
            Condition, "DynamoDB has no parts of a date",
            "o.PlacedAt.Year == 2026", "CS1061", "o.PlacedAt >= DateTimeOffset.UnixEpoch"
        },
    };

    /// <summary>What DynamoDB never finds equal, does not order or cannot compute.</summary>
    public static TheoryData<string, string, string, string, string> Comparisons => new()
    {
        { Condition, "bools are not ordered", "o.IsPaid < true", "CS0019", "o.IsPaid == true" },
        { Condition, "lists are not ordered", "o.Scores > new List<int>()", "CS0019", "o.Scores.Size() > 0" },
        { Condition, "sets are not ordered", "o.Tags < new HashSet<string>()", "CS0019", "o.Tags.Size() < 1" },
        { Condition, "objects are not ordered", """o.Address >= new Address("x", "y")""", "CS0019", "o.Address.City >= \"x\"" },
        {
            Condition, "a list is compared as a whole by Is, never by reference",
            "o.Scores == new List<int>()", "CS0019", "o.Scores.Is(new List<int>())"
        },
        {
            Condition, "an object is compared as a whole by Is, never by reference",
            """o.Address == new Address("x", "y")""", "CS0019", """o.Address.Is(new Address("x", "y"))"""
        },
        { Condition, "a number is no string", "o.Views == \"1\"", "CS0019", "o.Views == 1" },
        { Condition, "a string is no number", "o.Note == 1", "CS0019", "o.Note == \"1\"" },
        { Condition, "a bool is no number", "o.IsPaid == 1", "CS0019", "o.IsPaid == false" },
        { Condition, "a binary floating-point number is rounded", "o.Total > 1.5", "CS0019", "o.Total > 1.5m" },
        { Condition, "a long may not fit", "o.Views == 1L", "CS0019", "o.Views == 1" },
        { Condition, "an enum is not another one", "o.Status == Other.A", "CS0019", "o.Status == OrderStatus.Open" },
        { Condition, "an enum is no text", "o.Status == \"Open\"", "CS0019", "o.Status == OrderStatus.Open" },
        { Condition, "an enum is no number", "o.Status == 1", "CS0019", "o.Status == OrderStatus.Paid" },
        { Condition, "a date is no text", "o.PlacedAt > \"2026\"", "CS0019", "o.PlacedAt > DateTimeOffset.UnixEpoch" },
        { Condition, "what may be null is no operand", "o.Views == maybe", "CS0019", "o.Views == maybe.GetValueOrDefault()" },
        { Condition, "null is no operand: what is absent is asked for", "o.Views == null", "CS0019", "o.Views.NotExists()" },
        { Condition, "null is no date", "o.ExpiresAt == null", "CS0019", "o.ExpiresAt.NotExists()" },
        { Condition, "null is no object", "o.Address == null", "CS0019", "o.Address.NotExists()" },
        { Condition, "null is no list", "o.Lines is null", "CS0037", "o.Lines.NotExists()" },
        { Condition, "attributes of two types are never equal", "o.Views == o.Note", "CS0019", "o.Sku == o.Note" },
        { Condition, "numbers of two types are not compared", "o.Views < o.Total", "CS0019", "o.Total < o.Discount" },
        { Condition, "DynamoDB does not compute in conditions", "o.Views + 1 > 2", "CS0019", "o.Views > 2 - 1" },
        {
            Condition, "DynamoDB does not compute in conditions, with two attributes neither",
            "o.Total - o.Discount > 2m", "CS0019", "o.Total > o.Discount"
        },
        { Condition, "the value stands at the right", "5 < o.Views", "CS0019", "o.Views > 5" },
        { Condition, "a chain of comparisons is two of them", "1 < o.Views < 5", "CS0019", "o.Views > 1 && o.Views < 5" },
    };

    /// <summary>DynamoDB alone knows whether a condition holds, and knows what is stored alone.</summary>
    public static TheoryData<string, string, string, string, string> Conditions => new()
    {
        {
            Condition, "a condition is no bool",
            "o.Views == 1 ? o.Note.Exists() : o.Note.NotExists()", "CS0619", "o.Views == 1 && o.Note.Exists() || o.Note.NotExists()"
        },
        { Condition, "a bool is no condition", "true", "CS0029", "o.Exists()" },
        {
            Condition, "a bool of C# is no part of a condition",
            "o.Views == 1 && flag", "CS0019", "flag ? o.Views == 1 : o.Views == 2"
        },
        {
            Condition, "a method of C# is no part of a condition",
            """o.Note.Exists() && string.IsNullOrEmpty("x")""", "CS0019", "o.Note.Exists() && o.Note.Size() > 0"
        },
        {
            Condition, "exclusive or is no operator of DynamoDB",
            "o.Views == 1 ^ o.Views == 2", "CS0019", "o.Views == 1 || o.Views == 2"
        },
        {
            Condition, "two conditions are not compared",
            "(o.Views == 1) == (o.Views == 2)", "CS0019", "o.Views == 1 && o.Views == 2"
        },
        { Condition, "an attribute that is no bool is no condition", "o.Note", "CS0029", "o.IsPaid" },
        { Condition, "an object is no condition", "o.Address", "CS0029", "o.Address.Exists()" },
        { Condition, "all attributes together are no condition", "o", "CS0029", "o.Exists()" },
        { Condition, "a condition assigns nothing", "o.Views = 1", "CS0200", "o.Views == 1" },
        { Condition, "a member of an object is not assigned either", "o.Address.City = \"x\"", "CS0200", "o.Address.City == \"x\"" },
        { Condition, "an attribute that is not stored is not known", "o.Display == \"x\"", "CS1061", "o.CustomerId == \"x\"" },
        {
            Condition, "a member of an object that is none is not known",
            "o.Address.Country == \"x\"", "CS1061", "o.Address.City == \"x\""
        },
        { Condition, "the elements of a list have numbers", """o.Lines["a"].Exists()""", "CS1503", "o.Lines[0].Exists()" },
        { Condition, "the entries of a map have names", "o.Labels[0] == \"x\"", "CS1503", "o.Labels[\"x\"] == \"x\"" },
        { Condition, "a set has no elements with numbers", "o.Tags[0] == \"x\"", "CS0021", """o.Tags.Contains("x")""" },
        { Condition, "elements are not counted from the end", "o.Lines[^1].Exists()", "CS1503", "o.Lines[1].Exists()" },
        { Condition, "a property of the list is none of DynamoDB's", "o.Lines.Count > 1", "CS1061", "o.Lines.Size() > 1" },
        { Condition, "LINQ is not DynamoDB's", "o.Lines.Any(l => l.Price > 1m)", "CS1061", "o.Lines[0].Price > 1m" },
        { Condition, "a token is not awaited", "async => o.Exists()", "CS1660", "o.Exists()" },
        {
            Condition, "the text of a token is not that of the attribute",
            "o.Note == o.Sku + \"x\"", "TDYN310", "o.Note == text + \"x\""
        },
        { Condition, "a token has no text", "o.Note == $\"{o.Views}\"", "TDYN310", "o.Note == views.ToString()" },
    };

    /// <summary>DynamoDB refuses a filter over the key that is queried, and finds nothing in what an index does not hold.</summary>
    public static TheoryData<string, string, string, string, string> Filters => new()
    {
        { Filter, "the filter of a query refuses its partition key", "o.CustomerId == \"x\"", "CS1061", "o.Note == \"x\"" },
        {
            Filter, "the filter of a query refuses its sort key",
            "o.PlacedAt > DateTimeOffset.UnixEpoch", "CS1061", "o.ExpiresAt > DateTimeOffset.UnixEpoch"
        },
        { Filter, "whether an item exists is no question of a filter", "o.NotExists()", "CS0315", "o.Note.NotExists()" },
        { Filter, "the tokens of another context have other attributes", "Ask(o)", "CS1503", "AskFilter(o)" },
        { Filter, "a filter over another table is none of this one's", "OfCustomer(o)", "CS1503", "AskFilter(o)" },
        {
            IndexFilter, "the filter of a query of an index refuses its partition key",
            "o.Status == OrderStatus.Open", "CS1061", "o.CustomerId == \"x\""
        },
        {
            IndexFilter, "the filter of a query of an index refuses its sort key",
            "o.Total > 1m", "CS1061", "o.PlacedAt > DateTimeOffset.UnixEpoch"
        },
        { IndexFilter, "an index has the attributes that are projected into it", "o.Views > 1", "CS1061", "o.Note == \"x\"" },
        {
            IndexFilter, "an index without an object has none of its members",
            "o.Address.City == \"x\"", "CS1061", "o.Note.Size() > 1"
        },
        {
            LocalIndexFilter, "the filter of a query of a local index refuses the partition key",
            "o.CustomerId == \"x\"", "CS1061", "o.Note == \"x\""
        },
        {
            LocalIndexFilter, "the filter of a query of a local index refuses its sort key",
            "o.Views > 1", "CS1061", "o.PlacedAt > DateTimeOffset.UnixEpoch"
        },
        {
            IndexScanFilter, "a filter sees what the index holds, in a scan too",
            "o.Views > 1", "CS1061", "o.Status == OrderStatus.Open"
        },
    };

    /// <summary>DynamoDB wants the whole partition key and one condition on the sort key, of the few that it has.</summary>
    public static TheoryData<string, string, string, string, string> Keys => new()
    {
        { SortKey, "a sort key has no <>", "k != at", "CS0619", "k == at" },
        { SortKey, "there is one condition on the sort key", "k > at && k < at", "CS0019", "k.Between(at, at)" },
        { SortKey, "there is one condition on the sort key, with || neither", "k > at || k < at", "CS0019", "k > at" },
        { SortKey, "a condition on the sort key has no NOT", "!(k > at)", "CS0023", "k <= at" },
        { SortKey, "a sort key has no IN", "k.In(at, at)", "CS1061", "k == at" },
        { SortKey, "begins_with takes no date", """k.BeginsWith("2026")""", "CS1929", "k >= at" },
        { SortKey, "contains is none of a key's functions", """k.Contains("2026")""", "CS1929", "k <= at" },
        { SortKey, "a key is always there", "k.Exists()", "CS0315", "k >= at" },
        { SortKey, "a sort key is compared with a value of its type", "k > \"2026\"", "CS0019", "k > at" },
        { SortKey, "null is no key", "k == null", "CS0019", "k == at" },
        { SortKey, "a filter is no key condition", "OrderTable.Attributes.Views > 1", "CS0029", "k > at" },
        { SortKey, "a bool is no key condition", "true", "CS0029", "k > at" },
        { SortKey, "a sort key itself is no condition", "k", "CS0029", "k == at" },
        {
            Statement, "the partition key is one value",
            """_ = orders.Query(c => c == "x");""", "CS1660", """_ = orders.Query("x");"""
        },
        { Statement, "the partition key has its type", "_ = orders.Query(1);", "CS1503", """_ = orders.Query("x");""" },
        { Statement, "a query has a partition key", "_ = orders.Query();", "CS1501", "_ = orders.Scan();" },
        { Statement, "a key has all its parts", """await orders.GetAsync("x");""", "CS1503", """await orders.GetAsync("x", at);""" },
        {
            Statement, "a key has its parts in order",
            """await orders.GetAsync(at, "x");""", "CS1503", """await orders.GetAsync("x", at);"""
        },
        {
            Statement, "a tuple is no key",
            """await orders.GetAsync(("x", at));""", "CS1503", """await orders.GetAsync(new OrderKey("x", at));"""
        },
        {
            Statement, "the key of an index has its type",
            """_ = orders.ByStatus.Query("Open");""", "CS1503", "_ = orders.ByStatus.Query(OrderStatus.Open);"
        },
        {
            Statement, "an index is queried by its own sort key",
            "_ = orders.ByStatus.Query(OrderStatus.Open, k => k > at);", "CS0019",
            "_ = orders.ByStatus.Query(OrderStatus.Open, k => k > 1m);"
        },
        {
            Statement, "the key of an index is not unique, so nothing is got by it",
            "await orders.ByStatus.GetAsync(OrderStatus.Open);", "CS1061",
            "await orders.ByStatus.Query(OrderStatus.Open).FirstOrDefaultAsync();"
        },
    };

    /// <summary>DynamoDB changes no key, computes once in an assignment, and has its actions for some types alone.</summary>
    public static TheoryData<string, string, string, string, string> Updates => new()
    {
        { Update, "the partition key of an item is not changed", """o.CustomerId = "x";""", "CS1061", """o.Note = "x";""" },
        { Update, "the sort key of an item is not changed", "o.PlacedAt = at;", "CS1061", "o.ExpiresAt = at;" },
        { Update, "the version is counted by the library", "o.Version += 1;", "CS1061", "o.Views += 1;" },
        { Update, "the time of creation is set by the library", "o.CreatedAt = at;", "CS1061", "o.ExpiresAt = at;" },
        { Update, "the time of the last change is set by the library", "o.UpdatedAt = at;", "CS1061", "o.ExpiresAt = at;" },
        { Update, "what is not stored is not changed", """o.Display = "x";""", "CS1061", """o.Note = "x";""" },
        { Update, "++ is an addition of one, which is written so", "o.Views++;", "CS0023", "o.Views += 1;" },
        { Update, "an assignment adds once", "o.Views = o.Views + 1 + 2;", "CS0019", "o.Views = o.Views + 3;" },
        { Update, "an assignment adds once, also behind +=", "o.Views += o.Views + 1;", "CS0619", "o.Views += 1;" },
        { Update, "DynamoDB does not multiply", "o.Views *= 2;", "CS0019", "o.Views += 2;" },
        { Update, "DynamoDB does not divide", "o.Total = o.Total / 2m;", "CS0019", "o.Total = o.Total - 2m;" },
        { Update, "strings are not added", """o.Note += "x";""", "TDYN310", """o.Note = "x";""" },
        { Update, "enums are not added", "o.Status += 1;", "CS0019", "o.Status = OrderStatus.Paid;" },
        {
            Update, "points in time are not added",
            "o.ExpiresAt += TimeSpan.FromDays(1);", "CS0019", "o.ExpiresAt = at + TimeSpan.FromDays(1);"
        },
        { Update, "a value has the attribute's type", """o.Views = "1";""", "CS0029", "o.Views = 1;" },
        { Update, "an enum is not another one", "o.Status = Other.A;", "CS0029", "o.Status = OrderStatus.Open;" },
        { Update, "a binary floating-point number is rounded", "o.Total = 1.5;", "CS0029", "o.Total = 1.5m;" },
        { Update, "what must be there is not null", "o.Views = null;", "CS0037", "o.Counter = null;" },
        { Update, "what may be null is no value of what must be there", "o.Views = maybe;", "CS0266", "o.Counter = maybe;" },
        { Update, "attributes of two types are not assigned", "o.Views = o.Note;", "CS0029", "o.Discount = o.Total;" },
        { Update, "numbers of two types are not assigned", "o.Views = o.Total;", "CS0029", "o.Discount = o.Total;" },
        { Update, "an update reads nothing: its tokens are no values", "int views = o.Views;", "CS0029", "o.Views = views;" },
        {
            Update, "an update asks nothing: its tokens are not compared",
            "if (o.Views == 1) { o.Views = 2; }", "CS0019", "if (views == 1) { o.Views = 2; }"
        },
        {
            Update, "an update has no functions of conditions",
            """o.Note = o.Note.Exists() ? "x" : "y";""", "CS0315", """o.Note = o.Note.IfNotExists("y");"""
        },
        {
            Update, "if_not_exists has a value of the attribute's type",
            "o.Note = o.Note.IfNotExists(1);", "CS1503", """o.Note = o.Note.IfNotExists("1");"""
        },
        {
            Update, "if_not_exists takes no sum",
            "o.Views = o.Views.IfNotExists(o.Counter.IfNotExists(0) + 1);", "CS1503", "o.Views = o.Views.IfNotExists(0) + 1;"
        },
        {
            Update, "the type of a new object is written out, for the token is none",
            """o.Address = new("x", "y");""", "CS1729", """o.Address = new Address("x", "y");"""
        },
        { Update, "an interface is assigned by Set, for C# converts none", "o.Lines = lines;", "CS0029", "o.Lines.Set(lines);" },
        { Update, "a collection has elements of its type", """o.Scores = ["a"];""", "CS0029", "o.Scores = [1];" },
        { Update, "a set has elements of its type", "o.Tags.Add(1);", "CS1503", """o.Tags.Add("1");""" },
        { Update, "ADD takes numbers and sets", """o.Note.Add("x");""", "CS1061", """o.Tags.Add("x");""" },
        { Update, "ADD takes no list", "o.Scores.Add(1);", "CS1061", "o.Scores.Append(1);" },
        { Update, "DELETE takes sets", "o.Scores.Delete(1);", "CS1061", "o.Numbers.Delete(1);" },
        { Update, "list_append takes lists", """o.Tags.Append("x");""", "CS1929", "o.Scores.Append(1);" },
        { Update, "a set has no elements with numbers", """o.Tags[0] = "x";""", "CS0021", "o.Scores[0] = 1;" },
        { Update, "elements are not counted from the end", "o.Scores[^1] = 1;", "CS1503", "o.Scores[1] = 1;" },
        {
            Update, "an operand that is dropped changes nothing",
            """o.Note.IfNotExists("x");""", "TDYN305", """o.Note = o.Note.IfNotExists("x");"""
        },
        { Update, "a sum that is dropped changes nothing", "_ = o.Views + 1;", "TDYN305", "o.Views = o.Views + 1;" },
        { Update, "an update returns nothing", "return o.Views;", "CS8030", "return;" },
        {
            Update, "the text of a token is not that of the attribute",
            """o.Note = o.Status + "x";""", "TDYN310", """o.Note = OrderStatus.Open + "x";"""
        },
        {
            Update, "the text of a token is not that of the attribute, in an interpolation neither",
            """o.Note = $"{o.Views} views";""", "TDYN310", """o.Note = $"{views} views";"""
        },
    };

    /// <summary>What a lambda is given and returns.</summary>
    public static TheoryData<string, string, string, string, string> Calls => new()
    {
        {
            Statement, "a condition has no truth",
            "if (OrderTable.Attributes.Views == 1) { }", "CS0619",
            "Condition one = OrderTable.Attributes.Views == 1; await orders.DeleteAsync(key, _ => one);"
        },
        {
            Statement, "a condition has no truth in a loop either",
            "while (OrderTable.Attributes.Views == 1) { }", "CS0619", "while (flag) { flag = false; }"
        },
        {
            Statement, "an attribute that is a bool has no truth here",
            "if (OrderTable.Attributes.IsPaid) { }", "CS0619", "await orders.DeleteAsync(key, o => o.IsPaid);"
        },
        {
            Statement, "a condition is no bool",
            "bool one = OrderTable.Attributes.Views == 1;", "CS0029",
            "Condition one = OrderTable.Attributes.Views == 1; await orders.DeleteAsync(key, _ => one);"
        },
        {
            Statement, "the attributes of a table are asked, not set",
            "OrderTable.Attributes.Views = 1;", "CS0200", "await orders.UpdateAsync(key, o => o.Views = 1);"
        },
        {
            Statement, "the condition of a put returns a condition",
            "await orders.PutAsync(order, o => true);", "CS0029", "await orders.PutAsync(order, o => o.NotExists());"
        },
        {
            Statement, "a condition over the item itself is none over its attributes",
            "await orders.PutAsync(order, o => order.Views == 1);", "CS0029",
            "await orders.PutAsync(order, o => o.Views == order.Views);"
        },
        {
            Statement, "a condition is a function of the attributes",
            "await orders.PutAsync(order, OrderTable.Attributes.Views == 1);", "CS1503",
            "await orders.PutAsync(order, _ => OrderTable.Attributes.Views == 1);"
        },
        {
            Statement, "a lambda with state gets one",
            "await orders.UpdateAsync(key, static (o, n) => o.Views += n);", "CS1593",
            "await orders.UpdateAsync(key, views, static (o, n) => o.Views += n);"
        },
        {
            Statement, "a static lambda captures nothing",
            "await orders.UpdateAsync(key, static o => o.Views += views);", "CS8820",
            "await orders.UpdateAsync(key, views, static (o, n) => o.Views += n);"
        },
        {
            Statement, "what a reference points to may be gone when the lambda runs",
            """Later(1); void Later(in int last) { _ = orders.Query("c").Where(o => o.Views == last); }""", "CS1628",
            """Later(1); void Later(int last) { _ = orders.Query("c").Where(o => o.Views == last); }"""
        },
        {
            Statement, "a lambda without state has one parameter",
            """_ = orders.Query("c").Where((o, s) => o.Views == s);""", "CS1593",
            """_ = orders.Query("c").Where(1, (o, s) => o.Views == s);"""
        },
        {
            Statement, "an update goes on after the request",
            "await orders.UpdateAsync(key, async o => { await Task.Yield(); o.Views = 1; });", "TDYN309",
            "await Task.Yield(); await orders.UpdateAsync(key, o => o.Views = 1);"
        },
        {
            Statement, "a transaction's entries are put down before it is sent",
            "await client.TransactWriteAsync(async t => { await Task.Yield(); t.Put(orders, order); });", "CS0619",
            "await Task.Yield(); await client.TransactWriteAsync(t => { t.Put(orders, order); });"
        },
        {
            Statement, "an update of a transaction is not asynchronous",
            "await client.TransactWriteAsync(t => t.Update(orders, key, async o => { await Task.Yield(); o.Views = 1; }));", "TDYN309",
            "await client.TransactWriteAsync(t => t.Update(orders, key, o => o.Views = 1));"
        },
        {
            Statement, "a key of a transaction is that of its table",
            "await client.TransactWriteAsync(t => t.Check(orders, \"c\", o => o.Exists()));", "CS0411",
            "await client.TransactWriteAsync(t => t.Check(orders, new(\"c\", at), o => o.Exists()));"
        },
        {
            Statement, "a condition of a transaction is on its own table's items",
            "await client.TransactWriteAsync(t => t.Check(customers, key, (OrderTable.ConditionTokens o) => o.Exists()));", "CS0411",
            "await client.TransactWriteAsync(t => t.Check(orders, key, (OrderTable.ConditionTokens o) => o.Exists()));"
        },
        {
            Statement, "a PartiQL statement is not put together of text and values",
            "_ = client.PartiQL(\"SELECT * FROM orders WHERE CustomerId = '\" + order.CustomerId + \"'\");", "CS1503",
            "_ = client.PartiQL($\"SELECT * FROM {orders} WHERE CustomerId = {order.CustomerId}\");"
        },
        {
            Statement, "a condition is not asynchronous",
            "await orders.DeleteAsync(key, async o => { await Task.Yield(); return o.Exists(); });", "CS4010",
            "await orders.DeleteAsync(key, o => { return o.Exists(); });"
        },
        {
            Statement, "an update has no condition for its changes",
            "await orders.UpdateAsync(key, o => { _ = o.Views == 1; });", "CS0019", "await orders.UpdateAsync(key, o => o.Views = 1);"
        },
        {
            Statement, "a delete has no update",
            "await orders.DeleteAsync(key, o => { o.Views = 1; return o.Exists(); });", "CS0200",
            "await orders.UpdateAsync(key, o => { o.Views = 1; });"
        },
        {
            Statement, "a conditional delete that hands back what stood in the way has a condition",
            "await orders.TryDeleteAsync(key);", "CS1501", "await orders.TryDeleteAsync(key, o => o.Views == 1);"
        },
        {
            Statement, "a put has an item of its table",
            """await orders.PutAsync(new Customer("x"));""", "CS1503", """await customers.PutAsync(new Customer("x"));"""
        },
    };

    /// <summary>An aggregate takes the attributes that it can be made of.</summary>
    public static TheoryData<string, string, string> Aggregates => new()
    {
        {
            "the names of an enum sort otherwise than its values",
            "_ = orders.Scan().MinAsync(o => o.Status);", "_ = orders.Scan().MinAsync(o => o.Total);"
        },
        {
            "the order of binary data is not C#'s",
            "_ = orders.Scan().MaxAsync(o => o.Image);", "string? note = await orders.Scan().MaxAsync(o => o.Note);"
        },
        {
            "a bool has no order",
            "_ = orders.Scan().MaxAsync(o => o.IsPaid);", "DateTimeOffset? last = await orders.Scan().MaxAsync(o => o.ExpiresAt);"
        },
        {
            "a mean is one of numbers",
            "_ = orders.Scan().AverageAsync(o => o.PlacedAt);", "decimal? mean = await orders.Scan().AverageAsync(o => o.Total);"
        },
        {
            "strings have no mean",
            "_ = orders.Scan().AverageAsync(o => o.Note);", "double? mean = await orders.Scan().AverageAsync(o => o.Counter);"
        },
        {
            "binary data is no key of groups",
            "_ = orders.Scan().CountByAsync(o => o.Image);",
            "Dictionary<OrderStatus, long> counts = await orders.Scan().CountByAsync(o => o.Status);"
        },
        {
            "a collection is no key of groups",
            "_ = orders.Scan().SumByAsync(o => o.Tags, o => o.Views);",
            "Dictionary<bool, long> sums = await orders.Scan().SumByAsync(o => o.IsPaid, o => o.Views);"
        },
        {
            "an index has the attributes that it holds",
            "_ = orders.ByStatus.Scan().CountByAsync(o => o.Sku);",
            "Dictionary<string, decimal> sums = await orders.ByStatus.Scan().SumByAsync(o => o.Note, o => o.Total);"
        },
    };

    /// <summary>What DynamoDB does not do with items, or not with those of an index.</summary>
    public static TheoryData<string, string, string, string, string> Queries => new()
    {
        {
            Statement, "a global index has no consistent read",
            "_ = orders.ByStatus.Query(OrderStatus.Open).Consistent();", "CS0315", """_ = orders.ByViews.Query("c").Consistent();"""
        },
        {
            Statement, "a global index has no consistent scan",
            "_ = orders.ByStatus.Scan().Consistent();", "CS0315", "_ = orders.Scan().Consistent();"
        },
        {
            Statement, "a table without a time to live hides nothing",
            "_ = customers.Scan().HideExpired();", "CS0315", "_ = orders.Scan().HideExpired();"
        },
        {
            Statement, "an index without the time to live hides nothing",
            "_ = orders.ByStatus.Scan().HideExpired();", "CS0315", """_ = orders.Query("c").HideExpired();"""
        },
        { Statement, "a scan has no order", "_ = orders.Scan().Descending();", "CS1061", """_ = orders.Query("c").Descending();""" },
        {
            Statement, "a query has no segments",
            """_ = orders.Query("c").InParallel();""", "CS1061", "_ = orders.Scan().InParallel();"
        },
        {
            Statement, "a filter that C# computes would read everything",
            """_ = orders.Query("c").Where(o => order.Total > 5m);""", "CS0029", """_ = orders.Query("c").AsAsyncEnumerable();"""
        },
        {
            Statement, "DynamoDB has no OrderBy",
            """_ = orders.Query("c").OrderBy(o => o.Total);""", "CS1061", """_ = orders.Query("c").Ascending();"""
        },
        { Statement, "DynamoDB has no Skip", """_ = orders.Query("c").Skip(5);""", "CS1061", """_ = orders.Query("c").Take(5);""" },
        {
            Statement, "a selector in C# would read whole items",
            """_ = orders.Query("c").Select(o => o.Total);""", "CS1501", """_ = orders.Query("c").Select<OrderTotal>();"""
        },
        {
            Statement, "DynamoDB has no Any",
            """await orders.Query("c").AnyAsync();""", "CS1061", """await orders.Query("c").FirstOrDefaultAsync();"""
        },
        {
            Statement, "a query is enumerated asynchronously",
            """foreach (Order o in orders.Query("c")) { }""", "CS8414", """await foreach (Order o in orders.Query("c")) { }"""
        },
        {
            Statement, "a query itself is not awaited",
            """await orders.Query("c");""", "CS1061", """await orders.Query("c").ToListAsync();"""
        },
        {
            Statement, "a query is not the interface, lest Where be that of LINQ",
            """IAsyncEnumerable<Order> all = orders.Query("c");""", "CS0029",
            """IAsyncEnumerable<Order> all = orders.Query("c").AsAsyncEnumerable();"""
        },
        {
            Statement, "a query is never changed",
            """orders.Query("c").Where(o => o.Views > 1);""", "TDYN305",
            """await orders.Query("c").Where(o => o.Views > 1).CountAsync();"""
        },
        {
            Statement, "what is selected is a projection",
            """_ = orders.Query("c").Select<string>();""", "TDYN306", """_ = orders.Query("c").Select<OrderTotal>();"""
        },
        {
            Statement, "what is selected is a projection of this item",
            "_ = customers.Scan().Select<OrderTotal>();", "TDYN306", "_ = customers.Scan().Select<CustomerId>();"
        },
        {
            Statement, "what is selected of an index is in it",
            "_ = orders.ByStatus.Query(OrderStatus.Open).Select<OrderViews>();", "TDYN307",
            "_ = orders.ByStatus.Query(OrderStatus.Open).Select<OrderTotal>();"
        },
        {
            Statement, "a projection is not written",
            "await orders.Select<OrderTotal>().PutAsync(default);", "CS1061", "await orders.Select<OrderTotal>().GetAsync(key);"
        },
        {
            Statement, "a projection's update has the attributes of the item, not the key",
            """await orders.Select<OrderTotal>().UpdateAsync(key, o => o.CustomerId = "x");""", "CS1061",
            "await orders.Select<OrderTotal>().UpdateAsync(key, o => o.Total = 1m);"
        },
        {
            Statement, "the condition of another table is none of this one's",
            "_ = orders.Scan().Where(OfCustomer);", "CS1503", "_ = orders.Scan().Where(Ask);"
        },
        {
            Statement, "a condition that is dropped asks nothing",
            "_ = OrderTable.Attributes.Views == 1;", "TDYN305",
            "await orders.DeleteAsync(key, _ => OrderTable.Attributes.Views == 1);"
        },
    };

    /// <summary>Nothing is equal to null in DynamoDB. The compiler warns where C# knows that a value may be null.</summary>
    public static TheoryData<string, string, string, string, string> Nulls => new()
    {
        { Condition, "null is no operand: what is absent is asked for", "o.Note == null", "CS8625", "o.Note.NotExists()" },
        { Condition, "what may be null is no operand", "o.Note == text", "CS8604", """o.Note == (text ?? "")""" },
        { Condition, "null is no prefix", "o.Note.BeginsWith(null)", "CS8625", """o.Note.BeginsWith("")""" },
        { Condition, "null is no element", "o.Tags.Contains(null)", "CS8625", """o.Tags.Contains("")""" },
        { Condition, "null is no bound", """o.Note.Between(text, "b")""", "CS8604", """o.Note.Between("a", "b")""" },
        { Update, "what is required is not null", "o.Sku = null;", "CS8625", "o.Note = null;" },
        { Update, "what is required is not what may be null", "o.Sku = text;", "CS8604", "o.Note = text;" },
        { Update, "null is no element", "o.Tags.Add(text);", "CS8604", """o.Tags.Add("");""" },
        { Statement, "null is no key", "_ = orders.Query(text);", "CS8604", """_ = orders.Query("x");""" },
    };

    [Fact]
    public void TheModelCompiles() => s_run.Problems().ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Functions))]
    [MemberData(nameof(Comparisons))]
    [MemberData(nameof(Conditions))]
    [MemberData(nameof(Filters))]
    [MemberData(nameof(Keys))]
    [MemberData(nameof(Updates))]
    [MemberData(nameof(Calls))]
    [MemberData(nameof(Queries))]
    [MemberData(nameof(Nulls))]
    public async Task DoesNotCompile(string context, string reason, string refused, string id, string accepted)
    {
        (await DiagnoseAsync(context, refused)).Select(diagnostic => diagnostic.Id).Except([LambdaCannotBeConverted]).ShouldBe([id], reason);
        (await DiagnoseAsync(context, accepted)).ShouldBeEmpty(reason);
    }

    // Which of the overloads the compiler complains of is its own choice.
    [Theory]
    [MemberData(nameof(Aggregates))]
    public async Task AggregatesOfOtherAttributesDoNotCompile(string reason, string refused, string accepted)
    {
        (await DiagnoseAsync(Statement, refused)).ShouldContain(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error, reason);
        (await DiagnoseAsync(Statement, accepted)).ShouldBeEmpty(reason);
    }

    [Fact]
    public void AndAndOrEvaluateBothSides()
    {
        using var image = new MemoryStream();
        var run = GeneratorHarness.Run(Model + """


            public static class Use
            {
                private static int s_count;

                public static int Count()
                {
                    var o = OrderTable.Attributes;
                    Condition conditions = Seen(o.Views == 1) && Seen(o.Note.Exists()) || Seen(o.Note == "x") && !Seen(o.Views > 5);
                    Condition bools = Seen(o.IsPaid) && Seen(o.IsPaid) || !Seen(o.IsPaid);
                    Condition both = Seen(o.IsPaid) || Seen(o.Views == 1) && Seen(o.IsPaid);
                    Condition none = Seen(default(Condition)) && Seen(o.IsPaid) || Seen(default(Condition));
                    return s_count;
                }

                private static T Seen<T>(T part)
                {
                    s_count++;
                    return part;
                }
            }
            """);
        run.Problems().ShouldBeEmpty();
        run.Output.Emit(image).Success.ShouldBeTrue();

        Assembly.Load(image.ToArray()).GetType("Shop.Use")!.GetMethod("Count")!.Invoke(null, null).ShouldBe(4 + 3 + 3 + 3);
    }

    private static Task<IReadOnlyList<Diagnostic>> DiagnoseAsync(string context, string snippet)
    {
        string statement = context.Replace("$", snippet, StringComparison.Ordinal);
        return s_run.DiagnoseAsync($$"""
            using System.Collections.Generic;
            using System.Linq;
            using System.Threading.Tasks;
            using Shop;

            internal static class Use
            {
                internal static Condition Ask(OrderTable.ConditionTokens o) => o.Views == 1;

                internal static Condition AskFilter(OrderTable.FilterTokens o) => o.Views == 1;

                internal static Condition OfCustomer(CustomerTable.ConditionTokens o) => o.Views == 1;

                internal static async Task RunAsync(
                    OrderTable orders, CustomerTable customers, OrderKey key, Order order, DateTimeOffset at, int views, int? maybe, string? text,
                    bool flag, IReadOnlyList<OrderLine> lines, Amazon.DynamoDBv2.IAmazonDynamoDB client)
                {
                    {{statement}}
                    await Task.Yield();
                }
            }
            """);
    }
}
