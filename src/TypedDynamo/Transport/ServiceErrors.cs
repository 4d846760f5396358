using System.Net;
using Amazon.Runtime;

namespace TypedDynamo.Transport;

/// <summary>Tells the service's errors apart where an operation goes on after some of them.</summary>
internal static class ServiceErrors
{
    /// <summary>Whether the same request may succeed later: a throttle, a fault of the service, or of the connection.</summary>
    public static bool IsTransient(Exception error) => error switch
    {
        AmazonServiceException service => service.Retryable is not null
            || service.StatusCode >= HttpStatusCode.InternalServerError
            || service.ErrorCode is "ProvisionedThroughputExceededException" or "ThrottlingException" or "RequestLimitExceeded",
        HttpRequestException or IOException or TimeoutException => true,
        _ => false,
    };

    /// <summary>Whether DynamoDB refused what was sent, such as an item over 400 KB.</summary>
    public static bool IsValidation(Exception error)
        => error is AmazonServiceException { ErrorCode: "ValidationException" or "ItemCollectionSizeLimitExceededException" };
}
