using System.Net;

namespace Catalog.Cli.Gateways;

/// <summary>What an operator is told of a listener that others can listen in on.</summary>
internal static class ListenerNotice
{
    /// <summary>A sentence for a listener without TLS that is not loopback; null for any other.</summary>
    /// <param name="listener">Its address.</param>
    public static string? OfOrNull(Uri listener) =>
        listener.Scheme != "http" || listener.IsLoopback || (IPAddress.TryParse(listener.Host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address))
            ? null
            : $"catalog: {listener.GetLeftPart(UriPartial.Authority)} is not encrypted: tokens, approvers' secrets and what passes can be read on the way; give the listener `tls` in gateway.yaml, or let a proxy with TLS alone reach it";
}
