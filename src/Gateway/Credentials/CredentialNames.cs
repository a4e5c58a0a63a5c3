namespace Catalog.Gateway.Credentials;

/// <summary>What the vault may hold for a server.</summary>
public static class CredentialNames
{
    /// <summary>Traded for access tokens; written by a login, and again whenever the authorization server gives another one.</summary>
    public const string RefreshToken = "refresh_token";

    /// <summary>The client's secret.</summary>
    public const string ClientSecret = "client_secret";

    /// <summary>The client's id.</summary>
    public const string ClientId = "client_id";

    /// <summary>The authorization server that the others are for: they are shown to no other one.</summary>
    public const string Issuer = "issuer";

    /// <summary>The access token that the gateways of a store share, with how long it is good; the gateway's own to write.</summary>
    public const string AccessToken = "access_token";

    /// <summary>All that a person may set or remove alone.</summary>
    public static IReadOnlyList<string> All { get; } = [RefreshToken, ClientSecret, ClientId, Issuer];
}
