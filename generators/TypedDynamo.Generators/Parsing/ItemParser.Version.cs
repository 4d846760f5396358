using Microsoft.CodeAnalysis;
using TypedDynamo.Generators.Diagnostics;
using TypedDynamo.Generators.Model;

namespace TypedDynamo.Generators.Parsing;

internal sealed partial class ItemParser
{
    /// <summary>The property that counts an item's changes, if it has no other problem.</summary>
    private Member? Version => _members.FirstOrDefault(member => member.Role == AttributeRole.Version
        && member.Role.Takes(member.Kind)
        && (_constructor is null ? _type.IsAbstract : CanBeSet(member, _constructor)));

    /// <summary>Reads the property that counts an item's changes, and reports one that cannot be set on an existing item.</summary>
    /// <param name="entities">The types that an item can be, each of which has the version of this one.</param>
    public VersionModel? ReadVersion(IEnumerable<ItemParser> entities)
    {
        foreach (var entity in entities.Where(entity => entity != this))
        {
            if (entity.Version is { } other && !_members.Any(member => member.Role == AttributeRole.Version && member.Name == other.Name))
            {
                entity.Report(
                    other.Property, Rules.VersionCannotBeSet, entity._typeName, other.Name,
                    $"declare it in '{_typeName}', the type of the table's items");
            }
        }

        if (Version is not { } version)
        {
            return null;
        }

        bool isCopied = _type.IsRecord || _type.IsValueType;
        bool isHidden = version.Setter is { } setter && !(isCopied ? setter.IsAccessibleFrom(_assembly) : HasPlainSetter(setter));
        if (version.Setter is null || (isHidden && !CanBeAccessed(version.Setter)))
        {
            Report(
                version.Property, Rules.VersionCannotBeSet, _typeName, version.Name,
                version.Setter is null
                    ? "give it an init or set accessor"
                    : "give it a public set accessor, because the hidden one of a generic base class cannot be reached on .NET 8");
            return null;
        }

        return new VersionModel
        {
            Member = version.Name,
            Type = version.Type.FullName(),
            IsNullable = version.Value!.IsNullable,
            IsCopied = isCopied,
            IsHidden = isHidden,
            DeclaringType = version.Setter.ContainingType.FullName(),
        };
    }
}
