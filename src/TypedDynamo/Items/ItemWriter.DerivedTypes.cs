using System.Diagnostics.CodeAnalysis;

namespace TypedDynamo.CompilerServices;

/// <content>Discriminators.</content>
public ref partial struct ItemWriter
{
    /// <summary>Writes the discriminator of a type that has one.</summary>
    /// <param name="types">The types that the item or map can be.</param>
    /// <param name="type">The number of its type.</param>
    public void WriteDiscriminator(DerivedTypes types, int type)
    {
        ArgumentNullException.ThrowIfNull(types);

        if (types.TryGetJsonValue(type, out ReadOnlySpan<byte> value))
        {
            WriteName(types.Attribute.JsonName);
            Open("{\"S\":\""u8);
            _buffer.Write(value);
            Close();
        }
    }

    /// <summary>Throws because a value is of a type that its base does not list.</summary>
    /// <param name="types">The types that the item or map can be.</param>
    /// <param name="found">The value's type.</param>
    /// <exception cref="ItemMappingException">Always.</exception>
    [DoesNotReturn]
    public readonly void ThrowUnlistedType(DerivedTypes types, Type found)
    {
        ArgumentNullException.ThrowIfNull(types);
        ArgumentNullException.ThrowIfNull(found);

        Refuse($"of a type that [DynamoDerivedType] lists on {types.BaseType}", found.Name);
    }
}
