using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace Catalog.Support;

/// <summary>Ports of the loopback address for servers of tests, which are told their port before they listen.</summary>
public static class FreePorts
{
    // Below those that systems lend to whoever connects somewhere: one of them may be taken by any client of another test before its server listens.
    private const int First = 10_000;
    private const int End = 32_768;

    private static readonly ConcurrentDictionary<int, bool> Given = new();

    /// <summary>A port that nothing listened on a moment ago, and that this process was not given before.</summary>
    public static int Next()
    {
        while (true)
        {
            var port = RandomNumberGenerator.GetInt32(First, End);
            if (!Given.TryAdd(port, true))
            {
                continue;
            }

            using var listener = new TcpListener(IPAddress.Loopback, port);
            try
            {
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // Somebody has it.
            }
        }
    }
}
