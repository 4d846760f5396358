using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using TypedDynamo.Generators.Model;

namespace TypedDynamo.Generators.Emission;

/// <summary>Writes a table's file: this one the class itself, the other emitters the rest.</summary>
internal static class TableEmitter
{
    public static void Emit(SourceProductionContext context, TableModel model) => context.AddSource($"{model.HintName}Table.g.cs", Write(model));

    /// <summary>Writes the file: first what users see, then how items are read and written.</summary>
    public static SourceText Write(TableModel model) => SourceText.From(TableSource.Write(model, writer => WriteTable(writer, model)), Encoding.UTF8);

    private static void WriteTable(SourceWriter writer, TableModel model)
    {
        string table = model.TableClass;
        string name = Names.Doc(model.TableName);
        writer.Line($"/// <summary>Reads and writes {model.ItemInDocs()} items of the DynamoDB table <c>{name}</c>.</summary>");
        WriteItemLayout(writer, model);
        writer.Line(TableSource.GeneratedCode);
        using (writer.Block($$"""
            {{model.Accessibility()}} partial class {{model.TableClass}} :
                {{GlobalNames.GeneratedTable}}<{{model.ItemType()}}, {{model.KeyType()}}, {{table}}.UpdateTokens, {{table}}.ConditionTokens>,
                {{GlobalNames.IDynamoTable}}<{{table}}>
            """))
        {
            WriteConstructors(writer, model);
            WriteSchema(writer, model);
            QueryEmitter.Write(writer, model);
            var tokens = new TokenNames(model, new MapperNames(model));
            IndexEmitter.Write(writer, tokens);
            TokenEmitter.Write(writer, tokens);
            if (model.IsUsable)
            {
                writer.Line();
                MapperEmitter.Write(writer, model);
            }
        }

        writer.Line();
        KeyEmitter.Write(writer, model);
        IndexItemEmitter.WriteTypes(writer, model);
        writer.Line();
        if (model.IsUsable)
        {
            ViewEmitter.Write(writer, model);
        }
        else
        {
            ViewEmitter.WriteUnusable(writer, model);
        }
    }

    private static void WriteItemLayout(SourceWriter writer, TableModel model)
    {
        var attributes = model.Item.StoredAttributes.Select(attribute
            => (attribute.Name, Text: Describe(attribute.Name, attribute.Value.TypeCode, [.. Role(model, attribute), .. Form(attribute.Value)])));
        var keys = model.Item.KeyTemplates.Select((template, i) => (
            Name: template.Attribute,
            Text: Describe(template.Attribute, "S", [i == 0 ? "partition key" : "sort key", $"<c>{Names.Doc(template.Text)}</c>"])));
        var discriminator = model.ItemTypes is { } types ? new[] { Describe(types.Attribute, "S", ["discriminator"]) } : [];
        var layout = attributes.Concat(keys).OrderBy(attribute => model.Item.OrdinalOf(attribute.Name)).Select(attribute => attribute.Text).Concat(discriminator).ToList();
        if (layout.Count > 0)
        {
            writer.Line(layout.Count <= 2
                ? $"/// <remarks>{string.Join(", ", layout)}</remarks>"
                : $"/// <remarks>\n/// {string.Join("<br/>\n/// ", layout)}\n/// </remarks>");
        }

        static string Describe(string name, string type, string[] notes)
            => $"<c>{Names.Doc(name)}</c> {type}{(notes.Length == 0 ? "" : $" ({string.Join(", ", notes)})")}";
    }

    private static void WriteConstructors(SourceWriter writer, TableModel model)
        => writer.Line($$"""
            /// <inheritdoc/>
            public {{model.TableClass}}({{GlobalNames.AmazonDynamoDB}} client, {{GlobalNames.DynamoTableOptions}}? options = null) : base(client, options) { }
            /// <inheritdoc/>
            protected {{model.TableClass}}() { }
            static {{model.TableClass}} {{GlobalNames.IDynamoTable}}<{{model.TableClass}}>.Create({{GlobalNames.AmazonDynamoDB}} client, {{GlobalNames.DynamoTableOptions}}? options)
                => new(client, options);
            """);

    private static void WriteSchema(SourceWriter writer, TableModel model)
    {
        writer.Line("/// <summary>Gets the table's schema: its name, its key and its attributes by ordinal.</summary>");
        if (!model.IsUsable)
        {
            writer.Line($"public static {GlobalNames.TableSchema} Schema => {NotUsable(model)};\n");
            return;
        }

        string attributes = string.Join(", ", model.AttributeNames.Select(Names.Literal));
        string sortKey = model.SortKey is { } key ? $", sortKey: {SchemaKey(model, key)}" : "";
        string roles = SchemaRole(model, AttributeRole.Version, "version") + SchemaRole(model, AttributeRole.TimeToLive, "timeToLive");
        string optional = $"{sortKey}{IndexEmitter.Definitions(model)}{roles}";
        writer.Line($"public static {GlobalNames.TableSchema} Schema {{ get; }} = new(");
        writer.Line($"    {Names.Literal(model.TableName)}, {Names.Literal(model.Item.Name)}, [{attributes}], partitionKey: {SchemaKey(model, model.PartitionKey!)}{optional});\n");
    }

    private static string SchemaRole(TableModel model, AttributeRole role, string parameter)
    {
        var attribute = model.Item.StoredAttributes.FirstOrDefault(attribute => attribute.Role == role);
        return attribute is null ? "" : $", {parameter}: {model.Item.OrdinalOf(attribute.Name)}";
    }

    public static string SchemaKey(TableModel model, KeyModel key)
        => $"({key.Ordinal}, {GlobalNames.KeyAttributeType}."
            + $"{(model.Item.IsComposed(key.Ordinal) ? AttributeType.String : model.Item.Attributes[key.Ordinal].Value.DynamoType)})";

    /// <summary>The body of what a table that cannot be used cannot do. It runs only where somebody has suppressed the finding.</summary>
    public static string NotUsable(TableModel model)
        => $"throw new {GlobalNames.NotSupportedException}({Names.Literal($"'{model.Item.Name}' cannot be stored: its rules say why.")})";

    private static IEnumerable<string> Role(TableModel model, AttributeModel attribute)
    {
        int ordinal = model.Item.OrdinalOf(attribute.Name);
        if (model.PartitionKey?.Ordinal == ordinal)
        {
            yield return "partition key";
        }
        else if (model.SortKey?.Ordinal == ordinal)
        {
            yield return "sort key";
        }

        if (attribute.Role switch
        {
            AttributeRole.Version => "version",
            AttributeRole.TimeToLive => "time to live",
            AttributeRole.CreatedAt => "set by the first put",
            AttributeRole.UpdatedAt => "set by every put",
            _ => null,
        } is { } role)
        {
            yield return role;
        }
    }

    private static IEnumerable<string> Form(ValueModel value) => value.Kind switch
    {
        MemberKind.DateTime or MemberKind.DateTimeOffset => ["ISO 8601 UTC"],
        MemberKind.DateOnly or MemberKind.TimeOnly => ["ISO 8601"],
        MemberKind.TimeSpan => ["ticks"],
        MemberKind.EpochDateTime or MemberKind.EpochDateTimeOffset => ["seconds since 1970"],
        MemberKind.Converted => Form(value.Stored!),
        _ => [],
    };
}
