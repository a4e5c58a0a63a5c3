using System.Net;
using System.Net.Sockets;
using Catalog.Api.Shell;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Catalog.Api.Disputes;

/// <summary>Who may file a dispute: our own form alone, and each address only so often.</summary>
internal sealed class DisputeGate(TimeProvider clock, IOptions<SiteOptions> options)
{
    // Beyond this many addresses in one hour nobody new is let in: memory stays bounded, and a flood from many addresses ends.
    private const int MostAddresses = 10_000;
    private static readonly TimeSpan Window = TimeSpan.FromHours(1);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);
    private long _hour = -1;

    /// <summary>
    /// Whether a browser says that the request comes from a page of this site. A form of another site carries that site's <c>Origin</c> and cannot change it; a
    /// request without <c>Origin</c> is refused, since every browser sends one with a posted form.
    /// </summary>
    public static bool IsSameOrigin(HttpRequest request)
    {
        var origin = request.Headers.Origin;
        var site = request.Headers["Sec-Fetch-Site"];
        return origin.Count == 1
            && string.Equals(origin[0], $"{request.Scheme}://{request.Host.Value}", StringComparison.OrdinalIgnoreCase)
            && (site.Count == 0 || string.Equals(site[0], "same-origin", StringComparison.Ordinal));
    }

    /// <summary>Counts one dispute of an address.</summary>
    /// <returns>False where it has had its share of this hour.</returns>
    public bool TryEnter(IPAddress? address)
    {
        var key = KeyOf(address);
        lock (_gate)
        {
            var hour = clock.GetUtcNow().Ticks / Window.Ticks;
            if (hour != _hour)
            {
                _counts.Clear();
                _hour = hour;
            }

            var count = _counts.GetValueOrDefault(key);
            if (count >= options.Value.DisputesPerHour || (count == 0 && _counts.Count >= MostAddresses))
            {
                return false;
            }

            _counts[key] = count + 1;
            return true;
        }
    }

    // One household has a whole /64: counting its addresses one by one would count nothing.
    private static string KeyOf(IPAddress? address)
    {
        if (address is null)
        {
            return "";
        }

        address = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return address.AddressFamily == AddressFamily.InterNetworkV6 ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8)) : address.ToString();
    }
}
