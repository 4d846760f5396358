using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using TypedDynamo.Generators.Model;
using TypedDynamo.Generators.Parsing;

namespace TypedDynamo.Generators.ExpressionRules;

/// <summary>The projections that queries select, each parsed once for a compilation.</summary>
internal sealed class ProjectionsInUse(Compilation compilation)
{
    private readonly TableEntities _tables = new(compilation);
    private readonly ConcurrentDictionary<INamedTypeSymbol, ProjectionModel?> _projections = new(SymbolEqualityComparer.Default);

    /// <summary>Finds an attribute of a projection that an index does not hold; null if there is none, or no index.</summary>
    /// <param name="type">The projection.</param>
    /// <param name="item">The item of the table.</param>
    /// <param name="indexClass">The class of the index.</param>
    /// <param name="cancellationToken">Cancels the parsing.</param>
    public (string Attribute, string Index)? FindNotHeld(
        INamedTypeSymbol type, INamedTypeSymbol item, string indexClass, CancellationToken cancellationToken)
    {
        if (_tables.Parse(item.OriginalDefinition, cancellationToken).Model is not { } table
            || table.Indexes.FirstOrDefault(candidate => candidate.IndexClass == indexClass) is not { } index
            || Parse(type.OriginalDefinition, cancellationToken) is not { } projection)
        {
            return null;
        }

        var names = table.AttributeNames.ToList();
        var yielded = new HashSet<string>(index.Yielded.Select(ordinal => names[ordinal]), StringComparer.Ordinal);
        var read = projection.Item.AttributeNames.Concat(projection.Item.Discriminators);
        return read.FirstOrDefault(name => !yielded.Contains(name)) is { } attribute ? (attribute, index.Name) : null;
    }

    private ProjectionModel? Parse(INamedTypeSymbol type, CancellationToken cancellationToken)
        => _projections.GetOrAdd(type, added => TableParser.ParseProjection(added, cancellationToken).Model);
}
