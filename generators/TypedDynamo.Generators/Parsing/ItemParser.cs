using Microsoft.CodeAnalysis;
using TypedDynamo.Generators.Diagnostics;
using TypedDynamo.Generators.Model;

namespace TypedDynamo.Generators.Parsing;

/// <summary>Reads a type whose values are stored attribute by attribute: its properties, and the way to create an object from them.</summary>
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
    /// <param name="types">The collector of the members' types.</param>
    /// <param name="place">The member of the annotated type that holds a nested type, at which everything is reported.</param>
    /// <param name="report">Receives the findings.</param>
    /// <param name="cancellationToken">Cancels the parsing.</param>
    /// <param name="outer">The type that holds the attributes of a flattened type.</param>
    /// <param name="prefix">The prefix of a flattened type's attribute names.</param>
    /// <param name="projected">The item that a projection is read from.</param>
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

    /// <summary>The member of the annotated type that holds a nested type.</summary>
    public ISymbol? Place => _place;

    /// <summary>The stored properties, those of the bases first.</summary>
    public IReadOnlyList<Member> Members => _members;

    /// <summary>The properties that are stored as an attribute of their own, in the order of their ordinals.</summary>
    public List<Member> Mapped => _members
        .Where(member => member.Kind is not null && !member.IsKeyOnly && !member.IsFlattened && !member.IsExtensionData)
        .ToList();

    /// <summary>Whether the item has attributes besides those of its own properties.</summary>
    public bool HasMore => _members.Any(member => member.IsFlattened || member.IsExtensionData);

    /// <summary>Whether an object can be created, as far as the types resolve: the compiler reports those that do not.</summary>
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
