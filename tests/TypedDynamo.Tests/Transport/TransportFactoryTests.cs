using System.Runtime.CompilerServices;
using Amazon.DynamoDBv2;
using Amazon.Runtime;
using Microsoft.Extensions.Logging;
using NSubstitute;
using TypedDynamo.Tests.Observability;
using TypedDynamo.Transport;
using TypedDynamo.Transport.Lean;

namespace TypedDynamo.Tests.Transport;

public sealed class TransportFactoryTests
{
    [Fact]
    public void OnlyTheSdksOwnClientIsReachedThroughItsPipeline()
    {
        using var server = new CannedDynamoDb(_ => CannedDynamoDb.Answer("{}"));
        AmazonDynamoDBClient client = server.CreateClient();

        var options = new DynamoTableOptions();
        TransportFactory.Create(client, options).ShouldBeOfType<SdkTransport>().ShouldBeSameAs(TransportFactory.Create(client, options));
        TransportFactory.Create(server.CreateDerivedClient(), options).ShouldBeOfType<LowLevelTransport>();
        TransportFactory.Create(Substitute.For<IAmazonDynamoDB>(), options).ShouldBeOfType<LowLevelTransport>();
    }

    [Fact]
    public void TheLeanTransportIsForTheSdksOwnClientOnly()
    {
        using var server = new CannedDynamoDb(_ => CannedDynamoDb.Answer("{}"));
        var options = new DynamoTableOptions { UseLeanTransport = true };

        TransportFactory.Create(server.CreateClient(), options).ShouldBeOfType<LeanTransport>();
        Should.Throw<ArgumentException>(() => new LogRowTable(server.CreateDerivedClient(), options)).Message.ShouldContain("DerivedClient");
        Should.Throw<ArgumentException>(() => new LogRowTable(Substitute.For<IAmazonDynamoDB>(), options)).ParamName.ShouldBe("client");
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
        Should.Throw<ObjectDisposedException>(() => new LogRowTable(client, new DynamoTableOptions { UseLeanTransport = true }));
    }

    private static ITransport UseAMissingMember(AmazonDynamoDBClient client)
    {
        GetMissing(client);
        throw new InvalidOperationException("The member was found.");
    }

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "get_MemberOfAnotherVersion")]
    private static extern object GetMissing(AmazonServiceClient client);
}
