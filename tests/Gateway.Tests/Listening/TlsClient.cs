using System.Net.Security;
using System.Net.Sockets;
using System.Text;

namespace Catalog.Gateway.Tests.Listening;

/// <summary>One connection with TLS to a gateway, which takes exactly one certificate.</summary>
internal sealed class TlsClient : IAsyncDisposable
{
    private readonly TcpClient _socket;
    private readonly SslStream _stream;

    private TlsClient(TcpClient socket, SslStream stream) => (_socket, _stream) = (socket, stream);

    /// <summary>Shakes hands; null where another certificate is shown.</summary>
    public static async Task<TlsClient?> OpenOrNullAsync(Uri address, string thumbprint, CancellationToken cancellationToken)
    {
        var socket = new TcpClient();
        await socket.ConnectAsync(address.Host, address.Port, cancellationToken);
        var stream = new SslStream(socket.GetStream(), leaveInnerStreamOpen: false, (_, shown, _, _) => shown?.GetCertHashString() == thumbprint);
        try
        {
            await stream.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = "localhost" }, cancellationToken);
            return new TlsClient(socket, stream);
        }
        catch (System.Security.Authentication.AuthenticationException)
        {
            await stream.DisposeAsync();
            socket.Dispose();
            return null;
        }
    }

    public async Task SendAsync(string body, CancellationToken cancellationToken) => await _stream.WriteAsync(
        Encoding.UTF8.GetBytes($"POST /mcp/a HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nAccept: application/json, text/event-stream\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}"), cancellationToken);

    /// <summary>Reads until a text has come; what came before, where the connection ends without it.</summary>
    public async Task<string> ReadUntilAsync(string text, CancellationToken cancellationToken)
    {
        var (buffer, come) = (new byte[4096], new StringBuilder());
        while (!come.ToString().Contains(text, StringComparison.Ordinal))
        {
            var count = await _stream.ReadAsync(buffer, cancellationToken);
            if (count == 0)
            {
                break;
            }

            come.Append(Encoding.UTF8.GetString(buffer, 0, count));
        }

        return come.ToString();
    }

    public async ValueTask DisposeAsync()
    {
        await _stream.DisposeAsync();
        _socket.Dispose();
    }
}
