using System.Diagnostics;

namespace Catalog.GatewayLoad;

/// <summary>When a store was away, as its killer saw it; what may be asked of a call that began and ended meanwhile.</summary>
internal sealed class Outages
{
    // Of totals in heavy use some calls are drawn ahead, and entries are on their way to the log for a moment.
    private static readonly TimeSpan Noticed = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Mended = TimeSpan.FromSeconds(15);

    private long _from;
    private long _until = Stopwatch.GetTimestamp() - (long)(60 * Stopwatch.Frequency);
    private int _isAway;

    /// <summary>How often it went away.</summary>
    public int Count { get; private set; }

    /// <summary>It is about to go.</summary>
    public void Begin()
    {
        Interlocked.Exchange(ref _from, long.MaxValue / 2);
        Interlocked.Exchange(ref _isAway, 1);
    }

    /// <summary>It has gone.</summary>
    public void Gone()
    {
        Interlocked.Exchange(ref _from, Stopwatch.GetTimestamp());
        Count++;
    }

    /// <summary>It is about to come back: from here on a call may be answered either way.</summary>
    public void Return() => Interlocked.Exchange(ref _from, long.MaxValue / 2);

    public void End()
    {
        Interlocked.Exchange(ref _isAway, 0);
        Interlocked.Exchange(ref _until, Stopwatch.GetTimestamp());
    }

    /// <summary>Whether a call that was sent then, and is answered now, must not have passed.</summary>
    public bool MustDeny(long sent) => Volatile.Read(ref _isAway) == 1 && sent > Volatile.Read(ref _from) + (long)(Noticed.TotalSeconds * Stopwatch.Frequency);

    /// <summary>Whether a call that was sent then may fail for want of the store.</summary>
    public bool MayDeny(long sent) => Volatile.Read(ref _isAway) == 1 || sent < Volatile.Read(ref _until) + (long)(Mended.TotalSeconds * Stopwatch.Frequency);
}
