namespace TypedDynamo.Generators.Runtime;

/// <summary>The full names of the types that expressions, queries and updates are made of, which the rules on them look for.</summary>
internal static class ExpressionNames
{
    public const string Table = "TypedDynamo.DynamoTable`4";
    public const string GeneratedTable = "TypedDynamo.CompilerServices.GeneratedTable`4";
    public const string Sequence = "TypedDynamo.ItemSequence`1";
    public const string Query = "TypedDynamo.Query`3";
    public const string Scan = "TypedDynamo.Scan`3";

    public const string Tokens = "TypedDynamo.CompilerServices.ITokens`1";
    public const string AttributeToken = "TypedDynamo.CompilerServices.IAttributeToken";
    public const string UpdateToken = "TypedDynamo.CompilerServices.IUpdateToken";

    public const string ItemCondition = "TypedDynamo.ItemCondition";
    public const string KeyCondition = "TypedDynamo.KeyCondition";
    public const string SizeToken = "TypedDynamo.SizeToken";
    public const string SortKey = "TypedDynamo.SortKey`1";
    public const string SortKeyStep = "TypedDynamo.SortKeyStep`2";
    public const string SortedKeyPartStep = "TypedDynamo.SortedKeyPartStep`2";
    public const string KeyPartStep = "TypedDynamo.KeyPartStep`2";
    public const string LastKeyPart = "TypedDynamo.LastKeyPart`1";
    public const string LastSortedKeyPart = "TypedDynamo.LastSortedKeyPart`1";

    public const string NumberSum = "TypedDynamo.NumberSum`1";
    public const string NumberUpdate = "TypedDynamo.NumberUpdate`1";
    public const string ValueUpdate = "TypedDynamo.ValueUpdate`1";
}
