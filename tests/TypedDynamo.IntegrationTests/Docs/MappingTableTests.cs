using System.Text;
using System.Text.RegularExpressions;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Microsoft.CodeAnalysis;
using TypedDynamo.IntegrationTests.Engine;
using TypedDynamo.IntegrationTests.Items;
using TypedDynamo.IntegrationTests.Operations;
using TypedDynamo.IntegrationTests.Randomized;
using TypedDynamo.IntegrationTests.Scripts;
using TypedDynamo.TestKit;

namespace TypedDynamo.IntegrationTests.Docs;

/// <summary>
/// The table of <c>docs/mapping.md</c> is what happens: every type that it names is stored as the DynamoDB type that it says, comes back equal
/// at its edges, and is a key, in the order that it says, or none.
/// </summary>
public sealed partial class MappingTableTests(EngineFixture fixture) : IClassFixture<EngineFixture>
{
    private const string Declarations = """
        using System.Collections.Concurrent;
        using System.Collections.Frozen;
        using System.Collections.Generic;
        using System.Collections.Immutable;
        using System.Collections.ObjectModel;
        using System.IO;
        using System.Linq;
        using System.Net;
        using System.Numerics;
        using System.Text.Json;
        using System.Text.Json.Nodes;

        public enum Colour { Red, Green = 40, Blue = -3 }

        public sealed record Part(string Name, int? Count);

        [DynamoDerivedType(typeof(Circle), "circle")]
        public abstract record Figure;

        public sealed record Circle(double Radius) : Figure;

        public readonly record struct OrderId(Guid Value);

        public sealed record Iban(string Text) : IParsable<Iban>
        {
            public static Iban Parse(string s, IFormatProvider? provider) => new(s);

            public static bool TryParse([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] string? s, IFormatProvider? provider, out Iban result)
            {
                result = new(s ?? "");
                return s is not null;
            }

            public override string ToString() => Text;
        }

        public sealed class Upper : IAttributeConverter<Type, string>
        {
            public string ToStored(Type value) => value.FullName!;

            public Type FromStored(string stored) => Type.GetType(stored)!;
        }

        """;

    [Fact]
    public void EveryTypeOfThePageHasSamples()
        => MappedTypes.All.Select(type => type.Name).ShouldBe(Rows().SelectMany(row => row.Types), ignoreOrder: true);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task EveryTypeIsStoredAsThePageSaysAndComesBackEqual(bool byOrdinaryCalls)
    {
        var source = new StringBuilder(Declarations);
        source.AppendLine("[DynamoTable(\"mapped\")] public sealed class Mapped").AppendLine("{")
            .AppendLine("    [PartitionKey] public required string Id { get; init; }");
        for (int i = 0; i < MappedTypes.All.Count; i++)
        {
            MappedType type = MappedTypes.All[i];
            source.AppendLine($"    {type.Annotation}public {type.Source}? V{i} {{ get; init; }}");
        }

        source.AppendLine("    public static Mapped[] Samples() =>").AppendLine("    [");
        for (int i = 0; i < MappedTypes.All.Count; i++)
        {
            foreach (string sample in MappedTypes.All[i].Samples)
            {
                source.AppendLine($"        new() {{ Id = Guid.NewGuid() + \"/{i}\", V{i} = {sample} }},");
            }
        }

        source.AppendLine("    ];").AppendLine("}");
        using var model = new CompiledModel(source.ToString());
        using AmazonDynamoDBClient client = fixture.CreateClient();
        dynamic table = model.CreateTable("MappedTable", byOrdinaryCalls ? ForwardingClient.Around(client) : client);
        await (Task)table.CreateTableAsync();
        Dictionary<string, Row> rows = Rows().SelectMany(row => row.Types.Select(type => (type, row))).ToDictionary(pair => pair.type, pair => pair.row);

        foreach (dynamic item in (Array)model.Find("Mapped").GetMethod("Samples")!.Invoke(null, null)!)
        {
            string id = item.Id;
            int number = int.Parse(id[(id.IndexOf('/', StringComparison.Ordinal) + 1)..], System.Globalization.CultureInfo.InvariantCulture);
            MappedType type = MappedTypes.All[number];
            await (Task)table.PutAsync(item);
            object read = await table.GetAsync(id);
            ShapeText.Describe(read).ShouldBe(ShapeText.Describe((object)item), type.Name);

            GetItemResponse response = await client.GetItemAsync("mapped", new() { ["Id"] = new AttributeValue(id) });
            AttributeValue stored = response.Item["V" + number];
            string code = CodeOf(stored);
            string[] codes = rows[type.Name].StoredAs is { Length: > 0 } listed ? listed : [type.StoredAs!];
            codes.ShouldContain(code, $"{type.Name} is stored as {code}");
        }
    }

    [Fact]
    public async Task EveryTypeIsAKeyInTheOrderOfThePageOrNone()
    {
        (MappedType Type, string Order)[] types =
        [
            .. from row in Rows() from name in row.Types select (MappedTypes.All.Single(type => type.Name == name), row.SortsBy),
        ];
        string[] declarations =
        [
            .. types.Select((pair, i) => $"[DynamoTable(\"key{i}\")] public sealed class K{i} {{ "
                + "[PartitionKey] public required string Id { get; init; } "
                + $"[SortKey] {pair.Type.Annotation}public required {pair.Type.Source} V {{ get; init; }} }}\n"),
        ];

        // All in one compilation, each on a line of its own, by which its findings are told from those of the others.
        IReadOnlyList<Diagnostic> findings = await GeneratorHarness.AnalyzeAsync(Declarations + string.Concat(declarations));
        ILookup<int, string> errors = findings.Where(finding => finding.Severity == DiagnosticSeverity.Error).ToLookup(
            finding => finding.Location.GetLineSpan().StartLinePosition.Line - Declarations.Count(c => c == '\n'), finding => finding.Id);
        var source = new StringBuilder(Declarations);
        var keys = new List<int>();
        for (int i = 0; i < types.Length; i++)
        {
            bool isRefused = types[i].Order == "not allowed as a key";
            errors[i].ShouldBe(isRefused ? ["TDYN104"] : [], types[i].Type.Name);
            if (!isRefused)
            {
                source.Append(declarations[i]).AppendLine($"public static class S{i} {{ public static K{i}[] Samples() => [");
                foreach (string sample in types[i].Type.KeySamples)
                {
                    source.AppendLine($"    new() {{ Id = \"p\", V = {sample} }},");
                }

                source.AppendLine("]; }");
                keys.Add(i);
            }
        }

        errors.Sum(ofType => ofType.Count()).ShouldBe(types.Length - keys.Count);
        using var model = new CompiledModel(source.ToString());
        using AmazonDynamoDBClient client = fixture.CreateClient();
        foreach (int i in keys)
        {
            dynamic table = model.CreateTable($"K{i}Table", client);
            await (Task)table.CreateTableAsync();
            var samples = (Array)model.Find($"S{i}").GetMethod("Samples")!.Invoke(null, null)!;
            foreach (dynamic item in samples)
            {
                await (Task)table.PutAsync(item);
            }

            List<object> read = await ValuesAsync(table.Query("p"));
            read.Count.ShouldBe(samples.Length, types[i].Type.Name);
            if (types[i].Order is "value" or "time" or "duration")
            {
                read.SequenceEqual(read.Order()).ShouldBeTrue(types[i].Type.Name);
            }
        }
    }

    private static async Task<List<object>> ValuesAsync<T>(ItemSequence<T> items)
    {
        var values = new List<object>();
        await foreach (T item in items)
        {
            values.Add(typeof(T).GetProperty("V")!.GetValue(item)!);
        }

        return values;
    }

    private static string CodeOf(AttributeValue value)
        => value.S is not null ? "S"
            : value.N is not null ? "N"
            : value.B is not null ? "B"
            : value.BOOL is not null ? "BOOL"
            : value.NULL is not null ? "NULL"
            : value.SS is { Count: > 0 } ? "SS"
            : value.NS is { Count: > 0 } ? "NS"
            : value.BS is { Count: > 0 } ? "BS"
            : value.IsMSet ? "M"
            : "L";

    private static List<Row> Rows()
    {
        string page = File.ReadAllText(Path.Combine(ScriptRunner.RepositoryRoot, "docs", "mapping.md"));
        return [.. page.Split('\n')
            .SkipWhile(line => !line.StartsWith("| C# type |", StringComparison.Ordinal))
            .Skip(2)
            .TakeWhile(line => line.StartsWith('|'))
            .Select(line => line.Trim('|', ' ').Split(" | "))
            .Select(cells => new Row(TypesOf(cells[0]), Code().Matches(cells[1]).Select(code => code.Value).ToArray(), cells[3]))];
    }

    /// <summary>The types that a cell names; one that describes a type in words is a name as it stands.</summary>
    private static string[] TypesOf(string cell)
        => cell.StartsWith('`') || cell.StartsWith("an array, ", StringComparison.Ordinal)
            ? [.. Quoted().Matches(cell).Select(match => match.Groups[1].Value), .. cell.StartsWith('`') ? [] : (string[])["an array"]]
            : [cell];

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Quoted();

    // Codes stand alone in their cell; words about another type are no codes.
    [GeneratedRegex(@"(?<![\w`'])(S|N|B|L|M|SS|NS|BS|BOOL|NULL)(?![\w`'])")]
    private static partial Regex Code();

    private sealed record Row(string[] Types, string[] StoredAs, string SortsBy);
}
