namespace Catalog.Gateway.Credentials;

/// <summary>How the gateway gets access tokens for a server: as a client of an authorization server.</summary>
public sealed record UpstreamOAuth
{
    /// <summary>What it trades for access tokens.</summary>
    public required UpstreamGrant Grant { get; init; }

    /// <summary>The gateway's id at the authorization server; null to take the stored <c>client_id</c>, which a login may have registered.</summary>
    public string? ClientId { get; init; }

    /// <summary>Its secret; null to take the stored <c>client_secret</c>, or to be a client without one.</summary>
    public string? ClientSecret { get; init; }

    /// <summary>The key that signs in the place of a secret; null to use the secret.</summary>
    public UpstreamKey? Key { get; init; }

    /// <summary>The authorization server's identifier, from whose metadata its addresses come; null to take the stored <c>issuer</c>, where there is no <see cref="TokenAddress"/>.</summary>
    public string? Issuer { get; init; }

    /// <summary>Where tokens are asked for; null to find it by the metadata.</summary>
    public Uri? TokenAddress { get; init; }

    /// <summary>Scopes that are asked for; empty for what the authorization server gives by itself.</summary>
    public IReadOnlyList<string> Scopes { get; init; } = [];

    /// <summary>What the token is for (RFC 8707); null for the server's address.</summary>
    public string? Resource { get; init; }

    /// <summary>Whether the secret goes into the form instead of a header.</summary>
    /// <value>False, but where the metadata says that the header is not taken.</value>
    public bool SecretInForm { get; init; }

    /// <summary>Whether the authorization server may stand at a private address, where http will do.</summary>
    public bool IsPrivate { get; init; }

    /// <summary>Without the secret.</summary>
    public override string ToString() => $"{Grant} as {ClientId ?? "the stored client"}";
}
