using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Catalog.Gateway.Tests.Running;

/// <summary>A peer that answers the first request with bytes as they are given, and every other one plainly.</summary>
internal sealed class RawUpstream : IAsyncDisposable
{
    /// <summary>The body of every answer but the first.</summary>
    public const string Plain = "the next caller's own answer";

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _ending = new();
    private readonly IReadOnlyList<string> _pieces;
    private readonly bool _closes;
    private readonly Task _serving;
    private int _requests;
    private int _connections;

    public RawUpstream(IReadOnlyList<string> pieces, bool closes)
    {
        (_pieces, _closes) = (pieces, closes);
        _listener.Start();
        Address = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/mcp");
        _serving = ServeAsync();
    }

    public Uri Address { get; }

    public int Connections => Volatile.Read(ref _connections);

    public int Requests => Volatile.Read(ref _requests);

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        _listener.Stop();
        await Record.ExceptionAsync(() => _serving);
        _ending.Dispose();
    }

    private async Task ServeAsync()
    {
        var clients = new List<Task>();
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_ending.Token);
                Interlocked.Increment(ref _connections);
                clients.Add(AnswerAsync(client));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(clients);
        }
    }

    private async Task AnswerAsync(TcpClient client)
    {
        using (client)
        {
            client.NoDelay = true;
            var stream = client.GetStream();
            try
            {
                while (await ReadRequestAsync(stream))
                {
                    if (Interlocked.Increment(ref _requests) > 1)
                    {
                        await stream.WriteAsync(Encoding.Latin1.GetBytes($"HTTP/1.1 200 OK\r\nContent-Length: {Plain.Length}\r\n\r\n{Plain}"), _ending.Token);
                        continue;
                    }

                    foreach (var piece in _pieces)
                    {
                        await stream.WriteAsync(Encoding.Latin1.GetBytes(piece), _ending.Token);
                        await Task.Yield();
                    }

                    if (_closes)
                    {
                        return;
                    }
                }
            }
            catch (Exception ended) when (ended is IOException or OperationCanceledException)
            {
                // The gateway closed the connection, which is what some cases are about.
                _ = ended;
            }
        }
    }

    private async Task<bool> ReadRequestAsync(NetworkStream stream)
    {
        var buffer = new byte[64 * 1024];
        var filled = 0;
        while (true)
        {
            var read = await stream.ReadAsync(buffer.AsMemory(filled), _ending.Token);
            if (read == 0)
            {
                return false;
            }

            filled += read;
            var text = Encoding.Latin1.GetString(buffer, 0, filled);
            var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            const string Name = "Content-Length: ";
            var at = text.IndexOf(Name, StringComparison.Ordinal);
            if (end >= 0 && filled >= end + 4 + (at < 0 ? 0 : int.Parse(text[(at + Name.Length)..text.IndexOf('\r', at)], System.Globalization.CultureInfo.InvariantCulture)))
            {
                return true;
            }
        }
    }
}
