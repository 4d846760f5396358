using System.Diagnostics;
using Amazon.DynamoDBv2;
using TypedDynamo.IntegrationTests.Engine;
using TypedDynamo.IntegrationTests.Entities;
using TypedDynamo.Testing;
using Xunit.Abstractions;

namespace TypedDynamo.IntegrationTests.Faults;

/// <summary>Calls whose answer has begun and does not end.</summary>
public sealed class SlowBodyTests(EngineFixture fixture, ITestOutputHelper output) : IClassFixture<EngineFixture>
{
    private static int s_databases;

    public static TheoryData<string> Transports => new(TransportMatrix.Transports);

    [Theory]
    [MemberData(nameof(Transports))]
    public async Task CancellationInMidBodyEndsTheCall(string transport)
    {
        var message = new Message(Guid.NewGuid(), "1");
        string database = FormattableString.Invariant($"slow{Interlocked.Increment(ref s_databases)}x{Environment.ProcessId}");
        using AmazonDynamoDBClient direct = fixture.Engine.CreateClient(database);
        await new MessageTable(direct).EnsureCreatedAsync();
        await new MessageTable(direct).PutAsync(message);
        var times = new List<double>();

        for (int i = 0; i < 20; i++)
        {
            // A proxy for each call: its end is the end of what the SDK still reads of a cancelled one.
            await using FaultProxy proxy = await FaultProxy.StartAsync(fixture.Engine.Endpoint);
            proxy.Add(new FaultRule { Fault = Fault.SlowBody(TimeSpan.FromSeconds(30)) });
            var answers = new AnswerHandler();
            using var recorder = new RecordingHandler(answers);
            using AmazonDynamoDBClient client = proxy.CreateClient(database, config =>
            {
                config.Timeout = TimeSpan.FromMinutes(1);
                config.HttpClientFactory = recorder.AsHttpClientFactory();
            });
            using var source = new CancellationTokenSource();

            Task<Message?> call = TransportMatrix.TableOver(transport, client)
                .GetAsync(message.Thread, message.Number, cancellationToken: source.Token);
            await answers.Begun;
            await Task.Delay(50);
            long start = Stopwatch.GetTimestamp();
            await source.CancelAsync();
            var error = await Should.ThrowAsync<OperationCanceledException>(call);
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);

            error.CancellationToken.IsCancellationRequested.ShouldBeTrue();
            proxy.CountRequests("GetItem").ShouldBe(1);
        }

        times.Sort();
        output.WriteLine(FormattableString.Invariant($"{transport}: median {times[10]:0.0} ms, maximum {times[^1]:0.0} ms"));
        times[^1].ShouldBeLessThan(10_000);
    }

    /// <summary>Tells when an answer's headers have come.</summary>
    private sealed class AnswerHandler() : DelegatingHandler(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false })
    {
        private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Begun => _begun.Task;

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            HttpResponseMessage response = await base.SendAsync(request, cancellationToken);
            _begun.TrySetResult();
            return response;
        }
    }
}
