using System.ComponentModel;
using TypedDynamo.Tokens;

namespace TypedDynamo;

/// <summary>Makes the tokens of sets that are written as collection expressions. The compiler calls it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class SetUpdates
{
    /// <summary>Makes the token of a set.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="elements">The elements.</param>
    /// <returns>The token.</returns>
    public static SetUpdate<T> Of<T>(ReadOnlySpan<T> elements) => new(elements.ToArray());
}
