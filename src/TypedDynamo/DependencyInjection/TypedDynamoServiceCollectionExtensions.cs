using Amazon.DynamoDBv2;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using TypedDynamo;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers tables as services.</summary>
public static class TypedDynamoServiceCollectionExtensions
{
    /// <summary>Registers the services that tables need. <see cref="TypedDynamoBuilder.AddTable{TTable}"/> then registers the tables.</summary>
    /// <remarks>
    /// The client is the <see cref="IAmazonDynamoDB"/> of the container. If none is registered, one is created with the region and
    /// credentials that the SDK finds. An <c>ILoggerFactory</c> and a <see cref="TimeProvider"/> of the container are used too.
    /// </remarks>
    /// <param name="services">The services.</param>
    /// <param name="configure">Sets the tables' names; <see langword="null"/> to leave that to <c>services.Configure&lt;TypedDynamoOptions&gt;(…)</c>.</param>
    /// <returns>The builder that registers tables.</returns>
    public static TypedDynamoBuilder AddTypedDynamo(this IServiceCollection services, Action<TypedDynamoOptions>? configure = null)
        => services.AddTypedDynamo(Options.Options.DefaultName, configure);

    /// <summary>Registers tables with a name: those of a tenant, or of another account or region.</summary>
    /// <remarks>
    /// The tables are keyed services with the name as their key, and <see cref="IDynamoTables"/> provides them too. They use the client that is
    /// registered as a keyed <see cref="IAmazonDynamoDB"/> with the name, or else the one without a name.
    /// </remarks>
    /// <param name="services">The services.</param>
    /// <param name="name">The name.</param>
    /// <param name="configure">Sets the tables' names.</param>
    /// <returns>The builder that registers tables.</returns>
    public static TypedDynamoBuilder AddTypedDynamo(this IServiceCollection services, string name, Action<TypedDynamoOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(name);

        services.AddOptions();
        if (configure is not null)
        {
            services.Configure(name, configure);
        }

        services.TryAddSingleton<IAmazonDynamoDB>(static _ => new AmazonDynamoDBClient());
        services.TryAddSingleton<IDynamoTables>(static provider => new DynamoTables(
            provider,
            provider.GetRequiredService<IOptionsMonitor<TypedDynamoOptions>>(),
            provider.GetService<TimeProvider>(),
            provider.GetService<Logging.ILoggerFactory>()));
        return new TypedDynamoBuilder(services, name);
    }
}
