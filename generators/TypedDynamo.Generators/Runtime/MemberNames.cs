namespace TypedDynamo.Generators.Runtime;

/// <summary>
/// The members of the runtime's types that the generator looks for: a class for each type, which it names, with the members' names.
/// </summary>
internal static class MemberNames
{
    public static class DynamoTable
    {
        public const string Type = MetadataNames.DynamoTable;
        public const string PartitionKey = "PartitionKey";
        public const string PartitionKeyAttribute = "PartitionKeyAttribute";
        public const string SortKey = "SortKey";
        public const string SortKeyAttribute = "SortKeyAttribute";
        public const string Discriminator = "Discriminator";
    }

    public static class DynamoAttribute
    {
        public const string Type = MetadataNames.DynamoAttribute;
        public const string Format = "Format";
    }

    public static class PartitionKey
    {
        public const string Type = MetadataNames.PartitionKey;
        public const string Format = DynamoAttribute.Format;
    }

    public static class SortKey
    {
        public const string Type = MetadataNames.SortKey;
        public const string Format = DynamoAttribute.Format;
    }

    public static class DynamoFlatten
    {
        public const string Type = MetadataNames.DynamoFlatten;
        public const string Prefix = "Prefix";
    }

    public static class Gsi
    {
        public const string Type = MetadataNames.Gsi;
        public const string Order = "Order";
    }

    // An extension of tables.
    public static class Reads
    {
        public const string Type = MetadataNames.Reads;
        public const string Read = "Read";
    }

    public static class Table
    {
        public const string Type = ExpressionNames.Table;
        public const string Select = Query.Select;
    }

    public static class Query
    {
        public const string Type = ExpressionNames.Query;
        public const string PageSize = "PageSize";
        public const string Pages = "Pages";
        public const string Select = "Select";
        public const string Take = "Take";
        public const string ToPageAsync = "ToPageAsync";
        public const string Where = "Where";
    }

    public static class Scan
    {
        public const string Type = ExpressionNames.Scan;
        public const string InParallel = "InParallel";
        public const string PageSize = Query.PageSize;
        public const string Pages = Query.Pages;
        public const string Select = Query.Select;
        public const string Take = Query.Take;
        public const string ToPageAsync = Query.ToPageAsync;
        public const string Where = Query.Where;
    }
}
