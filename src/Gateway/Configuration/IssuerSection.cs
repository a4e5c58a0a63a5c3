using Catalog.Gateway.AuthorizationServers;
using Catalog.Gateway.Tokens;

namespace Catalog.Gateway.Configuration;

/// <summary>Reads <c>oauth.issuers</c>: a map of authorization servers.</summary>
internal static class IssuerSection
{
    public static readonly string[] Keys = ["issuer", "jwks_url", "jwks_file", "algorithms", "audience", "clients", "token_types", "label", "private", "skew", "keep_keys"];

    private const int LongestName = 32;

    private static readonly TokenIssuer Defaults = new() { Name = "", Issuer = "" };

    public static IReadOnlyList<TokenIssuer> Read(MapReader map, ConfigurationReading reading)
    {
        var issuers = new List<TokenIssuer>();
        var count = 0;
        foreach (var (name, node) in map.Entries("issuers", "a map of authorization servers, as in `corp: {issuer: https://login.example.com}`"))
        {
            count++;
            if (!Names.IsId(name) || name.Length > LongestName)
            {
                reading.Add(node, $"the issuer's name `{name}` must have 1 to {LongestName} letters, digits, `-`, `_` and `.`: it stands in ids of grants");
            }

            if (MapReader.OfOrNull(node, reading, name, Keys) is { } section && ReadOneOrNull(name, section, reading) is { } issuer)
            {
                if (issuers.Find(other => other.Issuer == issuer.Issuer) is { } twin)
                {
                    section.Add("issuer", $"`{twin.Name}` and `{name}` are one issuer: name it once");
                }

                issuers.Add(issuer);
            }
        }

        if (count == 0)
        {
            map.Add("issuers", "`issuers` must name at least one authorization server, as in `corp: {issuer: https://login.example.com}`");
        }

        return issuers;
    }

    private static TokenIssuer? ReadOneOrNull(string name, MapReader map, ConfigurationReading reading)
    {
        var isPrivate = map.Flag("private", false);
        if (map.RequiredOrNull("issuer") is not { } issuer)
        {
            return null;
        }

        if (Problem(issuer, isPrivate) is { } problem)
        {
            map.Add("issuer", $"`issuer` {problem}");
        }

        var keys = map.AddressOrNull("jwks_url", "https", "http");
        if (keys is not null && OutgoingCalls.ProblemOrNull(keys, isPrivate) is { } unfit)
        {
            map.Add("jwks_url", $"`jwks_url` {unfit}");
        }

        if (map.Has("jwks_url") && map.Has("jwks_file"))
        {
            map.Add("jwks_file", "the keys are either at `jwks_url` or in `jwks_file`: leave one out");
        }

        var file = map.TextOrNull("jwks_file") is { } written ? reading.PathOf(written) : null;
        if (file is not null && !File.Exists(file))
        {
            map.Add("jwks_file", $"there is no file `{file}`: write the issuer's JWKS there");
        }

        var algorithms = map.Texts("algorithms");
        foreach (var unknown in algorithms.Where(static a => SignatureAlgorithm.FindOrNull(a) is null))
        {
            map.Add("algorithms", $"`{unknown}` is no signature that is taken: {NearestName.Advice(unknown, Defaults.Algorithms)}");
        }

        return new TokenIssuer
        {
            Name = name,
            Issuer = issuer,
            KeysAddress = keys,
            KeysFile = file,
            Algorithms = algorithms.Count > 0 ? algorithms : Defaults.Algorithms,
            Audiences = map.Texts("audience"),
            Clients = map.Texts("clients"),
            TokenTypes = map.Has("token_types") ? [.. map.Texts("token_types").Select(static t => t.ToLowerInvariant())] : Defaults.TokenTypes,
            LabelClaim = map.TextOrNull("label") ?? Defaults.LabelClaim,
            IsPrivate = isPrivate,
            Skew = map.Time("skew", Defaults.Skew, TimeSpan.FromMinutes(5)),
            KeepKeys = map.Time("keep_keys", Defaults.KeepKeys, TimeSpan.FromDays(7)),
        };
    }

    private static string? Problem(string issuer, bool isPrivate) =>
        Uri.TryCreate(issuer, UriKind.Absolute, out var address) && address.Query.Length == 0 ? OutgoingCalls.ProblemOrNull(address, isPrivate) : "must be a whole address without query";
}
