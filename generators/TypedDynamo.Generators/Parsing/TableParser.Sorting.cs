using TypedDynamo.Generators.Diagnostics;
using TypedDynamo.Generators.Model;

namespace TypedDynamo.Generators.Parsing;

internal sealed partial class TableParser
{
    /// <summary>Warns of keys that DynamoDB accepts, but finds or sorts differently from what their types suggest.</summary>
    private void CheckSorting(IReadOnlyList<Member> members, Member? sortKey, List<IndexDeclaration> indexes)
    {
        foreach (var member in members.Where(member => (member.IsKey || member.IsIndexKey) && member.Value is not null))
        {
            var stored = member.Value!;
            while (stored.Stored is { } inner)
            {
                stored = inner;
            }

            if (stored.Kind is MemberKind.Half or MemberKind.Single or MemberKind.Double)
            {
                Report(member.Property, Rules.KeyIsFloatingPoint, _typeName, member.Name);
            }
        }

        // Of several sort attributes, those before the last are asked for by equality.
        var sorted = indexes.Select(index => index.SortKey.LastOrDefault()?.Member).Prepend(sortKey).OfType<Member>().Distinct();
        foreach (var member in sorted)
        {
            if (member.Value is not null && FindSortProblem(member.Value) is { } problem)
            {
                Report(member.Property, Rules.SortKeyDoesNotSort, _typeName, member.Name, problem);
            }
        }
    }

    private static string? FindSortProblem(ValueModel value) => value switch
    {
        { Kind: MemberKind.Enum } => "an enum is stored by its name, and names sort by the alphabet; use a number, or a name that sorts",
        { Conversion.Kind: ConversionKind.SingleValue } => FindSortProblem(value.Stored!),
        { Conversion.Kind: ConversionKind.Version } => "a version is stored as text, in which 1.10 stands before 1.9; use a number, or text of fixed width",
        { Conversion: { Kind: ConversionKind.Format, Format: { } format, Formatted: var kind } } when !TextFormat.Of(kind)!.Sorts(format)
            => $"the format '{format}' does not sort; {RemedyFor(kind)}",
        _ => null,
    };

    private static string RemedyFor(MemberKind kind) => kind switch
    {
        MemberKind.DateTime or MemberKind.DateTimeOffset or MemberKind.DateOnly => "begin with the year in four digits and end with the smallest part, as in yyyy-MM-dd",
        MemberKind.TimeSpan or MemberKind.TimeOnly => "begin with the largest part and give each its full width, as in hh\\:mm\\:ss",
        _ => "give it a width, as in D10",
    };
}
