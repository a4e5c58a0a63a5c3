namespace Catalog.Gateway.Downstreams;

/// <summary>How many sessions each grant opened in the last hour.</summary>
internal sealed class SessionAllowance(TimeProvider clock)
{
    private const int FirstSweep = 1024;
    private static readonly TimeSpan Window = TimeSpan.FromHours(1);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Queue<DateTimeOffset>> _opened = new(StringComparer.Ordinal);
    private int _sweepAt = FirstSweep;

    /// <summary>How many grants are remembered.</summary>
    public int Grants
    {
        get
        {
            lock (_gate)
            {
                return _opened.Count;
            }
        }
    }

    /// <summary>Counts a session.</summary>
    /// <param name="grant">The grant's id.</param>
    /// <param name="most">How many it may open in an hour.</param>
    /// <returns>Null where it may be opened; else how long until the next one may.</returns>
    public TimeSpan? TryOpen(string grant, int most)
    {
        var now = clock.GetUtcNow();
        lock (_gate)
        {
            if (!_opened.TryGetValue(grant, out var opened))
            {
                Sweep(now);
                _opened[grant] = opened = new Queue<DateTimeOffset>();
            }

            while (opened.TryPeek(out var oldest) && now - oldest >= Window)
            {
                opened.Dequeue();
            }

            if (opened.Count >= most)
            {
                return opened.Peek() + Window - now;
            }

            opened.Enqueue(now);
            return null;
        }
    }

    /// <summary>Forgets grants that opened none for an hour, now and then: those of access tokens come and go.</summary>
    private void Sweep(DateTimeOffset now)
    {
        if (_opened.Count < _sweepAt)
        {
            return;
        }

        foreach (var (grant, opened) in _opened.ToList())
        {
            while (opened.TryPeek(out var oldest) && now - oldest >= Window)
            {
                opened.Dequeue();
            }

            if (opened.Count == 0)
            {
                _opened.Remove(grant);
            }
        }

        _sweepAt = Math.Max(FirstSweep, 2 * _opened.Count);
    }
}
