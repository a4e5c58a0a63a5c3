using System.Numerics;
using System.Runtime.InteropServices;
using Catalog.Core.Counters;

namespace Catalog.Storage.Sqlite.Counters;

/// <summary>What one call would do to its totals, and the limits that it would break.</summary>
/// <param name="now">When it is made.</param>
/// <param name="draws">How many totals it names at most.</param>
internal sealed class CallWeighing(DateTimeOffset now, int draws)
{
    private readonly List<(Total Total, BigInteger Nanos)> _draws = new(draws);
    private List<FullLimit>? _full;
    private List<FullLimit>? _observed;

    /// <summary>Each total once.</summary>
    public ReadOnlySpan<(Total Total, BigInteger Nanos)> Draws => CollectionsMarshal.AsSpan(_draws);

    public bool IsFull => _full is not null;

    public void Add(CounterDraw draw, Total total)
    {
        var nanos = Sum(total, draw.Nanos);
        foreach (var cap in draw.Caps)
        {
            if (total.Used + nanos > cap.MaxNanos)
            {
                var limit = new FullLimit(cap.Rule, nanos > cap.MaxNanos ? null : total.End - now);
                (cap.Observed ? _observed ??= [] : _full ??= []).Add(limit);
            }
        }
    }

    public Reservation Refuse() => new() { Status = ReservationStatus.Full, Full = _full!, ObservedFull = Observed };

    public Reservation Grant()
    {
        var parts = new LeasePart[_draws.Count];
        for (var i = 0; i < parts.Length; i++)
        {
            var (total, nanos) = _draws[i];
            total.Used += nanos;
            total.LastUse = now;
            parts[i] = new LeasePart(total.Key, total.Start, nanos);
        }

        return new Reservation { Status = ReservationStatus.Granted, Lease = new CounterLease(parts), ObservedFull = Observed };
    }

    private IReadOnlyList<FullLimit> Observed => (IReadOnlyList<FullLimit>?)_observed ?? [];

    private BigInteger Sum(Total total, BigInteger nanos)
    {
        foreach (ref var draw in CollectionsMarshal.AsSpan(_draws))
        {
            if (ReferenceEquals(draw.Total, total))
            {
                return draw.Nanos += nanos;
            }
        }

        _draws.Add((total, nanos));
        return nanos;
    }
}
