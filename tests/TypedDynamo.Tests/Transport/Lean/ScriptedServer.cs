using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using TypedDynamo.Transport;

namespace TypedDynamo.Tests.Transport.Lean;

/// <summary>A server on a real socket that reads each request whole, and then does what a test says: answers, stops in mid-answer, hangs up.</summary>
internal sealed class ScriptedServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Func<int, NetworkStream, Task> _respond;
    private readonly List<TcpClient> _connections = [];
    private readonly CancellationTokenSource _stop = new();
    private int _requests;

    /// <param name="respond">Gets the request's number, from 1, and the connection. The connection is closed if it throws.</param>
    public ScriptedServer(Func<int, NetworkStream, Task> respond)
    {
        _respond = respond;
        _listener.Start();
        _ = AcceptAsync();
    }

    public int Requests => Volatile.Read(ref _requests);

    public int Connections
    {
        get
        {
            lock (_connections)
            {
                return _connections.Count;
            }
        }
    }

    public string Url => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    public static async Task AnswerAsync(NetworkStream stream, string body, string? headers = null, int? length = null)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(body);
        headers ??= FormattableString.Invariant($"x-amz-crc32: {Crc32.Compute(bytes)}\r\n");
        string head = FormattableString.Invariant(
            $"HTTP/1.1 200 OK\r\nContent-Type: application/x-amz-json-1.0\r\nContent-Length: {length ?? bytes.Length}\r\n{headers}\r\n");
        await stream.WriteAsync(Encoding.ASCII.GetBytes(head));
        await stream.WriteAsync(bytes);
    }

    /// <summary>Closes the connection with a reset.</summary>
    public static Task ResetAsync(NetworkStream stream)
    {
        stream.Socket.LingerState = new LingerOption(true, 0);
        stream.Socket.Close();
        return Task.CompletedTask;
    }

    public Task HangAsync() => Task.Delay(Timeout.InfiniteTimeSpan, _stop.Token);

    public void Dispose()
    {
        _stop.Cancel();
        _listener.Dispose();
        lock (_connections)
        {
            _connections.ForEach(connection => connection.Dispose());
        }
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                TcpClient connection = await _listener.AcceptTcpClientAsync();
                lock (_connections)
                {
                    _connections.Add(connection);
                }

                _ = ServeAsync(connection);
            }
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient connection)
    {
        using (connection)
        {
            try
            {
                NetworkStream stream = connection.GetStream();
                while (await ReadRequestAsync(stream))
                {
                    await _respond(Interlocked.Increment(ref _requests), stream);
                }
            }
            catch (Exception error) when (error is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
            {
                // The client has gone, or the script is to hang up.
            }
        }
    }

    private static async Task<bool> ReadRequestAsync(NetworkStream stream)
    {
        var text = new StringBuilder();
        byte[] buffer = new byte[4096];
        int end;
        while ((end = text.ToString().IndexOf("\r\n\r\n", StringComparison.Ordinal)) < 0 || text.Length < end + 4 + LengthOf(text.ToString()))
        {
            int count = await stream.ReadAsync(buffer);
            if (count == 0)
            {
                return false;
            }

            text.Append(Encoding.ASCII.GetString(buffer, 0, count));
        }

        return true;

        static int LengthOf(string head)
        {
            const string Name = "Content-Length: ";
            int start = head.IndexOf(Name, StringComparison.OrdinalIgnoreCase) + Name.Length;
            return int.Parse(head.AsSpan(start, head.IndexOf('\r', start) - start), CultureInfo.InvariantCulture);
        }
    }
}
