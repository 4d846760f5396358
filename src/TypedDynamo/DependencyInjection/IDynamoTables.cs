using System.Collections.Concurrent;
using Amazon.DynamoDBv2;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace TypedDynamo;

/// <summary>Provides tables by a name that is known only at run time, such as the name of a tenant.</summary>
public interface IDynamoTables
{
    /// <summary>Gets a table with the options of a name. No request is sent.</summary>
    /// <remarks>
    /// The client is the <see cref="IAmazonDynamoDB"/> that is registered under the same name as a keyed service or, if there is none, the one
    /// without a name. The table is created once for each name.
    /// </remarks>
    /// <typeparam name="TTable">The generated table class.</typeparam>
    /// <param name="name">The name of the <see cref="TypedDynamoOptions"/>; <see langword="null"/> for the options without a name.</param>
    /// <returns>The table.</returns>
    TTable Get<TTable>(string? name = null)
        where TTable : DynamoTable, IDynamoTable<TTable>;
}

/// <summary>Creates the tables of a container.</summary>
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
