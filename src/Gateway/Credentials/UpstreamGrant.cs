namespace Catalog.Gateway.Credentials;

/// <summary>What the gateway trades for an access token (RFC 6749).</summary>
public enum UpstreamGrant
{
    /// <summary>Its own id and secret.</summary>
    ClientCredentials,

    /// <summary>The stored <c>refresh_token</c> of a person, which <c>catalog gateway login</c> gets.</summary>
    RefreshToken,
}
