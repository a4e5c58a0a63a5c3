namespace Catalog.Gateway.Tokens;

/// <summary>A caller that came by access tokens, as people see it.</summary>
/// <param name="Grant">The id of its grant.</param>
/// <param name="Issuer">The name of its issuer in the gateway's file.</param>
/// <param name="Subject">The subject of its tokens, as they write it.</param>
/// <param name="Client">The client that they were given to, as they write it; null where they do not say.</param>
/// <param name="Requests">How often it came since the gateway started, or since it was last made room for.</param>
/// <param name="UsedAt">When it last came; may lag by a second.</param>
internal sealed record TokenCallerView(string Grant, string Issuer, string Subject, string? Client, long Requests, DateTimeOffset UsedAt);
