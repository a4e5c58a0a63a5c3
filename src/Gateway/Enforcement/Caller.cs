using Catalog.Core.Grants;
using Catalog.Gateway.AuthorizationServers;
using Catalog.Gateway.Grants;
using Catalog.Policy.Deciding;

namespace Catalog.Gateway.Enforcement;

/// <summary>Who sent a message.</summary>
/// <param name="Grant">The grant as policies see it.</param>
/// <param name="Policy">The file name of the policy attached; null for none, which denies every call.</param>
/// <param name="Session">The gateway's id of the session; null where the protocol has none.</param>
internal sealed record Caller(GrantFacts Grant, string? Policy, string? Session)
{
    public const string AnonymousId = "anonymous";

    /// <summary>The grant that was shown; null for a caller without one.</summary>
    public Grant? Shown { get; init; }

    /// <summary>The hash of the token that was shown, where it is one of a grant of the gateway's own; null otherwise.</summary>
    public string? Token { get; init; }

    /// <summary>By what it holds open what ends with its token.</summary>
    public GrantHold Hold => new(Grant.Id, Token);

    /// <summary>How long a server may take to begin its answer to a call of the grant, where that is shorter than the server's own time; null for the server's.</summary>
    public TimeSpan? Timeout => Shown?.Limits?.Timeout;

    /// <summary>The names by which those may be known who hold what was shown: of the grant and its holder, and the subject of an access token. An approver of such a name would approve what is his own.</summary>
    public IReadOnlyList<string> Holders => Shown is not { } grant
        ? []
        : [.. new[] { grant.Id, grant.Label, grant.Holder, grant.Claims is { } claims ? StrictJson.TextOrNull(claims, "sub") : null }.OfType<string>().Distinct(StringComparer.Ordinal)];

    /// <summary>The caller of a gateway that demands no token.</summary>
    public static Caller Anonymous(string? policy, string? session) =>
        new(new GrantFacts { Id = AnonymousId, Label = AnonymousId }, policy, session);
}
