using System.Net;
using System.Net.Sockets;

namespace Catalog.EndToEnd.Tests.Running;

/// <summary>Free ports of the loopback address.</summary>
internal static class Ports
{
    /// <summary>A port that nothing listened on a moment ago.</summary>
    public static int Free() => FreePorts.Next();

    /// <summary>Waits until something listens on a port; fails when a time is over.</summary>
    public static async Task WaitForListenerAsync(int port, TimeSpan limit)
    {
        using var over = new CancellationTokenSource(limit);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (true)
        {
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(IPAddress.Loopback, port, over.Token);
                return;
            }
            catch (SocketException)
            {
                await timer.WaitForNextTickAsync(over.Token);
            }
        }
    }
}
