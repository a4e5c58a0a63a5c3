using System.Net;
using Catalog.Gateway.Downstreams;
using Catalog.Gateway.Relaying;
using Microsoft.AspNetCore.Http;

namespace Catalog.Gateway.Listening;

/// <summary>What each listener asks of whoever comes: under which name it may be asked, from which page, and whether a grant is to be shown.</summary>
internal sealed class Doorway(IReadOnlyList<Listener> listeners)
{
    /// <summary>Null where host and origin are known; a page of another site, or a name that points here by rebinding, is not served.</summary>
    public HttpRefusal? OriginOrNull(HttpRequest request)
    {
        var listener = Of(request);
        if (!IsAllowed(listener, request.Host.Host, listener.AllowedHosts, isOrigin: false))
        {
            return Forbidden("The gateway is not asked under this host name: use its own address, or allow the name with `--allow-host` (`allowed_hosts` of the listener)");
        }

        var origin = request.Headers.Origin;
        if (origin.Count == 0)
        {
            return null;
        }

        // The gateway's own pages send forms from the address under which they were asked, which was let in above.
        return origin.Count == 1 && Uri.TryCreate(origin[0], UriKind.Absolute, out var page)
            && (origin[0] == $"{request.Scheme}://{request.Host.Value}" || IsAllowed(listener, page.Host, [.. listener.AllowedHosts, .. listener.AllowedOrigins], isOrigin: true))
            ? null
            : Forbidden("Pages of this origin may not speak to the gateway");
    }

    /// <summary>Whether a caller has to show a grant.</summary>
    public bool AsksForGrant(HttpRequest request)
    {
        var listener = Of(request);
        return listener.RequireGrant || !IsLoopback(listener.Url.Host);
    }

    /// <summary>The listener that a request came by; where that cannot be told, the one that asks the most.</summary>
    private Listener Of(HttpRequest request) => listeners.Count == 1 ? listeners[0] : At(request.HttpContext.Connection.LocalPort);

    private Listener At(int port)
    {
        var near = listeners.Where(l => l.Url.Port == port).ToList();
        near = near.Count > 0 ? near : [.. listeners.Where(static l => l.Url.Port == 0)];
        return (near.Count > 0 ? near : listeners).OrderByDescending(static l => l.RequireGrant || !IsLoopback(l.Url.Host)).First();
    }

    private static bool IsAllowed(Listener listener, string host, IReadOnlyList<string> names, bool isOrigin)
    {
        if (IsLoopback(host) || names.Contains(host, StringComparer.OrdinalIgnoreCase))
        {
            return true;
        }

        // Rebinding needs a name; whoever asks by address asks the machine that it meant. Beyond loopback only.
        return !isOrigin && !IsLoopback(listener.Url.Host)
            && (host.Equals(listener.Url.Host, StringComparison.OrdinalIgnoreCase) || IPAddress.TryParse(host.Trim('[', ']'), out _));
    }

    // The spelling that nearly all use is not read as an address for each request.
    private static bool IsLoopback(string host) =>
        host == "127.0.0.1" || host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));

    private static HttpRefusal Forbidden(string message) => new(StatusCodes.Status403Forbidden, new Refusal(RpcErrors.NoGrant, message, "(forbidden)"));
}
