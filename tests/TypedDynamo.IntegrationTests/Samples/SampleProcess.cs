using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Text;

namespace TypedDynamo.IntegrationTests.Samples;

/// <summary>A sample, run as its users run it, with its output in pipes.</summary>
internal sealed class SampleProcess : IDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _error = new();
    private readonly Task<string> _output;

    private SampleProcess(Process process)
    {
        _process = process;
        _output = process.StandardOutput.ReadToEndAsync();
        process.ErrorDataReceived += (_, line) =>
        {
            lock (_error)
            {
                _error.AppendLine(line.Data);
            }
        };
        process.BeginErrorReadLine();
    }

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    /// <summary>What stands on standard error so far.</summary>
    public string Error
    {
        get
        {
            lock (_error)
            {
                return _error.ToString();
            }
        }
    }

    public static SampleProcess Start(string sample, IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        string dotnet = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        return StartCommand(environment, [dotnet, "exec", Metadata(sample), .. arguments]);
    }

    /// <summary>Starts what runs a sample, such as a script of its folder.</summary>
    public static SampleProcess StartCommand(IReadOnlyDictionary<string, string> environment, string[] command)
    {
        if (OperatingSystem.IsLinux())
        {
            // A shell has what it starts in the background ignore Ctrl+C, and that is inherited: tests started so would wait in vain.
            command = ["env", "--default-signal=INT", .. command];
        }

        var start = new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // Nobody's AWS account is to be reached from here.
        foreach (string name in start.Environment.Keys.Where(n => n.StartsWith("AWS_", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(name);
        }

        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        return new SampleProcess(Process.Start(start)!);
    }

    public static async Task<(int ExitCode, string Output, string Error)> RunAsync(
        string sample, IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        using SampleProcess process = Start(sample, environment, arguments);
        return await process.WaitAsync();
    }

    /// <summary>What the build has said of the tests' surroundings.</summary>
    public static string Metadata(string key)
        => Assembly.GetExecutingAssembly().GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == key).Value!;

    /// <summary>Sends a signal, such as INT or KILL.</summary>
    public static async Task SignalAsync(int process, string signal)
    {
        using Process kill = Process.Start("kill", [$"-{signal}", process.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    public async Task<(int ExitCode, string Output, string Error)> WaitAsync()
    {
        await _process.WaitForExitAsync();
        return (_process.ExitCode, await _output, Error);
    }

    public void Dispose()
    {
        // A test that failed in between leaves nothing running.
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }
}
