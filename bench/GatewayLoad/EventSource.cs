using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Catalog.GatewayLoad;

/// <summary>An upstream that speaks unasked: each stream gets numbered events, each with the moment when it was sent.</summary>
internal sealed class EventSource : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly TimeSpan _pace;

    public EventSource(TimeSpan pace)
    {
        _pace = pace;
        _listener.Start();
        _ = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public void Dispose()
    {
        _end.Cancel();
        _listener.Dispose();
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = ServeAsync(await _listener.AcceptSocketAsync(_end.Token));
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The run ends.
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        using var kept = socket;
        socket.NoDelay = true;
        var buffer = new byte[16 * 1024];
        var filled = 0;
        try
        {
            while (true)
            {
                int end;
                while ((end = buffer.AsSpan(0, filled).IndexOf("\r\n\r\n"u8)) < 0)
                {
                    filled += await FillAsync(socket, buffer.AsMemory(filled));
                }

                var head = Encoding.ASCII.GetString(buffer, 0, end);
                var at = head.IndexOf("content-length:", StringComparison.OrdinalIgnoreCase);
                var whole = end + 4 + (at < 0 ? 0 : int.Parse(head.AsSpan(at + 15).ToString().Split('\r')[0], CultureInfo.InvariantCulture));
                while (filled < whole)
                {
                    filled += await FillAsync(socket, buffer.AsMemory(filled));
                }

                var isInitialize = buffer.AsSpan(0, whole).IndexOf("\"initialize\""u8) >= 0;
                filled = 0;
                if (head.StartsWith("GET", StringComparison.Ordinal))
                {
                    await SpeakAsync(socket);
                    return;
                }

                const string Hello = """{"jsonrpc":"2.0","id":0,"result":{"protocolVersion":"2025-06-18","capabilities":{"logging":{}},"serverInfo":{"name":"events","version":"1"}}}""";
                await SendAsync(socket, isInitialize
                    ? $"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nMcp-Session-Id: {Guid.NewGuid():N}\r\nContent-Length: {Hello.Length}\r\n\r\n{Hello}"
                    : "HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n");
            }
        }
        catch (Exception gone) when (gone is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The reader went away, or the run ends.
        }
    }

    private async Task SpeakAsync(Socket socket)
    {
        await SendAsync(socket, "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n");
        using var timer = new PeriodicTimer(_pace);
        for (var number = 1L; await timer.WaitForNextTickAsync(_end.Token); number++)
        {
            var told = string.Create(
                CultureInfo.InvariantCulture,
                $"data: {{\"jsonrpc\":\"2.0\",\"method\":\"notifications/message\",\"params\":{{\"level\":\"info\",\"data\":{{\"number\":{number},\"at\":{Stopwatch.GetTimestamp()}}}}}}}\n\n");
            await SendAsync(socket, $"{told.Length:x}\r\n{told}\r\n");
        }
    }

    private Task SendAsync(Socket socket, string text) => socket.SendAsync(Encoding.ASCII.GetBytes(text), _end.Token).AsTask();

    private async Task<int> FillAsync(Socket socket, Memory<byte> into) =>
        await socket.ReceiveAsync(into, _end.Token) is > 0 and var read ? read : throw new IOException("the connection was closed");
}
