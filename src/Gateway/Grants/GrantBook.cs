using System.Collections.Frozen;
using Catalog.Core.Catalogs;
using Catalog.Core.Grants;
using Catalog.Gateway.Tokens;

namespace Catalog.Gateway.Grants;

/// <summary>Every grant that the gateway knows: those that its file declares, and those of the store. Declared ones are replaced whole by a reload.</summary>
internal sealed class GrantBook(IGrantStore store, TokenBook tokens, TimeProvider clock)
{
    private volatile FrozenDictionary<string, DeclaredGrant> _declared = FrozenDictionary<string, DeclaredGrant>.Empty;

    /// <summary>Grants that the file declares, by their ids, each with its last use since the gateway started.</summary>
    public IReadOnlyList<Grant> Declared => [.. _declared.Values.Select(static d => d.Shown).OrderBy(static grant => grant.Id, StringComparer.Ordinal)];

    /// <summary>Puts declared grants in the place of those before; when one of the same name was last used is not forgotten.</summary>
    public void Declare(IReadOnlyList<Grant> grants)
    {
        var before = _declared.Values.ToDictionary(static d => d.Grant.Id, StringComparer.Ordinal);
        _declared = grants.ToFrozenDictionary(static grant => grant.TokenHash!, grant => new DeclaredGrant(grant, before.GetValueOrDefault(grant.Id)), StringComparer.Ordinal);
    }

    /// <summary>The grant of a token that is good now; null where there is none.</summary>
    /// <param name="tokenHash">SHA-256 of the token, 64 lower-case hexadecimal digits.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="StoreException">The store cannot be reached.</exception>
    public async ValueTask<Grant?> FindLiveOrNullAsync(string tokenHash, CancellationToken cancellationToken) =>
        await FindAsync(tokenHash, cancellationToken) is (var grant, true) ? grant : null;

    /// <summary>The grant of a token, and whether the token is good now: not where the grant was revoked or has run out, or a rotation took the token back.</summary>
    /// <param name="tokenHash">SHA-256 of the token, 64 lower-case hexadecimal digits.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="StoreException">The store cannot be reached.</exception>
    public async ValueTask<(Grant? Grant, bool IsLive)> FindAsync(string tokenHash, CancellationToken cancellationToken)
    {
        var grant = _declared.TryGetValue(tokenHash, out var declared) ? declared.Grant : await store.FindByTokenHashOrNullAsync(tokenHash, cancellationToken);
        return (grant, grant?.IsLive(tokenHash, clock.GetUtcNow()) == true);
    }

    /// <summary>Which of these are over: grants that are revoked, expired, no longer declared, or without a token that is good, and tokens that a rotation took back.</summary>
    /// <exception cref="StoreException">The store cannot be reached.</exception>
    public async Task<IReadOnlyList<GrantHold>> FindOverAsync(IReadOnlyCollection<GrantHold> held, CancellationToken cancellationToken)
    {
        if (held.All(static by => TokenClaims.IsGrant(by.Grant)))
        {
            return [.. held.Where(by => tokens.IsOver(by.Grant))];
        }

        var now = clock.GetUtcNow();
        var live = _declared.Values.Select(static d => d.Grant).Concat(await store.ListAsync(cancellationToken))
            .Where(grant => grant.RevokedAt is null && (grant.ExpiresAt is null || now < grant.ExpiresAt))
            .ToLookup(static grant => grant.Id, StringComparer.Ordinal);
        return [.. held.Where(by => TokenClaims.IsGrant(by.Grant) ? tokens.IsOver(by.Grant) : !live[by.Grant].Any(grant => by.Token is null || grant.IsLive(by.Token, now)))];
    }

    /// <summary>Notes a use of a grant: of a declared one in memory. The last use is for people: where it cannot be written, nobody is harmed.</summary>
    public async ValueTask TouchAsync(Grant grant, CancellationToken cancellationToken)
    {
        if (_declared.TryGetValue(grant.TokenHash ?? "", out var declared))
        {
            declared.Touch(clock.GetUtcNow());
            return;
        }

        if (clock.GetUtcNow() - grant.LastUsedAt <= TimeSpan.FromMinutes(1))
        {
            return;
        }

        try
        {
            await store.TouchAsync(grant.Id, cancellationToken);
        }
        catch (StoreException)
        {
            // The decision log tells its own failure.
            _ = grant;
        }
    }
}
