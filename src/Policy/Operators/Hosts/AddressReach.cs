namespace Catalog.Policy.Operators.Hosts;

/// <summary>Whether an address can be reached from everywhere, by the same networks as the operator <c>host_private</c>.</summary>
public static class AddressReach
{
    /// <summary>Whether an address lies inside: private, loopback, link local, reserved, multicast.</summary>
    /// <param name="address">An IPv4 or IPv6 address as text, without brackets; a zone is dropped. What is no address counts as one that lies inside.</param>
    public static bool IsPrivate(string address)
    {
        ArgumentNullException.ThrowIfNull(address);
        var host = HostName.ParseOrNull(address.Contains(':', StringComparison.Ordinal) ? $"[{address}]" : address, out _);
        return host?.Address is null || PrivateNetworks.Holds(host);
    }
}
