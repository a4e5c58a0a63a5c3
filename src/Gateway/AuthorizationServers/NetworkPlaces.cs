using System.Net;
using System.Net.Sockets;

namespace Catalog.Gateway.AuthorizationServers;

/// <summary>Which addresses are not of the public network.</summary>
internal static class NetworkPlaces
{
    private static readonly IPNetwork[] Private =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24",
            "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
        }.Select(IPNetwork.Parse),
    ];

    // All of IPv6 that is given out is in 2000::/3; of that these stand for other addresses, or for none.
    private static readonly IPNetwork Global = IPNetwork.Parse("2000::/3");
    private static readonly IPNetwork[] Carved = [.. new[] { "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20" }.Select(IPNetwork.Parse)];

    /// <summary>Whether it is loopback, private, link-local, reserved, multicast, or an IPv6 form of another address.</summary>
    public static bool IsPrivate(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return plain.AddressFamily == AddressFamily.InterNetwork
            ? Private.Any(network => network.Contains(plain))
            : !Global.Contains(plain) || Carved.Any(network => network.Contains(plain));
    }
}
