using System.Runtime.CompilerServices;
using Amazon.DynamoDBv2;
using Amazon.Runtime;
using Microsoft.Extensions.Logging;
using NSubstitute;
using TypedDynamo.Tests.Observability;
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
        using var loggers = new RecordingLoggers();
        for (int table = 0; table < 3; table++)
        {
            TransportFactory.Create(server.CreateClient(), loggers, UseAMissingMember).ShouldBeOfType<LowLevelTransport>();
            TransportFactory.Create(server.CreateClient(), null, UseAMissingMember).ShouldBeOfType<LowLevelTransport>();
        }

        LogEntry entry = loggers.Entries.ShouldHaveSingleItem();
        entry.Category.ShouldBe("TypedDynamo.Transport.SdkTransport");
        entry.Level.ShouldBe(LogLevel.Warning);
        entry.Message.ShouldStartWith($"Version {typeof(AmazonDynamoDBClient).Assembly.GetName().Version} of AWSSDK.DynamoDBv2 lacks a member");
        entry.Error.ShouldBeOfType<MissingMethodException>();
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
}
