using Catalog.Core.Grants;

namespace Catalog.Gateway.Listening;

/// <summary>What each grant may have, over all servers, where it has no limits of its own. Replaced in place by a reload, so that no session ends for it.</summary>
/// <param name="sessionsPerHour">Sessions that a grant may open in an hour.</param>
/// <param name="concurrentCalls">Requests of a grant that may be under way.</param>
/// <param name="requestsPerMinute">Messages that a grant may send in a minute; null for as many as it likes.</param>
internal sealed class CallerLimits(int sessionsPerHour, int concurrentCalls, int? requestsPerMinute = null)
{
    private volatile InForce _inForce = new(sessionsPerHour, concurrentCalls, requestsPerMinute);

    /// <summary>Sessions that the grant may open in an hour.</summary>
    /// <param name="grant">The grant that was shown; null for callers without one, who are one grant together.</param>
    public int SessionsPerHour(Grant? grant) => grant?.Limits?.SessionsPerHour ?? _inForce.Sessions;

    /// <summary>Requests of the grant that may be under way.</summary>
    /// <param name="grant">As above.</param>
    public int ConcurrentCalls(Grant? grant) => grant?.Limits?.ConcurrentCalls ?? _inForce.Calls;

    /// <summary>Messages that the grant may send in a minute; null for as many as it likes.</summary>
    /// <param name="grant">As above.</param>
    public int? RequestsPerMinute(Grant? grant) => grant?.Limits?.RequestsPerMinute ?? _inForce.Requests;

    public void Replace(int sessionsPerHour, int concurrentCalls, int? requestsPerMinute) => _inForce = new InForce(sessionsPerHour, concurrentCalls, requestsPerMinute);

    private sealed record InForce(int Sessions, int Calls, int? Requests);
}
