namespace Catalog.Gateway.AuthorizationServers;

/// <summary>What an authorization server says of itself (RFC 8414), as far as it was asked for and could be trusted.</summary>
/// <param name="Issuer">Its identifier, equal to the one that was asked for.</param>
/// <param name="KeysAddress">Where its keys are; null where it names no fit address.</param>
/// <param name="TokenAddress">Where tokens are asked for; null where it names no fit address.</param>
/// <param name="AuthorizeAddress">Where a person gives consent; null where it names no fit address.</param>
/// <param name="RegistrationAddress">Where clients register themselves; null where it names no fit address.</param>
/// <param name="AuthMethods">How clients may prove themselves at <paramref name="TokenAddress"/>; null where nothing is said, which means <c>client_secret_basic</c>.</param>
/// <param name="ChallengeMethods">The PKCE methods it knows; null where nothing is said.</param>
/// <param name="NamesItself">Whether its answers to <paramref name="AuthorizeAddress"/> hold <c>iss</c> (RFC 9207).</param>
internal sealed record ServerMetadata(
    string Issuer,
    Uri? KeysAddress,
    Uri? TokenAddress,
    Uri? AuthorizeAddress,
    Uri? RegistrationAddress,
    IReadOnlyList<string>? AuthMethods,
    IReadOnlyList<string>? ChallengeMethods,
    bool NamesItself);
