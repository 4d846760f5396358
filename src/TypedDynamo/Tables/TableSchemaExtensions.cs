using Amazon.DynamoDBv2.Model;
using TypedDynamo.Tables;

namespace TypedDynamo;

/// <summary>What a table's schema gives of it for the creation of the table.</summary>
public static class TableSchemaExtensions
{
    /// <summary>Gives the request that creates the table, to look at, change and send. Sends nothing.</summary>
    /// <remarks>
    /// Time to live and point-in-time recovery are no part of CreateTable: <c>CreateTableAsync</c> of a table object asks for them once the
    /// table is there.
    /// </remarks>
    /// <param name="schema">The schema.</param>
    /// <param name="tableName">The table's name, or <see langword="null"/> for the annotated one.</param>
    /// <param name="settings">Billing and more, or <see langword="null"/> for billing by request and DynamoDB's defaults.</param>
    /// <returns>A request of the caller's own.</returns>
    /// <exception cref="ArgumentException">The settings contradict each other or the schema.</exception>
    public static CreateTableRequest ToCreateTableRequest(this TableSchema schema, string? tableName = null, TableSettings? settings = null)
        => TableDefinition.CreateRequest(TableSettings.SchemaOf(schema, settings), tableName ?? schema.TableName, settings);

    /// <summary>Writes an AWS CloudFormation template with the table as its one resource.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="tableName">The table's name, or <see langword="null"/> for the annotated one.</param>
    /// <param name="settings">Billing and more, or <see langword="null"/> for billing by request and DynamoDB's defaults.</param>
    /// <param name="logicalId">The resource's name in the template, ASCII letters and digits; <see langword="null"/> for the table's letters and
    /// digits and <c>Table</c>, as in <c>OrdersTable</c>.</param>
    /// <returns>The template as indented JSON.</returns>
    /// <exception cref="ArgumentException">The settings contradict each other or the schema, or the logical id has other characters.</exception>
    public static string ToCloudFormation(this TableSchema schema, string? tableName = null, TableSettings? settings = null, string? logicalId = null)
        => TableTemplate.Write(TableSettings.SchemaOf(schema, settings), tableName ?? schema.TableName, settings, logicalId);

    /// <summary>Writes the table as an AWS CloudFormation resource, <c>AWS::DynamoDB::Table</c>, for a template of one's own.</summary>
    /// <returns>The resource as indented JSON: an object with <c>Type</c> and <c>Properties</c>.</returns>
    /// <inheritdoc cref="ToCloudFormation"/>
    public static string ToCloudFormationResource(this TableSchema schema, string? tableName = null, TableSettings? settings = null)
        => TableTemplate.WriteResource(TableSettings.SchemaOf(schema, settings), tableName ?? schema.TableName, settings);
}
