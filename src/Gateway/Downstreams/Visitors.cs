using System.Security.Cryptography;
using System.Text;
using Catalog.Core.Catalogs;
using Catalog.Core.Grants;
using Catalog.Gateway.Enforcement;
using Catalog.Gateway.Grants;
using Catalog.Gateway.Listening;
using Catalog.Gateway.Relaying;
using Catalog.Gateway.Tokens;
using Catalog.Policy.Deciding;
using Microsoft.AspNetCore.Http;

namespace Catalog.Gateway.Downstreams;

/// <summary>Who may speak to the HTTP listener at all: by the name it is asked under, the page that asks, and the grant that is shown.</summary>
internal sealed class Visitors(Doorway doorway, GatewayOptions options, GrantBook grants, TokenBook tokens)
{
    /// <summary>The server id that stands for every server.</summary>
    public const string AnyServer = "*";

    private readonly Caller _anonymous = Caller.Anonymous(options.PolicyName, null);

    /// <summary>What a caller is told whose grant ended after it was let in.</summary>
    public HttpRefusal Over => Unauthorized("The grant is over: it was revoked, or has run out");

    /// <summary>Null where host and origin are known.</summary>
    public HttpRefusal? OriginOrNull(HttpRequest request) => doorway.OriginOrNull(request);

    /// <summary>The caller, or why it is not let in.</summary>
    public async ValueTask<(Caller? Caller, HttpRefusal? Refusal)> AdmitAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.QueryString.HasValue && request.Query.ContainsKey("access_token"))
        {
            return (null, new HttpRefusal(StatusCodes.Status400BadRequest, new Refusal(RpcErrors.NoGrant, "A token in the address is kept by logs and histories: send it as `Authorization: Bearer`, and replace this one", "(token in the address)")));
        }

        var shown = request.Headers.Authorization;
        if (shown.Count == 0 && !tokens.IsOn && !doorway.AsksForGrant(request))
        {
            return Enter(null);
        }

        const string Scheme = "Bearer ";
        if (shown.Count != 1 || shown[0] is not { } header || !header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            return (null, Unauthorized("The gateway asks for a grant: send its token as `Authorization: Bearer`"));
        }

        var token = header[Scheme.Length..].Trim();
        TokenReading? reading = null;
        if (tokens.IsOn && CompactToken.IsLikely(token))
        {
            reading = await tokens.ReadAsync(token, options.ServerId, cancellationToken);
            if (reading.Grant is { } its)
            {
                return Enter(its);
            }
        }

        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
        Grant? grant;
        bool isLive;
        try
        {
            (grant, isLive) = await grants.FindAsync(hash, cancellationToken);
        }
        catch (StoreException)
        {
            return (null, new HttpRefusal(StatusCodes.Status503ServiceUnavailable, new Refusal(RpcErrors.NoGrant, "The store of grants cannot be reached", "(grant store unavailable)")));
        }

        if (grant is null || !isLive)
        {
            // One answer for unknown, revoked and expired: who guesses learns nothing. A signed token cannot be guessed. The decision log names whose it was.
            var refused = reading?.Refusal ?? Unauthorized("The gateway knows no live grant of this token");
            return (null, grant is null ? refused : refused with { Grant = grant.Id });
        }

        var entered = Enter(grant, hash);
        if (entered.Refusal is null)
        {
            await grants.TouchAsync(grant, cancellationToken);
        }

        return entered;
    }

    /// <summary>What a live grant, or a caller without one (null), is at this server: the caller, or why it is not let in.</summary>
    /// <param name="grant">The grant.</param>
    /// <param name="token">The hash of its token that was shown; null where none of its own was.</param>
    public (Caller? Caller, HttpRefusal? Refusal) Enter(Grant? grant, string? token = null)
    {
        if (grant is null)
        {
            return (_anonymous, null);
        }

        // The aggregate stands for all servers, and asks each one's own visitors anew.
        return options.ServerId == AnyServer || grant.IsFor(options.ServerId)
            ? (new Caller(new GrantFacts { Id = grant.Id, Label = grant.Label, Claims = grant.Claims }, grant.PolicyFor(options.ServerId), null) { Shown = grant, Token = token }, null)
            : (null, NotFor(grant));
    }

    /// <summary>What a caller is told whose token lacks scopes that a method needs; null where it lacks none.</summary>
    public string? ChallengeOrNull(Caller caller, string? method) =>
        tokens.MissingFor(caller.Shown, method) is { Count: > 0 } missing ? tokens.Insufficient(options.ServerId, missing, "").Challenge : null;

    /// <summary>What a caller is told whose token lacks scopes that a policy requires.</summary>
    public string? ChallengeOf(IReadOnlyList<string> missing) => tokens.Insufficient(options.ServerId, missing, "").Challenge;

    private HttpRefusal NotFor(Grant grant)
    {
        var message = $"The grant is not good for the server `{options.ServerId}`";
        var refusal = grant.Scopes is not null && tokens.PlanOrNull is { } plan ? tokens.Insufficient(options.ServerId, TokenGrants.ScopesFor(options.ServerId, plan), message) : Forbidden(message);
        return refusal with { Grant = grant.Id };
    }

    private static HttpRefusal Forbidden(string message) => new(StatusCodes.Status403Forbidden, new Refusal(RpcErrors.NoGrant, message, "(forbidden)"));

    private HttpRefusal Unauthorized(string message) =>
        new(StatusCodes.Status401Unauthorized, new Refusal(RpcErrors.NoGrant, message, "(no grant)")) { Challenge = tokens.ChallengeOf(options.ServerId) };
}
