namespace TypedDynamo.Wire;

/// <summary>Predicts which attribute follows another: items of the same shape have their attributes in the same order.</summary>
/// <remarks>
/// All threads that read items of a type share it without locks: every prediction is compared with the response, so that a wrong one only
/// costs time. Attributes that the type does not know are predicted too, so that skipping them costs no more than reading them.
/// </remarks>
internal sealed class AttributeOrder
{
    // Attributes are numbered from one, in a byte: zero is the beginning of an item, and the last number stands for all that are never
    // foretold.
    private const int Beyond = byte.MaxValue;

    // Names that differ from item to item, as keys of a map might, are not worth remembering.
    private const int MaxUnknown = 64;

    private readonly byte[] _next = new byte[Beyond + 1];
    private readonly byte[]?[] _members = new byte[]?[Beyond];
    private readonly int _known;
    private readonly object _lock = new();
    private int _count;

    public AttributeOrder(IReadOnlyList<AttributePath> attributes)
    {
        _known = attributes.Count;
        _members[0] = MemberOf(default);
        _count = Math.Min(_known, Beyond - 1);
        for (int ordinal = 0; ordinal < _count; ordinal++)
        {
            _members[ordinal + 1] = MemberOf(attributes[ordinal].JsonName);
        }
    }

    // It never becomes false again, so that it may be asked without the lock.
    private bool IsFull => _count - _known >= MaxUnknown || _count + 1 >= Beyond;

    /// <summary>Returns the number of the attribute that probably follows the one with a number; 0 if nothing is known.</summary>
    public byte After(byte number) => _next[number];

    /// <summary>Returns the text before an attribute's value in a response: <c>,"Total":</c>, without the comma for the first attribute.</summary>
    public ReadOnlySpan<byte> MemberName(byte number, bool isFirst) => _members[number].AsSpan(isFirst ? 1 : 0);

    /// <summary>Returns the ordinal of a predicted attribute; -1 for one that the type does not know.</summary>
    public int OrdinalOf(byte number) => number <= _known ? number - 1 : -1;

    /// <summary>Remembers which attribute followed the one with a number.</summary>
    /// <param name="number">The other's number.</param>
    /// <param name="ordinal">The attribute's ordinal, or -1 for one that the type does not know.</param>
    /// <param name="jsonName">Its name, as the response has it.</param>
    /// <returns>The attribute's number.</returns>
    public byte Learn(byte number, int ordinal, ReadOnlySpan<byte> jsonName)
    {
        byte next = ordinal < 0 ? NumberOf(jsonName) : (byte)Math.Min(ordinal + 1, Beyond);
        if (number != Beyond && next != Beyond && _next[number] != next)
        {
            // Whoever sees the number must find the name that NumberOf has stored.
            Volatile.Write(ref _next[number], next);
        }

        return next;
    }

    private static byte[] MemberOf(ReadOnlySpan<byte> jsonName) => [(byte)',', (byte)'"', .. jsonName, (byte)'"', (byte)':'];

    private byte NumberOf(ReadOnlySpan<byte> unknownName)
    {
        // A name is there before its number is handed out.
        for (int number = _known + 1; number < Beyond && _members[number] is { } member; number++)
        {
            if (member.AsSpan(2, member.Length - 4).SequenceEqual(unknownName))
            {
                return (byte)number;
            }
        }

        if (IsFull)
        {
            return Beyond;
        }

        lock (_lock)
        {
            if (IsFull)
            {
                return Beyond;
            }

            // Two threads may both add one name; the second is then never found.
            _members[++_count] = MemberOf(unknownName);
            return (byte)_count;
        }
    }
}
