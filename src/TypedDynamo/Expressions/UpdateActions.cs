using TypedDynamo.CompilerServices;
using TypedDynamo.Tokens;

namespace TypedDynamo;

/// <summary>Update actions for any attribute.</summary>
/// <remarks>It is an extension, so that a property of the same name does not hide it.</remarks>
public static class UpdateActions
{
    /// <summary>
    /// Removes the attribute, the entry of a map, or the element of a list, whose later elements move up. Removing a missing one has no
    /// effect.
    /// </summary>
    /// <typeparam name="TToken">The token's type.</typeparam>
    /// <param name="token">The attribute, entry or element.</param>
    /// <exception cref="ArgumentException">The lambda has already changed the place, or one that contains it or lies inside it.</exception>
    public static void Remove<TToken>(this TToken token)
        where TToken : IUpdateToken
    {
        TokenPath path = token.Path;
        path.Builder!.Act(ExpressionOperator.Remove, path.Builder.Begin(), path);
    }
}
