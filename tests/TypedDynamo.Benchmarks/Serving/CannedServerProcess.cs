using System.Diagnostics;
using System.Reflection;

namespace TypedDynamo.Benchmarks.Serving;

/// <summary>The canned server in a process of its own, so that what it costs is not counted. It ends with this one.</summary>
/// <remarks>The recorded answers go to its standard input. When that ends, so does the process, also where this one was killed.</remarks>
internal sealed class CannedServerProcess : IDisposable
{
    public const string CommandName = "serve";

    private readonly Process _process;

    private CannedServerProcess(Process process, Uri endpoint)
    {
        _process = process;
        Endpoint = endpoint;
    }

    public Uri Endpoint { get; }

    public static async Task<CannedServerProcess> StartAsync(IReadOnlyList<Exchange> exchanges)
    {
        Process process = Process.Start(StartInfo())!;
        try
        {
            using (var writer = new BinaryWriter(process.StandardInput.BaseStream, System.Text.Encoding.UTF8, leaveOpen: true))
            {
                writer.Write(exchanges.Count);
                foreach (Exchange exchange in exchanges)
                {
                    writer.Write(exchange.Target);
                    writer.Write(exchange.TableName);
                    writer.Write(exchange.Response.Length);
                    writer.Write(exchange.Response);
                }
            }

            string endpoint = await process.StandardOutput.ReadLineAsync()
                ?? throw new InvalidOperationException("The canned server ended before it listened; what it wrote stands above.");
            return new CannedServerProcess(process, new Uri(endpoint));
        }
        catch
        {
            End(process);
            throw;
        }
    }

    /// <summary>What the server's process does.</summary>
    public static async Task ServeAsync()
    {
        using var reader = new BinaryReader(Console.OpenStandardInput());
        var exchanges = new Exchange[reader.ReadInt32()];
        for (int i = 0; i < exchanges.Length; i++)
        {
            exchanges[i] = new Exchange(reader.ReadString(), reader.ReadString(), [], [], reader.ReadBytes(reader.ReadInt32()));
        }

        await using CannedServer server = await CannedServer.StartAsync(exchanges);
        Console.WriteLine(server.Endpoint);
        reader.BaseStream.ReadByte();
    }

    public void Dispose() => End(_process);

    private static void End(Process process)
    {
        process.StandardInput.Close();
        process.WaitForExit();
        process.Dispose();
    }

    private static ProcessStartInfo StartInfo()
    {
        string program = Environment.ProcessPath!;
        var start = new ProcessStartInfo(program) { RedirectStandardInput = true, RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(program) == "dotnet")
        {
            start.ArgumentList.Add("exec");
            start.ArgumentList.Add(Assembly.GetExecutingAssembly().Location);
        }

        start.ArgumentList.Add(CommandName);
        return start;
    }
}
