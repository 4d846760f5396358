using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace TypedDynamo.CodeFixes;

/// <summary>Marks the property that is most likely the partition key (TDYN101).</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class AddPartitionKeyFix() : DeclarationFix("TDYN101")
{
    private protected override IEnumerable<Fix> FindFixes(Finding finding)
    {
        if (Declarations.TypeOf(finding) is not { } type)
        {
            yield break;
        }

        var likeliest = Declarations.PropertiesOf(type, finding.Declaration.SyntaxTree, finding.CancellationToken)
            .Where(candidate => candidate.Property.GetAttributes().Concat(Parameters(candidate.Property)).All(IsNoOtherKey))
            .Select(candidate => (candidate.Property, candidate.Declaration, Rank: Rank(candidate.Property, type)))
            .Where(candidate => candidate.Rank is not null)
            .OrderBy(candidate => candidate.Rank)
            .FirstOrDefault();
        if (likeliest.Property is { } property)
        {
            string annotation = Annotations.Text(finding.Model, likeliest.Declaration.SpanStart, "PartitionKey");
            yield return new Fix(
                $"Mark '{property.Name}' with [PartitionKey]", nameof(AddPartitionKeyFix), Annotations.Add(likeliest.Declaration, annotation));
        }

        IEnumerable<AttributeData> Parameters(IPropertySymbol property)
            => type.InstanceConstructors.SelectMany(constructor => constructor.Parameters)
                .Where(parameter => parameter.Name == property.Name)
                .SelectMany(parameter => parameter.GetAttributes());
    }

    private static bool IsNoOtherKey(AttributeData attribute)
        => attribute.AttributeClass?.Name is not ("SortKeyAttribute" or "DynamoIgnoreAttribute");

    /// <summary>Ranks a property by how likely it is the key, from 0; null if it cannot be.</summary>
    private static int? Rank(IPropertySymbol property, INamedTypeSymbol type)
    {
        bool isText = property.Type.SpecialType == SpecialType.System_String || property.Type.Name == "Guid";
        bool isNumber = property.Type.SpecialType is >= SpecialType.System_SByte and <= SpecialType.System_UInt64;
        if ((!isText && !isNumber) || property.NullableAnnotation == NullableAnnotation.Annotated)
        {
            return null;
        }

        return property.Name switch
        {
            "Id" or "ID" => 0,
            var name when name == type.Name + "Id" => 1,
            var name when name.EndsWith("Id", StringComparison.Ordinal) => 2,
            _ when isText => 3,
            _ => null,
        };
    }
}
