using System.Numerics;
using Catalog.Core.Counters;

namespace Catalog.Storage.Tests.Contracts;

/// <summary>The totals as the specification has them: a dictionary, one call after the other.</summary>
internal sealed class CounterModel
{
    private readonly Dictionary<CounterKey, (DateTimeOffset Start, BigInteger Total)> _totals = [];

    public Reservation Reserve(IReadOnlyList<CounterDraw> draws, DateTimeOffset now)
    {
        var full = new List<FullLimit>();
        var observed = new List<FullLimit>();
        foreach (var draw in draws)
        {
            var (start, total) = Present(draw.Key, now);
            foreach (var cap in draw.Caps.Where(cap => total + draw.Nanos > cap.MaxNanos))
            {
                var wait = draw.Nanos > cap.MaxNanos ? (TimeSpan?)null : CounterWindows.EndOf(draw.Key.Window, start) - now;
                (cap.Observed ? observed : full).Add(new FullLimit(cap.Rule, wait));
            }
        }

        if (full.Count > 0)
        {
            return new Reservation { Status = ReservationStatus.Full, Full = full, ObservedFull = observed };
        }

        foreach (var draw in draws)
        {
            var (start, total) = Present(draw.Key, now);
            _totals[draw.Key] = (start, total + draw.Nanos);
        }

        return new Reservation
        {
            Status = ReservationStatus.Granted,
            Lease = new CounterLease([.. draws.Select(draw => new LeasePart(draw.Key, Present(draw.Key, now).Start, draw.Nanos))]),
            ObservedFull = observed,
        };
    }

    public void Refund(CounterLease lease, IReadOnlyList<CounterKey>? keys, DateTimeOffset now)
    {
        foreach (var part in lease.Take(keys))
        {
            if (_totals.TryGetValue(part.Key, out var total) && total.Start == part.WindowStart && CounterWindows.EndOf(part.Key.Window, total.Start) > now)
            {
                _totals[part.Key] = (total.Start, total.Total - part.Nanos);
            }
        }
    }

    public void ForgetSessions()
    {
        foreach (var key in _totals.Keys.Where(key => key.Scope == CounterScope.Session).ToList())
        {
            _totals.Remove(key);
        }
    }

    private (DateTimeOffset Start, BigInteger Total) Present(CounterKey key, DateTimeOffset now)
    {
        var start = CounterWindows.StartOf(key.Window, now);
        return _totals.TryGetValue(key, out var total) && total.Start >= start ? total : (start, BigInteger.Zero);
    }
}
