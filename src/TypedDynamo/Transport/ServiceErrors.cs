using System.Net;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using TypedDynamo.Wire;

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

    /// <summary>Writes the item that stood in a condition's way, with the braces around it, as an item reader takes it.</summary>
    /// <returns>
    /// <see langword="false"/> if there is none: no item has the key, or the request did not ask for it by
    /// <c>ReturnValuesOnConditionCheckFailure</c>.
    /// </returns>
    /// <exception cref="ItemMappingException">The client is no real one, and made an item that DynamoDB cannot hold.</exception>
    public static bool TryGetItem(ConditionalCheckFailedException error, ByteBuffer buffer)
    {
        // An item has at least its key: an empty one is the SDK's, where an application has it make empty collections of nothing.
        if (error.Item is not { Count: > 0 } item)
        {
            return false;
        }

        AttributeValueTranscoder.WriteAttributes(buffer, item);
        return true;
    }
}
