using System.Buffers.Text;
using TypedDynamo.Wire;

namespace TypedDynamo.CompilerServices;

/// <content>The response around the items.</content>
public ref partial struct ItemReader
{
    /// <summary>Goes to the next member of the response around the items, or of an object in it; its value then follows.</summary>
    internal bool ReadMember(out ReadOnlySpan<byte> name)
    {
        // The first call also passes the opening brace of the response, or of the object that is the last member's value.
        TakeOpening((byte)'{');
        if (!_json.Next((byte)'{', (byte)'}'))
        {
            name = default;
            return false;
        }

        name = _json.ReadString(out bool isEscaped);
        name = JsonScanner.Unescape(name, isEscaped);
        _json.Expect((byte)':');
        return true;
    }

    /// <summary>Goes on only if nothing follows the response.</summary>
    internal void ExpectEnd() => _json.ExpectEnd();

    /// <summary>Goes to the next item of an array; its attributes can then be read.</summary>
    internal bool ReadItemStart()
    {
        // The first call also passes the array's bracket. A single item has neither bracket nor comma.
        bool isSingle = _json.Peek() == (byte)'{' && _json.Previous == 0;
        if (!isSingle)
        {
            TakeOpening((byte)'[');
            if (!_json.Next((byte)'[', (byte)']'))
            {
                return false;
            }
        }

        MarkItem();
        return true;
    }

    /// <summary>Begins an item, and skips its brace.</summary>
    internal void MarkItem()
    {
        _json.Expect((byte)'{');
        _itemStart = _valueStart = _json.Position - 1;
        _lastAttributes = 0;
        _depth = 0;
    }

    /// <summary>Skips the item whose brace has just been read, and returns its bytes.</summary>
    internal ReadOnlySpan<byte> ReadRawItem()
    {
        _json.Position = _itemStart;
        _json.Skip(JsonText.MaxDepth - ItemJsonDepth + 1);
        return _json.Body[_itemStart.._json.Position];
    }

    internal int ReadInt32Member()
    {
        ReadOnlySpan<byte> number = _json.ReadNumber();
        if (!Utf8Parser.TryParse(number, out int value, out int count) || count != number.Length)
        {
            _json.ThrowUnexpected();
        }

        return value;
    }

    internal string ReadStringMember() => _json.ReadText();

    internal void SkipMember() => _json.Skip(JsonText.MaxDepth);

    /// <summary>Skips a value, and returns its bytes.</summary>
    internal ReadOnlySpan<byte> ReadRawMember()
    {
        _json.Peek();
        int start = _json.Position;
        _json.Skip(JsonText.MaxDepth);
        return _json.Body[start.._json.Position];
    }

    // A brace or bracket begins the response, or a member's value.
    private void TakeOpening(byte opening)
    {
        _json.Peek();
        if (_json.Previous is 0 or (byte)':')
        {
            _json.Expect(opening);
        }
    }
}
