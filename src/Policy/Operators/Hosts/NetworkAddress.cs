namespace Catalog.Policy.Operators.Hosts;

/// <summary>An IP address. An IPv4 address that is mapped into IPv6 is that IPv4 address, whatever its notation.</summary>
internal readonly record struct NetworkAddress
{
    private NetworkAddress(bool isVersion6, UInt128 bits)
    {
        IsVersion6 = isVersion6;
        Bits = bits;
    }

    internal bool IsVersion6 { get; }

    /// <summary>The address, most significant bit first: 128 bits, or the lowest 32.</summary>
    internal UInt128 Bits { get; }

    internal static NetworkAddress Of4(uint bits) => new(isVersion6: false, bits);

    internal static NetworkAddress Of6(UInt128 bits) => bits >> 32 == 0xFFFF ? Of4((uint)bits) : new(isVersion6: true, bits);
}
