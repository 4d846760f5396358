using System.Diagnostics.CodeAnalysis;
using System.Text;
using TypedDynamo.Wire;

namespace TypedDynamo.CompilerServices;

/// <content>Values that cannot be stored.</content>
public ref partial struct ItemWriter
{
    /// <summary>Makes sure that there is an object whose attributes can be written.</summary>
    /// <param name="value">The flattened object, which must not be null.</param>
    /// <param name="member">The property that holds it.</param>
    public readonly void CheckFlattened([NotNull] object? value, string member)
    {
        if (value is null)
        {
            Refuse(member, "a value", "null");
        }
    }

    private readonly void RefuseNull([NotNull] object? value)
    {
        if (value is null)
        {
            Refuse("a value", "null");
        }
    }

    [DoesNotReturn]
    private readonly void Refuse(string expected, string found)
    {
        if (_isInName)
        {
            (expected, found) = ($"a map whose names are each {expected}", $"one with {found}");
        }

        Refuse(_attribute.IsEmpty ? ItemPathText.Read(_buffer.Written[_itemStart..]) : Encoding.UTF8.GetString(_attribute), expected, found);
    }

    [DoesNotReturn]
    private readonly void Refuse(string attribute, string expected, string found)
        => throw MappingErrors.OfStorage(_context, attribute, _keyPart, expected, found);
}
