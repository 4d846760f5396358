using TypedDynamo.Wire;

namespace TypedDynamo.CompilerServices;

/// <content>Maps, lists and sets.</content>
public ref partial struct ItemReader
{
    /// <summary>Goes into a map (M), whose attributes can then be read.</summary>
    public void BeginMap()
    {
        BeginNested(WireType.Map, (byte)'{');
        _lastAttributes <<= 8;
    }

    /// <summary>Leaves a map, when <see cref="ReadAttribute"/> has found its end.</summary>
    public void EndMap()
    {
        _depth--;
        _lastAttributes >>= 8;
        CloseValue();
    }

    /// <summary>Goes to the next entry of a map whose names are the user's, and leaves the map at its end.</summary>
    /// <param name="key">The entry's name.</param>
    /// <returns><see langword="false"/> at the map's end.</returns>
    public bool ReadEntry(out string key)
    {
        if (!ReadEntryName())
        {
            key = "";
            return false;
        }

        key = _json.ReadText();
        ReadEntryValue();
        return true;
    }

    /// <summary>Goes to the name of the next entry of a map, which is then read as any other string or number. Leaves the map at its end.</summary>
    /// <returns><see langword="false"/> at the map's end.</returns>
    public bool ReadEntryName()
    {
        if (!_json.Next((byte)'{', (byte)'}'))
        {
            EndMap();
            return false;
        }

        _json.Peek();
        _valueStart = _json.Position;
        _type = WireType.EntryName;
        return true;
    }

    /// <summary>Goes from the name of an entry, which has been read, to its value.</summary>
    public void ReadEntryValue()
    {
        _json.Expect((byte)':');
        OpenValue(_json.Position);
    }

    /// <summary>Goes into a list (L).</summary>
    public void BeginList() => BeginNested(WireType.List, (byte)'[');

    /// <summary>Gets the number of elements of the list that was just entered, as far as a glance tells it: if they are numbers.</summary>
    /// <returns>The number of elements; 0 if it is not known.</returns>
    public readonly int GetListCapacity()
    {
        // Numbers hold neither braces nor brackets.
        ReadOnlySpan<byte> rest = _json.Rest;
        int end = rest.StartsWith("{\"N\":"u8) ? rest.IndexOf((byte)']') : -1;
        return end < 0 ? 0 : rest[..end].Count((byte)'{');
    }

    /// <summary>Goes to the next element of a list, and leaves the list at its end.</summary>
    /// <returns><see langword="false"/> at the list's end.</returns>
    public bool ReadElement()
    {
        if (!_json.Next((byte)'[', (byte)']'))
        {
            _depth--;
            CloseValue();
            return false;
        }

        OpenValue(_json.Position);
        return true;
    }

    /// <summary>Goes into a set of strings (SS).</summary>
    public void BeginStringSet() => BeginSet(WireType.StringSet);

    /// <summary>Goes into a set of numbers (NS).</summary>
    public void BeginNumberSet() => BeginSet(WireType.NumberSet);

    /// <summary>Goes into a set of binary data (BS).</summary>
    public void BeginBinarySet() => BeginSet(WireType.BinarySet);

    /// <summary>Goes to a set's next element, and leaves the set at its end.</summary>
    /// <returns><see langword="false"/> at the set's end.</returns>
    public bool ReadSetElement()
    {
        if (!_json.Next((byte)'[', (byte)']'))
        {
            CloseValue();
            return false;
        }

        return true;
    }

    private void BeginSet(WireType type)
    {
        ThrowIfNot(type);
        _json.Expect((byte)'[');
    }

    private void BeginNested(WireType type, byte opening)
    {
        ThrowIfNot(type);
        _json.Expect(opening);
        _valueStart = _json.Position - 1;
        if (++_depth > (JsonText.MaxDepth - ItemJsonDepth) / 2)
        {
            _json.ThrowTooDeep();
        }
    }
}
