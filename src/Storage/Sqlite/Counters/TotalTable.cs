using Catalog.Core.Counters;

namespace Catalog.Storage.Sqlite.Counters;

/// <summary>The totals in memory; any thread.</summary>
internal sealed class TotalTable
{
    /// <summary>For so long after its last use a total stays in memory; the disk holds what is older.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromSeconds(2);

    // A session that lives on finds its total until its window has been over for so long, so that a clock set back a little opens no new one.
    private static readonly TimeSpan SessionsKept = TimeSpan.FromHours(1);

    private readonly Lock _gate = new();
    private readonly Dictionary<CounterKey, Total> _totals = [];
    private int _sessions;
    private int _owned;
    private bool _sessionsOnDisk;

    /// <summary>How many totals of sessions are kept in memory; those beyond go to disk, least recently used first.</summary>
    /// <value>50,000.</value>
    public int MaxSessions { get; init; } = 50_000;

    /// <summary>Whether any total but those of sessions is in memory.</summary>
    public bool IsWatched
    {
        get
        {
            lock (_gate)
            {
                return _totals.Count > _sessions || _sessions > MaxSessions;
            }
        }
    }

    /// <summary>Whether this process owns a total.</summary>
    public bool HasOwned
    {
        get
        {
            lock (_gate)
            {
                return _owned > 0;
            }
        }
    }

    /// <summary>Draws without the disk, or finds without it that a limit is full; null where the disk must be asked.</summary>
    public Reservation? DrawOrNull(IReadOnlyList<CounterDraw> draws, DateTimeOffset now)
    {
        lock (_gate)
        {
            var call = new CallWeighing(now, draws.Count);
            foreach (var draw in draws)
            {
                if (FindOrNull(draw.Key, now) is not { } total)
                {
                    return null;
                }

                call.Add(draw, total);
            }

            if (call.IsFull)
            {
                return call.Refuse();
            }

            foreach (var (total, nanos) in call.Draws)
            {
                if (!total.IsSession && total.Used + nanos > total.Reserved)
                {
                    return null;
                }
            }

            return call.Grant();
        }
    }

    /// <summary>Gives back to a total that is counted here.</summary>
    /// <returns>False where the disk must be told.</returns>
    public bool TryGiveBack(LeasePart part, DateTimeOffset now)
    {
        lock (_gate)
        {
            if (!_totals.TryGetValue(part.Key, out var total) || !total.IsCountedHere)
            {
                return false;
            }

            if (total.Start == part.WindowStart && total.End > now)
            {
                total.GiveBack(part.Nanos);
            }

            return true;
        }
    }

    /// <summary>Keeps totals still while a transaction works on copies of them. A total that is not in memory is given as null.</summary>
    public Dictionary<CounterKey, Total?> Freeze(IEnumerable<CounterKey> keys, DateTimeOffset now)
    {
        lock (_gate)
        {
            var frozen = new Dictionary<CounterKey, Total?>();
            foreach (var key in keys)
            {
                // A session's total is begun here if need be, so that nobody begins another one meanwhile.
                var total = _totals.GetValueOrDefault(key) ?? BeginOrNull(key, now);
                if (total is not null)
                {
                    total.IsBusy = true;
                }

                frozen[key] = total;
            }

            return frozen;
        }
    }

    /// <summary>Puts what a transaction has stored in the place of what was frozen.</summary>
    /// <param name="frozen">What <see cref="Freeze"/> gave.</param>
    /// <param name="stored">The copies; a total that is missing stays as it was.</param>
    /// <param name="dropped">Totals that are on disk now and leave memory.</param>
    public void Thaw(Dictionary<CounterKey, Total?> frozen, IEnumerable<Total> stored, IReadOnlySet<CounterKey> dropped)
    {
        lock (_gate)
        {
            foreach (var total in frozen.Values)
            {
                if (total is not null)
                {
                    total.IsBusy = false;
                }
            }

            foreach (var total in stored)
            {
                if (dropped.Contains(total.Key))
                {
                    Remove(total);
                }
                else
                {
                    Set(total);
                }
            }
        }
    }

    /// <summary>Totals that were not used of late, and totals of sessions that are too many; traces of totals that others count are forgotten at once.</summary>
    public List<CounterKey> TakeIdle(DateTimeOffset now)
    {
        lock (_gate)
        {
            var idle = new List<CounterKey>();
            foreach (var total in _totals.Values.Where(static total => !total.IsBusy).ToList())
            {
                var isOver = total.IsSession ? total.End + SessionsKept <= now : !total.IsOwned && IsIdle(total, now);
                if (isOver)
                {
                    Remove(total);
                }
                else if (!total.IsSession && IsIdle(total, now))
                {
                    idle.Add(total.Key);
                }
            }

            if (_sessions > MaxSessions)
            {
                _sessionsOnDisk = true;
                idle.AddRange(_totals.Values.Where(static total => total.IsSession).OrderBy(static total => total.LastUse)
                    .Take(_sessions - (MaxSessions * 9 / 10)).Select(static total => total.Key));
            }

            return idle;
        }
    }

    /// <summary>The totals that this process owns.</summary>
    public List<CounterKey> Owned()
    {
        lock (_gate)
        {
            return [.. _totals.Values.Where(static total => total.IsOwned).Select(static total => total.Key)];
        }
    }

    // A clock that was set back makes a total idle too: it is then kept on disk, which is never wrong.
    private static bool IsIdle(Total total, DateTimeOffset now) => now - total.LastUse >= Idle || now < total.LastUse;

    private Total? FindOrNull(CounterKey key, DateTimeOffset now)
    {
        if (!_totals.TryGetValue(key, out var total))
        {
            total = BeginOrNull(key, now);
        }

        if (total is not { IsCountedHere: true })
        {
            return null;
        }

        if (now >= total.End)
        {
            if (!total.IsSession)
            {
                return null;
            }

            total.Open(CounterWindows.StartOf(key.Window, now));
        }

        return total;
    }

    private Total? BeginOrNull(CounterKey key, DateTimeOffset now)
    {
        if (key.Scope != CounterScope.Session || _sessionsOnDisk)
        {
            return null;
        }

        var total = new Total { Key = key, LastUse = now };
        total.Open(CounterWindows.StartOf(key.Window, now));
        Set(total);
        return total;
    }

    private void Set(Total total)
    {
        Remove(total);
        _totals.Add(total.Key, total);
        _sessions += total.IsSession ? 1 : 0;
        _owned += total.IsOwned ? 1 : 0;
    }

    private void Remove(Total total)
    {
        if (_totals.Remove(total.Key, out var before))
        {
            _sessions -= before.IsSession ? 1 : 0;
            _owned -= before.IsOwned ? 1 : 0;
        }
    }
}
