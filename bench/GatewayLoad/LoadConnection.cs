using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Catalog.GatewayLoad;

/// <summary>One client: a connection that is kept, a session, and calls one after the other.</summary>
internal sealed class LoadConnection : IDisposable
{
    private const int IdDigits = 9;

    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly int _port;
    private byte[] _buffer = new byte[64 * 1024];
    private int _filled;
    private byte[] _request = [];
    private int _idAt;
    private int _id = 100_000_000;

    private readonly string _token;

    private LoadConnection(int port, string? token) => (_port, _token) = (port, token is null ? "" : $"Authorization: Bearer {token}\r\n");

    /// <summary>The session that was opened.</summary>
    public string Session { get; private set; } = "";

    public static async Task<LoadConnection> OpenAsync(int port, string tool, string arguments, CancellationToken cancellationToken, string? token = null)
    {
        var connection = new LoadConnection(port, token);
        await connection._socket.ConnectAsync(IPAddress.Loopback, port, cancellationToken);
        const string Hello = """{"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"load","version":"1"}}}""";
        await connection._socket.SendAsync(connection.Post(Hello), cancellationToken);
        var (head, _) = await connection.ReceiveAsync(cancellationToken);
        var text = Encoding.ASCII.GetString(connection._buffer, 0, head);
        const string Name = "mcp-session-id:";
        var at = text.IndexOf(Name, StringComparison.OrdinalIgnoreCase);
        connection.Session = at < 0 ? throw new IOException($"no session was opened: {text}") : text[(at + Name.Length)..text.IndexOf('\r', at)].Trim();
        await connection._socket.SendAsync(connection.Post("""{"jsonrpc":"2.0","method":"notifications/initialized"}"""), cancellationToken);
        await connection.ReceiveAsync(cancellationToken);
        connection.Prepare(tool, arguments);
        return connection;
    }

    /// <summary>Says which call comes next.</summary>
    public void Prepare(string tool, string arguments)
    {
        _request = Post($$$"""{"jsonrpc":"2.0","id":{{{_id}}},"method":"tools/call","params":{"name":"{{{tool}}}","arguments":{{{arguments}}}}}""");
        _idAt = _request.AsSpan().IndexOf(Encoding.ASCII.GetBytes($"\"id\":{_id}")) + 5;
    }

    /// <summary>The beginning of the last answer, for people.</summary>
    public string Answer => Encoding.UTF8.GetString(_buffer, 0, Math.Min(_filled, 600));

    /// <summary>Sends a call for whose answer nobody waits.</summary>
    public async Task SendOnlyAsync(CancellationToken cancellationToken) => await _socket.SendAsync(_request, cancellationToken);

    /// <summary>Makes a call and waits for its whole answer.</summary>
    public async ValueTask<CallOutcome> CallAsync(CancellationToken cancellationToken)
    {
        _id++;
        _id.TryFormat(_request.AsSpan(_idAt, IdDigits), out _, default, CultureInfo.InvariantCulture);
        var left = _request.AsMemory();
        while (left.Length > 0)
        {
            left = left[await _socket.SendAsync(left, cancellationToken)..];
        }

        var (head, length) = await ReceiveAsync(cancellationToken);
        return Judge(_buffer.AsSpan(head, length));
    }

    /// <summary>Ends the session, as a client does that has no more to ask.</summary>
    public async Task EndAsync(CancellationToken cancellationToken)
    {
        await _socket.SendAsync(
            Encoding.ASCII.GetBytes($"DELETE /mcp HTTP/1.1\r\nHost: 127.0.0.1:{_port}\r\nMCP-Protocol-Version: 2025-06-18\r\n{_token}Mcp-Session-Id: {Session}\r\n\r\n"), cancellationToken);
        await ReceiveAsync(cancellationToken);
    }

    public void Dispose() => _socket.Dispose();

    private CallOutcome Judge(ReadOnlySpan<byte> body)
    {
        // The id stands near the front and a tool's error near the end: a megabyte in between need not be looked at.
        var front = body[..Math.Min(300, body.Length)];
        var end = body[^Math.Min(300, body.Length)..];
        Span<byte> id = stackalloc byte[IdDigits];
        _id.TryFormat(id, out _, default, CultureInfo.InvariantCulture);
        if (front.IndexOf(id) < 0)
        {
            return CallOutcome.Wrong;
        }

        if (end.IndexOf("\"isError\":true"u8) >= 0 || front.IndexOf("\"isError\":true"u8) >= 0)
        {
            return front.IndexOf("[POLICY DENIED] Limit reached"u8) >= 0 ? CallOutcome.LimitReached
                : front.IndexOf("[POLICY DENIED] The store of counters"u8) >= 0 ? CallOutcome.Uncounted
                : front.IndexOf("[POLICY DENIED]"u8) >= 0 ? CallOutcome.Denied
                : CallOutcome.Wrong;
        }

        return front.IndexOf("\"result\""u8) >= 0 ? CallOutcome.Passed
            : front.IndexOf("-31002"u8) >= 0 ? CallOutcome.Unrecorded
            : CallOutcome.Failed;
    }

    private byte[] Post(string body)
    {
        var session = Session.Length > 0 ? $"Mcp-Session-Id: {Session}\r\n" : "";
        return Encoding.ASCII.GetBytes(
            $"POST /mcp HTTP/1.1\r\nHost: 127.0.0.1:{_port}\r\nContent-Type: application/json\r\nAccept: application/json, text/event-stream\r\nMCP-Protocol-Version: 2025-06-18\r\n{_token}{session}Content-Length: {Encoding.ASCII.GetByteCount(body)}\r\n\r\n{body}");
    }

    /// <summary>Receives one answer to the front of the buffer: how long its head is, and its body.</summary>
    private async ValueTask<(int Head, int Body)> ReceiveAsync(CancellationToken cancellationToken)
    {
        _filled = 0;
        int head;
        while ((head = _buffer.AsSpan(0, _filled).IndexOf("\r\n\r\n"u8)) < 0)
        {
            await FillAsync(cancellationToken);
        }

        head += 4;
        var text = Encoding.ASCII.GetString(_buffer, 0, head);
        const string Name = "content-length:";
        var at = text.IndexOf(Name, StringComparison.OrdinalIgnoreCase);
        var length = at < 0 ? 0 : int.Parse(text.AsSpan((at + Name.Length)..text.IndexOf('\r', at)).Trim(), CultureInfo.InvariantCulture);
        if (at < 0 && text.Contains("chunked", StringComparison.OrdinalIgnoreCase))
        {
            throw new IOException("the answer comes in chunks, which this client does not read");
        }

        while (_filled < head + length)
        {
            await FillAsync(cancellationToken);
        }

        return (head, length);
    }

    private async ValueTask FillAsync(CancellationToken cancellationToken)
    {
        if (_filled == _buffer.Length)
        {
            Array.Resize(ref _buffer, _buffer.Length * 4);
        }

        var read = await _socket.ReceiveAsync(_buffer.AsMemory(_filled), cancellationToken);
        _filled += read > 0 ? read : throw new IOException("the connection was closed");
    }
}
