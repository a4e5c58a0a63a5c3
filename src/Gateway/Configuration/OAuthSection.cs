using Catalog.Gateway.Listening;
using Catalog.Gateway.Tokens;
using YamlDotNet.RepresentationModel;

namespace Catalog.Gateway.Configuration;

/// <summary>Reads <c>oauth</c>: whose access tokens are taken, and what they are good for.</summary>
internal static class OAuthSection
{
    public static readonly string[] Keys = ["public_url", "issuers", "rules", "methods", "deny"];
    public static readonly string[] RuleKeys = ["issuer", "scopes", "claim", "value", "servers", "policy"];

    public static OAuthPlan? Read(
        MapReader root, ConfigurationReading reading, IReadOnlyList<Listener> listeners, IReadOnlyList<GatewayOptions> upstreams, IReadOnlyDictionary<string, string> policies)
    {
        if (root.FindOrNull("oauth") is not { } node || MapReader.OfOrNull(node, reading, "oauth", Keys) is not { } map)
        {
            return null;
        }

        var servers = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var upstream in upstreams)
        {
            servers[upstream.ServerId] = upstream.PolicyName;
        }

        var issuers = IssuerSection.Read(map, reading);
        var rules = Rules(map, reading, [.. issuers.Select(static i => i.Name)], [.. servers.Keys], policies);
        var methods = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var (method, list) in map.Entries("methods", "a map of methods and scopes, as in `tools/call: [tools:call]`"))
        {
            methods[method] = Scopes(list, method, reading);
        }

        return PublicAddressOrNull(map, listeners) is { } address ? new OAuthPlan
        {
            PublicAddress = address,
            Issuers = issuers,
            Rules = rules,
            Methods = methods,
            Denied = map.Texts("deny"),
            Servers = servers,
        }
        : null;
    }

    private static Uri? PublicAddressOrNull(MapReader map, IReadOnlyList<Listener> listeners)
    {
        if (!map.Has("public_url"))
        {
            if (listeners is [{ Url: { Port: > 0 } only }] && only.Host.Trim('[', ']') is not ("0.0.0.0" or "::"))
            {
                return only;
            }

            map.Add("public_url", "`public_url` is missing in `oauth`: write the address under which callers know the gateway, as in `https://gateway.example.com`");
            return null;
        }

        if (map.AddressOrNull("public_url", "https", "http") is not { } address)
        {
            return null;
        }

        if (address.AbsolutePath != "/" || address.Query.Length > 0 || address.Fragment.Length > 0)
        {
            map.Add("public_url", "`public_url` must have no path: servers stand at `/mcp/` and their name");
        }

        if (address.Scheme != Uri.UriSchemeHttps && !address.IsLoopback)
        {
            map.Add("public_url", "`public_url` must begin with `https://`, for tokens travel there");
        }

        return address;
    }

    private static List<TokenRule> Rules(MapReader map, ConfigurationReading reading, IReadOnlyList<string> issuers, IReadOnlyList<string> servers, IReadOnlyDictionary<string, string> policies)
    {
        var rules = new List<TokenRule>();
        if (map.FindOrNull("rules") is not YamlSequenceNode { Children.Count: > 0 } list)
        {
            map.Add("rules", "`rules` must be a list of what tokens are good for, as in `- {scopes: [files:read], servers: [files], policy: read-only}`: without one no token is good for anything");
            return rules;
        }

        foreach (var node in list.Children)
        {
            if (MapReader.OfOrNull(node, reading, "rules", RuleKeys) is { } rule)
            {
                rules.Add(Rule(rule, reading, issuers, servers, policies));
            }
        }

        return rules;
    }

    private static TokenRule Rule(MapReader rule, ConfigurationReading reading, IReadOnlyList<string> issuers, IReadOnlyList<string> servers, IReadOnlyDictionary<string, string> policies)
    {
        var named = rule.Texts("servers");
        if (named.Count == 0)
        {
            rule.Add("servers", "`servers` is missing in a rule: list the servers that it is about, or write `[\"*\"]` for all");
        }

        foreach (var unknown in named.Where(server => server != "*" && !servers.Contains(server, StringComparer.Ordinal)))
        {
            rule.Add("servers", $"there is no server `{unknown}`: {NearestName.Advice(unknown, servers)}");
        }

        if (rule.TextOrNull("issuer") is { } issuer && !issuers.Contains(issuer, StringComparer.Ordinal))
        {
            rule.Add("issuer", $"there is no issuer `{issuer}`: {NearestName.Advice(issuer, issuers)}");
        }

        if (rule.TextOrNull("policy") is { } policy && !policies.ContainsKey(policy))
        {
            rule.Add("policy", $"there is no policy `{policy}`: {NearestName.Advice(policy, [.. policies.Keys])}");
        }

        if (rule.Has("claim") != rule.Has("value"))
        {
            rule.Add(rule.Has("claim") ? "claim" : "value", "`claim` and `value` stand together: the claim's name, and what it equals or holds");
        }

        return new TokenRule
        {
            Issuer = rule.TextOrNull("issuer"),
            Scopes = rule.FindOrNull("scopes") is { } scopes ? Scopes(scopes, "scopes", reading) : [],
            Claim = rule.TextOrNull("claim"),
            Value = rule.TextOrNull("value"),
            Servers = named,
            Policy = rule.TextOrNull("policy"),
        };
    }

    private static IReadOnlyList<string> Scopes(YamlNode node, string what, ConfigurationReading reading)
    {
        var scopes = (node as YamlSequenceNode)?.Children.Select(item => reading.TextOrNull(item, what)).OfType<string>().ToList();
        if (scopes is not { Count: > 0 } || !scopes.All(IsScope))
        {
            reading.Add(node, $"`{what}` must be a list of scopes, as in `[files:read]`: printable ASCII without blanks, quotes and backslashes");
            return [];
        }

        return scopes;
    }

    // RFC 6749, 3.3: they stand in headers between quotes.
    private static bool IsScope(string scope) => scope.Length is > 0 and <= 256 && scope.All(static c => c is > ' ' and <= '~' and not ('"' or '\\'));
}
