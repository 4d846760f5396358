using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;

namespace TypedDynamo.CompilerServices;

/// <summary>An index by the ordinals of its attributes. Generated code gives it to the <see cref="TableSchema"/>.</summary>
/// <param name="Name">The index's name.</param>
/// <param name="Kind">Whether the index is global or local.</param>
/// <param name="PartitionKey">The partition key's attributes and types, in order.</param>
/// <param name="SortKey">The sort key's attributes and types, in order.</param>
/// <param name="Projection">Which attributes the index holds.</param>
/// <param name="Included">The attributes that it holds besides the keys, if the projection is <see cref="IndexProjection.Include"/>.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
[Experimental(GeneratedCodeApi.DiagnosticId, UrlFormat = GeneratedCodeApi.UrlFormat)]
public sealed record IndexDefinition(
    string Name,
    IndexKind Kind,
    (int Ordinal, KeyAttributeType Type)[] PartitionKey,
    (int Ordinal, KeyAttributeType Type)[] SortKey,
    IndexProjection Projection,
    int[] Included);
