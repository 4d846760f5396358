namespace TypedDynamo.IntegrationTests.Scripts;

/// <summary>The two commands of the README and the one of the CI, on a machine that has everything but for a fake <c>dotnet</c>.</summary>
public sealed class CommandScriptTests : IDisposable
{
    private readonly ScriptRunner _runner = new();

    public CommandScriptTests()
    {
        _runner.AddFake("java", """echo 'openjdk version "17.0.15" 2025-04-15' >&2""");
        _runner.AddFake("node", "");
        _runner.AddFake("npm", "");
        _runner.AddFake("clang", "");
        _runner.AddRecorder("dotnet", """[[ $1 == --version || $* == *fail* ]] || echo "in $PWD"; [[ $* != *fail* ]]""");
    }

    private static string Root => ScriptRunner.RepositoryRoot.TrimEnd('/');

    public void Dispose() => _runner.Dispose();

    [Fact]
    public async Task WebLogIsRunInTheCallersFolderWithItsArguments()
    {
        (int exitCode, string output, _) = await _runner.RunAsync($"{Root}/eng/weblog.sh", "--csv", "a b.csv");

        exitCode.ShouldBe(0);
        output.ShouldBe($"in {_runner.Folder}\n");
        _runner.Calls.ShouldBe(["dotnet --version", $"dotnet run -c Release --project {Root}/samples/WebLog -- --csv a b.csv"]);
    }

    [Theory]
    [InlineData(new string[0], "")]
    [InlineData(new[] { "--filter", "Name~X" }, " --filter Name~X")]
    [InlineData(new[] { "--long", "--no-build" }, " --settings ROOT/eng/long.runsettings --no-build")]
    public async Task TestsAreRunWithTheirArguments(string[] arguments, string passed)
    {
        (await _runner.RunAsync($"{Root}/eng/test.sh", arguments)).ExitCode.ShouldBe(0);

        _runner.Calls.ShouldBe(["dotnet --version", $"dotnet test {Root}/TypedDynamo.sln -c Release{passed.Replace("ROOT", Root)}"]);
    }

    [Fact]
    public async Task AFailureOfTheTestsIsTheExitCode() =>
        (await _runner.RunAsync($"{Root}/eng/test.sh", "fail")).ExitCode.ShouldBe(1);

    [Theory]
    [InlineData("exit 0", 0, 0, 0, 1)]
    [InlineData("exit 3", 0, 0, 0, 3)]
    [InlineData("summary Passed 0 12; summary Passed 0 30; exit 0", 2, 42, 0, 0)]
    [InlineData("summary Passed 0 12; summary Failed 2 30; exit 1", 2, 42, 2, 1)]
    [InlineData("summary Failed 2 30; exit 0", 1, 30, 2, 1)]
    [InlineData("summary Passed 0 12; exit 134", 1, 12, 0, 134)]
    public async Task TheCiClosesWithTheSlowestTestsAndTheSumOfTheCounts(string tests, int summaries, int passed, int failed, int expectedExitCode)
    {
        foreach (string tool in new[] { "awk", "cat", "head", "mktemp", "rm", "sort", "tee" })
        {
            _runner.Link(tool);
        }

        ScriptRunner.AddScript(
            Path.Combine(_runner.Folder, "eng", "test.sh"),
            $$"""
            summary() { printf '%s!  - Failed: %5d, Passed: %5d, Skipped:     1, Total:    99, Duration: 17 ms - A.dll (net10.0)\n' "$@"; }
            [[ "$1 $2 $3 $4" == '--long --logger trx --results-directory' && -d $5 ]] || exit 99
            for i in {1..20}; do
                cat >"$5/$i.trx" <<END
            <UnitTestResult executionId="e" testName="Ns.Some.Fast$i(a: &quot;b c&quot;)" duration="00:00:0$((i % 4)).5000000" outcome="Passed" />
            <UnitTestResult executionId="e" testName="Ns.Some.Slow$i" duration="01:02:$((i + 10)).2500000" outcome="Failed" />
            <TestMethod codeBase="/some/where/A$i.dll" className="Ns.Some" name="Slow$i" />
            END
            done
            {{tests}}
            """);
        Directory.CreateDirectory(Path.Combine(_runner.Folder, ".ci"));
        File.Copy($"{Root}/.ci/run", Path.Combine(_runner.Folder, ".ci", "run"));

        (int exitCode, string output, _) = await _runner.RunAsync(Path.Combine(_runner.Folder, ".ci", "run"));

        exitCode.ShouldBe(expectedExitCode);
        string[] lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.Length.ShouldBe(summaries + 1 + 30 + 1);
        lines[summaries].ShouldBe("The slowest tests:");
        lines[summaries + 1].ShouldBe(" 3750.2 s  A20.dll  Ns.Some.Slow20");
        lines[summaries + 21].ShouldMatch("^    3.5 s  A[0-9]+.dll  Ns.Some.Fast[0-9]+[(]a: &quot;b c&quot;[)]$");
        lines[^1].ShouldBe($"{passed} passed, {failed} failed");
    }
}
