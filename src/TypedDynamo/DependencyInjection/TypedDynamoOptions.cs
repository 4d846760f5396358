namespace TypedDynamo;

/// <summary>The names that tables have in an environment, or for a tenant. Bind it to a section of the configuration, or set it in code.</summary>
/// <remarks>Options of a name are those of a tenant: see <see cref="IDynamoTables"/>.</remarks>
public sealed class TypedDynamoOptions
{
    /// <summary>Gets or sets what stands before every table's name, such as <c>test-</c>.</summary>
    /// <value>The default is <see langword="null"/>: nothing.</value>
    public string? TableNamePrefix { get; set; }

    /// <summary>Gets the names of single tables, by their annotated names. The prefix stands before these too.</summary>
    /// <value>The default is empty: the tables have their annotated names.</value>
    public IDictionary<string, string> TableNames { get; } = new Dictionary<string, string>();

    /// <summary>Gets or sets whether the tables' requests pass by the client's pipeline: see <see cref="DynamoTableOptions.UseLeanTransport"/>.</summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool UseLeanTransport { get; set; }
}
