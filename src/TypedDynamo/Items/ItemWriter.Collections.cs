using System.Diagnostics.CodeAnalysis;
using TypedDynamo.Wire;

namespace TypedDynamo.CompilerServices;

/// <content>Maps, lists and sets.</content>
public ref partial struct ItemWriter
{
    // DynamoDB Developer Guide, "Quotas": nested attributes. The item's own attributes are the first of the 32 levels.
    private const int MaxNestedLevels = 31;

    /// <summary>Begins a map (M) for a value type.</summary>
    public void BeginMap()
    {
        _buffer.Write("{\"M\":{"u8);
        Descend();
    }

    /// <summary>Begins a map (M).</summary>
    /// <param name="value">What it is made of, which must not be null.</param>
    public void BeginMap([NotNull] object? value)
    {
        RefuseNull(value);
        BeginMap();
    }

    /// <summary>Begins an entry of a map whose names are the user's.</summary>
    /// <param name="name">The name.</param>
    public void WriteEntryName(string name)
    {
        if (name.Length == 0)
        {
            Refuse("a map whose names have characters", "one with an empty name");
        }

        _buffer.Write(_buffer.Written[^1] == (byte)'{' ? "\""u8 : ",\""u8);
        if (!JsonText.TryAppend(_buffer, name))
        {
            Refuse("a map whose names are of Unicode characters", "one with half a surrogate pair");
        }

        _buffer.Write("\":"u8);
    }

    /// <summary>Begins a map (M) whose names are the text of other values.</summary>
    /// <param name="elements">What it is made of, which must not be null.</param>
    /// <returns>Where it starts, for its end.</returns>
    public int BeginEntries([NotNull] object? elements)
    {
        BeginMap(elements);
        return _buffer.Length - 1;
    }

    /// <summary>Begins the name of an entry, which is to be written as any other string (S) or number (N).</summary>
    public void BeginEntryName()
    {
        if (_buffer.Written[^1] != (byte)'{')
        {
            _buffer.Write((byte)',');
        }

        _isBare = _isInName = true;
    }

    /// <summary>Ends the name of an entry, whose value follows.</summary>
    public void EndEntryName()
    {
        // Inside a string, a quote has a backslash before it.
        if (_buffer.Written.EndsWith("{\"\""u8) || _buffer.Written.EndsWith(",\"\""u8))
        {
            Refuse("a string with characters", "empty");
        }

        _isBare = _isInName = false;
        _buffer.Write((byte)':');
    }

    /// <summary>Ends a map whose names are the text of other values. Refuses it if two of them have one text.</summary>
    /// <param name="start">What <see cref="BeginEntries"/> returned.</param>
    public void EndEntries(int start)
    {
        if (RepeatedText.HasRepeatedName(_buffer.Written[start..]))
        {
            Refuse("a map whose names differ", "one with two keys that have one name");
        }

        EndMap();
    }

    /// <summary>Ends a map.</summary>
    public void EndMap() => Ascend("}}"u8);

    /// <summary>Begins a list (L).</summary>
    /// <param name="elements">What it is made of, which must not be null.</param>
    public void BeginList([NotNull] object? elements)
    {
        RefuseNull(elements);
        BeginList();
    }

    internal void BeginList()
    {
        _buffer.Write("{\"L\":["u8);
        Descend();
    }

    /// <summary>Begins an element of a list or a set.</summary>
    public void BeginElement()
    {
        if (_buffer.Written[^1] != (byte)'[')
        {
            _buffer.Write((byte)',');
        }
    }

    /// <summary>Ends a list.</summary>
    public void EndList() => Ascend("]}"u8);

    /// <summary>Begins a set of strings (SS).</summary>
    /// <param name="elements">What it is made of, which must not be null.</param>
    public void BeginStringSet([NotNull] object? elements) => BeginSet(elements, "{\"SS\":["u8);

    /// <summary>Begins a set of numbers (NS).</summary>
    /// <param name="elements">What it is made of, which must not be null.</param>
    public void BeginNumberSet([NotNull] object? elements) => BeginSet(elements, "{\"NS\":["u8);

    /// <summary>Begins a set of binary data (BS).</summary>
    /// <param name="elements">What it is made of, which must not be null.</param>
    public void BeginBinarySet([NotNull] object? elements) => BeginSet(elements, "{\"BS\":["u8);

    /// <summary>Ends a set. Refuses an empty one: an attribute can be left out, but not the place of a set in a list or a map.</summary>
    public void EndSet()
    {
        if (_buffer.Length == _setStart)
        {
            Refuse("a set with elements", "an empty set");
        }

        // What .NET takes for two values may be one in DynamoDB: an instant in UTC and in local time, or two arrays of the same bytes.
        if (RepeatedText.HasRepeatedElement(_buffer.Written[_setStart..]))
        {
            Refuse("a set of different values", "one with two that are stored alike");
        }

        _isBare = false;
        _buffer.Write("]}"u8);
    }

    private void BeginSet([NotNull] object? elements, ReadOnlySpan<byte> wireValue)
    {
        RefuseNull(elements);
        _buffer.Write(wireValue);
        _setStart = _buffer.Length;
        _isBare = true;
    }

    private void Descend()
    {
        if (++_depth > MaxNestedLevels)
        {
            Refuse("an item of at most 32 levels", "nested deeper");
        }
    }

    private void Ascend(ReadOnlySpan<byte> end)
    {
        _depth--;
        _buffer.Write(end);
    }
}
