using System.Text;

namespace TypedDynamo.Operations;

/// <summary>Finds the least or the greatest of many strings, in the order of their UTF-8 bytes, which is DynamoDB's.</summary>
/// <remarks>A string is copied only if it is less, or greater, than all before it.</remarks>
internal struct ExtremeText
{
    private byte[]? _text;
    private int _length;

    /// <summary>Adds a string.</summary>
    /// <param name="text">The string in UTF-8.</param>
    /// <param name="isGreatest">Whether to find the greatest string.</param>
    public void Add(ReadOnlySpan<byte> text, bool isGreatest)
    {
        if (_text is not null)
        {
            int order = text.SequenceCompareTo(_text.AsSpan(0, _length));
            if (isGreatest ? order <= 0 : order >= 0)
            {
                return;
            }
        }

        if (_text is null || _text.Length < text.Length)
        {
            // Each buffer is twice as long as the last one, so that ever longer strings do not need one each.
            _text = new byte[Math.Max(text.Length, 2 * (_text?.Length ?? 16))];
        }

        text.CopyTo(_text);
        _length = text.Length;
    }

    /// <summary>Adds the result of another worker.</summary>
    public void Add(in ExtremeText other, bool isGreatest)
    {
        if (other._text is not null)
        {
            Add(other._text.AsSpan(0, other._length), isGreatest);
        }
    }

    /// <summary>Returns the string; null if there was none.</summary>
    public override readonly string? ToString() => _text is null ? null : Encoding.UTF8.GetString(_text, 0, _length);
}
