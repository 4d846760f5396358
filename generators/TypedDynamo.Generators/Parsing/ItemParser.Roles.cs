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
    ];

    // An item has each of these at most once.
    private static readonly string[] s_once = [MetadataNames.Version, MetadataNames.TimeToLive];

    private void CheckRoles()
    {
        foreach (var member in _members)
        {
            var present = s_exclusive.Select(group => group.FirstOrDefault(member.Has)).Where(name => name is not null).ToList();
            if (present.Count > 1)
            {
                Report(
                    member.Property, Rules.AnnotationsExcludeEachOther, _typeName, member.Name,
                    MetadataNames.ShortName(present[0]!), MetadataNames.ShortName(present[1]!));
            }
        }

        foreach (string annotation in s_once)
        {
            var marked = _members.Where(member => member.Has(annotation)).ToList();
            foreach (var member in marked.Skip(1))
            {
                Report(
                    member.Property, Rules.AnnotationStandsOnce, _typeName, marked[0].Name, member.Name,
                    MetadataNames.ShortName(annotation));
            }
        }
    }
}
