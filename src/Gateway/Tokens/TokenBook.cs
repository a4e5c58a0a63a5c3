using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Catalog.Core.Grants;
using Catalog.Gateway.Approvals;
using Catalog.Gateway.AuthorizationServers;
using Catalog.Gateway.Downstreams;
using Catalog.Gateway.Relaying;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Catalog.Gateway.Tokens;

/// <summary>Reads access tokens of authorization servers, and gives each caller a grant for as long as its token is good.</summary>
internal sealed partial class TokenBook(OutgoingCalls calls, TimeProvider clock, ILogger<TokenBook> logger)
{
    private const int MostKnown = 10_000;

    private readonly ConcurrentDictionary<string, KnownToken> _known = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, VerifiedToken> _callers = new(StringComparer.Ordinal);
    private readonly TokenCallers _seen = new();
    private int _sweepAt = MostKnown;
    private volatile InForce? _force;

    /// <summary>Whether tokens are taken at all.</summary>
    public bool IsOn => _force is not null;

    /// <summary>What is in force; null where no tokens are taken.</summary>
    public OAuthPlan? PlanOrNull => _force?.Plan;

    /// <summary>Who came with good tokens since the start, those that came last first.</summary>
    public IReadOnlyList<TokenCallerView> Callers => _seen.All;

    /// <summary>Puts a plan in the place of the one before; keys of issuers that stay as they are are kept.</summary>
    public void Replace(OAuthPlan? plan)
    {
        var before = _force?.Rings;
        var rings = new Dictionary<string, (string Written, KeyRing Ring)>(StringComparer.Ordinal);
        foreach (var issuer in plan?.Issuers ?? [])
        {
            var written = JsonSerializer.Serialize(issuer);
            rings[issuer.Issuer] = before is not null && before.TryGetValue(issuer.Issuer, out var kept) && kept.Written == written ? kept : (written, new KeyRing(issuer, calls, clock, logger));
        }

        _force = plan is null ? null : new InForce(plan, rings);
        _known.Clear();
    }

    /// <summary>Reads a token for an endpoint.</summary>
    /// <param name="text">The token.</param>
    /// <param name="server">The id of the endpoint's server; <c>*</c> for all as one.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async ValueTask<TokenReading> ReadAsync(string text, string server, CancellationToken cancellationToken)
    {
        if (_force is not { Plan: var plan } force)
        {
            return Invalid(null, server, "is not taken here");
        }

        var hash = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
        var now = clock.GetUtcNow();
        if (!_known.TryGetValue(hash, out var known) || known.Plan != plan || now >= known.Token.RefusedAt
            || (await force.Rings[known.Token.Issuer.Issuer].Ring.CurrentAsync(cancellationToken))?.Version != known.Keys)
        {
            var (read, refused) = await VerifyAsync(text, force, server, cancellationToken);
            if (read is null)
            {
                _known.TryRemove(hash, out _);
                return new TokenReading(null, refused);
            }

            known = read;
            Keep(hash, known);
        }

        var audiences = known.Token.Issuer.Audiences;
        if (!known.Token.Audiences.Any(audience => audiences.Count > 0 ? audiences.Contains(audience, StringComparer.Ordinal) : audience == plan.ResourceOf(server)))
        {
            return Invalid(plan, server, "is for another audience (`aud`)", known.Token.Grant);
        }

        if (TokenGrants.IsDenied(known.Token, plan))
        {
            return Invalid(plan, server, "is not taken any more", known.Token.Grant);
        }

        _seen.Came(known.Token, now);
        return known.Grant.Servers.Count > 0
            ? new TokenReading(known.Grant, null)
            : new TokenReading(null, Insufficient(server, TokenGrants.ScopesFor(server, plan), "The token is good for no server of the gateway") with { Grant = known.Grant.Id });
    }

    /// <summary>Whether the caller of a grant's id has no token any more that is good.</summary>
    public bool IsOver(string grant)
    {
        if (PlanOrNull is { } plan && _callers.TryGetValue(grant, out var token) && clock.GetUtcNow() < token.RefusedAt
            && plan.Issuers.Any(issuer => issuer.Issuer == token.Issuer.Issuer && issuer.Name == token.Issuer.Name)
            && !TokenGrants.IsDenied(token, plan) && TokenGrants.Of(token, plan).Servers.Count > 0)
        {
            return false;
        }

        _callers.TryRemove(grant, out _);
        return true;
    }

    /// <summary>The scopes that a grant of a token lacks for a method; empty where it may, and for grants of the gateway's own.</summary>
    public IReadOnlyList<string> MissingFor(Grant? grant, string? method) =>
        grant?.Scopes is { } scopes && PlanOrNull is { } plan && method is not null && plan.Methods.TryGetValue(method, out var needed) && !needed.All(scope => scopes.Contains(scope, StringComparer.Ordinal))
            ? needed
            : [];

    /// <summary>What a caller without a token is told in <c>WWW-Authenticate</c>.</summary>
    public string ChallengeOf(string server) => PlanOrNull is { } plan ? BearerChallenge.Of(plan.MetadataOf(server), null, []) : BearerChallenge.Plain;

    /// <summary>The refusal of a token that is good and not good enough.</summary>
    public HttpRefusal Insufficient(string server, IReadOnlyList<string> scopes, string message) =>
        new(StatusCodes.Status403Forbidden, new Refusal(RpcErrors.NoGrant, message, "(insufficient scope)"))
        {
            Challenge = PlanOrNull is { } plan ? BearerChallenge.Of(plan.MetadataOf(server), "insufficient_scope", scopes) : null,
        };

    private async ValueTask<(KnownToken? Known, HttpRefusal? Refused)> VerifyAsync(string text, InForce force, string server, CancellationToken cancellationToken)
    {
        var plan = force.Plan;
        var (token, problem) = CompactToken.Read(text);
        if (token is null)
        {
            return (null, Invalid(plan, server, problem!).Refusal);
        }

        var named = StrictJson.TextOrNull(token.Claims, "iss");
        if (plan.Issuers.FirstOrDefault(i => i.Issuer == named) is not { } issuer || !force.Rings.TryGetValue(issuer.Issuer, out var kept))
        {
            return (null, Invalid(plan, server, "is of an issuer (`iss`) that is not known here").Refusal);
        }

        if (!issuer.Algorithms.Contains(token.Algorithm.Name, StringComparer.Ordinal))
        {
            return (null, Invalid(plan, server, "is signed in a way that is not taken").Refusal);
        }

        var keys = await kept.Ring.CurrentAsync(cancellationToken);
        var key = keys?.FindOrNull(token.KeyId, token.Algorithm);
        if (keys is not null && key is null)
        {
            keys = await kept.Ring.LookAgainAsync(keys, cancellationToken);
            key = keys?.FindOrNull(token.KeyId, token.Algorithm);
        }

        if (keys is null)
        {
            return (null, new HttpRefusal(StatusCodes.Status503ServiceUnavailable, new Refusal(RpcErrors.NoGrant, $"The keys of the issuer `{issuer.Name}` cannot be had: try again later", "(issuer unavailable)")));
        }

        if (key?.Verifies(token.Algorithm, token.Signed, token.Signature) != true)
        {
            return (null, Invalid(plan, server, key is null ? "is signed by a key that its issuer does not name" : "has a signature that is not its issuer's").Refusal);
        }

        var (verified, wrong) = TokenClaims.Read(token, issuer, clock.GetUtcNow());
        return wrong is not null || verified is null
            ? (null, Invalid(plan, server, wrong!, verified?.Grant).Refusal)
            : (new KnownToken(verified, keys.Version, plan, TokenGrants.Of(verified, plan)), null);
    }

    private void Keep(string hash, KnownToken known)
    {
        if (_known.Count >= MostKnown)
        {
            // Who is still here is read again; nothing is lost but that work.
            _known.Clear();
        }

        _known[hash] = known;
        if (!_callers.TryGetValue(known.Token.Grant, out var before) && logger.IsEnabled(LogLevel.Information))
        {
            var (subject, client) = (VisibleText.Of(known.Token.Subject), VisibleText.Of(known.Token.Client ?? "none"));
            LogCaller(known.Token.Grant, subject, client, known.Token.Issuer.Name);
        }

        if (before is null || before.RefusedAt <= known.Token.RefusedAt)
        {
            _callers[known.Token.Grant] = known.Token;
        }

        if (_callers.Count > Volatile.Read(ref _sweepAt))
        {
            var now = clock.GetUtcNow();
            foreach (var (grant, token) in _callers)
            {
                if (token.RefusedAt <= now)
                {
                    _callers.TryRemove(grant, out _);
                }
            }

            // So many have good tokens: to look through them for each new one would make each the dearer.
            Volatile.Write(ref _sweepAt, Math.Max(MostKnown, 2 * _callers.Count));
        }
    }

    /// <summary>The refusal of a token; the grant is named where the token is known to be, or to have been, one of its caller.</summary>
    private static TokenReading Invalid(OAuthPlan? plan, string server, string problem, string? grant = null) => new(
        null,
        new HttpRefusal(StatusCodes.Status401Unauthorized, new Refusal(RpcErrors.NoGrant, $"The token {problem}", "(no grant)"))
        {
            Challenge = plan is null ? null : BearerChallenge.Of(plan.MetadataOf(server), "invalid_token", []),
            Grant = grant,
        });

    private sealed record InForce(OAuthPlan Plan, IReadOnlyDictionary<string, (string Written, KeyRing Ring)> Rings);

    [LoggerMessage(Level = LogLevel.Information, Message = "The grant '{Grant}' stands for the subject '{Subject}' by the client '{Client}', with tokens of the issuer '{Issuer}'")]
    private partial void LogCaller(string grant, string subject, string client, string issuer);
}
