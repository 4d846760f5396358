using System.Net;
using System.Net.Sockets;

namespace TypedDynamo.Testing.Engine;

internal static class Ports
{
    /// <summary>Returns a port that was free a moment ago. The engine refuses to choose one itself (<c>-port 0</c>).</summary>
    public static int Propose()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Returns whether the engine, which listens on all addresses, could bind the port now.</summary>
    public static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Any, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
