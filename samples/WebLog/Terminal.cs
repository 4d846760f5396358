using Spectre.Console;

namespace WebLog;

/// <summary>What is shown while something takes its time: on standard error, so that standard output holds nothing but results.</summary>
internal static class Terminal
{
    public static IAnsiConsole Console { get; } = AnsiConsole.Create(new AnsiConsoleSettings
    {
        Out = new AnsiConsoleOutput(System.Console.Error),
        // Left to itself, Spectre.Console colours a pipe too where the terminal's type or a build server suggests it.
        Ansi = System.Console.IsErrorRedirected ? AnsiSupport.No : AnsiSupport.Detect,
        Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false },
    });

    /// <summary>Runs something with a line that changes meanwhile, on a terminal alone.</summary>
    public static Task<TResult> ShowAsync<TResult>(string heading, Func<Action<string>, Task<TResult>> runAsync)
        => System.Console.IsErrorRedirected
            ? runAsync(_ => { })
            : Console.Status().StartAsync(heading, context => runAsync(line => context.Status = $"{heading}: {Markup.Escape(line)}"));
}
