namespace TypedDynamo.Wire;

/// <summary>The names and values of a request's expressions, each under a placeholder: <c>#n0</c>, <c>:v0</c>.</summary>
/// <remarks>Every name has one, so that reserved words and characters that expressions do not allow never matter.</remarks>
internal sealed class ExpressionPlaceholders : IDisposable
{
    private readonly ByteBuffer _names = new();
    private readonly ByteBuffer _values = new();
    private readonly List<(int Start, int Length)> _nameSlices = [];
    private int _valueCount;

    public int Length => _names.Length + _values.Length;

    /// <summary>Returns the number of a name's placeholder, the same one for the same name.</summary>
    /// <param name="jsonName">The name, with JSON's escapes.</param>
    public int AddName(ReadOnlySpan<byte> jsonName)
    {
        for (int i = 0; i < _nameSlices.Count; i++)
        {
            (int start, int length) = _nameSlices[i];
            if (_names.Written.Slice(start, length).SequenceEqual(jsonName))
            {
                return i;
            }
        }

        int number = _nameSlices.Count;
        _names.Write(number == 0 ? "\"#n"u8 : ",\"#n"u8);
        _names.Write(number);
        _names.Write("\":\""u8);
        _nameSlices.Add((_names.Length, jsonName.Length));
        _names.Write(jsonName);
        _names.Write((byte)'"');
        return number;
    }

    /// <summary>Returns the number of a value's placeholder.</summary>
    /// <param name="wireValue">The value, as in <c>{"S":"a"}</c>.</param>
    public int AddValue(ReadOnlySpan<byte> wireValue)
    {
        _values.Write(_valueCount == 0 ? "\":v"u8 : ",\":v"u8);
        _values.Write(_valueCount);
        _values.Write("\":"u8);
        _values.Write(wireValue);
        return _valueCount++;
    }

    /// <summary>Writes the members of the request that define the placeholders; DynamoDB refuses empty ones.</summary>
    public void WriteTo(ByteBuffer request)
    {
        if (_names.Length > 0)
        {
            request.Write(",\"ExpressionAttributeNames\":{"u8);
            request.Write(_names.Written);
            request.Write((byte)'}');
        }

        if (_values.Length > 0)
        {
            request.Write(",\"ExpressionAttributeValues\":{"u8);
            request.Write(_values.Written);
            request.Write((byte)'}');
        }
    }

    public void Clear()
    {
        _names.Truncate(0);
        _values.Truncate(0);
        _nameSlices.Clear();
        _valueCount = 0;
    }

    public void Dispose()
    {
        _names.Dispose();
        _values.Dispose();
    }
}
