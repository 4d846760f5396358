using System.Diagnostics;
using System.Reflection;

namespace TypedDynamo.IntegrationTests.Scripts;

/// <summary>Runs a script of the repository where PATH leads to nothing but fakes, which record how they were called.</summary>
internal sealed class ScriptRunner : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("typed-dynamo-scripts-");

    public ScriptRunner()
    {
        Directory.CreateDirectory(Programs);
        Link("env");
        Link("dirname");
        // Where the tests do not run as root, the scripts ask for it.
        AddFake("sudo", "exec \"$@\"");
    }

    public static string RepositoryRoot { get; } = Assembly.GetExecutingAssembly().GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(a => a.Key == "RepositoryRoot").Value!;

    /// <summary>Each call of a recording fake: its name and arguments.</summary>
    public string[] Calls => File.Exists(CallsFile) ? File.ReadAllLines(CallsFile) : [];

    public string Folder => _folder.FullName;

    private string Programs => Path.Combine(_folder.FullName, "bin");

    private string CallsFile => Path.Combine(_folder.FullName, "calls");

    /// <summary>Adds a program of this machine.</summary>
    public void Link(string name) =>
        File.CreateSymbolicLink(Path.Combine(Programs, name), new[] { "/usr/bin/", "/bin/" }.Select(f => f + name).First(File.Exists));

    /// <summary>Adds a program that runs a bash script.</summary>
    public void AddFake(string name, string script) => AddScript(Path.Combine(Programs, name), script);

    /// <summary>Adds a program that records its calls and then runs a bash script.</summary>
    public void AddRecorder(string name, string script = "") => AddFake(name, $"echo \"{name} $*\" >> '{CallsFile}'\n{script}");

    public static void AddScript(string path, string script)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, "#!/bin/bash\n" + script + "\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    /// <summary>Runs a script in the temporary folder.</summary>
    public async Task<(int ExitCode, string Output, string Error)> RunAsync(string script, params string[] arguments)
    {
        var start = new ProcessStartInfo("/bin/bash", [script, .. arguments])
        {
            WorkingDirectory = _folder.FullName,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PATH"] = Programs;
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
