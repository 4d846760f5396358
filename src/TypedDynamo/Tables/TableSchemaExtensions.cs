using Amazon.DynamoDBv2.Model;
using TypedDynamo.Tables;

namespace TypedDynamo;

/// <summary>Creates table definitions from a table's schema.</summary>
public static class TableSchemaExtensions
{
    /// <summary>Returns the request that creates the table, for you to inspect, change and send. Sends nothing.</summary>
    /// <remarks>
    /// Time to live and point-in-time recovery are not part of CreateTable: <c>CreateTableAsync</c> of a table object requests them once
    /// the table exists.
    /// </remarks>
    /// <param name="schema">The schema.</param>
    /// <param name="tableName">The table's name, or <see langword="null"/> for the annotated one.</param>
    /// <param name="settings">Billing and more, or <see langword="null"/> for billing by request and DynamoDB's defaults.</param>
    /// <returns>A new request.</returns>
    /// <exception cref="ArgumentException">The settings contradict each other or the schema.</exception>
    public static CreateTableRequest ToCreateTableRequest(this TableSchema schema, string? tableName = null, TableSettings? settings = null)
        => TableDefinition.CreateRequest(TableSettings.SchemaOf(schema, settings), tableName ?? schema.TableName, settings);

    /// <summary>Writes an AWS CloudFormation template whose only resource is the table.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="tableName">The table's name, or <see langword="null"/> for the annotated one.</param>
    /// <param name="settings">Billing and more, or <see langword="null"/> for billing by request and DynamoDB's defaults.</param>
    /// <param name="logicalId">The resource's name in the template, ASCII letters and digits; <see langword="null"/> for the table's letters and
    /// digits and <c>Table</c>, as in <c>OrdersTable</c>.</param>
    /// <returns>The template as indented JSON.</returns>
    /// <exception cref="ArgumentException">The settings contradict each other or the schema, or the logical id has other characters.</exception>
    public static string ToCloudFormation(this TableSchema schema, string? tableName = null, TableSettings? settings = null, string? logicalId = null)
        => TableTemplate.Write(TableSettings.SchemaOf(schema, settings), tableName ?? schema.TableName, settings, logicalId);

    /// <summary>Writes the table as an AWS CloudFormation resource, <c>AWS::DynamoDB::Table</c>, for a template of your own.</summary>
    /// <returns>The resource as indented JSON: an object with <c>Type</c> and <c>Properties</c>.</returns>
    /// <inheritdoc cref="ToCloudFormation"/>
    public static string ToCloudFormationResource(this TableSchema schema, string? tableName = null, TableSettings? settings = null)
        => TableTemplate.WriteResource(TableSettings.SchemaOf(schema, settings), tableName ?? schema.TableName, settings);
}
