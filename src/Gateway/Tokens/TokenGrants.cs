using System.Text.Json;
using Catalog.Core.Grants;

namespace Catalog.Gateway.Tokens;

/// <summary>Makes grants of tokens, by the rules of a plan.</summary>
internal static class TokenGrants
{
    private static readonly Dictionary<string, string> None = new(StringComparer.Ordinal);

    /// <summary>The grant of a token; one without servers where no rule speaks for it.</summary>
    public static Grant Of(VerifiedToken token, OAuthPlan plan)
    {
        var met = plan.Rules.Where(rule => IsMet(rule, token)).ToList();
        var servers = new List<string>();
        var policies = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (server, own) in plan.Servers)
        {
            if (met.Find(rule => Names(rule, server)) is not { } rule)
            {
                continue;
            }

            servers.Add(server);
            if ((rule.Policy ?? own) is { } policy)
            {
                policies[server] = policy;
            }
        }

        return new Grant
        {
            Id = token.Grant,
            Label = token.Label,
            Servers = servers,
            Policies = policies.Count == 0 ? None : policies,
            CreatedAt = DateTimeOffset.UnixEpoch,
            ExpiresAt = token.RefusedAt,
            Claims = token.Claims,
            Scopes = token.Scopes,
        };
    }

    /// <summary>Whether the plan refuses the caller of a token whatever it says.</summary>
    public static bool IsDenied(VerifiedToken token, OAuthPlan plan) =>
        plan.Denied.Any(denied => denied == token.Subject || denied == token.Client || denied == token.Id || denied == token.Grant);

    /// <summary>Scopes by which a rule would open a server; empty where scopes are not what is missing.</summary>
    public static IReadOnlyList<string> ScopesFor(string server, OAuthPlan plan) =>
        plan.Rules.FirstOrDefault(rule => rule.Scopes.Count > 0 && (server == Downstreams.Visitors.AnyServer || Names(rule, server)))?.Scopes ?? [];

    private static bool Names(TokenRule rule, string server) => rule.Servers.Contains("*", StringComparer.Ordinal) || rule.Servers.Contains(server, StringComparer.Ordinal);

    private static bool IsMet(TokenRule rule, VerifiedToken token) =>
        (rule.Issuer is null || rule.Issuer == token.Issuer.Name)
        && rule.Scopes.All(scope => token.Scopes.Contains(scope, StringComparer.Ordinal))
        && (rule.Claim is null || (token.Claims.TryGetProperty(rule.Claim, out var claim) && Holds(claim, rule.Value)));

    private static bool Holds(JsonElement claim, string? value) => claim.ValueKind switch
    {
        JsonValueKind.String => claim.GetString() == value,
        JsonValueKind.Array => claim.EnumerateArray().Any(item => item.ValueKind == JsonValueKind.String && item.GetString() == value),
        JsonValueKind.True => value == "true",
        JsonValueKind.False => value == "false",
        _ => false,
    };
}
