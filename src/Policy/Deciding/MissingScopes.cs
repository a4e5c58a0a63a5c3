using System.Text.Json;
using System.Text.Json.Nodes;
using Catalog.Core.Decisions;
using Catalog.Policy.Compiled;
using Catalog.Policy.Operators.Conditions;
using Catalog.Policy.Operators.Paths;

namespace Catalog.Policy.Deciding;

/// <summary>Says which scopes a caller would need whose call was denied for their lack alone.</summary>
public static class MissingScopes
{
    private const string Claim = "scopes";

    /// <summary>The scopes that the rules of a call require (<c>grant.claims.scopes</c>, <c>contains</c>) and its caller lacks, in the order written.</summary>
    /// <param name="policy">The policy that denied the call.</param>
    /// <param name="call">The call.</param>
    /// <returns>Empty where something else stands in its way too: with these scopes it would not be denied.</returns>
    public static IReadOnlyList<string> Of(PolicySet? policy, ToolCall call)
    {
        ArgumentNullException.ThrowIfNull(call);
        if (policy?.SectionOrNull(call.Subject) is not { } section || call.Grant.Claims is not { ValueKind: JsonValueKind.Object } claims)
        {
            return [];
        }

        var had = claims.TryGetProperty(Claim, out var listed) && listed.ValueKind == JsonValueKind.Array
            ? listed.EnumerateArray().Where(static s => s.ValueKind == JsonValueKind.String).Select(static s => s.GetString()!).ToList()
            : [];
        var missing = section.RulesFor(call.Tool).Binding.SelectMany(static e => e.Require).SelectMany(static r => r.Conditions.Zip(r.Source.Conditions))
            .Where(static c => IsOfScopes(c.First) && c.Second.Value.ValueKind == JsonValueKind.String)
            .Select(static c => c.Second.Value.GetString()!)
            .Where(scope => !had.Contains(scope, StringComparer.Ordinal))
            .Distinct(StringComparer.Ordinal)
            .ToList();
        if (missing.Count == 0 || !missing.All(IsToken))
        {
            return [];
        }

        var all = JsonObject.Create(claims)!;
        all[Claim] = new JsonArray([.. had.Concat(missing).Select(static s => (JsonNode)s)]);
        var able = call with { Grant = call.Grant with { Claims = JsonSerializer.SerializeToElement(all) } };
        return PolicyDecisionPoint.Decide(policy, able).Kind is DecisionKind.Allow or DecisionKind.Pending ? missing : [];
    }

    // What no token can hold stands in no challenge (RFC 6749, 3.3).
    private static bool IsToken(string scope) => scope.Length is > 0 and <= 200 && scope.All(static c => c is > ' ' and <= '~' and not '"' and not '\\');

    private static bool IsOfScopes(CompiledCondition condition) =>
        condition is { Path.Root: PathRoot.GrantClaims, Operator.Id: "contains" } && PathText.Of(condition.Path.Root, condition.Path.Steps) == $"grant.claims.{Claim}";
}
