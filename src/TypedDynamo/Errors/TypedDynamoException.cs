namespace TypedDynamo;

/// <summary>The base of the exceptions that TypedDynamo itself throws. Those of the service keep the AWS SDK's own types.</summary>
public abstract class TypedDynamoException : Exception
{
    private protected TypedDynamoException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
