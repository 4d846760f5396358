using Microsoft.CodeAnalysis;
using TypedDynamo.Generators.Diagnostics;
using TypedDynamo.Generators.Model;

namespace TypedDynamo.Generators.Parsing;

/// <summary>Reads a projection: its properties are its own, and the item's property of the same name determines how each is stored.</summary>
internal sealed partial class TableParser
{
    public static ProjectionParseResult ParseProjection(INamedTypeSymbol type, CancellationToken cancellationToken)
        => new TableParser(type, cancellationToken).ParseProjection();

    private ProjectionParseResult ParseProjection()
    {
        _cancellationToken.ThrowIfCancellationRequested();

        // What does not resolve is the compiler's to report, and what is wrong with the item is reported there.
        if (HasNoName(_type)
            || _type.FindAttribute(MetadataNames.DynamoProjection) is not { ConstructorArguments: [{ Value: ITypeSymbol named }] }
            || named.TypeKind == TypeKind.Error
            || FindTable(named) is not ({ } item, { } table, var members))
        {
            return new ProjectionParseResult(null, _findings);
        }

        var types = new MemberTypes(item.ContainingAssembly, Report, _type.ContainingAssembly);
        var projection = new ItemParser(
            _type, _type.ContainingAssembly, types, place: null, Report, _cancellationToken, projected: new ProjectedItem(item, members));
        CheckProjectionAnnotations();
        projection.CheckMembers();
        var (nested, polymorphic) = ReadNested(types);
        CheckProjectionShape(projection, item);
        bool canBeRead = nested.Prepend(projection).All(type => type.CanBeRead);
        if (!canBeRead || _findings.Count > 0 || _hasUnresolvedTypes || !IsFirstOfItsName(_type))
        {
            return new ProjectionParseResult(null, _findings);
        }

        var unread = table.Item.KeyTemplates
            .SelectMany(template => template.Members)
            .Distinct(StringComparer.Ordinal)
            .Where(name => projection.Members.All(member => member.Name != name))
            .Select(name => table.Item.Members.First(member => member.Member.Member == name).Member)
            .ToEquatableArray();
        var enums = types.Enums.Select(type => type.FullName()).Concat(unread.Select(member => member.Value.Innermost.Type)).ToList();

        return new ProjectionParseResult(
            new ProjectionModel
            {
                Namespace = NamespaceOf(_type),
                HintName = UniqueHintName(_type),
                TableClass = $"global::{(table.Namespace.Length == 0 ? "" : table.Namespace + ".")}{table.TableClass}",
                Item = projection.ToModel(canBeNamed: true, table.Item.KeyTemplates) with
                {
                    UnreadKeyMembers = unread,
                    Discriminators = (table.ItemTypes is { } itemTypes ? new[] { itemTypes.Attribute } : []).ToEquatableArray(),
                },
                HasObsoleteMembers = nested.Prepend(projection).Any(type => type.HasObsoleteMembers),
                ExperimentalDiagnostics = ExperimentalDiagnosticsOf(nested.Prepend(projection)),
                Nested = nested.Select(type => WithDiscriminators(type.ToModel(canBeNamed: true), polymorphic)).ToEquatableArray(),
                Polymorphic = polymorphic.ToEquatableArray(),
                ItemTypes = table.ItemTypes,
                Enums = table.Enums.Where(type => enums.Contains(type.Type)).ToEquatableArray(),
            },
            _findings);
    }

    /// <summary>Finds the item of a projection and its table. Null if there is none, or none that can be used.</summary>
    private (INamedTypeSymbol? Item, TableModel? Table, IReadOnlyList<Member> Members) FindTable(ITypeSymbol named)
    {
        if (named.OriginalDefinition is not INamedTypeSymbol item || !item.HasAttribute(MetadataNames.DynamoTable))
        {
            ReportNoTable(named, "is not the item of a table", "annotate it with [DynamoTable], or name a type that is annotated");
            return (null, null, []);
        }

        var result = Parse(item, _cancellationToken);
        if (SymbolEqualityComparer.Default.Equals(item.ContainingAssembly, _type.ContainingAssembly))
        {
            return (item, result.Model?.IsUsable == true ? result.Model : null, result.Members);
        }

        bool isPublic = item.ContainingNamespace.GetTypeMembers(BaseNameOf(item) + "Table", 0)
            .Any(type => type.DeclaredAccessibility == Accessibility.Public);
        if (isPublic && result.Findings.All(IsForeign))
        {
            return (item, result.Model, result.Members);
        }

        ReportNoTable(
            named, $"has no table that can be used outside of '{item.ContainingAssembly.Name}'",
            "make it public there, or move the projection to that assembly");
        return (null, null, []);

        // Of another assembly, the compiler sees no private members, so that an item which is made by them seems to be of no use.
        static bool IsForeign(Finding finding)
            => finding.Rule.DefaultSeverity != DiagnosticSeverity.Error
                || finding.Rule == Rules.PropertyCannotBeSet
                || finding.Rule == Rules.NoUsableConstructor;
    }

    private void ReportNoTable(ITypeSymbol named, string fault, string remedy) => _findings.Add(new Finding(
        Rules.ProjectionOfNoTable, _type.LocationOf(MetadataNames.DynamoProjection), _typeName, named.NameInMessages(), fault, remedy));

    /// <summary>Reports annotations on a projection's property that belong on the item's property.</summary>
    private void CheckProjectionAnnotations()
    {
        // The properties of a base may be those of the item too, and those of an item have meaning there.
        if (_type.HasAttribute(MetadataNames.DynamoTable))
        {
            return;
        }

        IEnumerable<ISymbol> parameters = _type.FindPrimaryConstructor(_cancellationToken)?.Parameters ?? [];
        foreach (var symbol in _type.GetMembers().OfType<IPropertySymbol>().Where(property => property.Name.Length > 0).Concat(parameters))
        {
            foreach (var annotation in symbol.GetAttributes().Where(IsAnnotation))
            {
                ReportNoEffect(
                    symbol, annotation, "a projection has what is said of the item's property", "remove the annotation, or write it there");
            }
        }
    }

    private void CheckProjectionShape(ItemParser projection, INamedTypeSymbol item)
    {
        if (CheckShape(Rules.ProjectionCannotBeMade))
        {
            if (_type.IsAbstract)
            {
                Report(_type, Rules.ProjectionCannotBeMade, _typeName, "abstract", "annotate a type that derives from it");
            }
            else if (projection.Members.Count == 0)
            {
                Report(_type, Rules.ProjectionCannotBeMade, _typeName, "empty", $"give it a property of '{item.NameForPeople()}'");
            }
        }

        KeepOnly(Rules.ProjectionCannotBeMade);
    }
}
