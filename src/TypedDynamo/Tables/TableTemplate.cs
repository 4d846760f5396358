using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Amazon.DynamoDBv2.Model;

namespace TypedDynamo.Tables;

/// <summary>Writes a table's definition for AWS CloudFormation, from its CreateTable request.</summary>
internal static class TableTemplate
{
    // The JSON is read by people and by CloudFormation, never by a browser.
    private static readonly JsonWriterOptions s_options = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(TableSchema schema, string tableName, TableSettings? settings, string? logicalId)
    {
        logicalId ??= LogicalIdOf(tableName);
        if (logicalId.Length == 0 || !logicalId.All(char.IsAsciiLetterOrDigit))
        {
            throw new ArgumentException($"'{logicalId}' is not a logical id: CloudFormation takes only ASCII letters and digits.", nameof(logicalId));
        }

        return Render(json =>
        {
            json.WriteStartObject();
            json.WriteString("AWSTemplateFormatVersion", "2010-09-09");
            json.WriteStartObject("Resources");
            json.WritePropertyName(logicalId);
            WriteResource(json, schema, tableName, settings);
            json.WriteEndObject();
            json.WriteEndObject();
        });
    }

    public static string WriteResource(TableSchema schema, string tableName, TableSettings? settings)
        => Render(json => WriteResource(json, schema, tableName, settings));

    private static string LogicalIdOf(string tableName)
    {
        var id = new StringBuilder();
        bool starts = true;
        foreach (char c in tableName)
        {
            if (char.IsAsciiLetterOrDigit(c))
            {
                id.Append(starts ? char.ToUpperInvariant(c) : c);
            }

            starts = !char.IsAsciiLetterOrDigit(c);
        }

        return id.Append("Table").ToString();
    }

    private static string Render(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, s_options))
        {
            write(json);
        }

        // .NET 8 has no choice of line ends, and takes the platform's.
        return Encoding.UTF8.GetString(buffer.WrittenSpan).ReplaceLineEndings("\n");
    }

    private static void WriteResource(Utf8JsonWriter json, TableSchema schema, string tableName, TableSettings? settings)
    {
        CreateTableRequest request = TableDefinition.CreateRequest(schema, tableName, settings);
        json.WriteStartObject();
        json.WriteString("Type", "AWS::DynamoDB::Table");
        json.WriteStartObject("Properties");
        json.WriteString("TableName", request.TableName);
        WriteList(json, "AttributeDefinitions", request.AttributeDefinitions, definition =>
        {
            json.WriteString("AttributeName", definition.AttributeName);
            json.WriteString("AttributeType", definition.AttributeType.Value);
        });
        WriteKeySchema(json, request.KeySchema);
        WriteIndexes(json, request);
        json.WriteString("BillingMode", request.BillingMode.Value);
        WriteThroughput(json, request.ProvisionedThroughput, request.OnDemandThroughput, request.WarmThroughput);
        WriteSettings(json, request);
        if (settings?.TimeToLive is { } enabled && schema.TimeToLive is { } attribute)
        {
            json.WriteStartObject("TimeToLiveSpecification");
            json.WriteString("AttributeName", attribute.Name);
            json.WriteBoolean("Enabled", enabled);
            json.WriteEndObject();
        }

        if (settings?.PointInTimeRecovery is { } recovery)
        {
            json.WriteStartObject("PointInTimeRecoverySpecification");
            json.WriteBoolean("PointInTimeRecoveryEnabled", recovery);
            WriteNumber(json, "RecoveryPeriodInDays", recovery ? settings.RecoveryPeriodInDays : null);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteIndexes(Utf8JsonWriter json, CreateTableRequest request)
    {
        WriteList(json, "GlobalSecondaryIndexes", request.GlobalSecondaryIndexes, index =>
        {
            json.WriteString("IndexName", index.IndexName);
            WriteKeySchema(json, index.KeySchema);
            WriteProjection(json, index.Projection);
            WriteThroughput(json, index.ProvisionedThroughput, index.OnDemandThroughput, index.WarmThroughput);
        });
        WriteList(json, "LocalSecondaryIndexes", request.LocalSecondaryIndexes, index =>
        {
            json.WriteString("IndexName", index.IndexName);
            WriteKeySchema(json, index.KeySchema);
            WriteProjection(json, index.Projection);
        });
    }

    private static void WriteSettings(Utf8JsonWriter json, CreateTableRequest request)
    {
        // CloudFormation turns a stream on by its view alone.
        if (request.StreamSpecification is { } stream)
        {
            json.WriteStartObject("StreamSpecification");
            json.WriteString("StreamViewType", stream.StreamViewType.Value);
            json.WriteEndObject();
        }

        if (request.TableClass is { } tableClass)
        {
            json.WriteString("TableClass", tableClass.Value);
        }

        if (request.DeletionProtectionEnabled is { } protection)
        {
            json.WriteBoolean("DeletionProtectionEnabled", protection);
        }

        if (request.SSESpecification is { } encryption)
        {
            json.WriteStartObject("SSESpecification");
            json.WriteBoolean("SSEEnabled", true);
            json.WriteString("SSEType", encryption.SSEType.Value);
            if (encryption.KMSMasterKeyId is { } key)
            {
                json.WriteString("KMSMasterKeyId", key);
            }

            json.WriteEndObject();
        }

        WriteList(json, "Tags", request.Tags, tag =>
        {
            json.WriteString("Key", tag.Key);
            json.WriteString("Value", tag.Value);
        });
    }

    private static void WriteKeySchema(Utf8JsonWriter json, List<KeySchemaElement> keys) => WriteList(json, "KeySchema", keys, key =>
    {
        json.WriteString("AttributeName", key.AttributeName);
        json.WriteString("KeyType", key.KeyType.Value);
    });

    private static void WriteProjection(Utf8JsonWriter json, Amazon.DynamoDBv2.Model.Projection projection)
    {
        json.WriteStartObject("Projection");
        json.WriteString("ProjectionType", projection.ProjectionType.Value);
        if (projection.NonKeyAttributes is { Count: > 0 } attributes)
        {
            json.WriteStartArray("NonKeyAttributes");
            attributes.ForEach(json.WriteStringValue);
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void WriteThroughput(
        Utf8JsonWriter json, ProvisionedThroughput? provisioned, OnDemandThroughput? onDemand, WarmThroughput? warm)
    {
        WriteUnits(
            json,
            "ProvisionedThroughput",
            ("ReadCapacityUnits", provisioned?.ReadCapacityUnits),
            ("WriteCapacityUnits", provisioned?.WriteCapacityUnits));
        WriteUnits(
            json,
            "OnDemandThroughput",
            ("MaxReadRequestUnits", onDemand?.MaxReadRequestUnits),
            ("MaxWriteRequestUnits", onDemand?.MaxWriteRequestUnits));
        WriteUnits(
            json, "WarmThroughput", ("ReadUnitsPerSecond", warm?.ReadUnitsPerSecond), ("WriteUnitsPerSecond", warm?.WriteUnitsPerSecond));
    }

    private static void WriteUnits(Utf8JsonWriter json, string name, (string Name, long? Value) reads, (string Name, long? Value) writes)
    {
        if (reads.Value is null && writes.Value is null)
        {
            return;
        }

        json.WriteStartObject(name);
        WriteNumber(json, reads.Name, reads.Value);
        WriteNumber(json, writes.Name, writes.Value);
        json.WriteEndObject();
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, long? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, number);
        }
    }

    private static void WriteList<T>(Utf8JsonWriter json, string name, List<T>? elements, Action<T> writeMembers)
    {
        if (elements is not { Count: > 0 })
        {
            return;
        }

        json.WriteStartArray(name);
        foreach (T element in elements)
        {
            json.WriteStartObject();
            writeMembers(element);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
