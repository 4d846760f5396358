using TypedDynamo.Testing.Engine;

namespace TypedDynamo.Testing;

/// <summary>Options of <see cref="DynamoDbLocal.StartAsync"/>, which installs and starts the engine. The defaults suit tests.</summary>
public sealed class DynamoDbLocalOptions
{
    /// <summary>Gets or sets the TCP port that the engine listens on, 1 to 65535.</summary>
    /// <value>The default is <see langword="null"/>: any free port.</value>
    public int? Port { get; set; }

    /// <summary>Gets or sets the maximum heap of the engine's Java process, in megabytes. All its data is kept in memory.</summary>
    /// <value>The default is 1,024. A million small items need about that much.</value>
    public int MaxHeapMegabytes { get; set; } = 1024;

    /// <summary>Gets or sets the time that the engine may take from the start of its process to its first response.</summary>
    /// <value>The default is 30 seconds; two are usual. The installation does not count.</value>
    public TimeSpan StartTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Gets or sets the folder in which the engine is installed, about 60 MB, once for all processes of a user.</summary>
    /// <value>
    /// The default is <see langword="null"/>: <c>typed-dynamo</c> under <c>$XDG_CACHE_HOME</c> or <c>~/.cache</c> (Linux),
    /// <c>~/Library/Caches</c> (macOS) or the local application data (Windows).
    /// </value>
    public string? CacheDirectory { get; set; }

    /// <summary>Looks up programs and environment variables. Tests replace it.</summary>
    internal HostEnvironment Host { get; init; } = HostEnvironment.Current;

    /// <summary>Proposes the ports to try, in turn, when <see cref="Port"/> is not set. Tests replace it.</summary>
    internal Func<int> ProposePort { get; init; } = Ports.Propose;

    internal void Validate()
    {
        if (Port is < 1 or > 65535)
        {
            throw new ArgumentOutOfRangeException(nameof(Port), Port, "A port lies between 1 and 65535; null takes any free port.");
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(MaxHeapMegabytes, 64);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(StartTimeout, TimeSpan.Zero);
    }
}
