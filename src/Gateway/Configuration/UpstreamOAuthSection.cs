using Catalog.Gateway.AuthorizationServers;
using Catalog.Gateway.Credentials;
using YamlDotNet.RepresentationModel;

namespace Catalog.Gateway.Configuration;

/// <summary>Reads <c>oauth</c> of a server: how the gateway gets access tokens for it.</summary>
internal static class UpstreamOAuthSection
{
    public static readonly string[] Keys = ["grant", "client_id", "client_secret", "issuer", "token_url", "scopes", "resource", "client_auth", "client_key", "client_key_id", "client_audience", "private"];

    public static UpstreamOAuth? ReadOrNull(MapReader server, ConfigurationReading reading)
    {
        if (server.FindOrNull("oauth") is not { } node || MapReader.OfOrNull(node, reading, "oauth", Keys) is not { } map)
        {
            return null;
        }

        // Their names alone: what is wrong with their values is told once, where they are read.
        if (server.FindOrNull("headers") is YamlMappingNode headers && headers.Children.Keys.OfType<YamlScalarNode>().Any(static key => string.Equals(key.Value, "Authorization", StringComparison.OrdinalIgnoreCase)))
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

        var auth = map.Choice("client_auth", "basic", "basic", "post", "private_key_jwt");
        return new UpstreamOAuth
        {
            Grant = grant,
            ClientId = map.TextOrNull("client_id"),
            ClientSecret = map.SecretTextOrNull("client_secret"),
            Issuer = issuer,
            TokenAddress = token,
            Scopes = map.Texts("scopes"),
            Resource = map.TextOrNull("resource"),
            SecretInForm = auth == "post",
            Key = KeyOrNull(map, reading, auth),
            IsPrivate = isPrivate,
        };
    }

    private static UpstreamKey? KeyOrNull(MapReader map, ConfigurationReading reading, string auth)
    {
        if (auth != "private_key_jwt")
        {
            foreach (var key in (string[])["client_key", "client_key_id", "client_audience"])
            {
                if (map.Has(key))
                {
                    map.Add(key, $"`{key}` goes with `client_auth: private_key_jwt`: write that too, or leave it out");
                }
            }

            return null;
        }

        if (map.Has("client_secret"))
        {
            map.Add("client_secret", "with `client_auth: private_key_jwt` the key proves the client: leave `client_secret` out");
        }

        if (map.RequiredOrNull("client_key") is not { } named)
        {
            return null;
        }

        var path = reading.PathOf(named);
        try
        {
            if (ClientAssertion.ProblemOrNull(File.ReadAllText(path)) is { } problem)
            {
                map.Add("client_key", $"`{path}` cannot be used: {problem}");
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            map.Add("client_key", $"the key `{path}` cannot be read: {failure.Message.TrimEnd('.')}");
        }

        return new UpstreamKey(path, map.TextOrNull("client_key_id"), map.TextOrNull("client_audience"));
    }
}
