using Amazon.DynamoDBv2;
using TypedDynamo.IntegrationTests.Engine;
using TypedDynamo.Testing;

namespace TypedDynamo.IntegrationTests.Tables;

/// <summary>What the tests of table operations share: a database of their own, and the requests that left.</summary>
public abstract class TableOperationTests : IDisposable, IClassFixture<EngineFixture>
{
    private readonly RecordingHandler _recorder = new();

    protected TableOperationTests(EngineFixture fixture, Func<AmazonDynamoDBClient, IAmazonDynamoDB> wrap)
    {
        Client = fixture.CreateClient(config => config.HttpClientFactory = _recorder.AsHttpClientFactory());
        Wrapped = wrap(Client);
    }

    protected AmazonDynamoDBClient Client { get; }

    protected IAmazonDynamoDB Wrapped { get; }

    public void Dispose()
    {
        Client.Dispose();
        _recorder.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>The operations of the requests that left, in their order; looks in a row are one.</summary>
    protected async Task<List<string>> OperationsOfAsync(Func<Task> send)
    {
        _recorder.Clear();
        await send();
        List<string> operations = [];
        foreach (RecordedRequest request in _recorder.Requests)
        {
            if (operations.LastOrDefault() != request.Operation)
            {
                operations.Add(request.Operation);
            }
        }

        return operations;
    }

    /// <summary>The call ends with an exception, and no request leaves.</summary>
    protected async Task<TException> ShouldRefuseAsync<TException>(Func<Task> send)
        where TException : Exception
    {
        _recorder.Clear();
        var error = await Should.ThrowAsync<TException>(send);
        _recorder.Requests.ShouldBeEmpty();
        return error;
    }
}
