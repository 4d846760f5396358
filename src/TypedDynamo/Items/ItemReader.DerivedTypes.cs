using System.Diagnostics.CodeAnalysis;
using TypedDynamo.Wire;

namespace TypedDynamo.CompilerServices;

/// <content>Discriminators, and composed keys, which tell the type of an item too.</content>
public ref partial struct ItemReader
{
    /// <summary>Looks ahead in the item whose first brace the reader has just passed, for an attribute that is a string (S).</summary>
    /// <param name="schema">The attributes that the type knows.</param>
    /// <param name="ordinal">The attribute's ordinal in <paramref name="schema"/>.</param>
    /// <param name="text">The value in UTF-8, without JSON's escapes.</param>
    /// <returns><see langword="false"/> if the item has no such attribute, or it is of another type.</returns>
    public readonly bool TryPeekString(ItemSchema schema, int ordinal, out ReadOnlySpan<byte> text)
    {
        ItemReader ahead = this;
        while (ahead.ReadAttribute(schema, out int found))
        {
            if (found == ordinal && ahead._type == WireType.String)
            {
                text = ahead.ReadKeyText();
                return true;
            }

            ahead.Skip();
        }

        text = default;
        return false;
    }

    /// <summary>Looks ahead for the discriminator of the item or map whose first brace the reader has just passed.</summary>
    /// <param name="types">The types that it can be.</param>
    /// <returns>The number of its type; -1 if it is none of them.</returns>
    public readonly int FindType(DerivedTypes types)
    {
        ArgumentNullException.ThrowIfNull(types);

        ItemReader ahead = this;
        while (ahead.ReadAttribute(types.Schema, out int ordinal))
        {
            if (ordinal == 0)
            {
                return ahead._type == WireType.String ? types.Find(ahead.ReadKeyText()) : -1;
            }

            ahead.Skip();
        }

        return types.FindWithout();
    }

    /// <summary>Throws because a discriminator is missing or is none that the type knows.</summary>
    /// <param name="types">The types that the item or map can be.</param>
    /// <exception cref="ItemMappingException">Always.</exception>
    [DoesNotReturn]
    public void ThrowUnknownType(DerivedTypes types)
    {
        ArgumentNullException.ThrowIfNull(types);

        string path = ReadPath();
        string found = "missing";
        while (ReadAttribute(types.Schema, out int ordinal))
        {
            if (ordinal == 0)
            {
                found = _type == WireType.String ? "another string" : _type.Code();
            }

            Skip();
        }

        ThrowFound(path.Length == 0 ? types.Attribute.Name : $"{path}.{types.Attribute.Name}", types.Describe(), found);
    }
}
