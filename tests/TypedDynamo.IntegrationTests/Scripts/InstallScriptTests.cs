namespace TypedDynamo.IntegrationTests.Scripts;

/// <summary><c>eng/install.sh</c> asks apt-get for exactly what is missing.</summary>
public sealed class InstallScriptTests : IDisposable
{
    private const string Install = "apt-get install -y --no-install-recommends ";
    private readonly ScriptRunner _runner = new();

    public InstallScriptTests()
    {
        _runner.AddFake("dotnet", "echo 10.0.100");
        _runner.AddRecorder("apt-get", "echo 'much ado by apt-get'");
    }

    public void Dispose() => _runner.Dispose();

    [Theory]
    [InlineData("java node npm", "")]
    [InlineData("", "openjdk-17-jre-headless nodejs npm")]
    [InlineData("java", "nodejs npm")]
    [InlineData("java node", "npm")]
    [InlineData("java npm", "nodejs")]
    [InlineData("node npm", "openjdk-17-jre-headless")]
    [InlineData("old-java node npm", "openjdk-17-jre-headless")]
    [InlineData("no-java node npm", "openjdk-17-jre-headless")]
    public async Task ExactlyWhatIsMissingIsAskedFor(string present, string packages)
    {
        foreach (string program in present.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            AddProgram(program);
        }

        (int exitCode, string output, string error) = await RunAsync();

        exitCode.ShouldBe(0, error);
        _runner.Calls.ShouldBe(packages.Length == 0 ? [] : ["apt-get update", Install + packages]);
        output.ShouldBeEmpty(); // It belongs to what runs afterwards.
    }

    [Fact]
    public async Task WhereJava17IsNoLongerPackagedTheDefaultJavaIsAskedFor()
    {
        AddProgram("node");
        AddProgram("npm");
        _runner.AddFake("apt-cache", "[[ $2 == default-jre-headless ]]");

        (await RunAsync()).ExitCode.ShouldBe(0);

        _runner.Calls.ShouldBe(["apt-get update", Install + "default-jre-headless"]);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("exit 1")] // It is there, but zlib is not.
    public async Task TheLongTestsNeedClangAndZlib(string? clang)
    {
        AddProgram("java");
        AddProgram("node");
        AddProgram("npm");
        if (clang is not null)
        {
            _runner.AddFake("clang", clang);
        }

        (await _runner.RunAsync(Path.Combine(ScriptRunner.RepositoryRoot, "eng", "test.sh"), "--long")).ExitCode.ShouldBe(0);

        _runner.Calls.ShouldBe(["apt-get update", Install + "clang zlib1g-dev"]);
    }

    [Fact]
    public async Task WhatAptGetFailsWithEndsTheScript()
    {
        _runner.AddRecorder("apt-get", "exit 100");

        (await RunAsync()).ExitCode.ShouldBe(100);

        _runner.Calls.ShouldBe(["apt-get update"]);
    }

    [Fact]
    public async Task WithoutAPackageManagerItSaysWhatToInstall()
    {
        using var bare = new ScriptRunner();
        bare.AddFake("dotnet", "echo 10.0.100");

        (int exitCode, _, string error) = await bare.RunAsync(Path.Combine(ScriptRunner.RepositoryRoot, "eng", "install.sh"));

        exitCode.ShouldBe(1);
        error.ShouldContain("Java 17");
        error.ShouldContain("npm");
    }

    [Theory]
    [InlineData("exit 1")]
    [InlineData(null)]
    public async Task WithoutAFittingSdkItSaysSoAndInstallsNothing(string? dotnet)
    {
        using var bare = new ScriptRunner();
        bare.AddRecorder("apt-get");
        if (dotnet is not null)
        {
            bare.AddFake("dotnet", dotnet);
        }

        (int exitCode, _, string error) = await bare.RunAsync(Path.Combine(ScriptRunner.RepositoryRoot, "eng", "install.sh"));

        exitCode.ShouldBe(1);
        error.ShouldContain(".NET SDK 10.0");
        bare.Calls.ShouldBeEmpty();
    }

    private void AddProgram(string program)
    {
        switch (program)
        {
            case "java":
                _runner.AddFake("java", """echo 'openjdk version "17.0.15" 2025-04-15' >&2""");
                break;
            case "old-java":
                _runner.AddFake("java", """echo 'openjdk version "1.8.0_392"' >&2""");
                break;
            case "no-java":
                _runner.AddFake("java", "echo 'Unable to locate a Java Runtime.' >&2; exit 1");
                break;
            default:
                _runner.AddFake(program, "");
                break;
        }
    }

    private Task<(int ExitCode, string Output, string Error)> RunAsync() =>
        _runner.RunAsync(Path.Combine(ScriptRunner.RepositoryRoot, "eng", "install.sh"));
}
