using System.Net;
using Catalog.Gateway;
using Catalog.Gateway.Configuration;

namespace Catalog.Cli.Gateways;

/// <summary>The addresses that an operator gives to clients: what the listeners are bound to, in a form that can be copied.</summary>
internal static class ClientAddresses
{
    /// <summary>Of a gateway of many servers, listener by listener; one that stands for several addresses has them one after the other.</summary>
    /// <param name="plan">What was asked for.</param>
    /// <param name="running">What listens.</param>
    public static IReadOnlyList<string> Of(GatewayPlan plan, RunningGateway running)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(running);
        var all = new List<string>();
        if (plan.OAuth is { PublicAddress: var known })
        {
            // What access tokens are made out to, and so what their clients have to be given.
            all.Add(known.GetLeftPart(UriPartial.Authority) + running.Endpoint.AbsolutePath);
        }

        for (var i = 0; i < running.Endpoints.Count; i++)
        {
            all.AddRange(Of(running.Endpoints[i], i < plan.Listeners.Count ? plan.Listeners[i].AllowedHosts : []));
        }

        return [.. all.Distinct(StringComparer.OrdinalIgnoreCase)];
    }

    /// <summary>Of one listener: under the names that it may be asked by where it is not loopback's, and under its own address, or this machine's where it is bound to all of them.</summary>
    /// <param name="bound">Where it listens, with the path for clients.</param>
    /// <param name="names">Host names that it may be asked under.</param>
    public static IReadOnlyList<string> Of(Uri bound, IReadOnlyList<string> names)
    {
        ArgumentNullException.ThrowIfNull(bound);
        ArgumentNullException.ThrowIfNull(names);
        // Behind loopback stands a proxy, whose scheme and port nobody told.
        string[] hosts = bound.IsLoopback ? [bound.Host] : [.. names, HostOf(bound)];
        return [.. hosts.Select(host => At(bound, host)).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase)];
    }

    private static string HostOf(Uri bound) => IPAddress.TryParse(bound.Host.Trim('[', ']'), out var address)
        ? address.Equals(IPAddress.Any) ? "127.0.0.1" : address.Equals(IPAddress.IPv6Any) ? "[::1]" : bound.Host
        : bound.Host;

    private static string? At(Uri bound, string host) =>
        Uri.CheckHostName(host) != UriHostNameType.Unknown && Uri.TryCreate($"{bound.Scheme}://{host}:{bound.Port}{bound.AbsolutePath}", UriKind.Absolute, out var address) ? address.AbsoluteUri : null;
}
