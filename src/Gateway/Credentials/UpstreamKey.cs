namespace Catalog.Gateway.Credentials;

/// <summary>The key with which the gateway signs who it is, in the place of a secret.</summary>
/// <param name="File">The whole path of the private key in PEM: RSA of at least 2048 bits (RS256), or of the curve P-256 (ES256).</param>
/// <param name="Id">Its id at the authorization server, the header <c>kid</c>; null for none.</param>
/// <param name="Audience">Whom the signature is for, the claim <c>aud</c>; null for the token endpoint's address.</param>
public sealed record UpstreamKey(string File, string? Id, string? Audience);
