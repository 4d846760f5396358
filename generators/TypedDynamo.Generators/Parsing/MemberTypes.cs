using Microsoft.CodeAnalysis;
using TypedDynamo.Generators.Diagnostics;
using TypedDynamo.Generators.Model;

namespace TypedDynamo.Generators.Parsing;

/// <summary>Determines which .NET types can be stored, and in which form.</summary>
/// <param name="assembly">The assembly of the item, which may define how its types are stored.</param>
/// <param name="report">Receives problems with conversions.</param>
/// <param name="user">The assembly that the code is generated for: the item's, except for a projection in another one.</param>
internal sealed class MemberTypes(
    IAssemblySymbol assembly, Action<ISymbol, DiagnosticDescriptor, string[]> report, IAssemblySymbol? user = null)
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
    private static readonly ValueModel s_string = new() { Kind = MemberKind.String, Type = "string", IsReferenceType = true, IsNullable = false };

    private readonly List<ITypeSymbol> _underConversion = [];
    private IReadOnlyList<Converter>? _ofAssembly;
    private readonly List<NestedType> _nested = [];
    private readonly List<NestedType> _polymorphic = [];
    private readonly List<INamedTypeSymbol> _enums = [];

    /// <summary>The types with attributes of their own found so far, each once.</summary>
    public IReadOnlyList<NestedType> Nested => _nested;

    /// <summary>The types with derived types found so far, each once.</summary>
    public IReadOnlyList<NestedType> Polymorphic => _polymorphic;

    /// <summary>The enums found so far, each once.</summary>
    public IReadOnlyList<INamedTypeSymbol> Enums => _enums;

    public static ITypeSymbol WithoutNullable(ITypeSymbol type)
        => type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable
            ? nullable.TypeArguments[0]
            : type.WithNullableAnnotation(NullableAnnotation.NotAnnotated);

    /// <summary>Whether the source says that null is a value of the type.</summary>
    public static bool IsMarkedNullable(ITypeSymbol type)
        => type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T

            // Where `T?` may be any type, it is the value type itself for a value type.
            || (type.NullableAnnotation == NullableAnnotation.Annotated && !type.IsValueType);

    /// <summary>Whether null is a value of the type: code without nullable annotations does not say that it is not.</summary>
    public static bool IsNullable(ITypeSymbol type)
        => IsMarkedNullable(type) || (type.IsReferenceType && type.NullableAnnotation != NullableAnnotation.NotAnnotated);

    /// <summary>Determines the form in which the values of a member are stored.</summary>
    /// <param name="type">The member's type.</param>
    /// <param name="converters">The annotations on the member that name converters.</param>
    /// <param name="formats">The formats that the member's annotations name, each once.</param>
    /// <param name="place">The member of the annotated type that holds them.</param>
    /// <param name="culprit">The type that cannot be stored: the member's, or that of its elements. Null if that has been reported.</param>
    /// <returns>Null if the type cannot be stored.</returns>
    public ValueModel? ReadMember(
        ITypeSymbol type, IReadOnlyList<AttributeData> converters, IReadOnlyList<string> formats, ISymbol place, out ITypeSymbol? culprit)
    {
        culprit = null;
        if (formats.Count > 0)
        {
            return ReadWithFormat(type, converters.Count > 0, formats, place, out culprit);
        }

        if (converters.Count == 0)
        {
            return Read(type, form: null, place, out culprit);
        }

        if (ReadConverters(converters, place) is not { } candidates)
        {
            return null;
        }

        if (FindFitting(type, candidates) is { } fitting)
        {
            return Read(type, new MemberForm(fitting, Format: null), place, out culprit);
        }

        Report(place, Rules.ConverterDoesNotFit, candidates[0].Type, type.NameInMessages(), candidates[0].Value.NameInMessages());
        return null;
    }

    private ValueModel? ReadWithFormat(
        ITypeSymbol type, bool hasConverter, IReadOnlyList<string> formats, ISymbol place, out ITypeSymbol? culprit)
    {
        string? problem = hasConverter ? "its converter decides the form; remove one of the two"
            : formats.Count > 1 ? $"it has the format '{formats[1]}' too; remove one of the two"
            : null;
        culprit = null;
        if (problem is null)
        {
            var leaf = FindFormatted(type);
            if (KindOf(leaf) is { } kind && TextFormat.Of(kind) is { HasFormats: true } format)
            {
                problem = format.FindProblem(formats[0]);
            }
            else if (leaf.TypeKind == TypeKind.Error)
            {
                culprit = leaf;
                return null;
            }
            else
            {
                problem = $"only whole numbers, decimal, Guid, dates and times have formats, not '{leaf.NameInMessages()}'";
            }
        }

        if (problem is null)
        {
            return Read(type, new MemberForm(Converter: null, formats[0]), place, out culprit);
        }

        report(place, Rules.FormatCannotBeUsed, [NameOf(place), formats[0], problem]);
        return null;
    }

    private ValueModel? Read(ITypeSymbol type, MemberForm? form, ISymbol place, out ITypeSymbol? culprit)
    {
        var plain = WithoutNullable(type);
        if (form?.Converter?.Converts(plain) == true)
        {
            return ReadConverted(type, form.Converter, place, out culprit);
        }

        if (form?.Format is { } format && KindOf(plain) is { } kind)
        {
            culprit = null;
            return Text(type, new ConversionModel { Kind = ConversionKind.Format, Name = "Formatted" + kind, Format = format, Formatted = kind });
        }

        if (FindConverter(plain, place, out bool isWrong) is { } own)
        {
            return ReadConverted(type, own, place, out culprit);
        }

        culprit = null;
        return isWrong ? null : ReadUnconverted(type, form, place, out culprit);
    }

    /// <summary>Determines the form in which values are stored without a converter for their own type.</summary>
    private ValueModel? ReadUnconverted(ITypeSymbol type, MemberForm? form, ISymbol place, out ITypeSymbol? culprit)
    {
        culprit = null;
        var plain = WithoutNullable(type);
        if (KindOf(plain) is { } kind)
        {
            if (kind == MemberKind.Enum)
            {
                if (_enums.All(known => known.FullName() != plain.FullName()))
                {
                    _enums.Add((INamedTypeSymbol)plain);
                }

                kind = EnumParser.ReadStorage(plain.GetAttributes()) ?? EnumParser.ReadStorage(assembly.GetAttributes()) ?? kind;
            }

            return Describe(type, kind, plain.FullName());
        }

        if (CollectionTypes.Find(plain) is { } collection)
        {
            return ReadCollection(type, collection, form, place, out culprit);
        }

        if (plain is INamedTypeSymbol named)
        {
            if (SingleValues.Find(named, assembly) is { } property)
            {
                var conversion = new ConversionModel { Kind = ConversionKind.SingleValue, Name = named.Name, Property = property.Name };
                return ReadStoredAs(type, property.Type, conversion, named, form, place, out culprit);
            }

            if (SingleValues.IsMarked(named))
            {
                Report(place, Rules.ConverterCannotBeUsed, named, "its [DynamoValue] needs one public property, not nullable, that its only constructor takes");
                return null;
            }

            if (TextTypes.Find(named, assembly) is { } text)
            {
                return Text(type, new ConversionModel { Kind = text, Name = named.Name });
            }
        }

        if (IsPolymorphic(plain))
        {
            Add(_polymorphic, (INamedTypeSymbol)plain, place);
            return Describe(type, MemberKind.Polymorphic, plain.FullName());
        }

        if (IsPlainObject(plain))
        {
            AddNested((INamedTypeSymbol)plain, place);
            return Describe(type, MemberKind.Object, plain.FullName());
        }

        culprit = plain;
        return null;
    }

    /// <summary>Adds a type that is stored attribute by attribute.</summary>
    public void AddNested(INamedTypeSymbol type, ISymbol place) => Add(_nested, type, place);

    private static void Add(List<NestedType> types, INamedTypeSymbol type, ISymbol place)
    {
        if (types.All(known => known.Type.FullName() != type.FullName()))
        {
            types.Add(new NestedType(type, place));
        }
    }

    private ValueModel? ReadConverted(ITypeSymbol type, Converter converter, ISymbol place, out ITypeSymbol? culprit)
    {
        if (!converter.Type.CanBeNamed(user ?? assembly))
        {
            culprit = null;
            Report(place, Rules.ConverterCannotBeUsed, converter.Type, $"it is hidden in '{assembly.Name}'; make it public there");
            return null;
        }

        var conversion = new ConversionModel { Kind = ConversionKind.Converter, Name = converter.Type.Name, Converter = converter.Type.FullName() };
        return ReadStoredAs(type, converter.Stored, conversion, converter.Type, form: null, place, out culprit);
    }

    private ValueModel? ReadStoredAs(
        ITypeSymbol type,
        ITypeSymbol storedType,
        ConversionModel conversion,
        ITypeSymbol converter,
        MemberForm? form,
        ISymbol place,
        out ITypeSymbol? culprit)
    {
        var plain = WithoutNullable(type);
        if (_underConversion.Contains(plain, SymbolEqualityComparer.Default))
        {
            culprit = null;
            Report(place, Rules.ConvertedTypeCannotBeStored, converter, plain.NameInMessages(), "is converted in a circle");
            return null;
        }

        _underConversion.Add(plain);

        // What becomes another value of its own type is stored as that type always is.
        var stored = SymbolEqualityComparer.Default.Equals(storedType, plain)
            ? ReadUnconverted(storedType, form, place, out culprit)
            : Read(storedType, form, place, out culprit);
        _underConversion.RemoveAt(_underConversion.Count - 1);
        if (stored is null)
        {
            if (culprit is { TypeKind: not TypeKind.Error })
            {
                Report(place, Rules.ConvertedTypeCannotBeStored, converter, storedType.NameInMessages(), "cannot be stored");
                culprit = null;
            }

            return null;
        }

        return Describe(type, MemberKind.Converted, plain.FullName()) with
        {
            Conversion = conversion,
            Stored = stored with { IsNullable = false },
        };
    }

    private static ValueModel Text(ITypeSymbol type, ConversionModel conversion)
        => Describe(type, MemberKind.Converted, WithoutNullable(type).FullName()) with { Conversion = conversion, Stored = s_string };

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

    /// <summary>The type that a format is for: the member's, or that of its elements, or the only value that such a type holds.</summary>
    private ITypeSymbol FindFormatted(ITypeSymbol type)
    {
        var plain = WithoutNullable(type);
        return CollectionTypes.Find(plain) is { } collection ? FindFormatted(collection.Element)
            : plain is INamedTypeSymbol named && SingleValues.Find(named, assembly) is { } property && KindOf(plain) is null ? FindFormatted(property.Type)
            : plain;
    }

    private void Report(ISymbol place, DiagnosticDescriptor rule, ITypeSymbol converter, params string[] arguments)
        => report(place, rule, [NameOf(place), converter.NameInMessages(), .. arguments]);

    private static string NameOf(ISymbol place) => $"{place.ContainingType.NameForPeople()}.{place.Name}";

    private ValueModel? ReadCollection(
        ITypeSymbol type, CollectionType collection, MemberForm? form, ISymbol place, out ITypeSymbol? culprit)
    {
        if (Read(collection.Element, form, place, out culprit) is not { } element)
        {
            return null;
        }

        // The name of an entry is the text of a string or of a number; it is never null, even where the source does not say so.
        var key = collection.Key is null ? null : Read(collection.Key, form: null, place, out _);
        bool hasNames = collection.Key is null || (key?.DynamoType is AttributeType.String or AttributeType.Number && !IsMarkedNullable(collection.Key));
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

    public static ValueModel Describe(ITypeSymbol type, MemberKind kind, string name) => new()
    {
        Kind = kind,
        Type = name,
        IsReferenceType = type.IsReferenceType,
        IsNullable = IsNullable(type),
    };

    /// <summary>Whether the values of a type are stored as one of those that derive from it.</summary>
    private bool IsPolymorphic(ITypeSymbol type)
        => type is INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Interface } named
            && named.HasAttribute(MetadataNames.DynamoDerivedType)
            && named.WithContainingTypes().All(part => part.Arity == 0 && !part.IsFileLocal && part.IsAccessibleFrom(assembly));

    /// <summary>Whether a type is stored attribute by attribute: a class or struct that is neither a collection nor the platform's.</summary>
    public bool IsPlainObject(ITypeSymbol type)
        => type is INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct, IsAbstract: false, IsStatic: false, IsRefLikeType: false } named
            && named.WithContainingTypes().All(part => part.Arity == 0 && !part.IsFileLocal && part.IsAccessibleFrom(assembly))
            && !named.IsOfPlatform(assembly)
            && named.AllInterfaces.All(part => part.SpecialType != SpecialType.System_Collections_IEnumerable)
            && ItemParser.HasStoredProperty(named);

    /// <summary>Returns the kind of a type whose values have their own form and contain nothing else, without regard to annotations.</summary>
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
/// <param name="Place">The member of the annotated type through which it was first found, where its findings are reported.</param>
internal sealed record NestedType(INamedTypeSymbol Type, ISymbol Place);

/// <summary>The form that a member's annotations specify for its values, or for the elements of its collection.</summary>
/// <param name="Converter">The converter.</param>
/// <param name="Format">The format.</param>
internal sealed record MemberForm(Converter? Converter, string? Format);
