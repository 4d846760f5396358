namespace TypedDynamo.IntegrationTests.Scripts;

/// <summary><c>eng/prose.sh</c> finds what reads badly in documentation comments and messages.</summary>
public sealed class ProseScriptTests : IDisposable
{
    private readonly ScriptRunner _runner = new();

    public ProseScriptTests()
    {
        foreach (string tool in new[] { "awk", "cat", "find" })
        {
            _runner.Link(tool);
        }
    }

    public void Dispose() => _runner.Dispose();

    [Fact]
    public async Task TheRepositoryHasNoneOfThePhrases()
    {
        (int exitCode, string output, string error) = await RunAsync();

        output.ShouldBeEmpty();
        exitCode.ShouldBe(0, error);
    }

    [Fact]
    public async Task APhraseIsFoundInDocumentationAndInMessagesAndNotInOtherComments()
    {
        string file = Path.Combine(_runner.Folder, "Probe.cs");
        await File.WriteAllTextAsync(
            file,
            """"
            /// <summary>What a probe is, and it
            /// Passes over nothing.</summary>
            // It passes over this one.
            class Probe
            {
                /// <summary>
                /// <para>How it is called.</para></summary>
                /// <remarks>It passes
                /// over this.</remarks>
                /// <remarks>It passes overdue items.</remarks>
                string Message = "It is sent all the same."; // It passes over this.
                string Emitted = """
                    /// <param name="cancellationToken">Ends the wait.</param>
                    """;
            }
            """");

        (int exitCode, string output, _) = await RunAsync(_runner.Folder);

        exitCode.ShouldBe(1);
        output.ShouldBe(
            $"""
            {file}:1: "<summary>what", better: a verb in the third person and its object
            {file}:2: "passes over", better: skip
            {file}:6: "<summary> <para>how", better: a verb in the third person and its object
            {file}:8: "passes over", better: skip
            {file}:11: "all the same", better: still
            {file}:13: ">ends the wait", better: Cancels

            """);
    }

    private Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] arguments) =>
        _runner.RunAsync(Path.Combine(ScriptRunner.RepositoryRoot, "eng", "prose.sh"), arguments);
}
