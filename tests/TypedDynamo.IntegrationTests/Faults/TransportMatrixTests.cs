using TypedDynamo.IntegrationTests.Engine;

namespace TypedDynamo.IntegrationTests.Faults;

/// <summary>A fault ends in the same way on every transport, and as with the SDK's own client, where ours is not better on purpose.</summary>
/// <remarks>With <c>MaxErrorRetry = 3</c>, for a get, a put and a query. <c>docs/transports.md</c> has the table.</remarks>
public sealed class TransportMatrixTests(TransportMatrix matrix) : IClassFixture<TransportMatrix>
{
    // How many requests come, and what the call ends with: while the fault persists, and where it goes away after two requests. With
    // MaxStaleConnectionRetries, ten by default, the SDK sends again at once what a broken connection has taken with it.
    private static readonly Dictionary<string, (string Persisting, string Passing)> s_ends = new()
    {
        ["ProvisionedThroughputExceeded"] =
            ("4: ProvisionedThroughputExceededException, ProvisionedThroughputExceededException, 400, request id", "3: success"),
        ["Throttling"] = ("4: ThrottlingException, ThrottlingException, 400, request id", "3: success"),
        ["InternalServerError"] = ("4: InternalServerErrorException, InternalServerError, 500, request id", "3: success"),
        ["ServiceUnavailable"] = ("4: AmazonDynamoDBException, ServiceUnavailable, 503, request id", "3: success"),
        ["ResetBefore"] = ("14: IOException", "3: success"),
        ["ResetAfter"] = ("14: IOException", "3: success"),
        ["TruncatedBody"] = ("14: AmazonUnmarshallingException, , 200, request id", "3: success"),
        ["WrongChecksum"] = ("4: IOException", "3: success"),
        ["SlowHeaders"] = ("4: TimeoutException", "3: success"),
        ["SlowBody"] = ("1: success", "1: success"),
        ["ChunkedBody"] = ("1: success", "1: success"),
        ["GzipBody"] = ("4: AmazonUnmarshallingException, , 200, request id", "3: success"),
        ["ExpiredToken"] = Both("1: AmazonDynamoDBException, ExpiredTokenException, 400, request id"),
        ["UnrecognizedClient"] = Both("1: AmazonDynamoDBException, UnrecognizedClientException, 400, request id"),
        ["InvalidSignature"] = Both("1: AmazonDynamoDBException, InvalidSignatureException, 400, request id"),
        ["ClockAhead"] = Both("2: success"),
        ["ClockBehind"] = Both("2: success"),
    };

    // Better on purpose: a broken connection is an attempt like any other, so that a service in trouble is not sent fourteen requests.
    private static readonly Dictionary<string, string> s_leanEndsWhilePersisting = new()
    {
        ["ResetBefore"] = "4: IOException",
        ["ResetAfter"] = "4: IOException",
        ["TruncatedBody"] = "4: AmazonUnmarshallingException, , 200, request id",
    };

    public static TheoryData<string, string> Cases
    {
        get
        {
            var cases = new TheoryData<string, string>();
            foreach (string fault in TransportMatrix.Faults.Keys)
            {
                foreach (string by in TransportMatrix.Transports.Prepend(TransportMatrix.Sdk))
                {
                    cases.Add(fault, by);
                }
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task AFaultThatPersistsEndsAsWithTheSdk(string fault, string by)
    {
        string expected = by == "LeanTransport" && s_leanEndsWhilePersisting.TryGetValue(fault, out string? better)
            ? better
            : s_ends[fault].Persisting;

        (await matrix.OutcomesAsync(fault, persists: true, by)).Distinct().ShouldBe([expected]);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task AFaultThatPassesEndsAsWithTheSdk(string fault, string by)
    {
        string expected = s_ends[fault].Passing;

        (await matrix.OutcomesAsync(fault, persists: false, by)).Distinct().ShouldBe([expected]);
    }

    private static (string, string) Both(string end) => (end, end);
}
