namespace TypedDynamo;

/// <summary>The names of tables in an environment, or for a tenant. Bind the options to a section of the configuration, or set them in
/// code.</summary>
/// <remarks>Options with a name are those of a tenant: see <see cref="IDynamoTables"/>.</remarks>
public sealed class TypedDynamoOptions
{
    /// <summary>Gets or sets the prefix of every table's name, such as <c>test-</c>.</summary>
    /// <value>The default is <see langword="null"/>: no prefix.</value>
    public string? TableNamePrefix { get; set; }

    /// <summary>Gets the names of individual tables, by their annotated names. The prefix is added to these too.</summary>
    /// <value>The default is empty: the tables have their annotated names.</value>
    public IDictionary<string, string> TableNames { get; } = new Dictionary<string, string>();

    /// <summary>Gets or sets whether the tables' requests bypass the client's pipeline: see
    /// <see cref="DynamoTableOptions.UseLeanTransport"/>.</summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool UseLeanTransport { get; set; }
}
