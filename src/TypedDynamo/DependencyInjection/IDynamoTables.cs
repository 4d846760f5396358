using System.Collections.Concurrent;
using Amazon.DynamoDBv2;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace TypedDynamo;

/// <summary>Hands out tables by name, where which of them is wanted is known at run time only: the tables of a tenant.</summary>
public interface IDynamoTables
{
    /// <summary>Gives a table as the options of a name describe it. No request is sent.</summary>
    /// <remarks>
    /// The client is the <see cref="IAmazonDynamoDB"/> that is registered under the same name as a keyed service or, where there is none, the one without
    /// a name. The table is made once for each name.
    /// </remarks>
    /// <typeparam name="TTable">The generated table class.</typeparam>
    /// <param name="name">The name of the <see cref="TypedDynamoOptions"/>; <see langword="null"/> for those without a name.</param>
    /// <returns>The table.</returns>
    TTable Get<TTable>(string? name = null)
        where TTable : DynamoTable, IDynamoTable<TTable>;
}

/// <summary>Makes the tables of a container.</summary>
internal sealed class DynamoTables(
    IServiceProvider services, IOptionsMonitor<TypedDynamoOptions> options, TimeProvider? timeProvider = null, ILoggerFactory? loggerFactory = null)
    : IDynamoTables
{
    private readonly ConcurrentDictionary<(Type Table, string Name), DynamoTable> _tables = new();

    public TTable Get<TTable>(string? name = null)
        where TTable : DynamoTable, IDynamoTable<TTable>
    {
        name ??= Options.DefaultName;
        return (TTable)_tables.GetOrAdd((typeof(TTable), name), static (key, tables) => tables.Create<TTable>(key.Name), this);
    }

    private TTable Create<TTable>(string name)
        where TTable : DynamoTable, IDynamoTable<TTable>
    {
        IAmazonDynamoDB client = (name.Length > 0 ? services.GetKeyedService<IAmazonDynamoDB>(name) : null)
            ?? services.GetRequiredService<IAmazonDynamoDB>();
        TypedDynamoOptions names = options.Get(name);
        return TTable.Create(client, new DynamoTableOptions
        {
            TableName = names.TableNames.TryGetValue(TTable.Schema.TableName, out string? tableName) ? tableName : null,
            TableNamePrefix = names.TableNamePrefix,
            TimeProvider = timeProvider ?? TimeProvider.System,
            LoggerFactory = loggerFactory,
            UseLeanTransport = names.UseLeanTransport,
        });
    }
}
