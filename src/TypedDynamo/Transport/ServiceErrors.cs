using System.Net;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using TypedDynamo.Wire;

namespace TypedDynamo.Transport;

/// <summary>Classifies the service's errors, for operations that continue after some of them.</summary>
internal static class ServiceErrors
{
    /// <summary>
    /// Returns whether the same request may succeed later: a throttle, a fault of the service or of the connection, an unreadable success, or a write
    /// that conflicts with one of the same item in another Region, which a global table with strong consistency refuses.
    /// </summary>
    public static bool IsTransient(Exception error) => error switch
    {
        AmazonServiceException service => service.Retryable is not null
            || service.StatusCode >= HttpStatusCode.InternalServerError
            || service is AmazonUnmarshallingException { StatusCode: HttpStatusCode.OK }
            || service.ErrorCode is "ProvisionedThroughputExceededException" or "ThrottlingException" or "RequestLimitExceeded"
                or "ReplicatedWriteConflictException",
        HttpRequestException or IOException or TimeoutException => true,
        _ => false,
    };

    /// <summary>Returns whether to send a request again: its error is transient, or a timeout of the client, a cancellation that the caller did not
    /// request.</summary>
    /// <param name="error">The error.</param>
    /// <param name="cancellationToken">The token that the request was sent with.</param>
    public static bool MayBeRepeated(Exception error, CancellationToken cancellationToken)
        => !cancellationToken.IsCancellationRequested && (IsTransient(error) || error is OperationCanceledException);

    /// <summary>Returns whether DynamoDB refused the contents of a request, such as an item over 400 KB.</summary>
    public static bool IsValidation(Exception error)
        => error is AmazonServiceException { ErrorCode: "ValidationException" or "ItemCollectionSizeLimitExceededException" };

    /// <summary>Returns whether the same transaction may succeed later: it is under way, or only conflicts and throttles cancelled it.</summary>
    public static bool IsTransientTransaction(Exception error) => error switch
    {
        TransactionInProgressException => true,
        TransactionCanceledException cancelled => IsTransient(cancelled.CancellationReasons),
        _ => IsTransient(error),
    };

    /// <summary>Writes the existing item that failed a condition, braces included, in the form that an item reader expects.</summary>
    /// <returns>
    /// <see langword="false"/> if there is none: no item has the key, or the request did not ask for it by
    /// <c>ReturnValuesOnConditionCheckFailure</c>.
    /// </returns>
    /// <exception cref="ItemMappingException">The client is a mock or fake, and returned an item that DynamoDB cannot hold.</exception>
    public static bool TryWriteItem(Dictionary<string, AttributeValue>? attributes, ByteBuffer buffer)
    {
        // An item has at least its key: an empty one is the SDK's, where an application has it make empty collections of nothing.
        if (attributes is not { Count: > 0 } item)
        {
            return false;
        }

        AttributeValueTranscoder.WriteAttributes(buffer, item);
        return true;
    }

    // API Reference, TransactWriteItems and TransactGetItems, "Errors".
    private static bool IsTransient(List<CancellationReason>? reasons)
    {
        bool isTransient = false;
        foreach (CancellationReason reason in reasons ?? [])
        {
            switch (reason.Code)
            {
                case null or "" or "None":
                    break;
                case "TransactionConflict" or "ThrottlingError" or "ProvisionedThroughputExceeded":
                    isTransient = true;
                    break;
                default:
                    return false;
            }
        }

        return isTransient;
    }
}
