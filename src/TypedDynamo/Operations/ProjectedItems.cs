using TypedDynamo.CompilerServices;

namespace TypedDynamo.Operations;

/// <summary>Finds what generated code says of a projection, and checks that it can be read from a table or index.</summary>
internal static class ProjectedItems
{
    /// <exception cref="InvalidOperationException">There is no such projection of the table's items, or the index does not hold all of it.</exception>
    public static ItemMapper<TProjection> Of<TProjection>(TableConnection table, IndexSchema? index)
    {
        ItemProjection<TProjection> projection = Projections.Find<TProjection>()
            ?? throw new InvalidOperationException(
                $"'{typeof(TProjection).Name}' is no projection. Mark it with [DynamoProjection(typeof({table.Schema.ItemType}))].");
        if (projection.Table != table.Schema)
        {
            throw new InvalidOperationException(
                $"'{typeof(TProjection).Name}' is a projection of {projection.Table.ItemType}, and table '{table.Name}' is that of {table.Schema.ItemType}.");
        }

        if (index is not null)
        {
            foreach (AttributePath attribute in projection.Mapper.Schema.Attributes)
            {
                if (!index.Yields(attribute.Name, table.Schema))
                {
                    throw new InvalidOperationException(
                        $"'{typeof(TProjection).Name}' reads attribute '{attribute.Name}', which global secondary index '{index.Name}' does not hold.");
                }
            }
        }

        return projection.Mapper;
    }
}
