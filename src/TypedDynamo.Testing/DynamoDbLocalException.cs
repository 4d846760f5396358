namespace TypedDynamo.Testing;

/// <summary>The exception for a DynamoDB Local that could not be installed, started or reached. The message says what to do.</summary>
public sealed class DynamoDbLocalException : InvalidOperationException
{
    /// <summary>Creates the exception without a message.</summary>
    public DynamoDbLocalException()
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What failed and what to do about it.</param>
    public DynamoDbLocalException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What failed and what to do about it.</param>
    /// <param name="innerException">The error of the operating system or the network.</param>
    public DynamoDbLocalException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
