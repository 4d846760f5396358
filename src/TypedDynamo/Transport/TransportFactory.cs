using System.Runtime.CompilerServices;
using Amazon.DynamoDBv2;
using Microsoft.Extensions.Logging;
using TypedDynamo.Observability;
using TypedDynamo.Transport.Lean;

namespace TypedDynamo.Transport;

/// <summary>Chooses how a client's requests are sent.</summary>
internal static class TransportFactory
{
    // An application has one logger factory and many tables, and is to be warned once.
    private static readonly ConditionalWeakTable<ILoggerFactory, object> s_warned = new();

    /// <exception cref="ArgumentException">The lean transport is asked for, and the client is not the SDK's own.</exception>
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
                + $"{typeof(AmazonDynamoDBClient)}, and this one is a {client.GetType()}: requests would pass by whatever it does to its calls. "
                + "Leave the option off, or hand over the plain client.",
                nameof(client));
        }

        return Create(client, options.LoggerFactory, client => LeanTransport.For(client, options.TimeProvider));
    }

    /// <remarks>Tests put in the place of <paramref name="useItsPipeline"/> what another version of the SDK would do.</remarks>
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
