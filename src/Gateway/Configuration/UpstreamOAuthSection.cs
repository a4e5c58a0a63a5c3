using Catalog.Gateway.AuthorizationServers;
using Catalog.Gateway.Credentials;

namespace Catalog.Gateway.Configuration;

/// <summary>Reads <c>oauth</c> of a server: how the gateway gets access tokens for it.</summary>
internal static class UpstreamOAuthSection
{
    public static readonly string[] Keys = ["grant", "client_id", "client_secret", "issuer", "token_url", "scopes", "resource", "client_auth", "private"];

    public static UpstreamOAuth? ReadOrNull(MapReader server, ConfigurationReading reading)
    {
        if (server.FindOrNull("oauth") is not { } node || MapReader.OfOrNull(node, reading, "oauth", Keys) is not { } map)
        {
            return null;
        }

        if (server.TextMap("headers").Keys.Contains("Authorization", StringComparer.OrdinalIgnoreCase))
        {
            server.Add("oauth", "`oauth` writes the header `Authorization`: leave it out of `headers`");
        }

        var isPrivate = map.Flag("private", false);
        var grant = map.Choice("grant", "client_credentials", "client_credentials", "refresh_token") == "refresh_token" ? UpstreamGrant.RefreshToken : UpstreamGrant.ClientCredentials;
        var issuer = map.TextOrNull("issuer");
        if (issuer is not null && (!Uri.TryCreate(issuer, UriKind.Absolute, out var named) || OutgoingCalls.ProblemOrNull(named, isPrivate) is not null))
        {
            map.Add("issuer", "`issuer` must begin with `https://`, or be of a server with `private: true`");
        }

        var token = map.AddressOrNull("token_url", "https", "http");
        if (token is not null && OutgoingCalls.ProblemOrNull(token, isPrivate) is { } unfit)
        {
            map.Add("token_url", $"`token_url` {unfit}");
        }

        if (grant == UpstreamGrant.ClientCredentials && !map.Has("issuer") && !map.Has("token_url"))
        {
            map.Add("issuer", "`issuer` or `token_url` is missing in `oauth`: a secret is shown to nobody whom you did not name");
        }

        return new UpstreamOAuth
        {
            Grant = grant,
            ClientId = map.TextOrNull("client_id"),
            ClientSecret = map.TextOrNull("client_secret"),
            Issuer = issuer,
            TokenAddress = token,
            Scopes = map.Texts("scopes"),
            Resource = map.TextOrNull("resource"),
            SecretInForm = map.Choice("client_auth", "basic", "basic", "post") == "post",
            IsPrivate = isPrivate,
        };
    }
}
