namespace TypedDynamo.Tokens;

/// <summary>Stands in a token's type for values that are stored as strings (S).</summary>
public abstract class StringType : IGroupedType
{
    private protected StringType()
    {
    }
}

/// <summary>Stands in a token's type for values that are stored as numbers (N).</summary>
public abstract class NumberType : IGroupedType
{
    private protected NumberType()
    {
    }
}

/// <summary>Stands in a token's type for values that are stored as binary data (B).</summary>
public abstract class BinaryType
{
    private protected BinaryType()
    {
    }
}

/// <summary>Stands in a token's type for values that a user's converter stores: only the order of the stored values is known.</summary>
public abstract class ConvertedType : IGroupedType
{
    private protected ConvertedType()
    {
    }
}
