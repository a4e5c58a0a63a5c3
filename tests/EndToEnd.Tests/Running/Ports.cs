using System.Net;
using System.Net.Sockets;

namespace Catalog.EndToEnd.Tests.Running;

/// <summary>Free ports of the loopback address.</summary>
internal static class Ports
{
    /// <summary>A port that nothing listened on a moment ago.</summary>
    public static int Free()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
