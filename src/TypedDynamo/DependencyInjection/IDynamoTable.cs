using System.ComponentModel;
using Amazon.DynamoDBv2;

namespace TypedDynamo;

/// <summary>What every generated table class tells of itself, so that code which knows the class alone can make one.</summary>
/// <typeparam name="TSelf">The table class.</typeparam>
public interface IDynamoTable<TSelf>
    where TSelf : DynamoTable, IDynamoTable<TSelf>
{
    /// <summary>Gets the table as its annotated type describes it.</summary>
    static abstract TableSchema Schema { get; }

    /// <summary>Opens the table. No request is sent.</summary>
    /// <param name="client">The SDK's client.</param>
    /// <param name="options">The table's name at run time and other settings.</param>
    /// <returns>The table.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    static abstract TSelf Create(IAmazonDynamoDB client, DynamoTableOptions? options);
}
