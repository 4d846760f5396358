using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using TypedDynamo.Wire;

namespace TypedDynamo.CompilerServices;

/// <summary>The types that a value of one type can be, and the attribute that tells them apart. Generated code makes one for each such type.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
[Experimental(GeneratedCodeApi.DiagnosticId, UrlFormat = GeneratedCodeApi.UrlFormat)]
public sealed class DerivedTypes
{
    private readonly NameTable _names;
    private readonly byte[][] _jsonValues;
    private readonly string[] _discriminators;
    private readonly bool _hasTypeWithout;

    /// <summary>Lists the types by their discriminators; the place of a discriminator is the type's number.</summary>
    /// <param name="baseType">The C# name of the type that they derive from, for messages.</param>
    /// <param name="attribute">The name of the attribute that holds the discriminator.</param>
    /// <param name="hasTypeWithout">Whether one more type, whose number is the last, is stored without discriminator.</param>
    /// <param name="discriminators">The discriminators.</param>
    public DerivedTypes(string baseType, string attribute, bool hasTypeWithout, params string[] discriminators)
    {
        ArgumentNullException.ThrowIfNull(baseType);
        ArgumentNullException.ThrowIfNull(attribute);
        ArgumentNullException.ThrowIfNull(discriminators);

        BaseType = baseType;
        Schema = new ItemSchema(baseType, attribute);
        _hasTypeWithout = hasTypeWithout;
        _discriminators = discriminators;
        _names = new NameTable(discriminators);
        _jsonValues = [.. discriminators.Select(text => JsonText.Escape(text))];
    }

    /// <summary>Gets the name of the attribute that holds the discriminator.</summary>
    public string AttributeName => Attribute.Name;

    internal string BaseType { get; }

    /// <summary>Gets the one attribute that matters, as a schema for the reader.</summary>
    internal ItemSchema Schema { get; }

    internal AttributePath Attribute => Schema.Attributes[0];

    /// <summary>Returns the number of the type with a discriminator, or -1.</summary>
    internal int Find(ReadOnlySpan<byte> discriminator) => _names.IndexOf(discriminator);

    /// <summary>Returns the number of the type that is stored without discriminator, or -1.</summary>
    internal int FindWithout() => _hasTypeWithout ? _discriminators.Length : -1;

    /// <summary>Returns a type's discriminator in UTF-8 with JSON's escapes; <see langword="false"/> for the type that has none.</summary>
    internal bool TryGetJsonValue(int type, out ReadOnlySpan<byte> value)
    {
        bool has = type < _jsonValues.Length;
        value = has ? _jsonValues[type] : default;
        return has;
    }

    /// <summary>Describes what the attribute may hold: the discriminators are in the source, so they are nobody's data.</summary>
    internal string Describe() => $"S that is one of '{string.Join("', '", _discriminators)}'";
}
