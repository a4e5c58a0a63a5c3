namespace Catalog.Gateway.Grants;

/// <summary>By what something is held open.</summary>
/// <param name="Grant">The grant's id.</param>
/// <param name="Token">The hash of the token that was shown, where the thing ends with that; null where it ends with the grant.</param>
internal readonly record struct GrantHold(string Grant, string? Token = null);
