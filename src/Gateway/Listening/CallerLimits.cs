using System.Collections.Frozen;

namespace Catalog.Gateway.Listening;

/// <summary>What each grant may have at the same time, over all servers. Replaced in place by a reload, so that no session ends for it.</summary>
/// <param name="sessionsPerHour">Sessions that a grant may open in an hour.</param>
/// <param name="concurrentCalls">Requests of a grant that may be under way.</param>
/// <param name="own">Grants that have limits of their own, by their ids; null for none.</param>
internal sealed class CallerLimits(int sessionsPerHour, int concurrentCalls, IReadOnlyDictionary<string, GrantLimits>? own = null)
{
    private volatile InForce _inForce = new(sessionsPerHour, concurrentCalls, own);

    /// <summary>Sessions that the grant may open in an hour.</summary>
    public int SessionsPerHour(string grant)
    {
        var now = _inForce;
        return now.Own.TryGetValue(grant, out var limits) && limits.SessionsPerHour is { } sessions ? sessions : now.Sessions;
    }

    /// <summary>Requests of the grant that may be under way.</summary>
    public int ConcurrentCalls(string grant)
    {
        var now = _inForce;
        return now.Own.TryGetValue(grant, out var limits) && limits.ConcurrentCalls is { } calls ? calls : now.Calls;
    }

    public void Replace(int sessionsPerHour, int concurrentCalls, IReadOnlyDictionary<string, GrantLimits> own) => _inForce = new InForce(sessionsPerHour, concurrentCalls, own);

    private sealed class InForce(int sessions, int calls, IReadOnlyDictionary<string, GrantLimits>? own)
    {
        public int Sessions => sessions;

        public int Calls => calls;

        public FrozenDictionary<string, GrantLimits> Own { get; } = (own ?? FrozenDictionary<string, GrantLimits>.Empty).ToFrozenDictionary(StringComparer.Ordinal);
    }
}
