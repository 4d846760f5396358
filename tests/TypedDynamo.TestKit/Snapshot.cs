using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace TypedDynamo.TestKit;

/// <summary>Compares generated files with those that are checked in under <c>Snapshots/</c> of the test project.</summary>
public static partial class Snapshot
{
    // Generated code is read too, when a user steps into it.
    private const int MaxLineLength = 160;

    private const string Advice = "Run with UPDATE_SNAPSHOTS=1 and review the diff.";

    /// <summary>Demands that a scenario's files are those of its snapshot: no fewer, no more, and the same.</summary>
    /// <param name="scenario">The folder under <c>Snapshots/</c>.</param>
    /// <param name="files">The generated files by their names.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Match(string scenario, IReadOnlyDictionary<string, string> files)
        => Match(scenario, files, Path.Combine(ProjectDirectory(Assembly.GetCallingAssembly()), "Snapshots", scenario));

    private static void Match(string scenario, IReadOnlyDictionary<string, string> files, string folder)
    {
        var generated = files.ToDictionary(file => file.Key + ".txt", file => Normalize(file.Value));
        foreach ((string file, string text) in generated)
        {
            if (Array.Find(text.Split('\n'), line => line.Length > MaxLineLength) is { } longLine)
            {
                throw new SnapshotException($"{scenario}/{file} has a line of more than {MaxLineLength} characters:\n{longLine}");
            }
        }

        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1")
        {
            Update(folder, generated);
            return;
        }

        var stored = Directory.Exists(folder)
            ? Directory.GetFiles(folder).ToDictionary(path => Path.GetFileName(path), path => Normalize(File.ReadAllText(path)))
            : [];
        foreach (string name in stored.Keys.Union(generated.Keys).Order(StringComparer.Ordinal))
        {
            if (!stored.TryGetValue(name, out string? expected))
            {
                throw new SnapshotException($"{scenario}/{name} is generated and has no snapshot.\n{Advice}");
            }

            if (!generated.TryGetValue(name, out string? actual))
            {
                throw new SnapshotException($"{scenario}/{name} is no longer generated.\n{Advice}");
            }

            Compare($"{scenario}/{name}", expected.Split('\n'), actual.Split('\n'));
        }
    }

    private static void Compare(string file, string[] snapshot, string[] generated)
    {
        for (int line = 0; line < Math.Max(snapshot.Length, generated.Length); line++)
        {
            string expected = snapshot.ElementAtOrDefault(line) ?? "(end of file)";
            string actual = generated.ElementAtOrDefault(line) ?? "(end of file)";
            if (expected != actual)
            {
                throw new SnapshotException($"{file} differs at line {line + 1}\n  snapshot : {expected}\n  generated: {actual}\n{Advice}");
            }
        }
    }

    private static void Update(string folder, Dictionary<string, string> generated)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        Directory.CreateDirectory(folder);
        foreach (var (name, text) in generated)
        {
            File.WriteAllText(Path.Combine(folder, name), text);
        }
    }

    private static string Normalize(string text)
        => GeneratorVersion().Replace(text.ReplaceLineEndings("\n"), "\"TypedDynamo.Generators\", \"*\"");

    private static string ProjectDirectory(Assembly assembly) => assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(metadata => metadata.Key == "ProjectDirectory").Value!;

    [GeneratedRegex("\"TypedDynamo.Generators\", \"[^\"]*\"")]
    private static partial Regex GeneratorVersion();
}

/// <summary>Generated files are not those of the snapshot.</summary>
/// <param name="message">The first difference.</param>
public sealed class SnapshotException(string message) : Exception(message);
