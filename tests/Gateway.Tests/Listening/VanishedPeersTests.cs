using System.Net;
using System.Net.Sockets;
using Catalog.Gateway.Listening;

namespace Catalog.Gateway.Tests.Listening;

public sealed class VanishedPeersTests
{
    /// <summary>Kestrel sets nothing of it on a connection that it accepts: the system hands it on from the socket that listens.</summary>
    [Fact]
    public async Task Listen_ConnectionsThatItAccepts_AreWatched()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "there, connections do not take it over");
        using var listening = VanishedPeers.Listen(new IPEndPoint(IPAddress.Loopback, 0));
        listening.Listen();
        using var caller = new Socket(SocketType.Stream, ProtocolType.Tcp);
        var accepting = listening.AcceptAsync();
        await caller.ConnectAsync(listening.LocalEndPoint!);
        using var accepted = await accepting;
        Assert.Equal((1, 60, 15, 4), WatchOf(accepted));
        Assert.Equal(0, WatchOf(caller).IsOn);
    }

    [Fact]
    public void Watch_Socket_IsWatched()
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        VanishedPeers.Watch(socket);
        Assert.Equal((60, 15, 4), (WatchOf(socket).Silent, WatchOf(socket).Between, WatchOf(socket).Tries));
        Assert.NotEqual(0, WatchOf(socket).IsOn);
    }

    private static (int IsOn, int Silent, int Between, int Tries) WatchOf(Socket socket) => (
        (int)socket.GetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive)!,
        (int)socket.GetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime)!,
        (int)socket.GetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval)!,
        (int)socket.GetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount)!);
}
