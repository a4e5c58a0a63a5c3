using System.Net;
using System.Net.Sockets;
using Catalog.Policy.Operators.Hosts;

namespace Catalog.Gateway.Approvals.Webhooks;

/// <summary>Opens connections to the receiver, after its name was resolved and each address looked at: the check and the connection use the same addresses.</summary>
internal sealed class WebhookConnection(WebhookOptions options)
{
    /// <summary>A client for the receiver alone: no redirect, no proxy, no cookie, an answer of at most 64 KB in 10 seconds.</summary>
#pragma warning disable RS0030 // This is the factory: the timeout and the size cap stand below.
    public HttpClient CreateClient() => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        ConnectTimeout = TimeSpan.FromSeconds(5),
        ConnectCallback = OpenAsync,
    })
    {
        Timeout = TimeSpan.FromSeconds(10),
        MaxResponseContentBufferSize = 64 * 1024,
    };
#pragma warning restore RS0030

    private async ValueTask<Stream> OpenAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var host = context.DnsEndPoint.Host;
        var addresses = IPAddress.TryParse(host.Trim('[', ']'), out var literal) ? [literal] : await Dns.GetHostAddressesAsync(host, cancellationToken);
        if (addresses.Length == 0 || addresses.Any(address => !IsAllowed(host, address)))
        {
            throw new IOException($"`{host}` has an address in a private network: name it in `allow_private` of the webhook if it is meant");
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, context.DnsEndPoint.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private bool IsAllowed(string host, IPAddress address) =>
        options.AllowPrivate.Contains(host.Trim('[', ']'), StringComparer.OrdinalIgnoreCase)
        || (options.Url.IsLoopback ? IPAddress.IsLoopback(address) : !AddressReach.IsPrivate(address.ToString()));
}
