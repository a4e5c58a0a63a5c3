namespace Catalog.Gateway.Credentials;

/// <summary>An access token as the store keeps it for all gateways.</summary>
/// <param name="Access">The token.</param>
/// <param name="At">When it was given, in milliseconds since 1970.</param>
/// <param name="Life">How long it is good from then on, in milliseconds.</param>
/// <param name="Refresh">A hash of the refresh token that is stored beside it: where that is another one, or gone, this one is nobody's.</param>
/// <param name="Plan">A hash of what it was asked for: client, authorization server, scopes and resource.</param>
internal sealed record SharedAccess(string Access, long At, long Life, string Refresh, string Plan)
{
    /// <summary>Without the token.</summary>
    public override string ToString() => "a token";
}
