namespace Catalog.Policy.Operators.Hosts;

/// <summary>
/// Which hosts lie inside. The networks are those that IANA's special-purpose registries do not mark globally reachable (False and N/A alike), with the more specific
/// entries that they do mark, and what section 5 adds.
/// </summary>
internal static class PrivateNetworks
{
    private static readonly (uint Network, int Length)[] Private4 =
    [
        (0x00000000, 8), // this network
        (0x0A000000, 8), // private use
        (0x64400000, 10), // shared address space
        (0x7F000000, 8), // loopback
        (0xA83F8110, 32), // 168.63.129.16, a cloud's own services
        (0xA9FE0000, 16), // link local
        (0xAC100000, 12), // private use
        (0xC0000000, 24), // IETF protocol assignments
        (0xC0000200, 24), // documentation
        (0xC0586300, 24), // 6to4 relays, deprecated
        (0xC0A80000, 16), // private use
        (0xC6120000, 15), // benchmarking
        (0xC6336400, 24), // documentation
        (0xCB007100, 24), // documentation
        (0xE0000000, 4), // multicast
        (0xF0000000, 4), // reserved, and limited broadcast
    ];

    /// <summary>Port control protocol and TURN anycast, marked reachable inside 192.0.0.0/24.</summary>
    private static readonly uint[] Public4 = [0xC0000009, 0xC000000A];

    private static readonly (UInt128 Network, int Length)[] Private6 =
    [
        (High(0x0064_FF9B_0001_0000), 48), // local translation
        (High(0x0100_0000_0000_0000), 64), // discard only
        (High(0x0100_0000_0000_0001), 64), // dummy prefix
        (High(0x2001_0000_0000_0000), 23), // IETF protocol assignments, Teredo and ORCHID among them
        (High(0x2001_0DB8_0000_0000), 32), // documentation
        (High(0x2002_0000_0000_0000), 16), // 6to4
        (High(0x3FFF_0000_0000_0000), 20), // documentation
        (High(0x5F00_0000_0000_0000), 16), // segment routing
        (High(0xFC00_0000_0000_0000), 7), // unique local
        (High(0xFE80_0000_0000_0000), 10), // link local
        (High(0xFEC0_0000_0000_0000), 10), // site local, deprecated
        (High(0xFF00_0000_0000_0000), 8), // multicast
    ];

    private static readonly (UInt128 Network, int Length)[] Public6 =
    [
        (High(0x2001_0001_0000_0000) | 1, 128), // port control protocol anycast
        (High(0x2001_0001_0000_0000) | 2, 128), // TURN anycast
        (High(0x2001_0001_0000_0000) | 3, 128), // DNS-SD anycast
        (High(0x2001_0003_0000_0000), 32), // automatic multicast tunnelling
        (High(0x2001_0004_0112_0000), 48), // AS112
        (High(0x2001_0020_0000_0000), 28), // ORCHIDv2
        (High(0x2001_0030_0000_0000), 28), // drone identification
    ];

    private static readonly string[] PrivateSuffixes =
        [".localhost", ".localdomain", ".local", ".internal", ".lan", ".home.arpa", ".intranet", ".corp", ".private"];

    internal static bool Holds(HostName host) => host.Address switch
    {
        null => !host.Name.Contains('.', StringComparison.Ordinal) || PrivateSuffixes.Any(suffix => ("." + host.Name).EndsWith(suffix, StringComparison.Ordinal)),
        { IsVersion6: false } four => Holds4((uint)four.Bits),
        { } six => Holds6(six.Bits),
    };

    private static bool Holds4(uint bits) => !Public4.Contains(bits) && Private4.Any(n => (bits ^ n.Network) >> (32 - n.Length) == 0);

    private static bool Holds6(UInt128 bits)
    {
        if (Private6.Any(n => IsIn(bits, n)))
        {
            return !Public6.Any(n => IsIn(bits, n));
        }

        // Compatible (`::`, unspecified and loopback among them) and the well-known translation prefix embed an IPv4 address in the last 32 bits.
        var prefix = bits >> 32;
        return (prefix == 0 || prefix == High(0x0064_FF9B_0000_0000) >> 32) && Holds4((uint)bits);
    }

    private static bool IsIn(UInt128 bits, (UInt128 Network, int Length) network) => (bits ^ network.Network) >> (128 - network.Length) == 0;

    private static UInt128 High(ulong upper) => new(upper, 0);
}
