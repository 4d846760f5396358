using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;

namespace TypedDynamo.CompilerServices;

/// <summary>A projection: the attributes that are read, and the table of their items. Generated code makes one for each.</summary>
/// <typeparam name="TProjection">The projection's type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
[Experimental(GeneratedCodeApi.DiagnosticId, UrlFormat = GeneratedCodeApi.UrlFormat)]
public sealed class ItemProjection<TProjection>
{
    /// <summary>Describes a projection.</summary>
    /// <param name="table">The schema of the table that holds the items.</param>
    /// <param name="mapper">What reads the projection.</param>
    public ItemProjection(TableSchema table, ItemMapper<TProjection> mapper)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(mapper);
        Table = table;
        Mapper = mapper;
    }

    /// <summary>Gets the schema of the table that holds the items.</summary>
    public TableSchema Table { get; }

    /// <summary>
    /// Gets what reads the projection. The attributes of its schema are those to ask for: the projected ones, and those that
    /// <see cref="ItemMapper{TItem}.Fits"/> needs.
    /// </summary>
    public ItemMapper<TProjection> Mapper { get; }
}
