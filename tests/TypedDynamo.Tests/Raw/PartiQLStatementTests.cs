using NSubstitute;
using Amazon.DynamoDBv2;

namespace TypedDynamo.Tests.Raw;

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
    public void TooManyStatementsAreRefused()
    {
        IAmazonDynamoDB client = Substitute.For<IAmazonDynamoDB>();
        PartiQLStatement[] statements = [.. Enumerable.Range(0, 101).Select(i => (PartiQLStatement)$"SELECT * FROM t WHERE Id = {i}")];

        Should.Throw<ArgumentException>(() => client.BatchPartiQLAsync(statements[..26])).Message.ShouldContain("26");
        Should.Throw<ArgumentException>(() => client.TransactPartiQLAsync(statements)).Message.ShouldContain("101");
        Should.Throw<ArgumentException>(() => client.BatchPartiQLAsync([]));
        client.ReceivedCalls().ShouldBeEmpty();
    }

    private static LogRowTable Rows(string prefix)
        => new(Substitute.For<IAmazonDynamoDB>(), new DynamoTableOptions { TableNamePrefix = prefix });
}
