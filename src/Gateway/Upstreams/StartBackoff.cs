namespace Catalog.Gateway.Upstreams;

/// <summary>
/// Holds back the start of a server that ends, time after time, before a message came of it: after the third such end a second, then twice
/// as long each time, half a minute at most. A message ends it.
/// </summary>
internal sealed class StartBackoff(TimeProvider clock)
{
    private const int FreeStarts = 3;
    private static readonly TimeSpan First = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    private readonly Lock _gate = new();
    private int _failed;
    private DateTimeOffset _until;

    /// <summary>How long the next start has to wait; null where it need not.</summary>
    public TimeSpan? WaitOrNull()
    {
        lock (_gate)
        {
            var wait = _until - clock.GetUtcNow();
            return _failed >= FreeStarts && wait > TimeSpan.Zero ? wait : null;
        }
    }

    /// <summary>A start failed, or its process ended before it said anything.</summary>
    public void Failed()
    {
        lock (_gate)
        {
            _failed++;
            var times = Math.Clamp(_failed - FreeStarts, 0, 10);
            _until = clock.GetUtcNow() + TimeSpan.FromTicks(Math.Min(Longest.Ticks, First.Ticks << times));
        }
    }

    /// <summary>The server works.</summary>
    public void Passed()
    {
        lock (_gate)
        {
            _failed = 0;
        }
    }
}
