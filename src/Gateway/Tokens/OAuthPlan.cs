namespace Catalog.Gateway.Tokens;

/// <summary>The gateway as a resource server of OAuth 2.1: whose access tokens it takes, and what they are good for.</summary>
public sealed record OAuthPlan
{
    /// <summary>Scheme, host and port under which callers know the gateway, without a path. The audience of tokens and the addresses of metadata are made of it, never of what a request says.</summary>
    public required Uri PublicAddress { get; init; }

    /// <summary>The authorization servers, with unlike issuers and names; at least one.</summary>
    public required IReadOnlyList<TokenIssuer> Issuers { get; init; }

    /// <summary>What tokens are good for, in order; at least one.</summary>
    public required IReadOnlyList<TokenRule> Rules { get; init; }

    /// <summary>Scopes that a method needs, all of them, whatever the server: method to scopes.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Methods { get; init; } = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);

    /// <summary>Who is refused although the token is good: subjects, clients, ids of tokens (<c>jti</c>) or of grants.</summary>
    public IReadOnlyList<string> Denied { get; init; } = [];

    /// <summary>The servers of the gateway with the policies of their own: server id to policy name, null for none.</summary>
    public required IReadOnlyDictionary<string, string?> Servers { get; init; }

    /// <summary>The address of an endpoint, which is the resource that tokens are for.</summary>
    /// <param name="server">The server's id; <c>*</c> for all as one.</param>
    internal string ResourceOf(string server) => PublicAddress.GetLeftPart(UriPartial.Authority) + PathOf(server);

    /// <summary>Where the metadata of an endpoint stands.</summary>
    internal string MetadataOf(string server) => PublicAddress.GetLeftPart(UriPartial.Authority) + "/.well-known/oauth-protected-resource" + PathOf(server);

    /// <summary>Every scope that a rule or a method speaks of.</summary>
    internal IReadOnlyList<string> AllScopes => [.. Rules.SelectMany(static rule => rule.Scopes).Concat(Methods.Values.SelectMany(static scopes => scopes)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    private static string PathOf(string server) => server == Downstreams.Visitors.AnyServer ? "/mcp" : "/mcp/" + Uri.EscapeDataString(server);
}
