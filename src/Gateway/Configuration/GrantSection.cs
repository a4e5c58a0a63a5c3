using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Catalog.Core.Grants;
using Catalog.Gateway.Enforcement;

namespace Catalog.Gateway.Configuration;

/// <summary>Reads <c>grants</c>: a map of grants that the file declares, each by its token's hash or by the variable that holds the token.</summary>
internal static class GrantSection
{
    public static readonly string[] Keys = ["token_sha256", "token_env", "label", "holder", "servers", "policy", "policies", "expires", "limits"];
    public static readonly string[] LimitKeys = ["sessions_per_hour", "concurrent_calls", "requests_per_minute", "timeout"];

    private const int ShortestToken = 16;
    private const int LongestApprover = 64;

    /// <summary>Reads all of them.</summary>
    /// <param name="root">The file.</param>
    /// <param name="reading">Takes what is wrong.</param>
    /// <param name="upstreams">The servers that there are.</param>
    /// <param name="policies">The policies that there are.</param>
    public static IReadOnlyList<Grant> Read(MapReader root, ConfigurationReading reading, IReadOnlyList<GatewayOptions> upstreams, IReadOnlyDictionary<string, string> policies)
    {
        var grants = new List<Grant>();
        foreach (var (name, node) in root.Entries("grants", "a map of grants, as in `agent: {token_env: AGENT_TOKEN, servers: [files]}`"))
        {
            if (!Names.IsId(name) || name == Caller.AnonymousId)
            {
                reading.Add(node, $"the grant `{name}` must have a name of 1 to 64 letters, digits, `-`, `_` and `.`, other than `{Caller.AnonymousId}`");
            }

            if (MapReader.OfOrNull(node, reading, name, Keys) is not { } map)
            {
                continue;
            }

            if (ReadOneOrNull(name, map, reading, upstreams, policies) is { } grant)
            {
                if (grants.Find(other => other.TokenHash == grant.TokenHash) is { } twin)
                {
                    reading.Add(node, $"the grants `{twin.Id}` and `{name}` have the same token: give each its own");
                }

                grants.Add(grant);
            }
        }

        return grants;
    }

    private static Grant? ReadOneOrNull(string name, MapReader map, ConfigurationReading reading, IReadOnlyList<GatewayOptions> upstreams, IReadOnlyDictionary<string, string> policies)
    {
        var hash = HashOrNull(name, map, reading);
        var known = upstreams.Select(static u => u.ServerId).ToList();
        var servers = map.Texts("servers");
        if (!map.Has("servers"))
        {
            reading.Add(map.Node, $"`servers` is missing in `{name}`: list the servers that the grant is good for, or write `[\"*\"]` for all");
        }

        foreach (var unknown in servers.Where(server => server != "*" && !known.Contains(server, StringComparer.Ordinal)))
        {
            map.Add("servers", $"there is no server `{unknown}`: {NearestName.Advice(unknown, known)}");
        }

        var own = map.TextOrNull("policy");
        var attached = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var upstream in upstreams)
        {
            // What the file says of the server binds a grant that it declares without a policy of its own.
            if ((own ?? upstream.PolicyName) is { } policy)
            {
                attached[upstream.ServerId] = policy;
            }
        }

        foreach (var (server, policy) in map.TextMap("policies"))
        {
            if (!known.Contains(server, StringComparer.Ordinal))
            {
                map.Add("policies", $"there is no server `{server}`: {NearestName.Advice(server, known)}");
            }

            attached[server] = policy;
        }

        foreach (var unknown in attached.Values.Append(own).OfType<string>().Distinct(StringComparer.Ordinal).Where(policy => !policies.ContainsKey(policy)))
        {
            map.Add(own == unknown ? "policy" : "policies", $"there is no policy `{unknown}`: {NearestName.Advice(unknown, [.. policies.Keys])}");
        }

        // All of it is read before any of it is given up, so that all errors are told at once.
        var (label, holder, expires, limits) = (map.TextOrNull("label"), map.TextOrNull("holder"), ExpiryOrNull(map), LimitsOrNull(map, reading));
        if (holder is { Length: 0 or > LongestApprover })
        {
            map.Add("holder", $"`holder` must be an approver's name, 1 to {LongestApprover} characters, as `catalog approvals init --name` took it");
        }

        return hash is null ? null : new Grant
        {
            Id = name,
            Label = label ?? name,
            TokenHash = hash,
            Holder = holder,
            Servers = servers,
            Policy = own,
            Policies = attached,
            CreatedAt = DateTimeOffset.UnixEpoch,
            ExpiresAt = expires,
            Limits = limits,
        };
    }

    private static GrantLimits? LimitsOrNull(MapReader map, ConfigurationReading reading) =>
        map.FindOrNull("limits") is { } node && MapReader.OfOrNull(node, reading, "limits", LimitKeys) is { } limits
            ? new GrantLimits
            {
                SessionsPerHour = LimitSection.NumberOrNull(limits, "sessions_per_hour"),
                ConcurrentCalls = LimitSection.NumberOrNull(limits, "concurrent_calls"),
                RequestsPerMinute = LimitSection.NumberOrNull(limits, "requests_per_minute"),
                Timeout = limits.Has("timeout") ? LimitSection.Long(limits, "timeout", GrantLimits.LongestTimeout, GrantLimits.LongestTimeout) : null,
            }
            : null;

    private static string? HashOrNull(string name, MapReader map, ConfigurationReading reading)
    {
        if (map.Has("token_sha256") == map.Has("token_env"))
        {
            reading.Add(map.Node, $"the grant `{name}` must have either `token_sha256` or `token_env`");
            return null;
        }

        if (map.TextOrNull("token_sha256") is { } hash)
        {
            if (Names.IsSha256(hash))
            {
                return hash.ToLowerInvariant();
            }

            map.Add("token_sha256", "`token_sha256` must be 64 hexadecimal digits, as `printf %s \"$TOKEN\" | sha256sum` prints them");
            return null;
        }

        if (map.TextOrNull("token_env") is not { } variable)
        {
            return null;
        }

        switch (reading.SecretOrNull(variable))
        {
            case null:
                map.Add("token_env", $"the environment has no variable `{variable}`: set it to the token before the gateway starts");
                return null;
            case { Length: < ShortestToken }:
                map.Add("token_env", $"the token in `{variable}` is shorter than {ShortestToken} characters and could be guessed: take a longer one, as from `openssl rand -base64 32`");
                return null;
            case { } token:
                return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
        }
    }

    private static DateTimeOffset? ExpiryOrNull(MapReader map)
    {
        if (map.TextOrNull("expires") is not { } written)
        {
            return null;
        }

        if (DateTimeOffset.TryParseExact(
            written, ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mmK"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var moment))
        {
            return moment;
        }

        map.Add("expires", $"`expires` must be a day or a moment, as in `2027-01-31` or `2027-01-31T12:00:00Z`, not `{written}`");
        return null;
    }
}
