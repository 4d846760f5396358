using System.Reflection;
using System.Text.RegularExpressions;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;

namespace TypedDynamo.IntegrationTests.Docs;

/// <summary><c>docs/operations.md</c> forgets no operation of the SDK, and no parameter of those for items and tables.</summary>
public sealed partial class OperationsPageTests
{
    /// <summary>The operations on streams, whose requests are in another package of the SDK (API Reference, "Amazon DynamoDB Streams").</summary>
    private static readonly Dictionary<string, string[]> s_streamOperations = new()
    {
        ["ListStreams"] = ["TableName", "Limit", "ExclusiveStartStreamArn"],
        ["DescribeStream"] = ["StreamArn", "Limit", "ExclusiveStartShardId", "ShardFilter"],
        ["GetShardIterator"] = ["StreamArn", "ShardId", "ShardIteratorType", "SequenceNumber"],
        ["GetRecords"] = ["ShardIterator", "Limit"],
    };

    /// <summary>What stands inside the requests' lists and maps.</summary>
    private static readonly Dictionary<string, Type[]> s_parts = new()
    {
        ["BatchWriteItem"] = [typeof(WriteRequest), typeof(PutRequest), typeof(DeleteRequest)],
        ["BatchGetItem"] = [typeof(KeysAndAttributes)],
        ["TransactWriteItems"] = [typeof(TransactWriteItem), typeof(Put), typeof(Update), typeof(Delete), typeof(ConditionCheck)],
        ["TransactGetItems"] = [typeof(TransactGetItem), typeof(Get)],
        ["BatchExecuteStatement"] = [typeof(BatchStatementRequest)],
        ["ExecuteTransaction"] = [typeof(ParameterizedStatement)],
    };

    private static readonly string s_page = DocumentationTests.Read("docs/operations.md");

    public static TheoryData<string> Operations() => [.. Names()];

    [Theory]
    [MemberData(nameof(Operations))]
    public void EveryParameterOfAnOperationIsThere(string operation)
    {
        Match section = Section().Matches(s_page).SingleOrDefault(section => section.Groups["name"].Value == operation)!;
        if (section is null)
        {
            LeftToTheClient().ShouldContain(operation, $"docs/operations.md says nothing of {operation}.");
            return;
        }

        LeftToTheClient().ShouldNotContain(operation);
        string[] mentioned = [.. Parameter().Matches(section.Value).Select(match => match.Groups["name"].Value)];
        Parameters(operation).Except(mentioned).ShouldBeEmpty($"{operation} has parameters that its section does not name.");
        FirstParameter().Matches(section.Value).Select(match => match.Groups["name"].Value).Except(Parameters(operation))
            .ShouldBeEmpty($"{operation} does not have what its section names.");
    }

    [Fact]
    public void NothingElseIsLeftToTheClient() => LeftToTheClient().Except(Names()).ShouldBeEmpty();

    // One list of what is missing: whoever builds one of these changes its section, and this test names the README.
    [Fact]
    public void TheReadmeNamesWhatThePageSaysIsNotThereYet()
    {
        string readme = DocumentationTests.Read("README.md");
        string sentence = NotThereYet().Matches(readme).Single().Value;
        string[] anchors = [.. Anchor().Matches(sentence).Select(match => match.Groups["anchor"].Value)];

        anchors.ShouldBe(Chapters().Where(IsNotThereYet).Select(AnchorOf));
        string list = readme[..readme.IndexOf(sentence, StringComparison.Ordinal)];
        anchors.ShouldAllBe(anchor => !list.Contains("#" + anchor));

        // A chapter whose operations have rows, and none but this.
        static bool IsNotThereYet(string chapter)
            => Row().Matches(chapter) is { Count: > 0 } rows && rows.All(row => row.Groups["here"].Value.StartsWith("not yet", StringComparison.Ordinal));

        static string AnchorOf(string chapter) => chapter.Split('\n')[0].ToLowerInvariant().Replace(' ', '-');
    }

    private static IEnumerable<string> Chapters() => s_page.Split("\n## ").Skip(1);

    private static IEnumerable<string> Names()
        => RequestTypes().Select(type => type.Name[..^"Request".Length]).Concat(s_streamOperations.Keys).Order();

    private static IEnumerable<Type> RequestTypes()
        => typeof(AmazonDynamoDBRequest).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(AmazonDynamoDBRequest)) && type is { IsPublic: true, IsAbstract: false });

    private static string[] Parameters(string operation)
    {
        if (s_streamOperations.TryGetValue(operation, out string[]? parameters))
        {
            return parameters;
        }

        Type request = RequestTypes().Single(type => type.Name == operation + "Request");
        return
        [
            .. NamesOf(request),
            .. s_parts.GetValueOrDefault(operation, []).SelectMany(part => NamesOf(part).Select(name => $"{part.Name}.{name}")),
        ];
    }

    // The SDK's flags for empty collections are no parameters.
    private static IEnumerable<string> NamesOf(Type type)
        => type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Where(property => property.CanWrite
                && !(property.Name.StartsWith("Is", StringComparison.Ordinal) && property.Name.EndsWith("Set", StringComparison.Ordinal)))
            .Select(property => property.Name);

    private static string[] LeftToTheClient()
    {
        int start = s_page.IndexOf("## Left to the client", StringComparison.Ordinal);
        int end = s_page.IndexOf("## Capacity", StringComparison.Ordinal);
        return [.. Parameter().Matches(s_page[start..end]).Select(match => match.Groups["name"].Value)];
    }

    [GeneratedRegex(@"^### (?<name>\w+)\n(?<text>(?:(?!^#).*\n?)*)", RegexOptions.Multiline)]
    private static partial Regex Section();

    [GeneratedRegex(@"`(?<name>[A-Z][\w.]*)`")]
    private static partial Regex Parameter();

    [GeneratedRegex(@"^Not there yet: [^.]*(?:\.md[^.]*)*\.", RegexOptions.Multiline)]
    private static partial Regex NotThereYet();

    [GeneratedRegex(@"\(docs/operations\.md#(?<anchor>[\w-]+)\)")]
    private static partial Regex Anchor();

    [GeneratedRegex(@"^\| `[\w.]+` \| (?<here>.*) \|$", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"^\| `(?<name>[\w.]+)` \|", RegexOptions.Multiline)]
    private static partial Regex FirstParameter();
}
