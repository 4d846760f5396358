using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.DataModel;
using Amazon.DynamoDBv2.DocumentModel;
using Amazon.DynamoDBv2.Model;
using Amazon.DynamoDBv2.Model.Internal.MarshallTransformations;
using TypedDynamo.Benchmarks.Comparisons;
using TypedDynamo.Operations;
using TypedDynamo.Wire;

namespace TypedDynamo.Benchmarks.Expressions;

/// <summary>Requests with a key condition, a filter of three terms and an update: ours, hand-written ones, and those of the object model.</summary>
internal sealed class ExpressionBenchmark : IDisposable
{
    private const string From = "2026-01-01";
    private const string To = "2026-12-31";

    private readonly AmazonDynamoDBClient _client = CannedHttp.CreateClient("{\"Items\":[],\"Count\":0,\"ScannedCount\":0}"u8);
    private readonly ByteBuffer _request = new(4096);
    private readonly CartTable _carts;
    private readonly DynamoDBContext _context;
    private readonly ContextCart _contextCart = new() { CustomerId = "c-42", OpenedAt = From, Note = "x", Tags = ["vip"] };

    public ExpressionBenchmark()
    {
        _carts = new CartTable(_client);
        _context = new DynamoDBContextBuilder().WithDynamoDBClient(() => _client).ConfigureContext(c => c.DisableFetchingTableMetadata = true).Build();
    }

    public void Dispose()
    {
        _request.Dispose();
        _context.Dispose();
        _client.Dispose();
    }

    public IReadOnlyList<Variant> Variants() =>
    [
        new("key-condition/call", "key condition, whole call", "TypedDynamo", async () => await _carts.Query("c-42", static k => k.Between(From, To)).ToPageAsync()),
        new("key-condition/call", "key condition, whole call", "AWS, hand-written", async () => await _client.QueryAsync(KeyCondition())),
        new("key-condition/call", "key condition, whole call", "DynamoDBContext", async () => await _context.QueryAsync<ContextCart>(
            "c-42", QueryOperator.Between, [From, To], new QueryConfig()).GetNextSetAsync()),
        new("filter/call", "three-term filter, whole call", "TypedDynamo", async () => await _carts.Query("c-42").Where(
            static o => o.Total > 100m && o.Status == CartStatus.Open && o.Tags.Contains("vip")).ToPageAsync()),
        new("filter/call", "three-term filter, whole call", "AWS, hand-written", async () => await _client.QueryAsync(Filter())),
        new("filter/call", "three-term filter, whole call", "DynamoDBContext", async () => await _context.QueryAsync<ContextCart>("c-42", ContextFilter()).GetNextSetAsync()),
        new("update/call", "update, whole call", "TypedDynamo", async () => await _carts.UpdateAsync(
            "c-42", From, static o => { o.Status = CartStatus.Paid; o.Views += 1; o.Tags.Add("paid"); }, static o => o.Status == CartStatus.Open)),
        new("update/call", "update, whole call", "AWS, hand-written", async () => await _client.UpdateItemAsync(Update())),
        new("update/call", "update, whole call", "DynamoDBContext (SaveAsync)", async () => await _context.SaveAsync(_contextCart)),
        new("key-condition/request", "key condition, request alone", "TypedDynamo", Build(() => WriteQuery(_carts.Query("c-42", static k => k.Between(From, To)).Operation!))),
        new("key-condition/request", "key condition, request alone", "AWS, hand-written", Build(() => QueryRequestMarshaller.Instance.Marshall(KeyCondition()))),
        new("filter/request", "three-term filter, request alone", "TypedDynamo", Build(() => WriteQuery(_carts.Query("c-42").Where(
            static o => o.Total > 100m && o.Status == CartStatus.Open && o.Tags.Contains("vip")).Operation!))),
        new("filter/request", "three-term filter, request alone", "AWS, hand-written", Build(() => QueryRequestMarshaller.Instance.Marshall(Filter()))),
        new("update/request", "update, request alone", "TypedDynamo", Build(WriteUpdate)),
        new("update/request", "update, request alone", "AWS, hand-written", Build(() => UpdateItemRequestMarshaller.Instance.Marshall(Update()))),
    ];

    private static Func<Task> Build(Action build) => () =>
    {
        build();
        return Task.CompletedTask;
    };

    private static QueryRequest KeyCondition() => new("carts")
    {
        KeyConditionExpression = "#c = :c AND #o BETWEEN :from AND :to",
        ExpressionAttributeNames = new() { ["#c"] = "CustomerId", ["#o"] = "OpenedAt" },
        ExpressionAttributeValues = new() { [":c"] = new("c-42"), [":from"] = new(From), [":to"] = new(To) },
    };

    private static QueryRequest Filter() => new("carts")
    {
        KeyConditionExpression = "#c = :c",
        FilterExpression = "#total > :total AND #status = :status AND contains(#tags, :tag)",
        ExpressionAttributeNames = new() { ["#c"] = "CustomerId", ["#total"] = "Total", ["#status"] = "Status", ["#tags"] = "Tags" },
        ExpressionAttributeValues = new()
        {
            [":c"] = new("c-42"), [":total"] = new() { N = "100" }, [":status"] = new("Open"), [":tag"] = new("vip"),
        },
    };

    private static QueryConfig ContextFilter() => new()
    {
        QueryFilter =
        [
            new ScanCondition("Total", ScanOperator.GreaterThan, 100m),
            new ScanCondition("Status", ScanOperator.Equal, CartStatus.Open),
            new ScanCondition("Tags", ScanOperator.Contains, "vip"),
        ],
    };

    private static UpdateItemRequest Update() => new()
    {
        TableName = "carts",
        Key = new() { ["CustomerId"] = new("c-42"), ["OpenedAt"] = new(From) },
        UpdateExpression = "SET #status = :paid, #views = if_not_exists(#views, :zero) + :one ADD #tags :tags",
        ConditionExpression = "attribute_exists(#c) AND #status = :open",
        ExpressionAttributeNames = new() { ["#c"] = "CustomerId", ["#status"] = "Status", ["#views"] = "Views", ["#tags"] = "Tags" },
        ExpressionAttributeValues = new()
        {
            [":paid"] = new("Paid"), [":zero"] = new() { N = "0" }, [":one"] = new() { N = "1" },
            [":tags"] = new() { SS = ["paid"] }, [":open"] = new("Open"),
        },
    };

    private void WriteQuery(ReadOperation<Cart> operation)
    {
        _request.Truncate(0);
        operation.WriteRequest(_request, countsOnly: false, default);
    }

    private void WriteUpdate()
    {
        _request.Truncate(0);
        UpdateItemOperation.WriteRequest<Cart, CartKey, CartTable.UpdateTokens, CartTable.ConditionTokens>(
            _request,
            _carts.Connection,
            _carts.Mapping,
            default,
            new CartKey("c-42", From),
            static o => { o.Status = CartStatus.Paid; o.Views += 1; o.Tags.Add("paid"); },
            static o => o.Status == CartStatus.Open);
    }
}
