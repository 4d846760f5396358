using System.Net;
using System.Reflection;
using System.Runtime.Versioning;
using TypedDynamo.Testing;

namespace TypedDynamo.Net8Tests;

public sealed class RuntimeTests
{
    [Fact]
    public void TheseTestsRunOnNet8() => Environment.Version.Major.ShouldBe(8);

    [Fact]
    public void TheLibraryUnderTestIsItsNet8Build() =>
        typeof(DynamoDbLocal).Assembly.GetCustomAttribute<TargetFrameworkAttribute>()!.FrameworkName.ShouldBe(".NETCoreApp,Version=v8.0");

    [Fact]
    public async Task TheEngineStartsAndAnswersOnNet8()
    {
        await using var engine = await DynamoDbLocal.StartAsync();
        using var client = engine.CreateClient();
        (await client.ListTablesAsync()).HttpStatusCode.ShouldBe(HttpStatusCode.OK);
    }
}
