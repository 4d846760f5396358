namespace TypedDynamo.Wire;

/// <summary>Foretells which attribute follows another: items of one shape have theirs in one order.</summary>
/// <remarks>
/// It is one for all threads that read items of a type, and nothing guards it: whatever they find in it is compared with what stands in the
/// response, so that a wrong guess costs time alone.
/// </remarks>
internal sealed class AttributeOrder
{
    // Attributes are numbered from one, in a byte: zero is the beginning of an item, and the last number stands for all further attributes,
    // which are never foretold.
    private const int Beyond = byte.MaxValue;

    private readonly byte[] _next = new byte[Beyond + 1];
    private readonly byte[][] _members;

    public AttributeOrder(IReadOnlyList<AttributePath> attributes)
    {
        _members = new byte[attributes.Count][];
        for (int ordinal = 0; ordinal < _members.Length; ordinal++)
        {
            _members[ordinal] = [(byte)',', (byte)'"', .. attributes[ordinal].JsonName, (byte)'"', (byte)':'];
        }
    }

    /// <summary>Returns an attribute's number.</summary>
    public static byte NumberOf(int ordinal) => (byte)Math.Min(ordinal + 1, Beyond);

    /// <summary>Returns the ordinal of the attribute that probably follows the one with a number; -1 if nothing is known.</summary>
    public int After(byte number) => _next[number] - 1;

    /// <summary>Returns what stands in a response before an attribute's value: <c>,"Total":</c>, without the comma for the first attribute.</summary>
    public ReadOnlySpan<byte> MemberName(int ordinal, bool isFirst) => _members[ordinal].AsSpan(isFirst ? 1 : 0);

    /// <summary>Remembers that an attribute followed the one with a number.</summary>
    public void Learn(byte number, int ordinal)
    {
        byte next = NumberOf(ordinal);
        if (number != Beyond && next != Beyond && _next[number] != next)
        {
            _next[number] = next;
        }
    }
}
