using System.Net;
using System.Net.Sockets;

namespace Catalog.Cli.Gateways;

/// <summary>How the runtime hands what a socket received to the code that waits for it.</summary>
internal static class SocketThreads
{
    private const string Variable = "DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS";

    /// <summary>
    /// Lets the threads that wait for sockets also do what waits for them. A relay does little with each message, and to hand it to another
    /// thread would cost about as much. Decides for the whole process, and only before it used a socket; where the variable is set already,
    /// whoever set it has decided.
    /// </summary>
    public static void RelayInPlace()
    {
        if (Environment.GetEnvironmentVariable(Variable) is not null)
        {
            return;
        }

        Environment.SetEnvironmentVariable(Variable, "1");
        try
        {
            // The variable is looked at once, when the first socket waits for something.
            using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            listener.Listen();
            using var waiting = new SocketAsyncEventArgs();
            listener.AcceptAsync(waiting);
        }
        catch (SocketException)
        {
            // A machine without this loopback address: its sockets work as they do by default.
            return;
        }
        finally
        {
            // It is the gateway's own choice, and none for the servers that it starts.
            Environment.SetEnvironmentVariable(Variable, null);
        }
    }
}
