using System.ComponentModel;
using Amazon.DynamoDBv2;

namespace TypedDynamo;

/// <summary>The static members of every generated table class, by which code that knows only the class can create an instance.</summary>
/// <typeparam name="TSelf">The table class.</typeparam>
public interface IDynamoTable<TSelf>
    where TSelf : DynamoTable, IDynamoTable<TSelf>
{
    /// <summary>Gets the schema that the annotated type describes.</summary>
    static abstract TableSchema Schema { get; }

    /// <summary>Creates the table object. No request is sent.</summary>
    /// <param name="client">The SDK's client.</param>
    /// <param name="options">The table's name at run time and other settings.</param>
    /// <returns>The table.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    static abstract TSelf Create(IAmazonDynamoDB client, DynamoTableOptions? options);
}
