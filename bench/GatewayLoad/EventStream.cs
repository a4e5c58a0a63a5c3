using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Catalog.GatewayLoad;

/// <summary>One client that listens to what a server says unasked.</summary>
internal sealed class EventStream(int port)
{
    private const int KeptTimes = 200_000;

    private long _expected = 1;

    /// <summary>Events that came.</summary>
    public long Count => Interlocked.Read(ref _expected) - 1;

    /// <summary>What was out of order, missing or not readable; null for nothing.</summary>
    public string? Fault { get; private set; }

    /// <summary>From the sending of an event to its coming, as timestamps; the first some of them.</summary>
    public List<long> Times { get; } = new(KeptTimes);

    /// <summary>Listens until it is told to stop.</summary>
    public async Task ListenAsync(CancellationToken stop)
    {
        string session;
        using (var first = await LoadConnection.OpenAsync(port, "echo", "{}", CancellationToken.None))
        {
            session = first.Session;
        }

        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(IPAddress.Loopback, port, stop);
            await socket.SendAsync(
                Encoding.ASCII.GetBytes($"GET /mcp HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAccept: text/event-stream\r\nMCP-Protocol-Version: 2025-06-18\r\nMcp-Session-Id: {session}\r\n\r\n"), stop);
            using var lines = new StreamReader(new NetworkStream(socket), Encoding.UTF8);
            // Chunk sizes and heads are lines that nobody looks at; an event is never cut by them, for each is written at once.
            while (await lines.ReadLineAsync(stop) is { } line)
            {
                if (line.StartsWith("data:", StringComparison.Ordinal) && !Take(line, Stopwatch.GetTimestamp()))
                {
                    return;
                }
            }

            Fault ??= "the stream ended";
        }
        catch (OperationCanceledException)
        {
            // The run is over.
        }
        catch (Exception broken) when (broken is IOException or SocketException)
        {
            Fault ??= $"the stream broke: {broken.Message}";
        }
    }

    private bool Take(string line, long now)
    {
        if (Number(line, "\"number\":") is not { } number || Number(line, "\"at\":") is not { } at || number != _expected)
        {
            Fault = $"event {_expected} did not come, but `{line}`";
            return false;
        }

        Interlocked.Increment(ref _expected);
        if (Times.Count < KeptTimes)
        {
            Times.Add(now - at);
        }

        return true;
    }

    private static long? Number(string line, string name)
    {
        var at = line.IndexOf(name, StringComparison.Ordinal);
        var rest = at < 0 ? "" : line[(at + name.Length)..];
        var end = rest.AsSpan().IndexOfAnyExceptInRange('0', '9');
        return long.TryParse(end < 0 ? rest : rest[..end], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
    }
}
