using Microsoft.CodeAnalysis;
using TypedDynamo.Generators.Diagnostics;

namespace TypedDynamo.Generators.Parsing;

internal sealed partial class TableParser
{
    /// <summary>Reports annotations on members that are not stored: whoever wrote one expects that they are.</summary>
    /// <returns>Whether a partition key is among them, and so is not missing as well.</returns>
    private bool CheckAnnotations(ItemParser item)
    {
        bool hasPartitionKey = false;
        for (var type = _type; type is not null; type = type.BaseType)
        {
            foreach (var property in type.GetMembers().OfType<IPropertySymbol>().Where(property => property.Name.Length > 0))
            {
                if (ItemParser.FindReasonNotStored(property) is { } reason)
                {
                    ReportAnnotations(property, reason, "make it a stored property, or remove the annotation");
                }
            }
        }

        foreach (var parameter in item.FindParametersOfNoMember())
        {
            ReportAnnotations(
                parameter, "no stored property has the parameter's name and type", "annotate the property instead, or remove the annotation");
        }

        return hasPartitionKey;

        void ReportAnnotations(ISymbol symbol, string reason, string remedy)
        {
            foreach (var annotation in symbol.GetAttributes().Where(IsAnnotation))
            {
                hasPartitionKey |= annotation.Is(MetadataNames.PartitionKey);
                ReportNoEffect(symbol, annotation, reason, remedy);
            }
        }
    }

    private void ReportNoEffect(ISymbol symbol, AttributeData annotation, string reason, string remedy)
    {
        const string Suffix = "Attribute";
        string name = annotation.AttributeClass!.Name;
        Report(symbol, Rules.AnnotationHasNoEffect, name.Substring(0, name.Length - Suffix.Length), _typeName, symbol.Name, reason, remedy);
    }

    private static bool IsAnnotation(AttributeData attribute)
        => attribute.AttributeClass is { ContainingNamespace: { Name: MetadataNames.Namespace, ContainingNamespace.IsGlobalNamespace: true } }
            && !attribute.Is(MetadataNames.DynamoIgnore);
}
