using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;

namespace TypedDynamo.CompilerServices;

/// <summary>Stores a type that holds one value as that value. Generated code makes one for each such type.</summary>
/// <typeparam name="TValue">The type.</typeparam>
/// <typeparam name="TStored">What it holds.</typeparam>
/// <param name="toStored">Takes the value out.</param>
/// <param name="fromStored">Calls the constructor.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
[Experimental(GeneratedCodeApi.DiagnosticId, UrlFormat = GeneratedCodeApi.UrlFormat)]
public sealed class SingleValueConverter<TValue, TStored>(Func<TValue, TStored> toStored, Func<TStored, TValue> fromStored)
    : IAttributeConverter<TValue, TStored>, INamedConverter
{
    string INamedConverter.Name => typeof(TValue).Name;

    /// <inheritdoc/>
    public TStored ToStored(TValue value) => toStored(value);

    /// <inheritdoc/>
    public TValue FromStored(TStored stored) => fromStored(stored);
}
