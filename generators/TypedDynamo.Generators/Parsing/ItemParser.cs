using Microsoft.CodeAnalysis;
using TypedDynamo.Generators.Diagnostics;
using TypedDynamo.Generators.Model;

namespace TypedDynamo.Generators.Parsing;

/// <summary>Reads a type whose values are stored attribute by attribute: its properties, and how an object is made of them.</summary>
internal sealed partial class ItemParser
{
    private readonly INamedTypeSymbol _type;
    private readonly string _typeName;
    private readonly IAssemblySymbol _assembly;
    private readonly MemberTypes _types;
    private readonly ItemParser? _outer;
    private readonly string _prefix;
    private readonly ProjectedItem? _projected;
    private readonly ISymbol? _place;
    private readonly Action<ISymbol, DiagnosticDescriptor, string[]> _report;
    private readonly CancellationToken _cancellationToken;
    private readonly List<Member> _members;
    private readonly IMethodSymbol? _constructor;

    /// <summary>Reads a type.</summary>
    /// <param name="type">The type.</param>
    /// <param name="assembly">The assembly that the code is generated for.</param>
    /// <param name="types">What remembers the types of the members.</param>
    /// <param name="place">Of a nested type, the member of the annotated type that holds it, where everything is reported.</param>
    /// <param name="report">Takes the findings.</param>
    /// <param name="cancellationToken">Ends the parsing.</param>
    /// <param name="outer">Of a flattened type, the one that its attributes stand in.</param>
    /// <param name="prefix">What the names of its attributes begin with there.</param>
    /// <param name="projected">Of a projection, the item that it is read of.</param>
    public ItemParser(
        INamedTypeSymbol type,
        IAssemblySymbol assembly,
        MemberTypes types,
        ISymbol? place,
        Action<ISymbol, DiagnosticDescriptor, string[]> report,
        CancellationToken cancellationToken,
        ItemParser? outer = null,
        string prefix = "",
        ProjectedItem? projected = null)
    {
        _type = type;
        _typeName = type.NameForPeople();
        _assembly = assembly;
        _types = types;
        _outer = outer;
        _prefix = prefix;
        _projected = projected;
        _place = place;
        _report = report;
        _cancellationToken = cancellationToken;
        _members = CollectMembers();
        _constructor = type.IsAbstract ? null : ChooseConstructor();
        ReadAnnotations();
        foreach (var member in _members.Where(member => projected is null || TakeFromItem(member, projected)))
        {
            member.ReadValue(types, place ?? member.Property);
        }

        // An abstract type is the item of a table only where others are made in its place.
        if (!type.IsAbstract)
        {
            CheckConstructor();
        }

        ReadFlattened();
    }

    public INamedTypeSymbol Type => _type;

    /// <summary>Of a nested type, the member of the annotated type that holds it.</summary>
    public ISymbol? Place => _place;

    /// <summary>The stored properties, those of the bases first.</summary>
    public IReadOnlyList<Member> Members => _members;

    /// <summary>Those that are stored as an attribute of their own, in the order of their ordinals.</summary>
    public List<Member> Mapped => _members
        .Where(member => member.Kind is not null && !member.IsKeyOnly && !member.IsFlattened && !member.IsExtensionData)
        .ToList();

    /// <summary>Whether the item has attributes beside those of its own properties.</summary>
    public bool HasMore => _members.Any(member => member.IsFlattened || member.IsExtensionData);

    /// <summary>Whether there is a way to make an object, as far as the types resolve: what does not is the compiler's to report.</summary>
    public bool CanBeRead => (_constructor is not null || _type.IsAbstract)
        && _members.All(member => member.Kind is not null)
        && _flattened.All(flattened => flattened.Item.CanBeRead);

    public ItemModel ToModel(bool canBeNamed, IReadOnlyList<KeyTemplateModel>? templates = null)
    {
        var keyOnly = _members.Where(member => member.Kind is not null && member.IsKeyOnly).ToList();
        var item = new ItemModel
        {
            Name = _typeName,
            Type = canBeNamed ? _type.FullName() : null,
            IsValueType = _type.IsValueType,
            Attributes = Mapped.Select(ReadAttribute).ToEquatableArray(),
            KeyTemplates = (templates ?? []).ToEquatableArray(),
            KeyMembers = keyOnly.Select(ReadAttribute).ToEquatableArray(),
            Flattened = FlattenedToModel(),
            ExtensionData = _members.FirstOrDefault(member => member.IsExtensionData && member.Value is not null) is { } unknown
                ? ReadAttribute(unknown)
                : null,
            HasHiddenConstructor = HasHiddenConstructor,
            ConstructorParameters = default,
        };
        return CanBeRead && _constructor is not null ? item with { ConstructorParameters = ReadParameters(item, _constructor) } : item;
    }

    private void Report(ISymbol symbol, DiagnosticDescriptor rule, params string[] arguments)
        => _report(_place ?? symbol, rule, arguments);
}
