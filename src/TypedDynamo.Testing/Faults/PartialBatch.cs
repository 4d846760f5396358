using System.Text.Json;
using System.Text.Json.Nodes;

namespace TypedDynamo.Testing;

/// <summary>A BatchWriteItem or BatchGetItem request, cut in two: a part that goes to the engine, and a part that stays unprocessed.</summary>
internal sealed class PartialBatch
{
    // DynamoDB allows 32 levels of nesting, which are 68 levels of JSON at most; the default stops at 64.
    private static readonly JsonDocumentOptions s_json = new() { MaxDepth = 128 };

    private readonly bool _isWrite;
    private readonly JsonObject _request;
    private readonly JsonObject _tables;
    private readonly JsonObject _undone = [];

    private PartialBatch(bool isWrite, JsonObject request, JsonObject tables)
    {
        _isWrite = isWrite;
        _request = request;
        _tables = tables;
    }

    /// <summary>Gets the request for the engine.</summary>
    public byte[] Request => Bytes(_request);

    /// <summary>Gets whether the engine's part is empty.</summary>
    public bool IsEmpty => _tables.Count == 0 && _undone.Count > 0;

    /// <summary>Cuts a request in two. Returns null for anything else, so that the engine can report what is wrong with it.</summary>
    /// <param name="operation">BatchWriteItem or BatchGetItem.</param>
    /// <param name="body">The request.</param>
    /// <param name="draw">Chooses which of so many elements stay unprocessed.</param>
    public static PartialBatch? Cut(string operation, byte[] body, Func<int, bool[]> draw)
    {
        try
        {
            if (JsonNode.Parse(body, documentOptions: s_json) is JsonObject request && request["RequestItems"] is JsonObject tables)
            {
                var batch = new PartialBatch(operation == "BatchWriteItem", request, tables);
                return batch.TryCut(draw) ? batch : null;
            }
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            // No JSON, or two members of one name.
        }

        return null;
    }

    /// <summary>Adds the unprocessed part to the engine's response.</summary>
    public byte[] Complete(byte[] response)
    {
        JsonObject answer = JsonNode.Parse(response, documentOptions: s_json)!.AsObject();
        string member = _isWrite ? "UnprocessedItems" : "UnprocessedKeys";
        if (answer[member] is not JsonObject all)
        {
            answer[member] = all = [];
        }

        foreach ((string table, JsonNode? undone) in _undone)
        {
            if (all[table] is not { } others)
            {
                all[table] = undone!.DeepClone();
                continue;
            }

            JsonArray othersElements = Elements(others)!;
            foreach (JsonNode? element in Elements(undone)!)
            {
                othersElements.Add(element?.DeepClone());
            }
        }

        return Bytes(answer);
    }

    /// <summary>Makes the response if nothing went to the engine.</summary>
    public byte[] Complete() => Complete(_isWrite ? "{}"u8.ToArray() : """{"Responses":{}}"""u8.ToArray());

    private static byte[] Bytes(JsonObject json)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            json.WriteTo(writer);
        }

        return stream.ToArray();
    }

    private bool TryCut(Func<int, bool[]> draw)
    {
        foreach ((string table, JsonNode? requested) in _tables.ToArray())
        {
            // For a table of a BatchGetItem request, what stands beside the keys (projection, consistency) holds for both parts.
            JsonNode? undone = requested?.DeepClone();
            if (Elements(requested) is not { } done || Elements(undone) is not { } left)
            {
                return false;
            }

            bool[] isUndone = draw(done.Count);
            for (int i = isUndone.Length - 1; i >= 0; i--)
            {
                (isUndone[i] ? done : left).RemoveAt(i);
            }

            if (left.Count > 0)
            {
                _undone[table] = undone;
            }

            // A list that was empty before stays, for the engine to refuse.
            if (done.Count == 0 && left.Count > 0)
            {
                _tables.Remove(table);
            }
        }

        return true;
    }

    private JsonArray? Elements(JsonNode? table) => (_isWrite ? table : (table as JsonObject)?["Keys"]) as JsonArray;
}
