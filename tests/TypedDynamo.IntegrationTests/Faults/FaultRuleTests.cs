using System.Text;
using Amazon.DynamoDBv2;
using TypedDynamo.IntegrationTests.Engine;
using TypedDynamo.Testing;

namespace TypedDynamo.IntegrationTests.Faults;

/// <summary>Which requests a rule chooses.</summary>
public sealed class FaultRuleTests(EngineFixture fixture) : ProxiedTests(fixture)
{
    [Fact]
    public async Task AProbabilityIsKeptAndRepeatsWithItsSeed()
    {
        string first = await DrawAsync(0);
        first.Length.ShouldBe(400);
        first.Count(c => c == 'x').ShouldBeInRange(75, 125);
        (await DrawAsync(0)).ShouldBe(first);
        (await DrawAsync(1)).ShouldNotBe(first);

        async Task<string> DrawAsync(int seed)
        {
            await using FaultProxy proxy = await FaultProxy.StartAsync(Engine.Endpoint, new FaultProxyOptions { Seed = seed });
            proxy.Add(new FaultRule { Fault = Fault.Throttling, Probability = 0.25 });
            return await SeriesAsync(proxy, 400);
        }
    }

    [Fact]
    public async Task ARuleSaysWhichRequestsAndHowMany()
    {
        Proxy.Add(new FaultRule { Fault = Fault.Throttling, Operation = "Scan" });
        Proxy.Add(new FaultRule { Fault = Fault.Throttling, When = request => request.Body.Contains("missing", StringComparison.Ordinal) });
        (await SeriesAsync(Proxy, 5)).ShouldBe(".....");
        Proxy.CountFaults().ShouldBe(0);

        var everyThird = new FaultRule { Fault = Fault.Throttling, Operation = "ListTables", Every = 3, Times = 2 };
        Proxy.Add(everyThird);
        (await SeriesAsync(Proxy, 12)).ShouldBe("..x..x......");
        Proxy.Remove(everyThird).ShouldBeTrue();
        Proxy.Remove(everyThird).ShouldBeFalse();

        Proxy.Add(new FaultRule { Fault = Fault.Throttling, When = request => request.Headers["Authorization"] == RecordingHandler.HiddenValue });
        (await SeriesAsync(Proxy, 2)).ShouldBe("xx");
        Proxy.Clear();
        (await SeriesAsync(Proxy, 2)).ShouldBe("..");

        Proxy.Add(new FaultRule { Fault = Fault.Throttling, Probability = 0 });
        (await SeriesAsync(Proxy, 5)).ShouldBe(".....");
        Proxy.CountFaults().ShouldBe(4);
        Proxy.CountFaults("ListTables").ShouldBe(4);
        Proxy.CountFaults("Scan").ShouldBe(0);
        Proxy.CountRequests().ShouldBe(26);
    }

    [Fact]
    public async Task RulesMayChangeWhileRequestsAreUnderWay()
    {
        Task<string>[] series = [.. Enumerable.Range(0, 8).Select(_ => Task.Run(() => SeriesAsync(Proxy, 50)))];
        Task all = Task.WhenAll(series);
        while (!all.IsCompleted)
        {
            var rule = new FaultRule { Fault = Fault.Throttling, Probability = 0.5 };
            Proxy.Add(rule);
            await Task.Delay(1);
            Proxy.Remove(rule).ShouldBeTrue();
        }

        await all;
        Proxy.CountRequests("ListTables").ShouldBe(400);
        Proxy.CountFaults("ListTables").ShouldBe(series.Sum(task => task.Result.Count(c => c == 'x')));
    }

    /// <summary>Sends a number of requests, one after the other: a dot for each that is answered, an x for each that is throttled.</summary>
    private async Task<string> SeriesAsync(FaultProxy proxy, int count)
    {
        using AmazonDynamoDBClient client = CreateClient(proxy);
        var series = new StringBuilder();
        for (int i = 0; i < count; i++)
        {
            try
            {
                await client.ListTablesAsync();
                series.Append('.');
            }
            catch (AmazonDynamoDBException error) when (error.ErrorCode == "ThrottlingException")
            {
                series.Append('x');
            }
        }

        return series.ToString();
    }
}
