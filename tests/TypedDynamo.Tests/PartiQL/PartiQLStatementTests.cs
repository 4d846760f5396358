using NSubstitute;
using Amazon.DynamoDBv2;

namespace TypedDynamo.Tests.PartiQL;

public class PartiQLStatementTests
{
    [Fact]
    public void AValueThatLooksLikeAStatementIsAParameter()
    {
        string id = "x' OR '1' = '1";
        PartiQLStatement statement = $"SELECT * FROM {Rows("test-")} WHERE Id = {id} AND n > {5}";

        statement.Text.ShouldBe("SELECT * FROM \"test-logfile_scan\" WHERE Id = ? AND n > ?");
    }

    [Fact]
    public void AQuestionMarkInTheTextIsRefused()
        => Should.Throw<FormatException>(() =>
        {
            PartiQLStatement statement = $"SELECT * FROM {Rows("")} WHERE Id = ?";
            _ = statement.Text;
        });

    [Fact]
    public void QuotesAroundBracesAreRefused()
    {
        Should.Throw<FormatException>(() => Text($"SELECT * FROM {Rows("")} WHERE Id = '{"x"}'"));
        Should.Throw<FormatException>(() => Text($"SELECT * FROM \"{Rows("")}\""));
        Text($"SELECT \"it's\" FROM {Rows("")} WHERE Id = 'it''s' AND \"it's\" = {"x"}")
            .ShouldBe("SELECT \"it's\" FROM \"logfile_scan\" WHERE Id = 'it''s' AND \"it's\" = ?");

        static string Text(PartiQLStatement statement) => statement.Text;
    }

    [Fact]
    public void TooManyStatementsAreRefused()
    {
        IAmazonDynamoDB client = Substitute.For<IAmazonDynamoDB>();
        PartiQLStatement[] statements = [.. Enumerable.Range(0, 101).Select(i => (PartiQLStatement)$"SELECT * FROM t WHERE Id = {i}")];

        Should.Throw<ArgumentException>(() => client.BatchPartiQLAsync(statements[..26])).Message.ShouldContain("26");
        Should.Throw<ArgumentException>(() => client.TransactPartiQLAsync(statements)).Message.ShouldContain("101");
        Should.Throw<ArgumentException>(() => client.BatchPartiQLAsync([]));
        client.ReceivedCalls().ShouldBeEmpty();
    }

    [Fact]
    public void NullAmongTheStatementsAndBadTokensAreRefused()
    {
        IAmazonDynamoDB client = Substitute.For<IAmazonDynamoDB>();
        PartiQLStatement good = $"SELECT * FROM t WHERE Id = {1}";

        Should.Throw<ArgumentException>(() => client.BatchPartiQLAsync([good, null!])).Message.ShouldContain("Statement 2");
        Should.Throw<ArgumentException>(() => client.TransactPartiQLAsync([null!])).Message.ShouldContain("Statement 1");
        Should.Throw<ArgumentException>(() => client.TransactPartiQLAsync([good], new string('x', 37))).Message.ShouldContain("36");
        Should.Throw<ArgumentException>(() => client.TransactPartiQLAsync([good], ""));
        client.ReceivedCalls().ShouldBeEmpty();
    }

    private static LogRowTable Rows(string prefix)
        => new(Substitute.For<IAmazonDynamoDB>(), new DynamoTableOptions { TableNamePrefix = prefix });
}
