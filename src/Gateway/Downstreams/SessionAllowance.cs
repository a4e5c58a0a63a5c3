using Catalog.Gateway.Listening;

namespace Catalog.Gateway.Downstreams;

/// <summary>How many sessions each grant opened in the last hour.</summary>
internal sealed class SessionAllowance(CallerLimits limits, TimeProvider clock)
{
    private static readonly TimeSpan Window = TimeSpan.FromHours(1);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Queue<DateTimeOffset>> _opened = new(StringComparer.Ordinal);

    /// <summary>Counts a session.</summary>
    /// <returns>Null where it may be opened; else how long until the next one may.</returns>
    public TimeSpan? TryOpen(string grant)
    {
        var now = clock.GetUtcNow();
        lock (_gate)
        {
            if (!_opened.TryGetValue(grant, out var opened))
            {
                _opened[grant] = opened = new Queue<DateTimeOffset>();
            }

            while (opened.TryPeek(out var oldest) && now - oldest >= Window)
            {
                opened.Dequeue();
            }

            if (opened.Count >= limits.SessionsPerHour)
            {
                return opened.Peek() + Window - now;
            }

            opened.Enqueue(now);
            return null;
        }
    }
}
