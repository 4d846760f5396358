using System.Net;
using System.Text.Json;

namespace TypedDynamo.Tests.Batches;

[DynamoTable("readings")]
public sealed record Reading([PartitionKey] string Sensor, [SortKey] decimal At, int Value = 0);

[DynamoTable("readings")]
public sealed record ReadingText([PartitionKey] string Sensor, [SortKey] decimal At);

[DynamoProjection(typeof(LogRow))]
public sealed record LogRowSize(long BytesSent);

/// <summary>Tables behind BatchWriteItem and BatchGetItem that misbehave as asked. Keys are named as <c>logfile_scan/request#1</c>.</summary>
internal sealed class FakeBatches : IDisposable
{
    private static readonly Dictionary<string, string[]> s_keys = new()
    {
        ["logfile_scan"] = ["PK"],
        ["records"] = ["Id"],
        ["readings"] = ["Sensor", "At"],
    };

    private readonly object _lock = new();
    private readonly HashSet<string> _inFlight = [];

    public FakeBatches()
    {
        Server = new CannedDynamoDb(RespondAsync);
    }

    public CannedDynamoDb Server { get; }

    public Func<string, bool> IsUnprocessed { get; set; } = _ => false;

    public Func<IReadOnlyCollection<string>, string?> Fail { get; set; } = _ => null;

    public Func<CancellationToken, Task> Wait { get; set; } = _ => Task.CompletedTask;

    public SortedDictionary<string, JsonElement> Stored { get; } = new(StringComparer.Ordinal);

    /// <summary>Gets the elements of each request, as in <c>Put records/1</c>, in the order of the requests.</summary>
    public List<string[]> Sent { get; } = [];

    public List<JsonElement> Bodies { get; } = [];

    public int KeysTwiceInFlight { get; private set; }

    public LogRowTable Logs(DynamoTableOptions? options = null) => new(Server.CreateClient(), options);

    public void Fill(int rows)
    {
        using JsonDocument page = JsonDocument.Parse(CannedDynamoDb.Page(Enumerable.Range(0, rows)));
        foreach (JsonElement item in page.RootElement.GetProperty("Items").EnumerateArray())
        {
            Stored[NameOf("logfile_scan", item)] = item.Clone();
        }
    }

    public void Dispose() => Server.Dispose();

    private static string NameOf(string table, JsonElement attributes)
        => table + "/" + string.Join('/', s_keys[table].Select(name => attributes.GetProperty(name).EnumerateObject().First().Value.GetString()));

    private async Task<HttpResponseMessage> RespondAsync(JsonElement request, CancellationToken cancellationToken)
    {
        JsonProperty[] tables = [.. request.GetProperty("RequestItems").EnumerateObject()];
        bool isWrite = tables[0].Value.ValueKind == JsonValueKind.Array;
        (string Table, string Kind, string Name, JsonElement Element, JsonElement Attributes)[] elements =
        [
            .. from table in tables
               from element in (isWrite ? table.Value : table.Value.GetProperty("Keys")).EnumerateArray()
               let write = isWrite ? element.EnumerateObject().Single() : default
               let attributes = isWrite ? write.Value.EnumerateObject().Single().Value : element
               select (table.Name, isWrite ? write.Name[..^"Request".Length] : "Get", NameOf(table.Name, attributes), element, attributes),
        ];
        string[] names = [.. elements.Select(element => element.Name)];
        names.Distinct().Count().ShouldBe(names.Length);
        names.Length.ShouldBeInRange(1, isWrite ? 25 : 100);
        lock (_lock)
        {
            Sent.Add([.. elements.Select(element => $"{element.Kind} {element.Name}")]);
            Bodies.Add(request);
            if (Fail(names) is { } code)
            {
                HttpResponseMessage error = CannedDynamoDb.Answer(
                    $$"""{"__type":"com.amazonaws.dynamodb.v20120810#{{code}}","message":"canned"}""");
                error.StatusCode = HttpStatusCode.BadRequest;
                return error;
            }

            KeysTwiceInFlight += names.Count(name => !_inFlight.Add(name));
        }

        try
        {
            await Wait(cancellationToken);
        }
        finally
        {
            lock (_lock)
            {
                _inFlight.ExceptWith(names);
            }
        }

        lock (_lock)
        {
            var left = new Dictionary<string, List<string>>();
            var found = new Dictionary<string, List<string>>();
            foreach ((string table, string kind, string name, JsonElement element, JsonElement attributes) in elements)
            {
                if (IsUnprocessed(name))
                {
                    Add(left, table, element);
                }
                else if (kind == "Put")
                {
                    Stored[name] = attributes;
                }
                else if (kind == "Delete")
                {
                    Stored.Remove(name);
                }
                else if (Stored.TryGetValue(name, out JsonElement item))
                {
                    Add(found, table, item);
                }
            }

            return CannedDynamoDb.Answer(isWrite
                ? $$"""{"UnprocessedItems":{{Json(left, "[", "]")}}}"""
                : $$"""{"UnprocessedKeys":{{Json(left, "{\"ConsistentRead\":false,\"Keys\":[", "]}")}},"Responses":{{Json(found, "[", "]")}}}""");
        }

        static void Add(Dictionary<string, List<string>> tables, string table, JsonElement element)
        {
            if (!tables.TryGetValue(table, out List<string>? elements))
            {
                tables.Add(table, elements = []);
            }

            elements.Add(element.GetRawText());
        }

        static string Json(Dictionary<string, List<string>> tables, string before, string after)
            => "{" + string.Join(',', tables.Select(table => $"\"{table.Key}\":{before}{string.Join(',', table.Value)}{after}")) + "}";
    }
}

/// <summary>Progress that fails as a request might, which could be sent again.</summary>
internal sealed class FailingProgress : IProgress<long>
{
    public void Report(long value) => throw new TimeoutException("The progress is not shown.");
}
