using System.Text.Json;
using Amazon;
using Amazon.DynamoDBv2.Model;
using TypedDynamo.Wire;

namespace TypedDynamo.Transport;

/// <summary>Writes the members of the SDK's response as DynamoDB sends them. Members that are not set are left out.</summary>
internal sealed class LowLevelResponse : IDisposable
{
    private readonly Utf8JsonWriter _json;

    private LowLevelResponse(ByteBuffer body)
    {
        _json = AttributeValueTranscoder.CreateWriter(body);
        _json.WriteStartObject();
    }

    /// <summary>Returns the bytes of the response whose members <paramref name="add"/> adds.</summary>
    public static ByteBuffer Write<TResponse>(TResponse? response, Action<LowLevelResponse, TResponse> add)
        where TResponse : class
    {
        if (response is null)
        {
            throw new InvalidOperationException(
                $"The client returned no {typeof(TResponse).Name}. If it is a mock, set up the call that takes a request and a CancellationToken.");
        }

        var body = new ByteBuffer();
        try
        {
            using var members = new LowLevelResponse(body);
            add(members, response);
            members._json.WriteEndObject();
        }
        catch
        {
            body.Dispose();
            throw;
        }

        return body;
    }

    public void Dispose() => _json.Dispose();

    public void Add(string name, Dictionary<string, AttributeValue>? attributes)
    {
        if (attributes is not null)
        {
            _json.WritePropertyName(name);
            AttributeValueTranscoder.WriteAttributes(_json, attributes);
        }
    }

    public void Add(string name, List<Dictionary<string, AttributeValue>>? items)
    {
        if (items is null)
        {
            return;
        }

        _json.WriteStartArray(name);
        foreach (Dictionary<string, AttributeValue> item in items)
        {
            AttributeValueTranscoder.WriteAttributes(_json, item);
        }

        _json.WriteEndArray();
    }

    public void Add(string name, Dictionary<string, List<WriteRequest>>? tables)
    {
        if (tables is null)
        {
            return;
        }

        _json.WriteStartObject(name);
        foreach ((string table, List<WriteRequest> writes) in tables)
        {
            _json.WriteStartArray(table);
            foreach (WriteRequest write in writes)
            {
                _json.WriteStartObject();
                if (write.PutRequest is { } put)
                {
                    _json.WriteStartObject(nameof(WriteRequest.PutRequest));
                    Add(nameof(PutRequest.Item), put.Item);
                    _json.WriteEndObject();
                }

                if (write.DeleteRequest is { } delete)
                {
                    _json.WriteStartObject(nameof(WriteRequest.DeleteRequest));
                    Add(nameof(DeleteRequest.Key), delete.Key);
                    _json.WriteEndObject();
                }

                _json.WriteEndObject();
            }

            _json.WriteEndArray();
        }

        _json.WriteEndObject();
    }

    /// <summary>Adds the results of a transaction's reads in the order of its entries: an empty object if there is no item.</summary>
    public void Add(string name, List<ItemResponse>? responses, List<TransactGetItem> entries)
    {
        if (responses is null)
        {
            return;
        }

        _json.WriteStartArray(name);
        for (int i = 0; i < responses.Count; i++)
        {
            _json.WriteStartObject();

            // As of GetItem: an empty item is how some fakes say that there is none, and the SDK where an application has it make empty
            // collections of nothing. A projection of an item may be empty.
            ItemResponse response = responses[i];
            bool mayBeEmpty = !AWSConfigs.InitializeCollections && i < entries.Count && entries[i].Get.ProjectionExpression is not null;
            if (response.Item is { Count: > 0 } || (mayBeEmpty && response.Item is not null))
            {
                Add(nameof(ItemResponse.Item), response.Item);
            }

            _json.WriteEndObject();
        }

        _json.WriteEndArray();
    }

    public void Add(string name, Dictionary<string, List<ItemCollectionMetrics>>? tables)
    {
        if (tables is null)
        {
            return;
        }

        _json.WriteStartObject(name);
        foreach ((string table, List<ItemCollectionMetrics> collections) in tables)
        {
            _json.WriteStartArray(table);
            foreach (ItemCollectionMetrics metrics in collections)
            {
                WriteValue(metrics);
            }

            _json.WriteEndArray();
        }

        _json.WriteEndObject();
    }

    public void Add(string name, Dictionary<string, List<Dictionary<string, AttributeValue>>>? tables)
    {
        if (tables is null)
        {
            return;
        }

        _json.WriteStartObject(name);
        foreach ((string table, List<Dictionary<string, AttributeValue>> items) in tables)
        {
            Add(table, items);
        }

        _json.WriteEndObject();
    }

    /// <summary>Adds the keys of each table, without the other members of a request.</summary>
    public void Add(string name, Dictionary<string, KeysAndAttributes>? tables)
    {
        if (tables is null)
        {
            return;
        }

        _json.WriteStartObject(name);
        foreach ((string table, KeysAndAttributes read) in tables)
        {
            _json.WriteStartObject(table);
            Add(nameof(KeysAndAttributes.Keys), read.Keys);
            _json.WriteEndObject();
        }

        _json.WriteEndObject();
    }

    public void Add(string name, string? text)
    {
        if (text is not null)
        {
            _json.WriteString(name, text);
        }
    }

    public void Add(string name, List<BatchStatementResponse>? responses)
    {
        if (responses is null)
        {
            return;
        }

        _json.WriteStartArray(name);
        foreach (BatchStatementResponse response in responses)
        {
            _json.WriteStartObject();
            Add(nameof(response.TableName), response.TableName);
            Add(nameof(response.Item), response.Item is { Count: > 0 } item ? item : null);
            if (response.Error is { } error)
            {
                _json.WriteStartObject(nameof(response.Error));
                Add(nameof(error.Code), error.Code?.Value);
                Add(nameof(error.Message), error.Message);
                Add(nameof(error.Item), error.Item is { Count: > 0 } obstacle ? obstacle : null);
                _json.WriteEndObject();
            }

            _json.WriteEndObject();
        }

        _json.WriteEndArray();
    }

    public void Add(string name, int? number)
    {
        if (number is { } value)
        {
            _json.WriteNumber(name, value);
        }
    }

    public void Add(string name, List<ConsumedCapacity>? capacities)
    {
        if (capacities is null)
        {
            return;
        }

        _json.WriteStartArray(name);
        foreach (ConsumedCapacity capacity in capacities)
        {
            WriteValue(capacity);
        }

        _json.WriteEndArray();
    }

    public void Add(string name, ConsumedCapacity? capacity)
    {
        if (capacity is not null)
        {
            _json.WritePropertyName(name);
            WriteValue(capacity);
        }
    }

    public void Add(string name, ItemCollectionMetrics? metrics)
    {
        if (metrics is not null)
        {
            _json.WritePropertyName(name);
            WriteValue(metrics);
        }
    }

    private void WriteValue(ItemCollectionMetrics metrics)
    {
        _json.WriteStartObject();
        Add(nameof(ItemCollectionMetrics.ItemCollectionKey), metrics.ItemCollectionKey);
        if (metrics.SizeEstimateRangeGB is { } range)
        {
            _json.WriteStartArray(nameof(ItemCollectionMetrics.SizeEstimateRangeGB));
            foreach (double bound in range)
            {
                _json.WriteNumberValue(bound);
            }

            _json.WriteEndArray();
        }

        _json.WriteEndObject();
    }

    private void WriteValue(ConsumedCapacity capacity)
    {
        _json.WriteStartObject();
        if (capacity.TableName is { } table)
        {
            _json.WriteString(nameof(ConsumedCapacity.TableName), table);
        }

        AddUnits(capacity.CapacityUnits, capacity.ReadCapacityUnits, capacity.WriteCapacityUnits);
        Add(nameof(ConsumedCapacity.Table), capacity.Table);
        Add(nameof(ConsumedCapacity.GlobalSecondaryIndexes), capacity.GlobalSecondaryIndexes);
        Add(nameof(ConsumedCapacity.LocalSecondaryIndexes), capacity.LocalSecondaryIndexes);
        Add(nameof(ConsumedCapacity.VectorIndexes), capacity.VectorIndexes);
        _json.WriteEndObject();
    }

    private void Add(string name, Dictionary<string, Capacity>? indexes)
    {
        if (indexes is null)
        {
            return;
        }

        _json.WriteStartObject(name);
        foreach ((string index, Capacity capacity) in indexes)
        {
            Add(index, capacity);
        }

        _json.WriteEndObject();
    }

    private void Add(string name, Dictionary<string, VectorCapacity>? indexes)
    {
        if (indexes is null)
        {
            return;
        }

        _json.WriteStartObject(name);
        foreach ((string index, VectorCapacity capacity) in indexes)
        {
            _json.WriteStartObject(index);
            Add(nameof(VectorCapacity.VectorSearchRequestBytes), capacity.VectorSearchRequestBytes);
            Add(nameof(VectorCapacity.VectorWriteRequestBytes), capacity.VectorWriteRequestBytes);
            _json.WriteEndObject();
        }

        _json.WriteEndObject();
    }

    private void Add(string name, Capacity? capacity)
    {
        if (capacity is not null)
        {
            _json.WriteStartObject(name);
            AddUnits(capacity.CapacityUnits, capacity.ReadCapacityUnits, capacity.WriteCapacityUnits);
            _json.WriteEndObject();
        }
    }

    private void AddUnits(double? total, double? read, double? write)
    {
        Add(nameof(Capacity.CapacityUnits), total);
        Add(nameof(Capacity.ReadCapacityUnits), read);
        Add(nameof(Capacity.WriteCapacityUnits), write);
    }

    private void Add(string name, double? number)
    {
        if (number is { } value)
        {
            _json.WriteNumber(name, value);
        }
    }
}
