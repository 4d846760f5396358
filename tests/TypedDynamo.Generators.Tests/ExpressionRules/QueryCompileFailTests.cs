using Microsoft.CodeAnalysis;

namespace TypedDynamo.Generators.Tests.ExpressionRules;

/// <summary>Keys, filters, queries and aggregates that DynamoDB does not have.</summary>
public sealed class QueryCompileFailTests : CompileFailTest
{
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

    [Theory]
    [MemberData(nameof(Filters))]
    [MemberData(nameof(Keys))]
    [MemberData(nameof(Queries))]
    public Task DoesNotCompile(string context, string reason, string refused, string id, string accepted)
        => ShouldNotCompile(context, reason, refused, id, accepted);

    // Which of the overloads the compiler complains of is its own choice.
    [Theory]
    [MemberData(nameof(Aggregates))]
    public async Task AggregatesOfOtherAttributesDoNotCompile(string reason, string refused, string accepted)
    {
        (await DiagnoseAsync(Statement, refused)).ShouldContain(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error, reason);
        (await DiagnoseAsync(Statement, accepted)).ShouldBeEmpty(reason);
    }
}
