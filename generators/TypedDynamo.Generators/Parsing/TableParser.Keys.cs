using Microsoft.CodeAnalysis;
using TypedDynamo.Generators.Diagnostics;
using TypedDynamo.Generators.Model;

namespace TypedDynamo.Generators.Parsing;

internal sealed partial class TableParser
{
    private (Member? PartitionKey, Member? SortKey) ReadKeys(IReadOnlyList<Member> members, bool partitionKeyHasNoEffect)
    {
        Member? partitionKey = null;
        Member? sortKey = null;

        foreach (var member in members.Where(member => member.IsKey))
        {
            if (member.IsPartitionKey && member.IsSortKey)
            {
                Report(member.Property, Rules.KeyHasOneRole, _typeName, member.Name);
            }

            if (member.IsPartitionKey)
            {
                if (partitionKey is not null)
                {
                    Report(member.Property, Rules.TableHasOnePartitionKey, _typeName, partitionKey.Name, member.Name);
                }

                partitionKey ??= member;
            }
            else
            {
                if (sortKey is not null)
                {
                    Report(member.Property, Rules.TableHasOneSortKey, _typeName, sortKey.Name, member.Name);
                }

                sortKey ??= member;
            }

            CheckKeyType(member);
        }

        if (partitionKey is null && !partitionKeyHasNoEffect)
        {
            Report(_type, Rules.TableNeedsPartitionKey, _typeName);
        }

        return (partitionKey, sortKey);
    }

    private void CheckKeyType(Member member)
    {
        string type = member.Property.Type.NameInMessages();
        if (member.IsUnresolved || member.HasProblem)
        {
            return;
        }

        if (member.Value is not { CanBeKey: true })
        {
            Report(member.Property, Rules.KeyTypeCannotBeStored, _typeName, member.Name, type);
        }
        else if (member.IsNullableValue || member.Property.NullableAnnotation == NullableAnnotation.Annotated)
        {
            Report(member.Property, Rules.KeyCannotBeNull, _typeName, member.Name, member.Type.NameInMessages());
        }
    }

    private static KeyModel? ReadComposedKey(List<KeyTemplateModel> templates, List<Member> mapped, int position)
        => position >= templates.Count ? null : new KeyModel
        {
            Member = templates[position].Attribute,
            Type = null,
            Ordinal = mapped.Count + position,
        };

    private static KeyModel? ReadKey(Member? key, List<Member> mapped, bool canBeNamed) => key is null ? null : new KeyModel
    {
        Member = key.Name,

        // A nullable key is an error, but those who pass it on should not see another one at each call.
        Type = canBeNamed && key.Kind is not null ? (key.IsNullableValue ? key.Property.Type : key.Type).FullName() : null,
        Ordinal = mapped.IndexOf(key),
    };
}
