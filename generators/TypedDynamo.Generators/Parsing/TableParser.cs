using Microsoft.CodeAnalysis;
using TypedDynamo.Generators.Diagnostics;
using TypedDynamo.Generators.Model;

namespace TypedDynamo.Generators.Parsing;

/// <summary>Reads an annotated type. The generator and the analyzer share it, so that exactly what is not generated is reported.</summary>
/// <remarks>It reads annotated, hand-written members only, and so it sees the same table before and after generation.</remarks>
internal sealed partial class TableParser
{
    private static readonly SymbolDisplayFormat s_namespace = SymbolDisplayFormat.FullyQualifiedFormat
        .WithGlobalNamespaceStyle(SymbolDisplayGlobalNamespaceStyle.Omitted);

    private readonly INamedTypeSymbol _type;
    private readonly string _typeName;
    private readonly CancellationToken _cancellationToken;
    private readonly List<Finding> _findings = [];

    private TableParser(INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        _type = type;
        _typeName = type.NameForPeople();
        _cancellationToken = cancellationToken;
    }

    public static ParseResult Parse(INamedTypeSymbol type, CancellationToken cancellationToken)
        => new TableParser(type, cancellationToken).Parse();

    private ParseResult Parse()
    {
        _cancellationToken.ThrowIfCancellationRequested();
        if (HasNoName(_type))
        {
            return new ParseResult(null, [], []);
        }

        var types = new MemberTypes(_type.ContainingAssembly, Report);
        var item = ParseItem(_type, types, place: null);
        bool partitionKeyHasNoEffect = CheckAnnotations(item);
        var itemTypes = ReadItemTypes(out string discriminator);
        var entities = ReadEntities(itemTypes, item, types);
        var members = MergeMembers(item, entities);
        var templates = ReadTemplates(item.Members);
        ApplyTemplates(templates, item, entities);
        var mapped = members.Where(IsAttribute).ToList();
        var (partitionKey, sortKey) = templates.Count == 0 ? ReadKeys(item.Members, partitionKeyHasNoEffect) : default;
        var indexes = ReadIndexes(members, hasSortKey: sortKey is not null || templates.Count == 2);
        CheckSorting(members, sortKey, indexes);
        CheckNames(members, indexes);
        item.CheckMembers();
        foreach (var entity in entities.Where(entity => entity != item))
        {
            entity.CheckMembers();
        }

        CheckKeyTypes(members, entities);
        var version = item.ReadVersion(entities);
        var (nested, polymorphic) = ReadNested(types);
        var itemTypesModel = itemTypes.Count == 0 ? null : Describe(_type, discriminator, itemTypes, _type);
        if (itemTypesModel is not null)
        {
            CheckDiscriminator(itemTypesModel, entities);
        }

        var canBeNamed = CheckShape(Rules.TypeCannotBeItem);
        if (canBeNamed && _type.IsAbstract && !_type.HasAttribute(MetadataNames.DynamoDerivedType))
        {
            Report(
                _type, Rules.TypeCannotBeItem, _typeName, "abstract",
                "annotate the types that derive from it, or list them by [DynamoDerivedType]");
        }

        KeepOnly(Rules.ObjectModelAnnotationHasNoEffect);
        KeepOnly(Rules.TypeCannotBeItem);

        string baseName = BaseNameOf(_type);
        bool canBeWritten = CheckTableName(baseName) && IsFirstOfItsName(_type);

        // Types that do not resolve are the compiler's to report, so a table may be unusable without a finding.
        bool isUsable = _findings.All(finding => finding.Rule.DefaultSeverity != DiagnosticSeverity.Error) && item.CanBeRead
            && nested.Concat(entities).All(type => type.CanBeRead) && !_hasUnresolvedTypes;

        var itemModel = item.ToModel(canBeNamed, templates);
        if (entities.Count > 0)
        {
            itemModel = MergeItem(itemModel, mapped.Except(item.Members).ToList(), entities);
        }

        var partitionKeyModel = ReadKey(partitionKey, mapped, canBeNamed) ?? ReadComposedKey(templates, mapped, 0);
        var sortKeyModel = ReadKey(sortKey, mapped, canBeNamed) ?? ReadComposedKey(templates, mapped, 1);

        var model = new TableModel
        {
            Namespace = NamespaceOf(_type),
            Item = itemModel,
            IsPublic = _type.WithContainingTypes().All(type => type.DeclaredAccessibility == Accessibility.Public),
            BaseName = baseName,
            HintName = UniqueHintName(_type),
            TableName = ReadTableName(_type),
            IsUsable = isUsable,
            HasObsoleteMembers = nested.Concat(entities).Prepend(item).Any(type => type.HasObsoleteMembers),
            ExperimentalDiagnostics = ExperimentalDiagnosticsOf(nested.Concat(entities).Prepend(item)),
            Nested = nested.Select(type => WithDiscriminators(type.ToModel(canBeNamed: true), polymorphic)).ToEquatableArray(),
            Polymorphic = polymorphic.ToEquatableArray(),
            ItemTypes = itemTypesModel,
            Derived = entities
                .Select(entity => WithDiscriminators(WithKeysOf(itemModel, entity.ToModel(canBeNamed: true, templates)), [itemTypesModel!]))
                .ToEquatableArray(),
            Version = version,
            Enums = types.Enums.Select(EnumParser.Parse).ToEquatableArray(),
            PartitionKey = partitionKeyModel,
            SortKey = sortKeyModel,
            Indexes = isUsable
                ? CreateIndexes(
                    indexes, mapped, itemModel, hasDiscriminator: itemTypesModel is not null, hasMore: item.HasMore || entities.Count > 0,
                    partitionKeyModel!, sortKeyModel, baseName)
                : default,
        };

        return new ParseResult(canBeWritten ? model : null, _findings, item.Members);
    }

    private static EquatableArray<string> ExperimentalDiagnosticsOf(IEnumerable<ItemParser> types)
        => types.SelectMany(type => type.ExperimentalDiagnostics)
            .Distinct(StringComparer.Ordinal)
            .OrderBy(id => id, StringComparer.Ordinal)
            .ToEquatableArray();

    private static string NamespaceOf(INamedTypeSymbol type)
        => type.ContainingNamespace.IsGlobalNamespace ? "" : type.ContainingNamespace.ToDisplayString(s_namespace);

    private static string BaseNameOf(INamedTypeSymbol type)
        => string.Join("_", type.WithContainingTypes().Reverse().Select(part => part.Name));

    /// <summary>Keeps only the findings of one rule, if there are any: the others result from them, or no longer matter.</summary>
    private void KeepOnly(DiagnosticDescriptor rule)
    {
        if (_findings.Any(finding => finding.Rule == rule))
        {
            _findings.RemoveAll(finding => finding.Rule != rule);
        }
    }

    private ItemParser ParseItem(INamedTypeSymbol type, MemberTypes types, ISymbol? place)
        => new(type, _type.ContainingAssembly, types, place, Report, _cancellationToken);

    public static string ReadTableName(INamedTypeSymbol type)
        => type.FindAttribute(MetadataNames.DynamoTable) is { ConstructorArguments: [{ Kind: TypedConstantKind.Primitive } name] } ? NameIn(name) : type.Name;

    /// <summary>Reports a type that generated code cannot create; returns whether it can name the type at all.</summary>
    private bool CheckShape(DiagnosticDescriptor rule)
    {
        if (_type.WithContainingTypes().Any(type => type.Arity > 0))
        {
            Report(_type, rule, _typeName, "generic", "annotate a type without type parameters");
            return false;
        }

        if (_type.IsStatic)
        {
            Report(_type, rule, _typeName, "static", "remove 'static'");
            return false;
        }

        if (_type.IsRefLikeType)
        {
            Report(_type, rule, _typeName, "a ref struct", "remove 'ref'");
            return false;
        }

        if (_type.WithContainingTypes().Any(type => type.IsFileLocal))
        {
            Report(_type, rule, _typeName, "visible in its file only", "remove 'file'");
            return false;
        }

        if (!_type.WithContainingTypes().All(type => type.IsAccessibleFrom(_type.ContainingAssembly)))
        {
            Report(_type, rule, _typeName, "hidden in another type", "make it internal or public");
            return false;
        }

        return true;
    }

    /// <summary>The beginning of the names of the type's files.</summary>
    /// <remarks>
    /// Two files of one name end the whole generator, and names are compared without regard to case, so a namespace or type that
    /// differs from another one in case alone gets a number.
    /// </remarks>
    private static string UniqueHintName(INamespaceOrTypeSymbol symbol)
    {
        if (symbol.ContainingSymbol is not INamespaceOrTypeSymbol container)
        {
            return "";
        }

        var twins = container.GetMembers()
            .OfType<INamespaceOrTypeSymbol>()
            .Select(member => member.MetadataName)
            .Where(name => string.Equals(name, symbol.MetadataName, StringComparison.OrdinalIgnoreCase))
            .Distinct(StringComparer.Ordinal)
            .OrderBy(name => name, StringComparer.Ordinal)
            .ToList();

        int number = twins.IndexOf(symbol.MetadataName);
        string name = number > 0 ? $"{symbol.MetadataName}({number})" : symbol.MetadataName;
        string prefix = UniqueHintName(container);

        // The metadata names of file-local types hold their file's in angle brackets, which no hint name may.
        name = name.Replace('<', '(').Replace('>', ')');
        return prefix.Length == 0 ? name : $"{prefix}{(container is ITypeSymbol ? '+' : '.')}{name}";
    }

    /// <summary>Reports once what several types of one table may have in common, such as the property of a base.</summary>
    private void ReportOnce(ISymbol symbol, DiagnosticDescriptor rule, params string[] arguments)
    {
        Report(symbol, rule, arguments);
        var last = _findings[_findings.Count - 1];
        if (_findings.Take(_findings.Count - 1).Any(finding => finding.Rule == rule && finding.Location.Equals(last.Location)))
        {
            _findings.RemoveAt(_findings.Count - 1);
        }
    }

    private void Report(ISymbol symbol, DiagnosticDescriptor rule, params string[] arguments)
    {
        // An inherited member may stand in another assembly; its finding then stands at the annotated type.
        var location = symbol.Locations.FirstOrDefault(candidate => candidate.IsInSource)
            ?? _type.Locations.FirstOrDefault(candidate => candidate.IsInSource)
            ?? Location.None;
        _findings.Add(new Finding(rule, location, arguments));
    }
}
