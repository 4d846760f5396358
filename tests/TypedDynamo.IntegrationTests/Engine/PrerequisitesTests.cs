using TypedDynamo.Testing;
using TypedDynamo.Testing.Engine;

namespace TypedDynamo.IntegrationTests.Engine;

public sealed class PrerequisitesTests
{
    private const string Java17 = """echo 'openjdk version "17.0.15" 2025-04-15' >&2""";
    private const string Java8 = """echo 'openjdk version "1.8.0_392"' >&2""";

    [Fact]
    public async Task WithoutJavaAndNpmTheErrorSaysWhatToInstallWhere()
    {
        using var host = new FakeHost();

        string message = await ErrorOf(host);

        message.ShouldContain("sudo apt-get install openjdk-17-jre-headless nodejs npm");
        message.ShouldContain("brew install openjdk@17 node");
        message.ShouldContain("winget install EclipseAdoptium.Temurin.17.JRE OpenJS.NodeJS.LTS");
        message.ShouldContain("DYNAMODB_ENDPOINT");
    }

    [Fact]
    public async Task WithoutJavaOnlyJavaIsToBeInstalled()
    {
        using var host = new FakeHost().WithScript("npm", "").WithScript("node", "");

        string message = await ErrorOf(host);

        message.ShouldContain("Java 17 or newer was not found");
        message.ShouldContain("Debian, Ubuntu: sudo apt-get install openjdk-17-jre-headless\n");
        message.ShouldNotContain("nodejs");
    }

    [Fact]
    public async Task WithoutNpmOnlyNodeIsToBeInstalled()
    {
        using var host = new FakeHost().WithScript("java", Java17).WithScript("node", "");

        string message = await ErrorOf(host);

        message.ShouldContain("npm, which fetches the engine once, was not found");
        message.ShouldContain("Debian, Ubuntu: sudo apt-get install nodejs npm\n");
        message.ShouldNotContain("openjdk");
    }

    [Fact]
    public async Task AnOldJavaIsNamed()
    {
        using var host = new FakeHost().WithScript("java", Java8).WithScript("npm", "").WithScript("node", "");

        string message = await ErrorOf(host);

        message.ShouldContain("is Java 8");
        message.ShouldContain("openjdk-17-jre-headless");
    }

    [Fact]
    public async Task AJavaThatOnlySaysThatThereIsNoneIsNone()
    {
        using var host = new FakeHost()
            .WithScript("java", "echo 'Unable to locate a Java Runtime.' >&2; exit 1").WithScript("npm", "").WithScript("node", "");

        (await ErrorOf(host)).ShouldContain("Unable to locate a Java Runtime.");
    }

    [Theory]
    [InlineData("openjdk version \"17.0.15\" 2025-04-15", 17)]
    [InlineData("java version \"1.8.0_392\"", 8)]
    [InlineData("openjdk version \"21\" 2023-09-19", 21)]
    [InlineData("Picked up JAVA_TOOL_OPTIONS: -Xmx1g\nopenjdk version \"25-ea\" 2025-09-16", 25)]
    [InlineData("no java here", null)]
    public void TheMajorVersionIsRead(string output, int? major) => Prerequisites.ParseJavaVersion(output).ShouldBe(major);

    private static async Task<string> ErrorOf(FakeHost host)
    {
        var options = new DynamoDbLocalOptions { Host = host.Host, CacheDirectory = host.PathOf("cache") };
        return (await Should.ThrowAsync<DynamoDbLocalException>(DynamoDbLocal.StartAsync(options))).Message;
    }
}
