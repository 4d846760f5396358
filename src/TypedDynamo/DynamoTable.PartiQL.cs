using TypedDynamo.Operations;

namespace TypedDynamo;

/// <content>PartiQL: statements whose rows are the table's items.</content>
public abstract partial class DynamoTable<TItem, TKey, TUpdate, TCondition>
{
    /// <summary>
    /// Returns the rows of a PartiQL statement that selects whole items of the table:
    /// <c>orders.PartiQL($"SELECT * FROM {orders} WHERE Total &gt; {5}")</c>.
    /// </summary>
    /// <remarks>A SELECT whose WHERE clause lacks the whole partition key reads the whole table, and DynamoDB charges for all of it.</remarks>
    /// <param name="statement">The statement. Values in braces become parameters; tables and indexes in braces become their quoted names.</param>
    /// <returns>The rows. Nothing is sent before they are enumerated or executed.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="statement"/> is <see langword="null"/>.</exception>
    public virtual PartiQLRows<TItem> PartiQL(PartiQLStatement statement) => new(Connection.Service, Connection.Context, Mapping, statement);

    /// <summary>Returns the rows of a PartiQL statement that selects some attributes of the table's items.</summary>
    /// <typeparam name="TProjection">A type marked with <see cref="DynamoProjectionAttribute"/>, whose attributes the statement selects.</typeparam>
    /// <param name="statement">The statement. Values in braces become parameters; tables and indexes in braces become their quoted names.</param>
    /// <returns>The rows. Nothing is sent before they are enumerated.</returns>
    /// <exception cref="InvalidOperationException">The type is not a projection of the item.</exception>
    public virtual PartiQLRows<TProjection> PartiQL<TProjection>(PartiQLStatement statement)
        => new(Connection.Service, Connection.Context, ProjectedItems.Of<TProjection>(Connection, null), statement);
}
