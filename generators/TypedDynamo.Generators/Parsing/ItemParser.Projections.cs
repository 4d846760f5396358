using Microsoft.CodeAnalysis;
using TypedDynamo.Generators.Diagnostics;

namespace TypedDynamo.Generators.Parsing;

internal sealed partial class ItemParser
{
    /// <summary>
    /// Applies the annotations of the item's property to a projection's property of the same name, and reports one that cannot be read from the item.
    /// </summary>
    /// <returns>Whether the property can be read.</returns>
    private bool TakeFromItem(Member member, ProjectedItem item)
    {
        string itemName = item.Type.NameForPeople();
        if (item.Members.FirstOrDefault(candidate => candidate.Name == member.Name) is not { } source)
        {
            var (reason, remedy) = FindReasonNotProjected(member.Name, item, itemName);
            Report(member.Property, Rules.ProjectedPropertyIsNotInItem, _typeName, member.Name, reason, remedy);
            return false;
        }

        if (source.IsFlattened || source.IsExtensionData)
        {
            string reason = source.IsFlattened
                ? $"[DynamoFlatten] puts the attributes of '{itemName}.{source.Name}' among those of the item"
                : $"'{itemName}.{source.Name}' holds whatever attributes '{itemName}' does not know";
            Report(member.Property, Rules.ProjectedPropertyIsNotInItem, _typeName, member.Name, reason, "leave it out with [DynamoIgnore]");
            return false;
        }

        if (!SymbolEqualityComparer.Default.Equals(source.Type, member.Type)
            && TypesIn(member.Property.Type).All(type => type.Kind != SymbolKind.ErrorType))
        {
            Report(
                member.Property, Rules.ProjectedPropertyHasAnotherType, _typeName, member.Name,
                member.Property.Type.NameInMessages(), itemName, source.Property.Type.NameInMessages());
            return false;
        }

        member.Annotations = source.Annotations;
        member.IsInKeyText = source.IsInKeyText;
        member.IsKeyOnly = source.IsKeyOnly;
        return true;
    }

    private static (string Reason, string Remedy) FindReasonNotProjected(string name, ProjectedItem item, string itemName)
    {
        if (item.Type.WithBaseTypes().SelectMany(type => type.GetMembers(name)).OfType<IPropertySymbol>().FirstOrDefault() is { } hidden
            && FindReasonNotStored(hidden) is { } reason)
        {
            return ($"'{itemName}.{name}' is not stored: {reason}", "leave it out here too with [DynamoIgnore]");
        }

        var other = item.Members.FirstOrDefault(candidate => string.Equals(candidate.Name, name, StringComparison.OrdinalIgnoreCase));
        string remedy = other is not null
            ? $"call it '{other.Name}'"
            : $"give it the name of one of the properties of '{itemName}', or leave it out with [DynamoIgnore]";
        return ($"'{itemName}' has no property '{name}'", remedy);
    }
}

/// <summary>The item that a projection is read from.</summary>
/// <param name="Type">The item type.</param>
/// <param name="Members">Its stored properties.</param>
internal sealed record ProjectedItem(INamedTypeSymbol Type, IReadOnlyList<Member> Members);
