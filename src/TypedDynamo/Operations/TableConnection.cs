using Amazon.DynamoDBv2;
using TypedDynamo.Transport;
using TypedDynamo.Wire;

namespace TypedDynamo.Operations;

/// <summary>A table as operations see it: where it is, what it is called there, and how to reach it.</summary>
internal sealed class TableConnection
{
    private readonly byte[] _jsonName;

    public TableConnection(IAmazonDynamoDB client, TableSchema schema, DynamoTableOptions options)
    {
        Client = client;
        Transport = TransportFactory.Create(client, options.LoggerFactory);
        Schema = schema;
        Name = options.TableNamePrefix + (options.TableName ?? schema.TableName);
        Context = new ItemContext(Name, schema);
        TimeProvider = options.TimeProvider;
        _jsonName = JsonText.Escape(System.Text.Encoding.UTF8.GetBytes(Name));
    }

    public IAmazonDynamoDB Client { get; }

    public ITransport Transport { get; }

    public TableSchema Schema { get; }

    /// <summary>Gets the table's name at run time, prefix included.</summary>
    public string Name { get; }

    public ItemContext Context { get; }

    public TimeProvider TimeProvider { get; }

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
        body.Write(JsonText.Escape(System.Text.Encoding.UTF8.GetBytes(index.Name)));
        body.Write((byte)'"');

        // DynamoDB fetches what a local index does not hold from the table, if it is asked to; a global one cannot.
        if (index.Kind == IndexKind.Local && index.Projection != Projection.All)
        {
            body.Write(",\"Select\":\"ALL_ATTRIBUTES\""u8);
        }
    }

    /// <summary>Writes the table's name as the name of a JSON member: <c>"orders":</c>.</summary>
    public void WriteNameMember(ByteBuffer body)
    {
        body.Write((byte)'"');
        body.Write(_jsonName);
        body.Write("\":"u8);
    }
}
