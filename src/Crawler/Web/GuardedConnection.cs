using System.Net;
using System.Net.Sockets;

namespace Catalog.Crawler.Web;

/// <summary>Opens connections, after the name was resolved and the address looked at: the check and the connection use the same address, so a name cannot change between.</summary>
internal sealed class GuardedConnection(WebRules rules, bool allowsPrivate)
{
    /// <summary>For <see cref="SocketsHttpHandler.ConnectCallback"/>.</summary>
    public async ValueTask<Stream> OpenAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var host = context.DnsEndPoint.Host;
        var addresses = IPAddress.TryParse(host, out var literal) ? [literal] : await Dns.GetHostAddressesAsync(host, cancellationToken);
        var allowed = allowsPrivate || IsNamed(host) || IsProxy(context) ? addresses : [.. addresses.Where(Addresses.IsPublic)];
        if (allowed.Length == 0)
        {
            throw new WebRefusedException($"`{host}` has no public address, and is none that you named; `--allow-private` allows such addresses");
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, context.DnsEndPoint.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch (SocketException)
        {
            socket.Dispose();
            throw;
        }
        catch (OperationCanceledException)
        {
            socket.Dispose();
            throw;
        }
    }

    private bool IsNamed(string host) => rules.Named.Contains(host.Trim('[', ']'), StringComparer.OrdinalIgnoreCase);

    /// <summary>The proxy is this user's own choice, wherever it stands; it resolves names itself, so that only a literal address can be judged here.</summary>
    private static bool IsProxy(SocketsHttpConnectionContext context)
    {
        var target = context.InitialRequestMessage.RequestUri!;
        var proxy = HttpClient.DefaultProxy.IsBypassed(target) ? null : HttpClient.DefaultProxy.GetProxy(target);
        return proxy is not null
            && string.Equals(proxy.Host, context.DnsEndPoint.Host, StringComparison.OrdinalIgnoreCase)
            && (!IPAddress.TryParse(target.Host.Trim('[', ']'), out var literal) || Addresses.IsPublic(literal));
    }
}
