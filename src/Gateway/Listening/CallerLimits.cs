namespace Catalog.Gateway.Listening;

/// <summary>What each grant may have at the same time, over all servers. Replaced in place by a reload, so that no session ends for it.</summary>
internal sealed class CallerLimits(int sessionsPerHour, int concurrentCalls)
{
    private volatile int _sessionsPerHour = sessionsPerHour;
    private volatile int _concurrentCalls = concurrentCalls;

    /// <summary>Sessions that a grant may open in an hour.</summary>
    public int SessionsPerHour => _sessionsPerHour;

    /// <summary>Requests of a grant that may be under way.</summary>
    public int ConcurrentCalls => _concurrentCalls;

    public void Replace(int sessionsPerHour, int concurrentCalls) => (_sessionsPerHour, _concurrentCalls) = (sessionsPerHour, concurrentCalls);
}
