using System.Text.RegularExpressions;
using Amazon.DynamoDBv2;
using TypedDynamo.IntegrationTests.Engine;
using TypedDynamo.IntegrationTests.Scripts;

namespace TypedDynamo.IntegrationTests.Docs;

/// <summary>The documentation's examples compile, run, and stand in the documentation as they were run.</summary>
[Collection(EngineCollection.Name)]
public sealed partial class DocumentationTests(EngineFixture fixture)
{
    private static readonly string s_folder = Path.Combine(ScriptRunner.RepositoryRoot, "tests", "TypedDynamo.IntegrationTests", "Docs");

    [Theory]
    [InlineData("ReadmeExample.cs")]
    [InlineData("PythonExample.cs")]
    public void TheDocumentationQuotesTheExamplesExactly(string file)
    {
        string source = Read(Path.Combine(s_folder, file));

        MatchCollection regions = Region().Matches(source);

        regions.Count.ShouldBe(2);
        foreach (Match region in regions)
        {
            string document = Read(Path.Combine(ScriptRunner.RepositoryRoot, region.Groups["document"].Value));
            document.ShouldContain($"```csharp\n{Outdent(region.Groups["text"].Value)}\n```", customMessage: region.Value);
        }
    }

    [Fact]
    public async Task TheReadmesExampleRuns()
    {
        using AmazonDynamoDBClient client = fixture.Engine.CreateClient();

        List<Order> seen = await ReadmeExample.RunAsync(client);

        // Five by the query, of which the first is the one put by itself; then all.
        seen.Count.ShouldBe(5 + 1001);
        seen[0].Total.ShouldBe(19.90m);
    }

    [Fact]
    public async Task TheExampleForPythonUsersRuns()
    {
        using AmazonDynamoDBClient client = fixture.Engine.CreateClient();
        var log = new LogLineTable(client);
        await log.EnsureCreatedAsync();
        await log.PutManyAsync(Enumerable.Range(1, 100).Select(
            i => new LogLine { Key = $"request#{i}", ResponseCode = i % 2 == 0 ? 200 : 404, BytesSent = i }));

        (await PythonExample.RunAsync(client)).ShouldBe(2500);
    }

    private static string Read(string file) => File.ReadAllText(file).ReplaceLineEndings("\n");

    private static string Outdent(string text)
    {
        string[] lines = text.Split('\n');
        int indentation = lines.Where(line => line.Length > 0).Min(line => line.Length - line.TrimStart().Length);
        return string.Join('\n', lines.Select(line => line.Length > 0 ? line[indentation..] : line));
    }

    [GeneratedRegex("""^ *#region (?<document>\S+): .*\n(?<text>(.*\n)*?.*)\n *#endregion""", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Region();
}
