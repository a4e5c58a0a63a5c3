using System.Globalization;
using System.Numerics;
using Catalog.Core.Counters;

namespace Catalog.Storage.Sqlite.Gateways;

/// <summary>Draws on all totals of one call or on none, inside the writer's transaction: no other process draws meanwhile.</summary>
internal sealed class CounterReserving(SqliteSession session, DateTimeOffset now)
{
    // An answer that gives back comes within minutes; a lease that nobody asked for in a day is forgotten.
    private static readonly TimeSpan KeptAtMost = TimeSpan.FromDays(1);

    private readonly List<FullLimit> _full = [];
    private readonly List<FullLimit> _observed = [];
    private readonly Dictionary<CounterKey, Total> _totals = [];

    /// <summary>Draws, and remembers under a new lease what was drawn.</summary>
    public static Reservation Run(SqliteSession session, IReadOnlyList<CounterDraw> draws, DateTimeOffset now) =>
        new CounterReserving(session, now).Run(draws);

    private Reservation Run(IReadOnlyList<CounterDraw> draws)
    {
        foreach (var draw in draws)
        {
            Weigh(draw);
        }

        if (_full.Count > 0)
        {
            return new Reservation { Status = ReservationStatus.Full, Full = _full, ObservedFull = _observed };
        }

        var lease = Guid.NewGuid();
        foreach (var total in _totals.Values)
        {
            Draw(total, lease);
        }

        return new Reservation { Status = ReservationStatus.Granted, Lease = lease, ObservedFull = _observed };
    }

    private void Weigh(CounterDraw draw)
    {
        if (draw.Nanos.Sign < 0)
        {
            throw new ArgumentException($"the draw on `{draw.Key.Counter}` is negative: a limit is never drawn on to raise it", nameof(draw));
        }

        if (!_totals.TryGetValue(draw.Key, out var total))
        {
            total = Load(draw.Key);
            _totals.Add(draw.Key, total);
        }

        total.Drawn += draw.Nanos;
        foreach (var cap in draw.Caps)
        {
            if (total.Before + total.Drawn > cap.MaxNanos)
            {
                var wait = total.Drawn > cap.MaxNanos ? (TimeSpan?)null : total.End - now;
                (cap.Observed ? _observed : _full).Add(new FullLimit(cap.Rule, wait));
            }
        }
    }

    /// <summary>The total of the present window. A clock that went back stays in the window that was reached.</summary>
    private Total Load(CounterKey key)
    {
        var row = session.First(
            "SELECT id, window_start, total FROM counters WHERE server = ?1 AND scope = ?2 AND scope_id = ?3 AND counter = ?4 AND window = ?5",
            static row => (Id: row.GetInt64(0), Start: row.Moment(1), Total: row.GetString(2)),
            key.Server, key.Scope.ToString(), key.ScopeId, key.Counter, key.Window.ToString());
        var start = CounterWindows.StartOf(key.Window, now);
        var isRunning = row.Id != 0 && row.Start >= start;
        return new Total
        {
            Key = key,
            Id = row.Id,
            Start = isRunning ? row.Start : start,
            End = CounterWindows.EndOf(key.Window, isRunning ? row.Start : start),
            Before = isRunning ? BigInteger.Parse(row.Total, NumberStyles.None, CultureInfo.InvariantCulture) : BigInteger.Zero,
        };
    }

    private void Draw(Total total, Guid lease)
    {
        var sum = Digits(total.Before + total.Drawn);
        if (total.Id == 0)
        {
            total.Id = session.Insert(
                "INSERT INTO counters (server, scope, scope_id, counter, window, window_start, window_end, total) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
                total.Key.Server, total.Key.Scope.ToString(), total.Key.ScopeId, total.Key.Counter, total.Key.Window.ToString(),
                total.Start.ToStored(), total.End.ToStored(), sum);
        }
        else
        {
            session.Execute(
                "UPDATE counters SET window_start = ?2, window_end = ?3, total = ?4 WHERE id = ?1",
                total.Id, total.Start.ToStored(), total.End.ToStored(), sum);
        }

        var keptUntil = total.End < now + KeptAtMost ? total.End : now + KeptAtMost;
        session.Execute(
            "INSERT INTO lease_draws (lease, counter_id, window_start, amount, kept_until) VALUES (?1, ?2, ?3, ?4, ?5)",
            lease.ToString("D"), total.Id, total.Start.ToStored(), Digits(total.Drawn), keptUntil.ToStored());
    }

    private static string Digits(BigInteger amount) => amount.ToString(CultureInfo.InvariantCulture);

    private sealed class Total
    {
        public required CounterKey Key { get; init; }

        public required long Id { get; set; }

        public required DateTimeOffset Start { get; init; }

        public required DateTimeOffset End { get; init; }

        public required BigInteger Before { get; init; }

        public BigInteger Drawn { get; set; }
    }
}
