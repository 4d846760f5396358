namespace TypedDynamo;

/// <summary>A condition on the sort key of a query, made by the operators of <see cref="SortKey{T}"/>.</summary>
/// <remarks>The default value is no condition: every item under the partition key.</remarks>
public readonly struct KeyCondition
{
    internal KeyCondition(KeyOperator @operator, AttributePath attribute, byte[] first, byte[]? second = null)
    {
        Operator = @operator;
        Attribute = attribute;
        First = first;
        Second = second;
    }

    internal KeyOperator Operator { get; }

    internal AttributePath? Attribute { get; }

    /// <summary>Gets the first operand as a wire value, as in <c>{"S":"a"}</c>.</summary>
    internal byte[]? First { get; }

    /// <summary>Gets the upper bound of a BETWEEN.</summary>
    internal byte[]? Second { get; }
}

/// <summary>What DynamoDB can ask of a sort key (Developer Guide, "Key condition expressions for the Query operation").</summary>
internal enum KeyOperator
{
    None,
    Equal,
    LessThan,
    LessThanOrEqual,
    GreaterThan,
    GreaterThanOrEqual,
    Between,
    BeginsWith,
}
