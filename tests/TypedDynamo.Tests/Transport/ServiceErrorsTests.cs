using System.Net;
using Amazon.DynamoDBv2;
using Amazon.Runtime;
using TypedDynamo.Transport;

namespace TypedDynamo.Tests.Transport;

public sealed class ServiceErrorsTests
{
    // A fake client, or a version of the SDK that has no class for an error, gives no more than its code.
    [Theory]
    [InlineData("ProvisionedThroughputExceededException", true)]
    [InlineData("ThrottlingException", true)]
    [InlineData("RequestLimitExceeded", true)]
    [InlineData("ReplicatedWriteConflictException", true)]
    [InlineData("ConditionalCheckFailedException", false)]
    [InlineData("ResourceNotFoundException", false)]
    public void AnErrorsCodeSaysWhetherTheRequestMaySucceedLater(string code, bool transient)
    {
        var error = new AmazonDynamoDBException("no", ErrorType.Sender, code, "request-1", HttpStatusCode.BadRequest);

        ServiceErrors.IsTransient(error).ShouldBe(transient);
        ServiceErrors.IsTransientTransaction(error).ShouldBe(transient);
        ServiceErrors.MayBeRepeated(error, default).ShouldBe(transient);
    }
}
