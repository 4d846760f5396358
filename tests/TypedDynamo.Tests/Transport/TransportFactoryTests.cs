using System.Runtime.CompilerServices;
using Amazon.DynamoDBv2;
using Amazon.Runtime;
using Microsoft.Extensions.Logging;
using NSubstitute;
using TypedDynamo.Transport;

namespace TypedDynamo.Tests.Transport;

public sealed class TransportFactoryTests
{
    [Fact]
    public void OnlyTheSdksOwnClientIsReachedThroughItsPipeline()
    {
        using var server = new CannedDynamoDb(_ => CannedDynamoDb.Answer("{}"));
        AmazonDynamoDBClient client = server.CreateClient();

        TransportFactory.Create(client, null).ShouldBeOfType<SdkTransport>().ShouldBeSameAs(TransportFactory.Create(client, null));
        TransportFactory.Create(server.CreateDerivedClient(), null).ShouldBeOfType<LowLevelTransport>();
        TransportFactory.Create(Substitute.For<IAmazonDynamoDB>(), null).ShouldBeOfType<LowLevelTransport>();
    }

    [Fact]
    public void AMemberThatTheSdkNoLongerHasIsOneWarning()
    {
        using var server = new CannedDynamoDb(_ => CannedDynamoDb.Answer("{}"));
        using var log = new Log();
        for (int table = 0; table < 3; table++)
        {
            TransportFactory.Create(server.CreateClient(), log, UseAMissingMember).ShouldBeOfType<LowLevelTransport>();
            TransportFactory.Create(server.CreateClient(), null, UseAMissingMember).ShouldBeOfType<LowLevelTransport>();
        }

        (string category, LogLevel level, string message, Exception? error) = log.Entries.ShouldHaveSingleItem();
        category.ShouldBe("TypedDynamo.Transport.SdkTransport");
        level.ShouldBe(LogLevel.Warning);
        message.ShouldStartWith($"Version {typeof(AmazonDynamoDBClient).Assembly.GetName().Version} of AWSSDK.DynamoDBv2 lacks a member");
        error.ShouldBeOfType<MissingMethodException>();
    }

    [Fact]
    public void ADisposedClientIsRefused()
    {
        using var server = new CannedDynamoDb(_ => CannedDynamoDb.Answer("{}"));
        AmazonDynamoDBClient client = server.CreateClient();
        client.Dispose();
        Should.Throw<ObjectDisposedException>(() => new LogRowTable(client));
    }

    private static ITransport UseAMissingMember(AmazonDynamoDBClient client)
    {
        GetMissing(client);
        throw new InvalidOperationException("The member was found.");
    }

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "get_MemberOfAnotherVersion")]
    private static extern object GetMissing(AmazonServiceClient client);

    private sealed class Log : ILoggerFactory
    {
        public List<(string Category, LogLevel Level, string Message, Exception? Error)> Entries { get; } = [];

        public ILogger CreateLogger(string categoryName) => new Logger(categoryName, Entries);

        public void AddProvider(ILoggerProvider provider)
        {
        }

        public void Dispose()
        {
        }

        private sealed class Logger(string category, List<(string, LogLevel, string, Exception?)> entries) : ILogger
        {
            public IDisposable? BeginScope<TState>(TState state)
                where TState : notnull
                => null;

            public bool IsEnabled(LogLevel logLevel) => true;

            public void Log<TState>(
                LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
                => entries.Add((category, logLevel, formatter(state, exception), exception));
        }
    }
}
