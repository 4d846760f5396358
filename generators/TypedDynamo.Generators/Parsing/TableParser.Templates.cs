using System.Text;
using Microsoft.CodeAnalysis;
using TypedDynamo.Generators.Diagnostics;
using TypedDynamo.Generators.Model;

namespace TypedDynamo.Generators.Parsing;

internal sealed partial class TableParser
{
    /// <summary>Reads the templates of the key, partition key first; there are none if properties are the key.</summary>
    private List<KeyTemplateModel> ReadTemplates(IReadOnlyList<Member> members)
    {
        string? partitionKey = ReadTableOption(MemberNames.DynamoTable.PartitionKey);
        string? sortKey = ReadTableOption(MemberNames.DynamoTable.SortKey);
        var templates = new List<KeyTemplateModel>();
        if (partitionKey is null && sortKey is null)
        {
            return templates;
        }

        if (partitionKey is null)
        {
            Report(_type, Rules.KeyIsComposedOrNot, _typeName, "has a template for its sort key and none for its partition key; set PartitionKey too");
        }

        foreach (var member in members.Where(member => member.IsKey))
        {
            Report(
                member.Property, Rules.KeyIsComposedOrNot, _typeName,
                $"has key templates, and '{member.Name}' is marked as a key; remove {(member.IsPartitionKey ? "[PartitionKey]" : "[SortKey]")}, "
                + $"and write {{{member.Name}}} in a template");
        }

        string partitionKeyAttribute = ReadTableOption(MemberNames.DynamoTable.PartitionKeyAttribute) ?? "PK";
        templates.Add(ReadTemplate(members, partitionKey ?? "", partitionKeyAttribute, isWritten: partitionKey is not null));
        if (sortKey is not null)
        {
            string sortKeyAttribute = ReadTableOption(MemberNames.DynamoTable.SortKeyAttribute) ?? "SK";
            templates.Add(ReadTemplate(members, sortKey, sortKeyAttribute, isWritten: true));
            CheckOrder(members, templates[1]);
        }

        ChooseKeyOnlyMembers(members, templates);
        CheckKeyAttributes(members, templates);
        return templates;
    }

    private string? ReadTableOption(string name)
        => _type.FindAttribute(MetadataNames.DynamoTable)?.NamedArguments.FirstOrDefault(option => option.Key == name).Value.Value as string;

    private KeyTemplateModel ReadTemplate(IReadOnlyList<Member> members, string text, string attribute, bool isWritten)
    {
        string? problem = KeyTemplateText.Read(text, out var parts);
        var template = new KeyTemplateModel { Attribute = attribute, Text = text, Parts = parts.ToEquatableArray() };
        if (!isWritten)
        {
            return template;
        }

        bool fits = true;
        foreach (var part in parts.Where(part => part.Member is not null))
        {
            fits &= CheckProperty(members, template, part);
        }

        problem ??= fits ? FindGap(members, template) : null;
        if (problem is not null)
        {
            ReportTemplate(Rules.KeyTemplateIsMalformed, _typeName, text, problem);
        }

        return template;
    }

    /// <summary>Reports a property that a key cannot contain.</summary>
    private bool CheckProperty(IReadOnlyList<Member> members, KeyTemplateModel template, KeyTemplatePart part)
    {
        var member = members.FirstOrDefault(candidate => candidate.Name == part.Member);
        if (member is null)
        {
            string remedy = members.FirstOrDefault(candidate => string.Equals(candidate.Name, part.Member, StringComparison.OrdinalIgnoreCase)) is { } other
                ? $"write {{{other.Name}}}"
                : "name a stored property of the type";
            ReportTemplate(Rules.PropertyCannotBeInKey, _typeName, template.Text, part.Member!, "is no stored property", remedy);
            return false;
        }

        if (member.IsUnresolved)
        {
            return false;
        }

        if (member.Role != AttributeRole.None)
        {
            ReportTemplate(
                Rules.PropertyCannotBeInKey, _typeName, template.Text, member.Name, $"is marked [{member.Role}]",
                "name another property, for the key of an item never changes");
            return false;
        }

        if (member.IsNullableValue || member.Property.NullableAnnotation == NullableAnnotation.Annotated)
        {
            ReportTemplate(
                Rules.PropertyCannotBeInKey, _typeName, template.Text, member.Name, "may be null", $"make its type '{member.Type.NameInMessages()}'");
            return false;
        }

        if (member.Value?.Innermost.Kind is not { } kind || KeyTextForm.Find(kind, format: null) is null)
        {
            ReportTemplate(
                Rules.PropertyCannotBeInKey, _typeName, template.Text, member.Name, $"is of type '{member.Property.Type.NameInMessages()}'",
                "give it a type such as string, Guid, an enum, a date or an integer");
            return false;
        }

        if (FormOf(member, part) is null)
        {
            ReportTemplate(
                Rules.KeyTemplateIsMalformed, _typeName, template.Text,
                $"has the format '{part.Format}', in which '{member.Name}' of type '{member.Type.NameInMessages()}' cannot be read back; {TextFormat.Of(kind)!.KeyRemedy}");
            return false;
        }

        return true;
    }

    private static KeyTextForm? FormOf(Member member, KeyTemplatePart part)
        => member.Value?.Innermost.Kind is { } kind ? KeyTextForm.Find(kind, part.Format) : null;

    /// <summary>Finds two properties whose boundary in the text reading could not determine.</summary>
    private static string? FindGap(IReadOnlyList<Member> members, KeyTemplateModel template)
    {
        for (int i = 1; i < template.Parts.Count; i++)
        {
            var (first, second) = (template.Parts[i - 1], template.Parts[i]);
            if (first.Member is not null && second.Member is not null
                && FormOf(members.First(member => member.Name == first.Member), first)!.Width is null)
            {
                return $"has nothing between '{first.Member}' and '{second.Member}', so that reading cannot tell where the one ends; "
                    + $"write a sign such as # between them";
            }
        }

        return null;
    }

    // A key sorts by its text.
    private void CheckOrder(IReadOnlyList<Member> members, KeyTemplateModel template)
    {
        foreach (var part in template.Parts.Where(part => part.Member is not null))
        {
            if (members.FirstOrDefault(candidate => candidate.Name == part.Member) is not { Value.Innermost.Kind: var kind } member
                || FormOf(member, part) is not { Sorts: false })
            {
                continue;
            }

            string? problem = kind switch
            {
                MemberKind.DateTime or MemberKind.DateTimeOffset or MemberKind.DateOnly
                    => $"is written as '{part.Format}', which does not sort by time; write its parts from the year down, such as {{{member.Name}:yyyy-MM-dd}}",
                MemberKind.TimeOnly
                    => $"is written as '{part.Format}', which does not sort by time; write its parts from the hour down, such as {{{member.Name}:HH:mm}}",
                MemberKind.Decimal or MemberKind.TimeSpan => "is written without leading zeros, and so 10 sorts before 9; make it an integer with a format such as D10",
                _ when member.Value!.DynamoType == AttributeType.Number
                    => $"is written without leading zeros, and so 10 sorts before 9; give it a format such as {{{member.Name}:D10}}",
                _ => null,
            };
            if (problem is not null)
            {
                ReportTemplate(Rules.KeyDoesNotSort, _typeName, member.Name, problem);
            }
        }
    }

    /// <summary>Determines which properties are read back from the key and stored nowhere else.</summary>
    private static void ChooseKeyOnlyMembers(IReadOnlyList<Member> members, List<KeyTemplateModel> templates)
    {
        foreach (var part in templates.SelectMany(template => template.Parts))
        {
            if (members.FirstOrDefault(candidate => candidate.Name == part.Member) is { } member)
            {
                member.IsInKeyText = true;
                member.IsKeyOnly |= !member.HasOwnName && !member.IsIndexKey && FormOf(member, part) is { IsLossless: true };
            }
        }
    }

    private void CheckKeyAttributes(IReadOnlyList<Member> members, List<KeyTemplateModel> templates)
    {
        if (templates.Count == 2 && templates[0].Attribute == templates[1].Attribute)
        {
            ReportTemplate(
                Rules.KeyTemplateIsMalformed, _typeName, templates[1].Text,
                $"is stored in the attribute '{templates[1].Attribute}', as the partition key is; "
                + $"set {MemberNames.DynamoTable.SortKeyAttribute} to another name");
        }

        foreach (var template in templates)
        {
            string option = OptionFor(template == templates[0]);
            int bytes = Encoding.UTF8.GetByteCount(template.Attribute);
            if (bytes is 0 or > MaxKeyNameBytes)
            {
                ReportTemplate(
                    Rules.KeyTemplateIsMalformed, _typeName, template.Text,
                    $"is stored in an attribute whose name has {Constants.InvariantText(bytes)} bytes in UTF-8; set {option} to one of 1 to 255");
            }
        }

        CheckKeyAttributeNames(members, templates);
    }

    /// <summary>The option that names the attribute of a composed key.</summary>
    private static string OptionFor(bool isPartitionKey)
        => isPartitionKey ? MemberNames.DynamoTable.PartitionKeyAttribute : MemberNames.DynamoTable.SortKeyAttribute;

    /// <summary>Reports a property that is stored under the name of a composed key.</summary>
    private void CheckKeyAttributeNames(IReadOnlyList<Member> members, List<KeyTemplateModel> templates)
    {
        foreach (var template in templates)
        {
            if (members.FirstOrDefault(member => !member.IsKeyOnly && member.AttributeName == template.Attribute) is { } member)
            {
                string option = OptionFor(template == templates[0]);
                ReportOnce(
                    member.Property, Rules.KeyTemplateIsMalformed, _typeName, template.Text,
                    $"is stored in the attribute '{template.Attribute}', as '{member.Name}' is; rename one of them by [DynamoAttribute], or by {option}");
            }
        }
    }

    /// <summary>Reports at the annotation that holds the template.</summary>
    private void ReportTemplate(DiagnosticDescriptor rule, params string[] arguments)
        => _findings.Add(new Finding(rule, _type.LocationOf(MetadataNames.DynamoTable), arguments));
}
