using Catalog.Core.Grants;

namespace Catalog.Gateway.Tokens;

/// <summary>A token that was found good, kept so that its signature is checked once.</summary>
/// <param name="Token">What it says.</param>
/// <param name="Keys">The version of the keys by which it was checked: with other ones it is checked anew.</param>
/// <param name="Plan">The plan by which it was read: with another one it is read anew.</param>
/// <param name="Grant">What it is good for.</param>
internal sealed record KnownToken(VerifiedToken Token, string Keys, OAuthPlan Plan, Grant Grant);
