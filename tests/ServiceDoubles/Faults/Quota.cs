namespace Catalog.ServiceDoubles.Faults;

/// <summary>A quota of requests in windows of time, as <c>x-ratelimit-*</c> tells of it. Safe to use from many threads.</summary>
/// <param name="limit">How many in one window; 0 for no limit.</param>
/// <param name="window">How long a window is.</param>
/// <param name="time">The clock.</param>
public sealed class Quota(int limit, TimeSpan window, TimeProvider time)
{
    private readonly Lock _gate = new();
    private DateTimeOffset _ends;
    private int _used;

    /// <summary>How many were asked for in all.</summary>
    public long Asked { get; private set; }

    /// <summary>How many were refused.</summary>
    public long Refused { get; private set; }

    /// <summary>The limit of one window; 0 for none.</summary>
    public int Limit => limit;

    /// <summary>Takes one.</summary>
    /// <returns>Whether it was there, what is left, and when the window ends.</returns>
    public (bool IsGranted, int Left, DateTimeOffset Ends) Take()
    {
        lock (_gate)
        {
            Asked++;
            var now = time.GetUtcNow();
            if (now >= _ends)
            {
                _ends = now + window;
                _used = 0;
            }

            if (limit > 0 && _used >= limit)
            {
                Refused++;
                return (false, 0, _ends);
            }

            _used++;
            return (true, limit == 0 ? int.MaxValue : limit - _used, _ends);
        }
    }
}
