using System.Text.Json;
using Amazon.DynamoDBv2.Model;
using TypedDynamo.Wire;

namespace TypedDynamo.Transport;

/// <summary>Reads the members of a request that an operation has written, to set them in the SDK's request.</summary>
internal ref struct LowLevelRequest
{
    private Utf8JsonReader _json;
    private string _name = "";

    public LowLevelRequest(ByteBuffer request)
    {
        _json = AttributeValueTranscoder.CreateReader(request.Written);
        _json.Read();
    }

    /// <summary>Advances to the next member, whose value the caller must read next.</summary>
    public bool Read(out string name)
    {
        _json.Read();
        if (_json.TokenType != JsonTokenType.PropertyName)
        {
            name = "";
            return false;
        }

        name = _name = _json.GetString()!;
        _json.Read();
        return true;
    }

    public readonly string ReadString() => _json.GetString()!;

    public readonly int ReadInt32() => _json.GetInt32();

    public readonly bool ReadBoolean() => _json.GetBoolean();

    public Dictionary<string, AttributeValue> ReadAttributes() => AttributeValueTranscoder.ReadAttributes(ref _json);

    public Dictionary<string, string> ReadNames()
    {
        var names = new Dictionary<string, string>();
        while (Read(out string name))
        {
            names.Add(name, ReadString());
        }

        return names;
    }

    /// <summary>Reads the parameters of a statement: an array of values.</summary>
    public List<AttributeValue> ReadValues()
    {
        List<AttributeValue> values = [];
        while (_json.Read() && _json.TokenType != JsonTokenType.EndArray)
        {
            _json.Read();
            values.Add(AttributeValueTranscoder.Read(ref _json, WireTypes.Parse(_json.ValueSpan)));
        }

        return values;
    }

    /// <summary>Reads a batch's writes: <c>{"orders":[{"PutRequest":{"Item":{…}}},…]}</c>.</summary>
    public Dictionary<string, List<WriteRequest>> ReadWrites()
    {
        var tables = new Dictionary<string, List<WriteRequest>>();
        while (Read(out string table))
        {
            var writes = new List<WriteRequest>();
            while (_json.Read() && _json.TokenType != JsonTokenType.EndArray)
            {
                writes.Add(ReadWrite());
            }

            tables.Add(table, writes);
        }

        return tables;
    }

    /// <summary>Reads a batch's keys: <c>{"orders":{"Keys":[{…},…],"ConsistentRead":true},…}</c>.</summary>
    public Dictionary<string, KeysAndAttributes> ReadKeys()
    {
        var tables = new Dictionary<string, KeysAndAttributes>();
        while (Read(out string table))
        {
            tables.Add(table, ReadKeysOfTable());
        }

        return tables;
    }

    /// <summary>Reads an array of objects.</summary>
    /// <param name="members">The setters of each object's members.</param>
    public List<TElement> ReadList<TElement>(RequestMembers<TElement> members)
        where TElement : new()
    {
        List<TElement> elements = [];
        while (_json.Read() && _json.TokenType != JsonTokenType.EndArray)
        {
            elements.Add(members.Read(ref this, new TElement()));
        }

        return elements;
    }

    /// <summary>Creates the exception for a member that the SDK's request cannot hold.</summary>
    public readonly NotSupportedException Unknown()
        => new($"The SDK's request has no member '{_name}', so the request cannot be sent without loss.");

    private KeysAndAttributes ReadKeysOfTable()
    {
        var read = new KeysAndAttributes();
        while (Read(out string name))
        {
            switch (name)
            {
                case nameof(KeysAndAttributes.Keys):
                    read.Keys = [];
                    while (_json.Read() && _json.TokenType != JsonTokenType.EndArray)
                    {
                        read.Keys.Add(ReadAttributes());
                    }

                    break;
                case nameof(KeysAndAttributes.ConsistentRead):
                    read.ConsistentRead = ReadBoolean();
                    break;
                case nameof(KeysAndAttributes.ProjectionExpression):
                    read.ProjectionExpression = ReadString();
                    break;
                case nameof(KeysAndAttributes.ExpressionAttributeNames):
                    read.ExpressionAttributeNames = ReadNames();
                    break;
                default:
                    throw Unknown();
            }
        }

        return read;
    }

    private WriteRequest ReadWrite()
    {
        var write = new WriteRequest();
        while (Read(out string kind))
        {
            switch (kind)
            {
                case nameof(WriteRequest.PutRequest):
                    write.PutRequest = new PutRequest { Item = ReadOnly(nameof(PutRequest.Item)) };
                    break;
                case nameof(WriteRequest.DeleteRequest):
                    write.DeleteRequest = new DeleteRequest { Key = ReadOnly(nameof(DeleteRequest.Key)) };
                    break;
                default:
                    throw Unknown();
            }
        }

        return write;
    }

    /// <summary>Reads an object whose only member holds attributes.</summary>
    private Dictionary<string, AttributeValue>? ReadOnly(string member)
    {
        Dictionary<string, AttributeValue>? attributes = null;
        while (Read(out string name))
        {
            attributes = name == member ? ReadAttributes() : throw Unknown();
        }

        return attributes;
    }
}
