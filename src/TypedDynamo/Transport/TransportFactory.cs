using System.Runtime.CompilerServices;
using Amazon.DynamoDBv2;
using Microsoft.Extensions.Logging;
using TypedDynamo.Observability;
using TypedDynamo.Transport.Lean;

namespace TypedDynamo.Transport;

/// <summary>Chooses the transport of a client's requests.</summary>
internal static class TransportFactory
{
    // An application has one logger factory and many tables, and is to be warned once.
    private static readonly ConditionalWeakTable<ILoggerFactory, object> s_warned = new();

    /// <exception cref="ArgumentException">The options ask for the lean transport, and the client is not the SDK's own.</exception>
    public static ITransport Create(IAmazonDynamoDB client, DynamoTableOptions options)
    {
        if (!options.UseLeanTransport)
        {
            return Create(client, options.LoggerFactory, SdkTransport.For);
        }

        if (client.GetType() != typeof(AmazonDynamoDBClient))
        {
            throw new ArgumentException(
                $"{nameof(DynamoTableOptions)}.{nameof(DynamoTableOptions.UseLeanTransport)} needs a client of type "
                + $"{typeof(AmazonDynamoDBClient)}, and this one is a {client.GetType()}: requests would bypass what it does to its calls. "
                + "Leave the option off, or pass the plain client.",
                nameof(client));
        }

        return Create(client, options.LoggerFactory, client => LeanTransport.For(client, options.TimeProvider));
    }

    /// <remarks>Tests replace <paramref name="useItsPipeline"/> to simulate another version of the SDK.</remarks>
    internal static ITransport Create(
        IAmazonDynamoDB client, ILoggerFactory? loggerFactory, Func<AmazonDynamoDBClient, ITransport> useItsPipeline)
    {
        // A derived class may override any call, so only the exact type is known to send what its pipeline sends.
        if (client.GetType() != typeof(AmazonDynamoDBClient))
        {
            return new LowLevelTransport(client);
        }

        try
        {
            return useItsPipeline((AmazonDynamoDBClient)client);
        }
        catch (MissingMemberException error)
        {
            if (loggerFactory is not null && s_warned.TryAdd(loggerFactory, error))
            {
                Log.PipelineIsOutOfReach(
                    loggerFactory.CreateLogger(typeof(SdkTransport).FullName!), error, typeof(AmazonDynamoDBClient).Assembly.GetName().Version);
            }

            return new LowLevelTransport(client);
        }
    }
}
