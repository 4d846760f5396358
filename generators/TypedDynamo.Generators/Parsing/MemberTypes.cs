using Microsoft.CodeAnalysis;
using TypedDynamo.Generators.Diagnostics;
using TypedDynamo.Generators.Model;

namespace TypedDynamo.Generators.Parsing;

/// <summary>Tells which .NET types can be stored, and as what.</summary>
/// <param name="assembly">The assembly that the code is generated for.</param>
/// <param name="report">Takes what is wrong with a conversion.</param>
internal sealed class MemberTypes(IAssemblySymbol assembly, Action<ISymbol, DiagnosticDescriptor, string[]> report)
{
    // By metadata name; those that are generic are stored as binary data, with bytes for their argument.
    private static readonly Dictionary<string, (string FullName, MemberKind Kind)> s_kinds = new(StringComparer.Ordinal)
    {
        ["Guid"] = ("System.Guid", MemberKind.Guid),
        ["DateTimeOffset"] = ("System.DateTimeOffset", MemberKind.DateTimeOffset),
        ["DateOnly"] = ("System.DateOnly", MemberKind.DateOnly),
        ["TimeOnly"] = ("System.TimeOnly", MemberKind.TimeOnly),
        ["TimeSpan"] = ("System.TimeSpan", MemberKind.TimeSpan),
        ["Half"] = ("System.Half", MemberKind.Half),
        ["Int128"] = ("System.Int128", MemberKind.Int128),
        ["UInt128"] = ("System.UInt128", MemberKind.UInt128),
        ["BigInteger"] = ("System.Numerics.BigInteger", MemberKind.BigInteger),
        ["ReadOnlyMemory`1"] = ("System.ReadOnlyMemory`1", MemberKind.ReadOnlyMemory),
        ["Memory`1"] = ("System.Memory`1", MemberKind.Memory),
        ["MemoryStream"] = ("System.IO.MemoryStream", MemberKind.MemoryStream),
        ["JsonElement"] = ("System.Text.Json.JsonElement", MemberKind.JsonElement),
        ["JsonDocument"] = ("System.Text.Json.JsonDocument", MemberKind.JsonDocument),
        ["JsonNode"] = ("System.Text.Json.Nodes.JsonNode", MemberKind.JsonNode),
        ["JsonObject"] = ("System.Text.Json.Nodes.JsonObject", MemberKind.JsonObject),
        ["JsonArray"] = ("System.Text.Json.Nodes.JsonArray", MemberKind.JsonArray),
    };

    private readonly List<ITypeSymbol> _underConversion = [];
    private IReadOnlyList<Converter>? _ofAssembly;
    private readonly List<NestedType> _nested = [];
    private readonly List<INamedTypeSymbol> _enums = [];

    /// <summary>The types with attributes of their own that were met so far, each once.</summary>
    public IReadOnlyList<NestedType> Nested => _nested;

    /// <summary>The enums that were met so far, each once.</summary>
    public IReadOnlyList<INamedTypeSymbol> Enums => _enums;

    public static ITypeSymbol WithoutNullable(ITypeSymbol type)
        => type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable
            ? nullable.TypeArguments[0]
            : type.WithNullableAnnotation(NullableAnnotation.NotAnnotated);

    /// <summary>Whether the source says that null is a value of the type.</summary>
    public static bool IsMarkedNullable(ITypeSymbol type)
        => type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T || type.NullableAnnotation == NullableAnnotation.Annotated;

    /// <summary>Whether null is a value of the type: code without nullable annotations does not say that it is not.</summary>
    public static bool IsNullable(ITypeSymbol type)
        => IsMarkedNullable(type) || (type.IsReferenceType && type.NullableAnnotation != NullableAnnotation.NotAnnotated);

    /// <summary>Says what the values of a member are stored as.</summary>
    /// <param name="type">The member's type.</param>
    /// <param name="annotations">Those on the member that name converters.</param>
    /// <param name="place">The member of the annotated type that holds them.</param>
    /// <param name="culprit">What cannot be stored: the type, or that of its elements. Null if that has been reported.</param>
    /// <returns>Null if the type cannot be stored.</returns>
    public ValueModel? ReadMember(ITypeSymbol type, IReadOnlyList<AttributeData> annotations, ISymbol place, out ITypeSymbol? culprit)
    {
        culprit = null;
        if (annotations.Count == 0)
        {
            return Read(type, converter: null, place, out culprit);
        }

        if (ReadConverters(annotations, place) is not { } converters)
        {
            return null;
        }

        if (FindFitting(type, converters) is { } fitting)
        {
            return Read(type, fitting, place, out culprit);
        }

        Report(place, Rules.ConverterDoesNotFit, converters[0].Type, type.NameInMessages(), converters[0].Value.NameInMessages());
        return null;
    }

    private ValueModel? Read(ITypeSymbol type, Converter? converter, ISymbol place, out ITypeSymbol? culprit)
    {
        culprit = null;
        var plain = WithoutNullable(type);
        if (converter?.Converts(plain) == true)
        {
            return ReadConverted(type, converter, place, out culprit);
        }

        if (FindConverter(plain, place, out bool isWrong) is { } own)
        {
            return ReadConverted(type, own, place, out culprit);
        }

        return isWrong ? null : ReadUnconverted(type, converter, place, out culprit);
    }

    /// <summary>Says what values are stored as if no converter is asked for their own type.</summary>
    private ValueModel? ReadUnconverted(ITypeSymbol type, Converter? converter, ISymbol place, out ITypeSymbol? culprit)
    {
        culprit = null;
        var plain = WithoutNullable(type);
        if (KindOf(plain) is { } kind)
        {
            if (kind == MemberKind.Enum && _enums.All(known => known.FullName() != plain.FullName()))
            {
                _enums.Add((INamedTypeSymbol)plain);
            }

            return Describe(type, kind, plain.FullName());
        }

        if (CollectionTypes.Find(plain) is { } collection)
        {
            return ReadCollection(type, collection, converter, place, out culprit);
        }

        if (IsPlainObject(plain))
        {
            if (_nested.All(nested => nested.Type.FullName() != plain.FullName()))
            {
                _nested.Add(new NestedType((INamedTypeSymbol)plain, place));
            }

            return Describe(type, MemberKind.Object, plain.FullName());
        }

        culprit = plain;
        return null;
    }

    private ValueModel? ReadConverted(ITypeSymbol type, Converter converter, ISymbol place, out ITypeSymbol? culprit)
    {
        var plain = WithoutNullable(type);
        if (_underConversion.Contains(plain, SymbolEqualityComparer.Default))
        {
            culprit = null;
            Report(place, Rules.ConvertedTypeCannotBeStored, converter.Type, plain.NameInMessages(), "is converted in a circle");
            return null;
        }

        _underConversion.Add(plain);

        // What becomes another value of its own type is stored as that type always is.
        var stored = converter.Converts(converter.Stored)
            ? ReadUnconverted(converter.Stored, converter: null, place, out culprit)
            : Read(converter.Stored, converter: null, place, out culprit);
        _underConversion.RemoveAt(_underConversion.Count - 1);
        if (stored is null)
        {
            if (culprit is { TypeKind: not TypeKind.Error })
            {
                Report(place, Rules.ConvertedTypeCannotBeStored, converter.Type, converter.Stored.NameInMessages(), "cannot be stored");
                culprit = null;
            }

            return null;
        }

        return Describe(type, MemberKind.Converted, plain.FullName()) with
        {
            Conversion = new ConversionModel { Converter = converter.Type.FullName(), Name = converter.Type.Name },
            Stored = stored with { IsNullable = false },
        };
    }

    /// <summary>The converter for a type: that of the assembly, or else that of the type itself.</summary>
    private Converter? FindConverter(ITypeSymbol type, ISymbol place, out bool isWrong)
    {
        isWrong = false;

        // What is wrong with those of the assembly is reported where they stand, once for all tables.
        _ofAssembly ??= assembly.GetAttributes()
            .Where(annotation => annotation.Is(MetadataNames.DynamoConverter))
            .SelectMany(annotation => Converter.Read(annotation, assembly, out _))
            .ToList();
        if (_ofAssembly.FirstOrDefault(candidate => candidate.Converts(type)) is { } registered)
        {
            return registered;
        }

        var annotations = type.GetAttributes().Where(annotation => annotation.Is(MetadataNames.DynamoConverter)).ToList();
        if (annotations.Count == 0)
        {
            return null;
        }

        isWrong = true;
        if (ReadConverters(annotations, place) is not { } converters)
        {
            return null;
        }

        if (converters.FirstOrDefault(candidate => candidate.Converts(type)) is { } own)
        {
            isWrong = false;
            return own;
        }

        Report(place, Rules.ConverterDoesNotFit, converters[0].Type, type.NameInMessages(), converters[0].Value.NameInMessages());
        return null;
    }

    private IReadOnlyList<Converter>? ReadConverters(IReadOnlyList<AttributeData> annotations, ISymbol place)
    {
        var converters = Converter.Read(annotations[0], assembly, out string? problem);
        if (converters.Count > 0 && annotations.Count > 1)
        {
            problem = "another converter is named beside it; remove one of them";
        }

        if (problem is not null)
        {
            Report(place, Rules.ConverterCannotBeUsed, (ITypeSymbol)annotations[0].ConstructorArguments[0].Value!, problem);
        }

        return problem is null && converters.Count > 0 ? converters : null;
    }

    /// <summary>The converter for a member: for its value, or else for the elements of the collection that it holds.</summary>
    private static Converter? FindFitting(ITypeSymbol type, IReadOnlyList<Converter> converters)
    {
        var plain = WithoutNullable(type);
        return converters.FirstOrDefault(converter => converter.Converts(plain))
            ?? (CollectionTypes.Find(plain) is { } collection ? FindFitting(collection.Element, converters) : null);
    }

    private void Report(ISymbol place, DiagnosticDescriptor rule, ITypeSymbol converter, params string[] arguments)
        => report(place, rule, [$"{place.ContainingType.NameForPeople()}.{place.Name}", converter.NameInMessages(), .. arguments]);

    private ValueModel? ReadCollection(
        ITypeSymbol type, CollectionType collection, Converter? converter, ISymbol place, out ITypeSymbol? culprit)
    {
        if (Read(collection.Element, converter, place, out culprit) is not { } element)
        {
            return null;
        }

        // The name of an entry is the text of a string or of a number; it is never null, even where the source does not say so.
        var key = collection.Key is null ? null : Read(collection.Key, converter: null, place, out _);
        bool hasNames = collection.Key is null || (key?.WireType is WireType.String or WireType.Number && !IsMarkedNullable(collection.Key));
        if (!hasNames || collection.KindOf(element) is not { } kind)
        {
            culprit = WithoutNullable(type);
            return null;
        }

        // Roslyn's name of the type would lack question marks where the source does not say whether elements may be null.
        key = key is null ? null : key with { IsNullable = false };
        element = kind.IsSet() ? element with { IsNullable = false } : element;
        return Describe(type, kind, CollectionType.NameOf(collection.Name, key, element)) with
        {
            Implementation = CollectionType.NameOf(collection.Class, key, element),
            Key = key,
            Element = element,
        };
    }

    private static ValueModel Describe(ITypeSymbol type, MemberKind kind, string name) => new()
    {
        Kind = kind,
        Type = name,
        IsReferenceType = type.IsReferenceType,
        IsNullable = IsNullable(type),
    };

    /// <summary>Whether a type is stored attribute by attribute: a class or struct that is neither a collection nor the platform's.</summary>
    private bool IsPlainObject(ITypeSymbol type)
        => type is INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct, IsAbstract: false, IsStatic: false, IsRefLikeType: false } named
            && named.WithContainingTypes().All(part => part.Arity == 0 && !part.IsFileLocal && part.IsAccessibleFrom(assembly))
            && !IsPlatformType(named)
            && named.AllInterfaces.All(part => part.SpecialType != SpecialType.System_Collections_IEnumerable)
            && ItemParser.HasStoredProperty(named);

    // They have forms of their own, such as a Uri's text, and what their public properties give is rarely all that they hold.
    private bool IsPlatformType(INamedTypeSymbol type)
    {
        var root = type.ContainingNamespace;
        while (root is { IsGlobalNamespace: false, ContainingNamespace.IsGlobalNamespace: false })
        {
            root = root.ContainingNamespace;
        }

        return root.Name == "System" && !SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, assembly);
    }

    /// <summary>What a type is, if its values have a stored form of their own and nothing inside.</summary>
    public static MemberKind? KindOf(ITypeSymbol type) => type switch
    {
        { TypeKind: TypeKind.Enum } => MemberKind.Enum,
        IArrayTypeSymbol { IsSZArray: true, ElementType.SpecialType: SpecialType.System_Byte } => MemberKind.Bytes,
        _ => type.SpecialType switch
        {
            SpecialType.System_String => MemberKind.String,
            SpecialType.System_Boolean => MemberKind.Boolean,
            SpecialType.System_Byte => MemberKind.Byte,
            SpecialType.System_SByte => MemberKind.SByte,
            SpecialType.System_Int16 => MemberKind.Int16,
            SpecialType.System_UInt16 => MemberKind.UInt16,
            SpecialType.System_Int32 => MemberKind.Int32,
            SpecialType.System_UInt32 => MemberKind.UInt32,
            SpecialType.System_Int64 => MemberKind.Int64,
            SpecialType.System_UInt64 => MemberKind.UInt64,
            SpecialType.System_Single => MemberKind.Single,
            SpecialType.System_Double => MemberKind.Double,
            SpecialType.System_Decimal => MemberKind.Decimal,
            SpecialType.System_DateTime => MemberKind.DateTime,
            SpecialType.System_Char => MemberKind.Char,
            SpecialType.System_IntPtr => MemberKind.IntPtr,
            SpecialType.System_UIntPtr => MemberKind.UIntPtr,
            _ => KindByName(type),
        },
    };

    private static MemberKind? KindByName(ITypeSymbol type)
        => s_kinds.TryGetValue(type.MetadataName, out var known)
            && type.Is(known.FullName)
            && ((INamedTypeSymbol)type).TypeArguments.All(argument => argument.SpecialType == SpecialType.System_Byte)
            ? known.Kind
            : null;
}

/// <summary>A type that is stored inside an item.</summary>
/// <param name="Type">The type.</param>
/// <param name="Place">The member of the annotated type through which it was first met, where its findings are reported.</param>
internal sealed record NestedType(INamedTypeSymbol Type, ISymbol Place);
