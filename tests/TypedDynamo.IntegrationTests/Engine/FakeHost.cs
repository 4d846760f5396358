using TypedDynamo.Testing.Engine;

namespace TypedDynamo.IntegrationTests.Engine;

/// <summary>A machine whose PATH leads to chosen programs only, in a temporary folder that ends with it.</summary>
internal sealed class FakeHost : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("typed-dynamo-host-");
    private readonly Dictionary<string, string> _variables = [];

    public FakeHost()
    {
        Directory.CreateDirectory(Programs);
        _variables["PATH"] = Programs;
        // The cache that the machine's own engine is in, so that it need not be installed again.
        _variables["XDG_CACHE_HOME"] = Environment.GetEnvironmentVariable("XDG_CACHE_HOME") ?? "";
        _variables["HOME"] = Environment.GetEnvironmentVariable("HOME") ?? "";
    }

    public HostEnvironment Host => new(name => _variables.GetValueOrDefault(name));

    private string Programs => Path.Combine(_folder.FullName, "bin");

    /// <summary>A path in the temporary folder.</summary>
    public string PathOf(string name) => Path.Combine(_folder.FullName, name);

    public FakeHost WithVariable(string name, string value)
    {
        _variables[name] = value;
        return this;
    }

    /// <summary>Adds a program that runs a shell script.</summary>
    public FakeHost WithScript(string name, string script)
    {
        string path = Path.Combine(Programs, name);
        File.WriteAllText(path, "#!/bin/sh\nPATH=/usr/local/bin:/usr/bin:/bin\n" + script + "\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return this;
    }

    /// <summary>Adds a program of this machine.</summary>
    public FakeHost WithReal(string name)
    {
        string real = HostEnvironment.Current.FindProgram(name) ?? throw new InvalidOperationException($"This machine has no {name}.");
        File.CreateSymbolicLink(Path.Combine(Programs, name), real);
        return this;
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
