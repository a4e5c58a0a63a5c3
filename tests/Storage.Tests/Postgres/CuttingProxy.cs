using System.Net;
using System.Net.Sockets;

namespace Catalog.Storage.Tests.Postgres;

/// <summary>Stands between a client and a PostgreSQL server, and breaks the connection at the end of a transaction.</summary>
internal sealed class CuttingProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly int _server;
    private readonly Task _listening;

    /// <param name="server">The port of the server on this machine.</param>
    public CuttingProxy(int server)
    {
        _server = server;
        _listener.Start();
        _listening = ListenAsync();
    }

    /// <summary>Where a transaction's end is cut off.</summary>
    public enum Cut
    {
        /// <summary>Nowhere.</summary>
        None,

        /// <summary>Before the server hears of it.</summary>
        Before,

        /// <summary>Once the server has done it, and before the client hears of that.</summary>
        After,
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>What happens to the next end of a transaction; once.</summary>
    public Cut Next { get; set; }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _listening;
        _stop.Dispose();
    }

    private async Task ListenAsync()
    {
        try
        {
            while (true)
            {
                _ = PassAsync(await _listener.AcceptTcpClientAsync(_stop.Token));
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task PassAsync(TcpClient accepted)
    {
        using var client = accepted;
        using var server = new TcpClient();
        try
        {
            await server.ConnectAsync(IPAddress.Loopback, _server, _stop.Token);
            await Task.WhenAny(UpAsync(client, server), server.GetStream().CopyToAsync(client.GetStream(), _stop.Token));
        }
        catch (Exception ended) when (ended is OperationCanceledException or IOException or SocketException)
        {
            // Either side is gone.
        }
    }

    private async Task UpAsync(TcpClient client, TcpClient server)
    {
        var buffer = new byte[65536];
        while (await client.GetStream().ReadAsync(buffer, _stop.Token) is > 0 and var read)
        {
            var ends = buffer.AsSpan(0, read).IndexOf("COMMIT"u8) >= 0;
            var cut = ends ? Next : Cut.None;
            if (cut != Cut.None)
            {
                Next = Cut.None;

                // What the server says to it goes nowhere.
                client.Client.Shutdown(SocketShutdown.Send);
            }

            if (cut == Cut.Before)
            {
                return;
            }

            await server.GetStream().WriteAsync(buffer.AsMemory(0, read), _stop.Token);
            if (cut == Cut.After)
            {
                // The server closes once it has done everything before.
                server.Client.Shutdown(SocketShutdown.Send);
                await Task.Delay(Timeout.Infinite, _stop.Token);
            }
        }
    }
}
