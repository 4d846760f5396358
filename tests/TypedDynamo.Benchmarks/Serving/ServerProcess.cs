using System.Diagnostics;
using System.Reflection;

namespace TypedDynamo.Benchmarks.Serving;

/// <summary>A server in a process of its own, so that what it costs is not counted. It ends with this one.</summary>
/// <remarks>What it answers with goes to its standard input. When that ends, so does the process, also where this one was killed.</remarks>
internal sealed class ServerProcess : IDisposable
{
    public const string CommandName = "serve";

    // In place of the number of recorded answers.
    private const int IsScannedTable = -1;

    private readonly Process _process;

    private ServerProcess(Process process, Uri endpoint)
    {
        _process = process;
        Endpoint = endpoint;
    }

    public Uri Endpoint { get; }

    /// <summary>Starts a server that answers by what was recorded.</summary>
    public static Task<ServerProcess> StartAsync(IReadOnlyList<Exchange> exchanges)
        => StartAsync(writer =>
        {
            writer.Write(exchanges.Count);
            foreach (Exchange exchange in exchanges)
            {
                writer.Write(exchange.Target);
                writer.Write(exchange.TableName);
                WriteBytes(writer, exchange.Response);
            }
        });

    /// <summary>Starts a server of a table that is scanned.</summary>
    public static Task<ServerProcess> StartAsync(ScannedTable table)
        => StartAsync(writer =>
        {
            writer.Write(IsScannedTable);
            writer.Write(table.Rows);
            writer.Write(table.PageRows);
            writer.Write(table.Latency.Ticks);
            writer.Write(table.Items.Count);
            foreach (byte[] item in table.Items)
            {
                WriteBytes(writer, item);
            }
        });

    /// <summary>What the server's process does.</summary>
    public static async Task ServeAsync()
    {
        using var reader = new BinaryReader(Console.OpenStandardInput());
        int count = reader.ReadInt32();
        await using MemoryServer server = count == IsScannedTable ? new ScanServer(ReadTable(reader)) : new CannedServer(ReadExchanges(reader, count));
        await server.StartAsync();
        Console.WriteLine(server.Endpoint);
        reader.BaseStream.ReadByte();
    }

    public void Dispose() => End(_process);

    private static async Task<ServerProcess> StartAsync(Action<BinaryWriter> write)
    {
        Process process = Process.Start(StartInfo())!;
        try
        {
            using (var writer = new BinaryWriter(process.StandardInput.BaseStream, System.Text.Encoding.UTF8, leaveOpen: true))
            {
                write(writer);
            }

            string endpoint = await process.StandardOutput.ReadLineAsync()
                ?? throw new InvalidOperationException("The server ended before it listened; what it wrote stands above.");
            return new ServerProcess(process, new Uri(endpoint));
        }
        catch
        {
            End(process);
            throw;
        }
    }

    private static Exchange[] ReadExchanges(BinaryReader reader, int count)
    {
        var exchanges = new Exchange[count];
        for (int i = 0; i < count; i++)
        {
            exchanges[i] = new Exchange(reader.ReadString(), reader.ReadString(), [], [], ReadBytes(reader));
        }

        return exchanges;
    }

    private static ScannedTable ReadTable(BinaryReader reader)
    {
        long rows = reader.ReadInt64();
        int pageRows = reader.ReadInt32();
        var latency = new TimeSpan(reader.ReadInt64());
        var items = new byte[reader.ReadInt32()][];
        for (int i = 0; i < items.Length; i++)
        {
            items[i] = ReadBytes(reader);
        }

        return new ScannedTable(rows, pageRows, latency, items);
    }

    private static void WriteBytes(BinaryWriter writer, byte[] bytes)
    {
        writer.Write(bytes.Length);
        writer.Write(bytes);
    }

    private static byte[] ReadBytes(BinaryReader reader) => reader.ReadBytes(reader.ReadInt32());

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

        // A small heap is the client's, whose memory is looked at.
        start.Environment.Remove("DOTNET_GCHeapHardLimit");
        return start;
    }
}
