using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace Catalog.Gateway.Listening;

/// <summary>
/// Has the system ask the other side of silent connections whether it is still there. A stream may be silent for hours; without this, one whose
/// other side lost its network or its power would be held for ever, and with it a caller's session and place.
/// </summary>
internal static class VanishedPeers
{
    private const int SilentSeconds = 60;
    private const int BetweenSeconds = 15;
    private const int Tries = 4;

    /// <summary>A listening socket, whose connections are watched as it is.</summary>
    public static Socket Listen(EndPoint endpoint)
    {
        var socket = SocketTransportOptions.CreateDefaultBoundListenSocket(endpoint);
        if (endpoint is IPEndPoint)
        {
            Watch(socket);
        }

        return socket;
    }

    /// <summary>Watches a connection: after a minute of silence it is asked four times, and breaks where nobody answers.</summary>
    public static void Watch(Socket socket)
    {
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, optionValue: true);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, SilentSeconds);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, BetweenSeconds);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, Tries);
    }
}
