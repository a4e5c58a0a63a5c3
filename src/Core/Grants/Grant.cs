using System.Text.Json;

namespace Catalog.Core.Grants;

/// <summary>A labelled token of one caller for a set of servers. A grant without a policy denies every call.</summary>
public sealed record Grant
{
    /// <summary>Unique and stable, 1 to 64 characters; <c>anonymous</c> for the caller of a gateway that demands no token.</summary>
    public required string Id { get; init; }

    /// <summary>A name for people, 1 to 200 characters; policies read it as <c>grant.label</c>.</summary>
    public required string Label { get; init; }

    /// <summary>SHA-256 of the token, 64 hexadecimal digits; null for <c>anonymous</c>. The token itself is shown once and stored nowhere.</summary>
    public string? TokenHash { get; init; }

    /// <summary>SHA-256 of the token that a rotation replaced, 64 hexadecimal digits: good until <see cref="PreviousUntil"/>; null where none was.</summary>
    public string? PreviousTokenHash { get; init; }

    /// <summary>From when on the replaced token is refused; null where there is none.</summary>
    public DateTimeOffset? PreviousUntil { get; init; }

    /// <summary>The approver who holds its token, by name, 1 to 64 characters: approves none of its calls. Null where nobody said.</summary>
    public string? Holder { get; init; }

    /// <summary>The server ids it is good for; <c>*</c> for all of the gateway.</summary>
    public required IReadOnlyList<string> Servers { get; init; }

    /// <summary>The policy attached, by file name; null for none, which denies.</summary>
    public string? Policy { get; init; }

    /// <summary>Policies attached for single servers: server id to policy name. They stand before <see cref="Policy"/>.</summary>
    public IReadOnlyDictionary<string, string> Policies { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>What it may have where that is not what every grant may; null for nothing of its own.</summary>
    public GrantLimits? Limits { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>From when on it is refused; null for never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>When it was revoked; null while it is live.</summary>
    public DateTimeOffset? RevokedAt { get; init; }

    /// <summary>When it last passed a request; null for never. May lag by a minute.</summary>
    public DateTimeOffset? LastUsedAt { get; init; }

    /// <summary>The claims of the access token that it stands for, an object that policies read as <c>grant.claims</c>; null for a grant of the gateway's own.</summary>
    public JsonElement? Claims { get; init; }

    /// <summary>The scopes of the access token that it stands for; null for a grant of the gateway's own.</summary>
    public IReadOnlyList<string>? Scopes { get; init; }

    /// <summary>Whether it is good for a server at all.</summary>
    /// <param name="server">The gateway's id of the server.</param>
    public bool IsFor(string server) => Servers.Contains("*", StringComparer.Ordinal) || Servers.Contains(server, StringComparer.Ordinal);

    /// <summary>The policy that binds its calls of a server; null for none, which denies.</summary>
    /// <param name="server">The gateway's id of the server.</param>
    public string? PolicyFor(string server) => Policies.GetValueOrDefault(server) ?? Policy;

    /// <summary>Whether a token of it is good now: neither revoked nor expired, and, for a replaced token, still within the overlap.</summary>
    /// <param name="tokenHash">The token's hash.</param>
    /// <param name="now">The time.</param>
    public bool IsLive(string tokenHash, DateTimeOffset now)
    {
        var isCurrent = string.Equals(tokenHash, TokenHash, StringComparison.OrdinalIgnoreCase);
        var isPrevious = string.Equals(tokenHash, PreviousTokenHash, StringComparison.OrdinalIgnoreCase) && now < PreviousUntil;
        return RevokedAt is null && (ExpiresAt is null || now < ExpiresAt) && (isCurrent || isPrevious);
    }
}
