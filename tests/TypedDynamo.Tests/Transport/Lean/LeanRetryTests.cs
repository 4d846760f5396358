using System.Net;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using Microsoft.Extensions.Time.Testing;
using TypedDynamo.IntegrationTests.Faults;
using TypedDynamo.Testing;

namespace TypedDynamo.Tests.Transport.Lean;

public sealed class LeanRetryTests
{
    private const string NoItem = "{}";

    private readonly SkippingClock _clock = new();
    private readonly List<SentRequest> _sent = [];

    [Fact]
    public async Task WithoutConfigurationThereAreElevenAttempts()
    {
        using AmazonDynamoDBClient client = CreateClient(_ => Error("ThrottlingException"));

        await Should.ThrowAsync<ThrottlingException>(() => TableOf(client).GetAsync("a"));

        _sent.Select(request => request.Headers["amz-sdk-request"])
            .ShouldBe(Enumerable.Range(1, 11).Select(attempt => FormattableString.Invariant($"attempt={attempt}; max=11")));
        _clock.Waits.Count.ShouldBe(10);
    }

    [Fact]
    public async Task WaitsAreRandomPartsOfDoublingSecondsUpToTwenty()
    {
        // A call takes 50 tokens, so there are ten calls in 500.
        using AmazonDynamoDBClient client = CreateClient(_ => Error("InternalServerError", HttpStatusCode.InternalServerError));
        for (int call = 0; call < 10; call++)
        {
            await Should.ThrowAsync<InternalServerErrorException>(() => TableOf(client).GetAsync("a"));
        }

        TimeSpan[][] waits = [.. _clock.Waits.Chunk(10)];
        waits.Length.ShouldBe(10);
        for (int retry = 0; retry < 10; retry++)
        {
            TimeSpan limit = TimeSpan.FromSeconds(Math.Min(Math.Pow(2, retry), 20));
            TimeSpan[] ofRetry = [.. waits.Select(wait => wait[retry])];
            ofRetry.ShouldAllBe(wait => wait >= TimeSpan.Zero && wait <= limit);

            // Of ten, all in the lower eighth have a chance of one in a thousand million.
            ofRetry.Max().ShouldBeGreaterThan(limit / 8);
        }
    }

    [Fact]
    public async Task AThousandUnluckyCallsDoNotSendTenThousandRequests()
    {
        bool fails = true;
        using AmazonDynamoDBClient client = CreateClient(
            _ => fails ? Error("ServiceUnavailable", HttpStatusCode.ServiceUnavailable) : RecordingHandler.Json(NoItem));
        LogRowTable table = TableOf(client);
        for (int call = 0; call < 100; call++)
        {
            await Should.ThrowAsync<AmazonDynamoDBException>(() => table.GetAsync("a"));
        }

        // 500 tokens are a hundred retries.
        _sent.Count.ShouldBe(200);

        // Five successes buy a retry, and its success pays it back.
        fails = false;
        for (int call = 0; call < 5; call++)
        {
            await table.GetAsync("a");
        }

        _sent.Clear();
        using AmazonDynamoDBClient other = CreateClient(_ => Error("ServiceUnavailable", HttpStatusCode.ServiceUnavailable));
        fails = true;
        await Should.ThrowAsync<AmazonDynamoDBException>(() => table.GetAsync("a"));
        _sent.Count.ShouldBe(2);

        // Another client has a quota of its own.
        _sent.Clear();
        await Should.ThrowAsync<AmazonDynamoDBException>(() => TableOf(other).GetAsync("a"));
        _sent.Count.ShouldBe(11);
    }

    [Fact]
    public async Task ASuccessPaysItsRetriesBack()
    {
        int failures = 0;
        using AmazonDynamoDBClient client = CreateClient(
            _ => failures-- > 0 ? Error("ThrottlingException") : RecordingHandler.Json(NoItem), config => config.MaxErrorRetry = 1);
        LogRowTable table = TableOf(client);
        for (int call = 0; call < 300; call++)
        {
            failures = 1;
            await table.GetAsync("a");
        }

        _sent.Count.ShouldBe(600);
    }

    [Fact]
    public async Task WithoutThrottledRetriesThereIsNoQuota()
    {
        using AmazonDynamoDBClient client = CreateClient(_ => Error("ThrottlingException"), config => config.ThrottleRetries = false);
        for (int call = 0; call < 12; call++)
        {
            await Should.ThrowAsync<ThrottlingException>(() => TableOf(client).GetAsync("a"));
        }

        _sent.Count.ShouldBe(12 * 11);
    }

    [Fact]
    public async Task TheAdaptiveModeIsTheSdks()
    {
        using AmazonDynamoDBClient client = CreateClient(_ => RecordingHandler.Json(NoItem), config => config.RetryMode = RequestRetryMode.Adaptive);
        await TableOf(client).GetAsync("a");
        _sent.Count.ShouldBe(1);

        // After a throttle the SDK's bucket is all but empty, and a client that is to fail fast does.
        using AmazonDynamoDBClient impatient = CreateClient(_ => Error("ThrottlingException"), config =>
        {
            config.RetryMode = RequestRetryMode.Adaptive;
            config.FastFailRequests = true;
        });
        (await Should.ThrowAsync<AmazonClientException>(() => TableOf(impatient).GetAsync("a"))).Message.ShouldContain("fail fast");
    }

    [Fact]
    public async Task AnUpdateWhoseAnswerIsLostIsSentTwiceAtMost()
    {
        using AmazonDynamoDBClient client = CreateClient(_ => throw new HttpRequestException("broken", new IOException("cut")));
        LogRowTable table = TableOf(client);

        await Should.ThrowAsync<IOException>(() => table.UpsertAsync("a", row => row.BytesSent += 1));
        _sent.Count.ShouldBe(2);

        // The first of them goes at once.
        _clock.Waits.ShouldBeEmpty();

        _sent.Clear();
        await Should.ThrowAsync<IOException>(() => table.PutAsync(LogRow.Create(1)));
        _sent.Count.ShouldBe(11);
    }

    [Fact]
    public async Task AnUpdateThatWasRefusedIsSentAgainAsOftenAsAnything()
    {
        using AmazonDynamoDBClient client = CreateClient(_ => Error("ThrottlingException"));
        await Should.ThrowAsync<ThrottlingException>(() => TableOf(client).UpsertAsync("a", row => row.BytesSent += 1));
        _sent.Count.ShouldBe(11);
    }

    [Fact]
    public async Task ACancelledWaitEndsTheCall()
    {
        using var source = new CancellationTokenSource();
        using AmazonDynamoDBClient client = CreateClient(_ => Error("ThrottlingException"));

        // On a clock that stands, the wait never ends.
        var table = new LogRowTable(client, new DynamoTableOptions { UseLeanTransport = true, TimeProvider = new FakeTimeProvider() });
        Task<LogRow?> call = table.GetAsync("a", cancellationToken: source.Token);
        SpinWait.SpinUntil(() => _sent.Count == 1, TimeSpan.FromSeconds(30)).ShouldBeTrue();
        source.CancelAfter(TimeSpan.FromMilliseconds(10));

        (await Should.ThrowAsync<OperationCanceledException>(() => call)).CancellationToken.ShouldBe(source.Token);
        _sent.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("RequestTimeTooSkewed", 2.0)]
    [InlineData("InvalidSignatureException", -3.0)]
    [InlineData("SignatureDoesNotMatch", 26.0)]
    public async Task AClockThatIsWrongIsCorrected(string code, double hours)
    {
        TimeSpan skew = TimeSpan.FromHours(hours);
        using AmazonDynamoDBClient client = CreateClient(request => AnswerWithClock(request, skew, code));
        LogRowTable table = TableOf(client);

        await table.GetAsync("a");
        _sent.Count.ShouldBe(2);

        // It is remembered.
        await table.GetAsync("a");
        await table.GetAsync("a");
        _sent.Count.ShouldBe(4);
        _sent.ShouldAllBe(request => request.IsSignedWith("secret"));
    }

    [Fact]
    public async Task AClockThatIsSetRightAgainIsNotCorrectedAnyMore()
    {
        TimeSpan skew = TimeSpan.FromHours(2);
        using AmazonDynamoDBClient client = CreateClient(request => AnswerWithClock(request, skew, "RequestTimeTooSkewed"));
        LogRowTable table = TableOf(client);
        await table.GetAsync("a");
        _sent.Count.ShouldBe(2);

        skew = TimeSpan.Zero;
        await table.GetAsync("a");
        _sent.Count.ShouldBe(4);
        await table.GetAsync("a");
        _sent.Count.ShouldBe(5);
    }

    [Fact]
    public async Task ACorrectionFollowsAClockThatIsSetRightStepByStep()
    {
        TimeSpan skew = TimeSpan.FromMinutes(12);
        using AmazonDynamoDBClient client = CreateClient(request => AnswerWithClock(request, skew, "RequestTimeTooSkewed"));
        LogRowTable table = TableOf(client);
        await table.GetAsync("a");
        for (; skew >= TimeSpan.Zero; skew -= TimeSpan.FromMinutes(4))
        {
            await table.GetAsync("a");
        }

        // Only the first call of all was refused.
        _sent.Count.ShouldBe(2 + 4);
    }

    [Fact]
    public async Task AClockIsLeftAloneWhereTheConfigurationSaysSo()
    {
        using AmazonDynamoDBClient client = CreateClient(
            request => AnswerWithClock(request, TimeSpan.FromHours(1), "RequestTimeTooSkewed"), config => config.DisableClockSkewCorrection = true);
        (await Should.ThrowAsync<AmazonDynamoDBException>(() => TableOf(client).GetAsync("a"))).ErrorCode.ShouldBe("RequestTimeTooSkewed");
        _sent.Count.ShouldBe(1);
    }

    [Fact]
    public async Task ARefusedSignatureIsNoMatterOfClocksWhereTheyAgree()
    {
        using AmazonDynamoDBClient client = CreateClient(_ => WithDate(Error("InvalidSignatureException"), TimeSpan.FromMinutes(3)));
        (await Should.ThrowAsync<AmazonDynamoDBException>(() => TableOf(client).GetAsync("a"))).ErrorCode.ShouldBe("InvalidSignatureException");
        _sent.Count.ShouldBe(1);
    }

    [Fact]
    public async Task EachAttemptIsSignedWithTheCredentialsOfItsTime()
    {
        var credentials = new ChangingCredentials { Current = new ImmutableCredentials("first", "secret1", "token1") };
        using var client = new AmazonDynamoDBClient(credentials, CreateConfig(request =>
        {
            if (request.AccessKey == "first")
            {
                credentials.Current = new ImmutableCredentials("second", "secret2", null);
                return Error("ThrottlingException");
            }

            return RecordingHandler.Json(NoItem);
        }));

        await TableOf(client).GetAsync("a");

        _sent.Count.ShouldBe(2);
        _sent[0].Headers["X-Amz-Security-Token"].ShouldBe("token1");
        _sent[0].Authorization.ShouldContain("x-amz-security-token");
        _sent[0].IsSignedWith("secret1").ShouldBeTrue();
        _sent[1].Headers.ShouldNotContainKey("X-Amz-Security-Token");
        _sent[1].AccessKey.ShouldBe("second");
        _sent[1].IsSignedWith("secret2").ShouldBeTrue();
        credentials.Reads.ShouldBe(2);
    }

    [Fact]
    public async Task AnonymousRequestsAreNotSigned()
    {
        using var client = new AmazonDynamoDBClient(new AnonymousAWSCredentials(), CreateConfig(_ => RecordingHandler.Json(NoItem)));
        await TableOf(client).GetAsync("a");
        _sent.ShouldHaveSingleItem().Headers.ShouldNotContainKey("Authorization");
    }

    [Fact]
    public async Task CredentialsThatFailEndTheCallWithoutARequest()
    {
        using var client = new AmazonDynamoDBClient(new FailingCredentials(), CreateConfig(_ => RecordingHandler.Json(NoItem)));
        (await Should.ThrowAsync<AmazonClientException>(() => TableOf(client).GetAsync("a"))).Message.ShouldBe("no credentials");
        _sent.ShouldBeEmpty();
    }

    private static HttpResponseMessage AnswerWithClock(SentRequest request, TimeSpan skew, string code)
    {
        DateTime now = TimeProvider.System.GetUtcNow().UtcDateTime + skew;
        return WithDate((request.Time - now).Duration() > TimeSpan.FromMinutes(5) ? Error(code) : RecordingHandler.Json(NoItem), skew);
    }

    private static HttpResponseMessage WithDate(HttpResponseMessage response, TimeSpan skew)
    {
        response.Headers.Date = TimeProvider.System.GetUtcNow() + skew;
        return response;
    }

    private static HttpResponseMessage Error(string code, HttpStatusCode status = HttpStatusCode.BadRequest)
        => RecordingHandler.Json($$"""{"__type":"com.amazonaws.dynamodb.v20120810#{{code}}","message":"m"}""", status);

    private LogRowTable TableOf(AmazonDynamoDBClient client)
        => new(client, new DynamoTableOptions { UseLeanTransport = true, TimeProvider = _clock });

    private AmazonDynamoDBClient CreateClient(Func<SentRequest, HttpResponseMessage> respond, Action<AmazonDynamoDBConfig>? configure = null)
    {
        AmazonDynamoDBConfig config = CreateConfig(respond);
        configure?.Invoke(config);
        return new AmazonDynamoDBClient(new BasicAWSCredentials("id", "secret"), config);
    }

    private AmazonDynamoDBConfig CreateConfig(Func<SentRequest, HttpResponseMessage> respond) => new()
    {
        ServiceURL = "http://canned.invalid",
        AuthenticationRegion = "us-east-1",
        HttpClientFactory = SentRequest.Record(_sent, respond),
    };

    private sealed class FailingCredentials : AWSCredentials
    {
        public override ImmutableCredentials GetCredentials() => throw new AmazonClientException("no credentials");
    }
}
