using TypedDynamo.CompilerServices;

namespace TypedDynamo.Operations;

/// <summary>Finds what generated code says of a projection, and checks that it can be read from a table or index.</summary>
internal static class ProjectedItems
{
    /// <exception cref="InvalidOperationException">There is no such projection of the table's items, or the index does not hold all of it.</exception>
    public static ItemMapper<TProjection> Of<TProjection>(TableConnection table, IndexSchema? index)
        => throw new NotImplementedException();
}
