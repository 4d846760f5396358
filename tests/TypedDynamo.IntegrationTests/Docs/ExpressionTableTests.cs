using System.Text.Json;
using System.Text.RegularExpressions;
using Amazon.DynamoDBv2;
using Microsoft.CodeAnalysis;
using TypedDynamo.IntegrationTests.Docs.Expressions;
using TypedDynamo.IntegrationTests.Engine;
using TypedDynamo.IntegrationTests.Randomized;
using TypedDynamo.IntegrationTests.Scripts;
using TypedDynamo.Testing;
using TypedDynamo.TestKit;

namespace TypedDynamo.IntegrationTests.Docs;

/// <summary>
/// The tables of <c>docs/expressions.md</c> are what happens: the C# of each row compiles, DynamoDB takes what it sends, and that is the
/// expression beside it; and what the page says does not compile, does not.
/// </summary>
public sealed partial class ExpressionTableTests(EngineFixture fixture) : IClassFixture<EngineFixture>
{
    private const string Document = "docs/expressions.md";

    // The variables that the page's code uses. Their values stand in its expressions by their names.
    private const string Variables = """
                var placedAt = new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);
                var from = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
                var to = new DateTimeOffset(2026, 12, 31, 0, 0, 0, TimeSpan.Zero);
                byte[] stamp = [1, 2];
                var order = new Order
                {
                    CustomerId = "c-42", PlacedAt = placedAt, Total = 120m, Views = 1, Note = "a note", Stamp = stamp,
                    Address = new("Bern", "3000"), Lines = [new("tea", 5m), new("cup", 10m)], Scores = [1, 2], Tags = ["vip"], Labels = new() { ["colour"] = "red" },
                };
        """;

    private static readonly Dictionary<string, string> s_names = new()
    {
        ["\"2026-11-20T12:00:00.0000000Z\""] = "placedAt",
        ["\"2026-01-01T00:00:00.0000000Z\""] = "from",
        ["\"2026-12-31T00:00:00.0000000Z\""] = "to",
        ["AQI="] = "stamp",
    };

    [Fact]
    public async Task EveryRowSendsTheExpressionBesideItsCode()
    {
        List<(string Expected, string Code)> rows =
            [.. Rows("Request"), .. Rows("Condition").Select(Condition), .. Rows("Update").Select(Update)];
        rows.Count.ShouldBeGreaterThan(60);
        using var model = new CompiledModel(Source(rows.Select(row => row.Code)));
        var recorder = new RecordingHandler();
        using AmazonDynamoDBClient client = fixture.CreateClient(
            config => config.HttpClientFactory = recorder.AsHttpClientFactory());
        dynamic orders = model.CreateTable("OrderTable", client);
        dynamic articles = model.CreateTable("ArticleTable", client);
        await (Task)orders.EnsureCreatedAsync();
        await (Task)articles.EnsureCreatedAsync();

        var wrong = new List<string>();
        for (int i = 0; i < rows.Count; i++)
        {
            recorder.Clear();
            await (Task)model.Find("Rows").GetMethod("RunAsync")!.Invoke(null, [i, (object)orders, (object)articles])!;

            // The first request puts the item that the row's code is about.
            string sent = Sent(recorder.Requests[^1].ParseBody(), rows[i].Expected.Split(": ")[0]);
            if (sent != rows[i].Expected)
            {
                wrong.Add($"{rows[i].Code}\n  says  {rows[i].Expected}\n  sends {sent}");
            }
        }

        wrong.ShouldBeEmpty(string.Join('\n', wrong));
    }

    [Fact]
    public void WhatThePageSaysDoesNotCompileDoesNot()
    {
        List<(string Reason, string Code)> rows = [.. Rows("Does not compile").Select(row => (row.Second, row.First))];
        rows.Count.ShouldBeGreaterThan(8);

        foreach ((string reason, string code) in rows)
        {
            GeneratorHarness.Run(Source([code])).Output.GetDiagnostics().ShouldContain(
                problem => problem.Severity == DiagnosticSeverity.Error, $"{code} compiles: {reason}");
        }
    }

    [Fact]
    public async Task TheExamplesRun()
    {
        using AmazonDynamoDBClient client = fixture.CreateClient();
        var orders = new OrderTable(client);
        await orders.EnsureCreatedAsync();
        var placedAt = new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);
        var order = new Order { CustomerId = "c-42", PlacedAt = placedAt, Total = 120m, Views = 6, Tags = ["vip"] };
        await orders.PutAsync(order);
        await orders.PutAsync(new Order { CustomerId = "c-42", PlacedAt = placedAt.AddDays(1), Total = 80m, Views = 2, IsPaid = true });

        (await ExpressionsExample.VariablesAsync(orders, 100m, "vip")).ShouldBe("1 1");
        (await ExpressionsExample.VariablesAsync(orders, 50m, null)).ShouldBe("2 1");
        (await ExpressionsExample.VariablesAsync(orders, null, null)).ShouldBe("2 1");
        (await ExpressionsExample.AbsentAsync(orders, placedAt)).ShouldBe("1 7 1");
        (await ExpressionsExample.ObstacleAsync(orders, order)).ShouldBe("there is one over 120 already");
        (await ExpressionsExample.ObstacleAsync(orders, order with { CustomerId = "c-44" })).ShouldBe("placed");
        (await orders.Query("c-42").Where(_ => OrderConditions.Large).CountAsync()).ShouldBe(1);
    }

    private static (string Expected, string Code) Condition((string Expected, string Code) row)
        => ($"FilterExpression: {row.Expected}", $"await orders.Scan().Where(o => {row.Code}).ToListAsync()");

    private static (string Expected, string Code) Update((string Expected, string Code) row)
        => ($"UpdateExpression: {row.Expected}", $"await orders.UpdateAsync(\"c-42\", placedAt, o => {row.Code})");

    private static string Source(IEnumerable<string> rows)
    {
        IEnumerable<string> cases = rows.Select((row, i) => $"            case {i}:\n                {row};\n                break;\n");
        string items = DocumentationTests.Region("tests/TypedDynamo.IntegrationTests/Docs/ExpressionsExample.cs", "the items");
        return $$"""
            using System.Collections.Generic;
            using System.Linq;
            using System.Threading.Tasks;

            {{items}}

            public static class Rows
            {
                public static async Task RunAsync(int row, OrderTable orders, ArticleTable articles)
                {
            {{Variables}}
                    await orders.PutAsync(order);
                    switch (row)
                    {
            {{string.Concat(cases)}}
                    }

                    _ = (from, to);
                }
            }
            """;
    }

    /// <summary>A member of a request, with the names and values in place of their placeholders.</summary>
    private static string Sent(JsonElement request, string member)
    {
        if (!request.TryGetProperty(member, out JsonElement value))
        {
            return $"{member} is not sent";
        }

        string text = Placeholder().Replace(value.ToString(), placeholder => placeholder.Value[0] == '#'
            ? request.GetProperty("ExpressionAttributeNames").GetProperty(placeholder.Value).GetString()!
            : Text(request.GetProperty("ExpressionAttributeValues").GetProperty(placeholder.Value)));
        return $"{member}: {text}";
    }

    private static string Text(JsonElement wireValue)
    {
        JsonProperty value = wireValue.EnumerateObject().Single();
        string text = value.Name switch
        {
            "S" => $"\"{value.Value}\"",
            "BOOL" => value.Value.GetBoolean() ? "true" : "false",
            "L" => $"[{string.Join(", ", value.Value.EnumerateArray().Select(Text))}]",
            "SS" => $"{{{string.Join(", ", value.Value.EnumerateArray().Select(element => $"\"{element}\""))}}}",
            "M" => $"{{{string.Join(", ", value.Value.EnumerateObject().Select(entry => $"{entry.Name}: {Text(entry.Value)}"))}}}",
            _ => value.Value.ToString(),
        };
        return s_names.GetValueOrDefault(text, text);
    }

    /// <summary>The rows of all tables whose first column has a heading: the code in the first two cells.</summary>
    private static IEnumerable<(string First, string Second)> Rows(string heading)
    {
        bool isInTable = false;
        foreach (string line in DocumentationTests.Read(Document).Split('\n'))
        {
            isInTable = line.StartsWith($"| {heading} |", StringComparison.Ordinal) || (isInTable && line.StartsWith('|'));
            if (isInTable && line.StartsWith("| `", StringComparison.Ordinal))
            {
                string[] cells = [.. line.Trim('|', ' ').Split(" | ").Select(cell => cell.Replace("\\|", "|", StringComparison.Ordinal))];
                yield return (cells[0].Trim('`'), cells[1].Trim('`'));
            }
        }
    }

    [GeneratedRegex("[#:][nv][0-9]+")]
    private static partial Regex Placeholder();
}
