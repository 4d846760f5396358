using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace TypedDynamo.Testing.Engine;

/// <summary>One Java process of the engine, which never outlives this process.</summary>
internal sealed class EngineProcess : IAsyncDisposable
{
    // The shell turns into Java, so that this process sees Java's own id, end and exit code. Before that it leaves a guard behind
    // that reads the pipe to this process: however this process ends, SIGKILL included, the system closes the pipe, and the guard
    // kills Java, which holds nothing but memory, and removes its temporary folder. A line on the pipe dismisses the guard.
    // Ctrl+C in a terminal reaches the whole group of processes, but whether the engine ends is for this process to decide.
    private const string GuardedStart = """
        temporary=$1
        shift
        trap "" HUP INT
        exec 3<&0 </dev/null
        (read -r _ <&3 || { kill -9 $$; rm -rf "$temporary"; }) >/dev/null 2>&1 &
        exec 3<&-
        exec "$@"
        """;

    private readonly Process _process;
    private readonly string _temporaryFolder;
    private readonly OutputTail _output;
    private readonly EventHandler? _killOnExit;

    private EngineProcess(Process process, string temporaryFolder, OutputTail output)
    {
        _process = process;
        _temporaryFolder = temporaryFolder;
        _output = output;
        if (OperatingSystem.IsWindows())
        {
            // Untested. Windows has no shell for the guard: Java is killed when this process ends in order, not when it is killed.
            _killOnExit = (_, _) => Kill();
            AppDomain.CurrentDomain.ProcessExit += _killOnExit;
        }
    }

    public int Id => _process.Id;

    public string TemporaryFolder => _temporaryFolder;

    public bool HasExited => _process.HasExited;

    /// <summary>Returns the last output of the process, and its exit code if it has ended.</summary>
    public string Describe()
    {
        string end = HasExited ? $"It ended with exit code {_process.ExitCode}. " : "";
        return $"{end}Its last output:{Environment.NewLine}{_output}";
    }

    /// <exception cref="DynamoDbLocalException">The operating system refuses to start Java.</exception>
    public static EngineProcess Start(string java, string jarFolder, int port, int maxHeapMegabytes)
    {
        string temporaryFolder = Directory.CreateTempSubdirectory("typed-dynamo-engine-").FullName;
        string[] command =
        [
            java,
            string.Create(CultureInfo.InvariantCulture, $"-Xmx{maxHeapMegabytes}m"),
            "-Djava.io.tmpdir=" + temporaryFolder,
            "-Djava.library.path=./DynamoDBLocal_lib",
            "-jar", "DynamoDBLocal.jar",
            "-inMemory", "-disableTelemetry",
            "-port", port.ToString(CultureInfo.InvariantCulture),
        ];
        ProcessStartInfo start = OperatingSystem.IsWindows()
            ? new(java, command[1..])
            : new("/bin/sh", ["-c", GuardedStart, "typed-dynamo-engine", temporaryFolder, .. command]);
        start.WorkingDirectory = jarFolder;
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;

        var output = new OutputTail();
        var process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, e) => output.Add(e.Data);
        process.ErrorDataReceived += (_, e) => output.Add(e.Data);
        try
        {
            process.Start();
        }
        catch (Win32Exception e)
        {
            process.Dispose();
            Directory.Delete(temporaryFolder, recursive: true);
            throw new DynamoDbLocalException($"DynamoDB Local cannot be started with '{java}': {e.Message}", e);
        }
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return new EngineProcess(process, temporaryFolder, output);
    }

    /// <summary>Waits until everything that an ended process printed has been read.</summary>
    public Task WaitForExitAsync(CancellationToken cancellationToken) => _process.WaitForExitAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (_killOnExit is not null)
        {
            AppDomain.CurrentDomain.ProcessExit -= _killOnExit;
        }

        Kill();
        await _process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
        DismissGuard();
        _process.Dispose();
        if (Directory.Exists(_temporaryFolder))
        {
            Directory.Delete(_temporaryFolder, recursive: true);
        }
    }

    private void Kill()
    {
        try
        {
            _process.Kill();
        }
        catch (InvalidOperationException)
        {
            // It had ended by itself.
        }
    }

    // Otherwise the guard would kill the id of a process that is gone, which may meanwhile be somebody else's.
    private void DismissGuard()
    {
        try
        {
            _process.StandardInput.WriteLine();
            _process.StandardInput.Close();
        }
        catch (IOException)
        {
            // The guard is gone: Java has ended because it did not start, or on Windows, where there is no guard.
        }
    }
}
