using System.Collections.Concurrent;

namespace Catalog.Gateway.Listening;

/// <summary>How many messages of each grant came in the last minute, over all servers. Grants without such a limit are not counted.</summary>
internal sealed class RequestAllowance(TimeProvider clock)
{
    private const int FirstSweep = 1024;

    private readonly ConcurrentDictionary<string, SlidingMinute> _minutes = new(StringComparer.Ordinal);
    private int _sweepAt = FirstSweep;

    /// <summary>How many grants are remembered.</summary>
    public int Grants => _minutes.Count;

    /// <summary>Counts a message.</summary>
    /// <param name="grant">The grant's id.</param>
    /// <param name="most">How many it may send in a minute; null for as many as it likes.</param>
    /// <returns>Null where it may be sent; else how long until the next one may.</returns>
    public TimeSpan? TryTake(string grant, int? most) => most is { } allowed ? Take(grant, allowed) : null;

    private TimeSpan? Take(string grant, int most)
    {
        while (true)
        {
            if (!_minutes.TryGetValue(grant, out var minute))
            {
                Sweep();
                minute = _minutes.GetOrAdd(grant, static (_, clock) => new SlidingMinute(clock), clock);
            }

            if (minute.TakeOrNull(most) is { } wait)
            {
                return wait == TimeSpan.Zero ? null : wait;
            }

            // It was swept away between the look and the step.
            _minutes.TryRemove(KeyValuePair.Create(grant, minute));
        }
    }

    /// <summary>Forgets grants that sent nothing for a minute, now and then: those of access tokens come and go.</summary>
    private void Sweep()
    {
        if (_minutes.Count < Volatile.Read(ref _sweepAt))
        {
            return;
        }

        foreach (var minute in _minutes)
        {
            if (minute.Value.TryEnd())
            {
                _minutes.TryRemove(minute);
            }
        }

        Volatile.Write(ref _sweepAt, Math.Max(FirstSweep, 2 * _minutes.Count));
    }
}
