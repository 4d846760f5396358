using TypedDynamo.Generators.Diagnostics;

namespace TypedDynamo.Generators.Parsing;

internal sealed partial class ItemParser
{
    // A property has one of these; both kinds of keys on one property are a finding of their own.
    private static readonly string[][] s_exclusive =
    [
        [MetadataNames.PartitionKey, MetadataNames.SortKey],
        [MetadataNames.Version],
        [MetadataNames.TimeToLive],
        [MetadataNames.CreatedAt],
        [MetadataNames.UpdatedAt],
        [MetadataNames.DynamoFlatten],
        [MetadataNames.DynamoExtensionData],
    ];

    // What these say is of one attribute.
    private static readonly string[] s_ofOneAttribute =
        [MetadataNames.DynamoAttribute, MetadataNames.Gsi, MetadataNames.Lsi, MetadataNames.ProjectedInto];

    // An item has each of these at most once.
    private static readonly string[] s_once = [MetadataNames.Version, MetadataNames.TimeToLive, MetadataNames.DynamoExtensionData];

    /// <summary>Reports annotations that exclude each other.</summary>
    /// <returns>The properties with such annotations, on which nothing else is reported.</returns>
    private HashSet<Member> CheckRoles()
    {
        var conflicting = new HashSet<Member>();
        foreach (var member in _members)
        {
            var present = s_exclusive.Select(group => group.FirstOrDefault(member.Has)).OfType<string>().ToList();
            if (member.IsFlattened || member.IsExtensionData)
            {
                present.AddRange(s_ofOneAttribute.Where(member.Has));
            }

            // What a flattened type does not know, the item may.
            if (member.IsExtensionData && _outer is not null)
            {
                present.Insert(0, MetadataNames.DynamoFlatten);
            }

            if (present.Count > 1)
            {
                conflicting.Add(member);
                Report(
                    member.Property, Rules.AnnotationsExcludeEachOther, _typeName, member.Name,
                    MetadataNames.ShortName(present[0]), MetadataNames.ShortName(present[1]));
            }
        }

        foreach (string annotation in _outer is null ? s_once : [])
        {
            var marked = MembersByPath().Where(candidate => candidate.Member.Has(annotation)).ToList();
            foreach (var (path, member, item) in marked.Skip(1))
            {
                item.Report(
                    member.Property, Rules.AnnotationStandsOnce, _typeName, marked[0].Path, path, MetadataNames.ShortName(annotation));
            }
        }

        return conflicting;
    }
}
