using Microsoft.Extensions.DependencyInjection;

namespace TypedDynamo;

/// <summary>Registers tables with the options of a name.</summary>
public sealed class TypedDynamoBuilder
{
    internal TypedDynamoBuilder(IServiceCollection services, string name)
    {
        Services = services;
        Name = name;
    }

    /// <summary>Gets the services.</summary>
    public IServiceCollection Services { get; }

    /// <summary>Gets the name of the options; empty for options without a name.</summary>
    public string Name { get; }

    /// <summary>Registers a table as a singleton: as a service of its class or, with a name, as a keyed service.</summary>
    /// <typeparam name="TTable">The generated table class.</typeparam>
    /// <returns>The same builder.</returns>
    public TypedDynamoBuilder AddTable<TTable>()
        where TTable : DynamoTable, IDynamoTable<TTable>
    {
        if (Name.Length == 0)
        {
            Services.AddSingleton(static provider => provider.GetRequiredService<IDynamoTables>().Get<TTable>());
        }
        else
        {
            Services.AddKeyedSingleton(Name, static (provider, name) => provider.GetRequiredService<IDynamoTables>().Get<TTable>((string?)name));
        }

        return this;
    }
}
