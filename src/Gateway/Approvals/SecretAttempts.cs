using System.Net;

namespace Catalog.Gateway.Approvals;

/// <summary>
/// How many secrets may be tried: each takes a while to look at, on purpose. Ten a minute from one place, so that nobody's attempts use up another's, and
/// sixty from all together, which one core does in that time.
/// </summary>
internal sealed class SecretAttempts(TimeProvider clock)
{
    private const int OfAPlace = 10;
    private const int OfAll = 60;

    // A network of the sixth version gives each of its machines as many addresses as these have bits left.
    private const int NetworkBytes = 8;

    private static readonly TimeSpan Span = TimeSpan.FromMinutes(1);

    private readonly Queue<(DateTimeOffset At, string Place)> _attempts = new(OfAll);
    private readonly Lock _gate = new();

    /// <summary>Takes one attempt.</summary>
    /// <param name="from">Where it comes from; null where that cannot be told.</param>
    /// <returns>False where there is none left.</returns>
    public bool TryTake(IPAddress? from)
    {
        var (now, place) = (clock.GetUtcNow(), PlaceOf(from));
        lock (_gate)
        {
            while (_attempts.TryPeek(out var oldest) && now - oldest.At > Span)
            {
                _attempts.Dequeue();
            }

            if (_attempts.Count >= OfAll || _attempts.Count(a => a.Place == place) >= OfAPlace)
            {
                return false;
            }

            _attempts.Enqueue((now, place));
            return true;
        }
    }

    // Whoever is on this machine has all of its addresses.
    private static string PlaceOf(IPAddress? from) => from switch
    {
        null => "",
        { IsIPv4MappedToIPv6: true } => PlaceOf(from.MapToIPv4()),
        _ when IPAddress.IsLoopback(from) => "loopback",
        { AddressFamily: System.Net.Sockets.AddressFamily.InterNetworkV6 } => Convert.ToHexString(from.GetAddressBytes().AsSpan(0, NetworkBytes)),
        _ => from.ToString(),
    };
}
