using System.Net.Sockets;
using System.Text;

namespace Catalog.Gateway.Tests.Running;

/// <summary>A caller that decides itself which bytes go out together, and whether it reads.</summary>
internal sealed class RawCaller : IDisposable
{
    private readonly TcpClient _client;

    /// <summary>Connects.</summary>
    /// <param name="endpoint">The gateway's endpoint.</param>
    /// <param name="headers">More lines of the head, each with its end.</param>
    public RawCaller(Uri endpoint, string headers = "")
    {
        _client = new TcpClient(endpoint.Host, endpoint.Port) { NoDelay = true };
        _head = $"POST {endpoint.AbsolutePath} HTTP/1.1\r\nHost: {endpoint.Authority}\r\nContent-Type: application/json\r\nAccept: application/json, text/event-stream\r\n{headers}";
    }

    private readonly string _head;

    /// <summary>Posts a message.</summary>
    public Task SendAsync(string message) => SendAsync(Encoding.UTF8.GetBytes(message), int.MaxValue);

    /// <summary>Posts bytes, so many at a time.</summary>
    /// <param name="message">All that is announced.</param>
    /// <param name="piece">Bytes of a piece; 1 or more.</param>
    /// <param name="sent">Bytes that are sent in fact; null for all.</param>
    public async Task SendAsync(byte[] message, int piece, int? sent = null)
    {
        var stream = _client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"{_head}Content-Length: {message.Length}\r\n\r\n"));
        var end = sent ?? message.Length;
        for (var at = 0; at < end; at += piece)
        {
            await stream.WriteAsync(message.AsMemory(at, Math.Min(piece, end - at)));
        }
    }

    /// <summary>Posts two messages, one right behind the other.</summary>
    public async Task SendTogetherAsync(string first, string second)
    {
        var bytes = string.Concat(new[] { first, second }.Select(message => $"{_head}Content-Length: {Encoding.UTF8.GetByteCount(message)}\r\n\r\n{message}"));
        await _client.GetStream().WriteAsync(Encoding.UTF8.GetBytes(bytes));
    }

    /// <summary>Everything that is answered until the text has been told so often.</summary>
    public async Task<string> HearAsync(string text, int times)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var heard = new StringBuilder();
        var bytes = new byte[64 * 1024];
        while (heard.ToString().Split(text).Length <= times)
        {
            var read = await _client.GetStream().ReadAsync(bytes, limit.Token);
            heard.Append(Encoding.UTF8.GetString(bytes, 0, read > 0 ? read : throw new IOException($"the connection ended after: {heard}")));
        }

        return heard.ToString();
    }

    /// <summary>The status of the answer.</summary>
    public async Task<int> StatusAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var line = new byte[12];
        await _client.GetStream().ReadExactlyAsync(line, limit.Token);
        return int.Parse(Encoding.ASCII.GetString(line, 9, 3), System.Globalization.CultureInfo.InvariantCulture);
    }

    public void Dispose() => _client.Dispose();
}
