using Amazon.DynamoDBv2;
using TypedDynamo.IntegrationTests.Engine;
using TypedDynamo.IntegrationTests.Entities;

namespace TypedDynamo.IntegrationTests.Operations;

/// <summary>A token goes on where its page ended, and only where it belongs.</summary>
public abstract class ContinuationTokenTests(EngineFixture fixture, Func<AmazonDynamoDBClient, IAmazonDynamoDB> wrap)
    : IAsyncLifetime, IClassFixture<EngineFixture>
{
    private readonly AmazonDynamoDBClient _client = fixture.CreateClient();
    private MessageTable _messages = null!;
    private Guid _thread;

    public async Task InitializeAsync()
    {
        _messages = new MessageTable(wrap(_client));
        _thread = Guid.NewGuid();
        await _messages.CreateTableAsync();
        await _messages.PutManyAsync(Enumerable.Range(0, 100).Select(i => new Message(_thread, FormattableString.Invariant($"{i:D3}"), i)));
    }

    public Task DisposeAsync()
    {
        _client.Dispose();
        return Task.CompletedTask;
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(100)]
    public async Task PagesByTokensGiveEveryItemOnceForwardsAndBackwards(int seed)
    {
        var random = new Random(seed);
        (await AllAsync(token => _messages.Query(_thread).PageSize(random.Next(1, 30)).ToPageAsync(token)))
            .ShouldBe(Enumerable.Range(0, 100));
        (await AllAsync(token => _messages.Query(_thread).Descending().PageSize(random.Next(1, 30)).ToPageAsync(token)))
            .ShouldBe(Enumerable.Range(0, 100).Reverse());
        (await AllAsync(token => _messages.Query(_thread, k => k >= "050").Take(random.Next(1, 9)).ToPageAsync(token)))
            .ShouldBe(Enumerable.Range(50, 50));
        (await AllAsync(token => _messages.ScanAllAsync(new() { PageSize = 9 }).ToPageAsync(token))).Order().ShouldBe(Enumerable.Range(0, 100));
    }

    [Fact]
    public async Task WithoutAnotherPageThereIsNoToken()
        => (await _messages.Query(_thread).ToPageAsync()).ContinuationToken.ShouldBeNull();

    [Fact]
    public async Task ATokenMayStandInAUrl()
    {
        string token = (await _messages.Query(_thread).PageSize(10).ToPageAsync()).ContinuationToken!;
        Uri.EscapeDataString(token).ShouldBe(token);
    }

    [Fact]
    public async Task ATokenIsRefusedElsewhereAndWhenItIsDamaged()
    {
        string token = (await _messages.Query(_thread, k => k >= "010").PageSize(10).ToPageAsync()).ContinuationToken!;
        int requests = 0;
        _client.BeforeRequestEvent += (_, _) => requests++;

        await RefusedAsync(_messages.Query(_thread).ToPageAsync(token));
        await RefusedAsync(_messages.Query(_thread, k => k >= "011").ToPageAsync(token));
        await RefusedAsync(_messages.Query(_thread, k => k > "010").ToPageAsync(token));
        await RefusedAsync(_messages.Query(Guid.NewGuid(), k => k >= "010").ToPageAsync(token));
        await RefusedAsync(_messages.Query(_thread, k => k >= "010").Descending().ToPageAsync(token));
        await RefusedAsync(_messages.ScanAllAsync().ToPageAsync(token));
        var other = new MessageTable(wrap(_client), new DynamoTableOptions { TableName = "others" });
        await RefusedAsync(other.Query(_thread, k => k >= "010").ToPageAsync(token));

        var own = _messages.Query(_thread, k => k >= "010");
        for (int length = 0; length < token.Length; length++)
        {
            await RefusedAsync(own.ToPageAsync(token[..length]));
        }

        const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        for (int i = 0; i < token.Length; i++)
        {
            for (int bit = 1; bit < 64; bit *= 2)
            {
                char changed = Alphabet[Alphabet.IndexOf(token[i], StringComparison.Ordinal) ^ bit];
                await RefusedAsync(own.ToPageAsync(token[..i] + changed + token[(i + 1)..]));
            }
        }

        await RefusedAsync(own.ToPageAsync("not a token"));
        requests.ShouldBe(0);

        (await own.PageSize(3).ToPageAsync(token)).Items.Select(message => message.Length).ShouldBe([20, 21, 22]);
    }

    private static Task RefusedAsync(Task<Page<Message>> page) => Should.ThrowAsync<ContinuationTokenException>(() => page);

    private static async Task<List<int>> AllAsync(Func<string?, Task<Page<Message>>> next)
    {
        var found = new List<int>();
        string? token = null;
        do
        {
            Page<Message> page = await next(token);
            found.AddRange(page.Items.Select(message => message.Length));
            token = page.ContinuationToken;
        }
        while (token is not null);
        return found;
    }
}

public sealed class ContinuationTokenTestsThroughThePipeline(EngineFixture fixture) : ContinuationTokenTests(fixture, client => client);

public sealed class ContinuationTokenTestsByOrdinaryCalls(EngineFixture fixture) : ContinuationTokenTests(fixture, ForwardingClient.Around);
