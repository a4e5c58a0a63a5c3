using Catalog.Gateway.Downstreams;

namespace Catalog.Gateway.Aggregation;

/// <summary>The sessions of clients of the modern era: one for all of a grant that can be asked the same. May be used from any thread.</summary>
/// <param name="sessions">Where they live, and end when nobody uses them.</param>
internal sealed class SharedSessions(HttpSessions sessions)
{
    private const string NotAskable = "{}";
    private const int MostOfGrant = 8;
    private const int FirstPrune = 64;

    private readonly Dictionary<(string Grant, string Askable), HttpSession> _shared = [];
    private readonly Lock _gate = new();
    private int _pruneAt = FirstPrune;

    /// <summary>The session of a client.</summary>
    /// <param name="post">Its request.</param>
    /// <param name="places">Where the parts of the request stand.</param>
    /// <param name="open">Makes one, where there is none.</param>
    public HttpSession Of(HttpPost post, ParamPlaces places, Func<Profile, AggregateSession> open)
    {
        var grant = post.Admission.Caller.Grant.Id;
        var bytes = post.Message.Bytes;
        var askable = Profile.AskableOfModern(places.MetaCapabilities.IsPresent ? places.MetaCapabilities.Of(bytes) : default);
        lock (_gate)
        {
            if (FindSharedOrNull(grant, askable) is { } known)
            {
                return known;
            }

            if (askable != NotAskable && _shared.Keys.Count(k => k.Grant == grant) >= MostOfGrant)
            {
                // Servers keep a session for each: whoever makes up ever new capabilities is asked nothing.
                askable = NotAskable;
                if (FindSharedOrNull(grant, askable) is { } plain)
                {
                    return plain;
                }
            }

            Prune();
            var info = places.MetaClientInfo.IsPresent ? places.MetaClientInfo.Of(bytes).ToArray() : Profile.Gateway;
            var shared = new HttpSession(HttpSessions.NewId(), grant) { Owned = open(Profile.Modern(info, askable)) };
            sessions.Add(shared);
            return _shared[(grant, askable)] = shared;
        }
    }

    // One that nobody used for long has ended.
    private HttpSession? FindSharedOrNull(string grant, string askable) =>
        _shared.TryGetValue((grant, askable), out var known) && sessions.FindOrNull(known.Id, grant) is not null ? known : null;

    /// <summary>Forgets sessions that have ended, now and then: grants of access tokens come and go.</summary>
    private void Prune()
    {
        if (_shared.Count < _pruneAt)
        {
            return;
        }

        foreach (var (key, _) in _shared.Where(s => !sessions.Holds(s.Value)).ToList())
        {
            _shared.Remove(key);
        }

        _pruneAt = Math.Max(FirstPrune, 2 * _shared.Count);
    }
}
