namespace TypedDynamo;

/// <summary>What a query asks of one key attribute.</summary>
/// <param name="Attribute">The attribute.</param>
/// <param name="Operator">The comparison.</param>
/// <param name="First">The operand as a wire value, as in <c>{"S":"a"}</c>.</param>
/// <param name="Second">The upper bound of a BETWEEN.</param>
internal readonly record struct KeyTerm(AttributePath Attribute, KeyOperator Operator, byte[] First, byte[]? Second = null);

/// <summary>What DynamoDB can ask of a sort key (Developer Guide, "Key condition expressions for the Query operation").</summary>
internal enum KeyOperator
{
    Equal,
    LessThan,
    LessThanOrEqual,
    GreaterThan,
    GreaterThanOrEqual,
    Between,
    BeginsWith,
}
