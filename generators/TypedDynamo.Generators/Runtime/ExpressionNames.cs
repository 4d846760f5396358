namespace TypedDynamo.Generators.Runtime;

/// <summary>The full names of the types that expressions, queries and updates are made of, which the rules on them look for.</summary>
internal static class ExpressionNames
{
    public const string Table = "TypedDynamo.DynamoTable`4";
    public const string GeneratedTable = "TypedDynamo.CompilerServices.GeneratedTable`4";
    public const string Sequence = "TypedDynamo.ItemSequence`1";
    public const string Query = "TypedDynamo.Query`3";
    public const string Scan = "TypedDynamo.Scan`3";

    public const string Tokens = "TypedDynamo.Tokens.ITokens`1";
    public const string AttributeToken = "TypedDynamo.Tokens.IAttributeToken";
    public const string UpdateToken = "TypedDynamo.Tokens.IUpdateToken";

    public const string ItemCondition = "TypedDynamo.ItemCondition";
    public const string KeyCondition = "TypedDynamo.KeyCondition";
    public const string SizeToken = "TypedDynamo.Tokens.SizeToken";
    public const string SortKey = "TypedDynamo.Tokens.SortKey`1";
    public const string SortKeyStep = "TypedDynamo.Tokens.SortKeyStep`2";
    public const string SortedKeyPartStep = "TypedDynamo.Tokens.SortedKeyPartStep`2";
    public const string KeyPartStep = "TypedDynamo.Tokens.KeyPartStep`2";
    public const string LastKeyPart = "TypedDynamo.Tokens.LastKeyPart`1";
    public const string LastSortedKeyPart = "TypedDynamo.Tokens.LastSortedKeyPart`1";

    public const string NumberSum = "TypedDynamo.Tokens.NumberSum`1";
    public const string NumberUpdate = "TypedDynamo.Tokens.NumberUpdate`1";
    public const string ValueUpdate = "TypedDynamo.Tokens.ValueUpdate`1";
}
