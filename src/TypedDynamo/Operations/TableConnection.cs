using Amazon.DynamoDBv2;
using TypedDynamo.CompilerServices;
using TypedDynamo.Observability;
using TypedDynamo.Transport;
using TypedDynamo.Wire;

namespace TypedDynamo.Operations;

/// <summary>A table as operations see it: where it is, what it is called there, and how to reach it.</summary>
internal sealed class TableConnection
{
    private readonly byte[] _jsonName;

    public TableConnection(IAmazonDynamoDB client, TableSchema schema, DynamoTableOptions options)
    {
        Service = new ServiceConnection(client, options);
        Schema = schema;
        Name = options.TableNamePrefix + (options.TableName ?? schema.TableName);
        Context = new ItemContext(Name, schema);
        _jsonName = JsonText.Escape(Name);
    }

    public ServiceConnection Service { get; }

    public IAmazonDynamoDB Client => Service.Client;

    public TableSchema Schema { get; }

    /// <summary>Gets the table's name at run time, prefix included.</summary>
    public string Name { get; }

    public ItemContext Context { get; }

    public TimeProvider TimeProvider => Service.TimeProvider;

    /// <summary>Sends one request to the table or one of its indexes.</summary>
    public Task<ServiceResponse> SendAsync(
        DynamoOperation operation,
        ByteBuffer request,
        CancellationToken cancellationToken,
        IndexSchema? index = null,
        bool asksForCapacity = false)
        => Service.SendAsync(
            operation, new RequestTarget(Name, index?.Name) { AsksForCapacity = asksForCapacity }, request, cancellationToken);

    /// <summary>Starts a request's body: <c>{"TableName":"orders"</c>, without the closing brace.</summary>
    public void BeginRequest(ByteBuffer body)
    {
        body.Write("{\"TableName\":\""u8);
        body.Write(_jsonName);
        body.Write((byte)'"');
    }

    /// <summary>Starts the body of a request to a table or to one of its indexes.</summary>
    public void BeginRequest(ByteBuffer body, IndexSchema? index)
    {
        BeginRequest(body);
        if (index is null)
        {
            return;
        }

        body.Write(",\"IndexName\":\""u8);
        body.Write(index.JsonName);
        body.Write((byte)'"');
    }

    /// <summary>Begins the key condition of a query, which <see cref="CreateQuery"/> ends.</summary>
    public KeyCondition BeginKey() => new(ExpressionBuilder.Rent(Context));

    /// <summary>Makes a query of a key condition, and ends its builder's call.</summary>
    public ReadOperation<TItem> CreateQuery<TItem>(IndexSchema? index, ItemMapper<TItem> mapper, KeyCondition partitionKey, KeyCondition sortKey)
    {
        byte[] key = partitionKey.And(sortKey, Schema).Node.ToArray();
        partitionKey.Builder?.Dispose();
        return new ReadOperation<TItem>(DynamoOperation.Query, this, index, mapper) { Key = key };
    }

    /// <summary>Gives what a condition asks.</summary>
    /// <exception cref="ArgumentException">The condition is one of another table's items.</exception>
    public ExpressionNode NodeOf(ItemCondition condition)
        => condition.IsEmpty || condition.Schema == Schema
            ? condition.Node
            : throw new ArgumentException($"The condition is one of {condition.Schema!.ItemType}, and table '{Name}' is that of {Schema.ItemType}.");

    /// <summary>Writes the table's name as the name of a JSON member: <c>"orders":</c>.</summary>
    public void WriteNameMember(ByteBuffer body)
    {
        body.Write((byte)'"');
        body.Write(_jsonName);
        body.Write("\":"u8);
    }
}
