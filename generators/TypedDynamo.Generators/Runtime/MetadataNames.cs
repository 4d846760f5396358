namespace TypedDynamo.Generators.Runtime;

/// <summary>The full names of the types that the parser looks for.</summary>
internal static class MetadataNames
{
    public const string Namespace = "TypedDynamo";
    public const string DynamoTable = "TypedDynamo.DynamoTableAttribute";
    public const string DynamoProjection = "TypedDynamo.DynamoProjectionAttribute";
    public const string PartitionKey = "TypedDynamo.PartitionKeyAttribute";
    public const string SortKey = "TypedDynamo.SortKeyAttribute";
    public const string DynamoAttribute = "TypedDynamo.DynamoAttributeAttribute";
    public const string DynamoConverter = "TypedDynamo.DynamoConverterAttribute";
    public const string DynamoValue = "TypedDynamo.DynamoValueAttribute";
    public const string AttributeConverter = "TypedDynamo.IAttributeConverter`2";
    public const string Gsi = "TypedDynamo.GsiAttribute";
    public const string Lsi = "TypedDynamo.LsiAttribute";
    public const string GsiProjection = "TypedDynamo.GsiProjectionAttribute";
    public const string LsiProjection = "TypedDynamo.LsiProjectionAttribute";
    public const string ProjectedInto = "TypedDynamo.ProjectedIntoAttribute";
    public const string DynamoEnum = "TypedDynamo.DynamoEnumAttribute";
    public const string DynamoDerivedType = "TypedDynamo.DynamoDerivedTypeAttribute";
    public const string DynamoDiscriminator = "TypedDynamo.DynamoDiscriminatorAttribute";
    public const string DynamoIgnore = "TypedDynamo.DynamoIgnoreAttribute";

    public const string Version = "TypedDynamo.VersionAttribute";
    public const string TimeToLive = "TypedDynamo.TimeToLiveAttribute";
    public const string CreatedAt = "TypedDynamo.CreatedAtAttribute";
    public const string UpdatedAt = "TypedDynamo.UpdatedAtAttribute";

    public const string DynamoExtensionData = "TypedDynamo.DynamoExtensionDataAttribute";
    public const string DynamoFlatten = "TypedDynamo.DynamoFlattenAttribute";

    public const string Reads = "TypedDynamo.ClassReads";

    public const string AttributeValue = "Amazon.DynamoDBv2.Model.AttributeValue";
    public const string DisallowNull = "System.Diagnostics.CodeAnalysis.DisallowNullAttribute";
    public const string Experimental = "System.Diagnostics.CodeAnalysis.ExperimentalAttribute";
    public const string MaybeNull = "System.Diagnostics.CodeAnalysis.MaybeNullAttribute";
    public const string Parsable = "System.IParsable`1";
    public const string Flags = "System.FlagsAttribute";
    public const string Obsolete = "System.ObsoleteAttribute";
    public const string SetsRequiredMembers = "System.Diagnostics.CodeAnalysis.SetsRequiredMembersAttribute";

    /// <summary>An annotation as it is written in square brackets.</summary>
    public static string ShortName(string annotation)
    {
        string name = annotation.Substring(annotation.LastIndexOf('.') + 1);
        return name.Substring(0, name.Length - "Attribute".Length);
    }
}
