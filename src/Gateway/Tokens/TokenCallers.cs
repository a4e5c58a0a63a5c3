using System.Collections.Concurrent;

namespace Catalog.Gateway.Tokens;

/// <summary>Callers that came by access tokens since the gateway started, for people to see. Those that were away for longest make room for new ones.</summary>
internal sealed class TokenCallers
{
    /// <summary>How many are kept.</summary>
    public const int Most = 1000;

    private readonly ConcurrentDictionary<string, TokenCaller> _callers = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();

    /// <summary>All that are kept, those that came last first.</summary>
    public IReadOnlyList<TokenCallerView> All =>
        [.. _callers.Values.Select(static caller => caller.Shown).OrderByDescending(static caller => caller.UsedAt).ThenBy(static caller => caller.Grant, StringComparer.Ordinal)];

    /// <summary>Notes that a caller came with a token that is good: one caller for all tokens of an issuer, subject and client.</summary>
    public void Came(VerifiedToken token, DateTimeOffset now) => (_callers.TryGetValue(token.Grant, out var known) ? known : Add(token)).Touch(now);

    private TokenCaller Add(VerifiedToken token)
    {
        lock (_gate)
        {
            if (_callers.Count >= Most)
            {
                // A tenth at once: to look for the one that was away for longest costs as much.
                foreach (var gone in _callers.Values.OrderBy(static caller => caller.UsedAt).Take(Most / 10).ToList())
                {
                    _callers.TryRemove(gone.Grant, out _);
                }
            }

            return _callers.GetOrAdd(token.Grant, static (_, its) => new TokenCaller(its), token);
        }
    }
}
