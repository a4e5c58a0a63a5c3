using System.Runtime.InteropServices;
using System.Text.Json;
using Catalog.Core.Decisions;
using Catalog.Policy.Compiled;
using Catalog.Policy.Deciding;
using Catalog.Policy.Operators.Paths;

namespace Catalog.Policy.Replaying;

/// <summary>One call of a log, decided anew as far as the log holds what that needs.</summary>
/// <param name="Was">What was decided.</param>
/// <param name="Now">What would be.</param>
/// <param name="Rule">By which rule; null for a call that would pass.</param>
/// <param name="Untold">Why it cannot be told; null where it can.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ReplayedCall(DecisionKind Was, DecisionKind Now, string? Rule, string? Untold)
{
    private const string NoArguments = "the log holds no values of arguments (`--log-values`)";
    private const string CutArguments = "values of arguments are cut or replaced in the log";
    private const string Caller = "the policy reads `grant`, of which the log holds the id alone";
    private const string Totals = "a limit decided it, and totals are not replayed";
    private const string Elsewhere = "it was not the policy that decided it";

    // Decided by the document alone, whatever the arguments are.
    private static readonly string[] ByName = ["(hidden)", "(default deny)", "(name)"];

    public static ReplayedCall Of(PolicySet policy, DecisionLogEntry entry)
    {
        var was = entry.DecidedBy is not null || entry.Rule?.EndsWith("/approval", StringComparison.Ordinal) == true ? DecisionKind.Pending : entry.Decision;
        if (was == DecisionKind.Deny && entry.Rule is ['(', ..] rule && !ByName.Contains(rule, StringComparer.Ordinal))
        {
            return new ReplayedCall(was, default, null, Elsewhere);
        }

        if (was == DecisionKind.Deny && entry.Rule?.Contains("/limits/", StringComparison.Ordinal) == true)
        {
            return new ReplayedCall(was, default, null, Totals);
        }

        var call = new ToolCall { Server = entry.Server, Tool = entry.Tool!, Grant = new GrantFacts { Id = entry.Grant ?? "", Label = "" }, Session = entry.Session };
        var rules = policy.RulesFor(entry.Tool!);
        if (rules.ReadsArguments && !policy.Observed && (policy.IsHidden(entry.Tool!) || (policy.File.Default == Documents.PolicyDefault.Deny && !policy.IsListed(entry.Tool!))))
        {
            // The steps before rules are the same for any arguments.
            var early = PolicyDecisionPoint.Decide(policy, call);
            return new ReplayedCall(was, early.Kind, early.Rule, null);
        }

        if (ReadsGrant(rules))
        {
            return new ReplayedCall(was, default, null, Caller);
        }

        if (!rules.ReadsArguments || entry.ArgumentKeys is null)
        {
            var plain = PolicyDecisionPoint.Decide(policy, call);
            return new ReplayedCall(was, plain.Kind, plain.Rule, null);
        }

        if (entry.Arguments is null)
        {
            return new ReplayedCall(was, default, null, NoArguments);
        }

        if (WholeOrNull(entry.Arguments) is not { } arguments)
        {
            return new ReplayedCall(was, default, null, CutArguments);
        }

        var decision = PolicyDecisionPoint.Decide(policy, call with { Arguments = arguments });
        return new ReplayedCall(was, decision.Kind, decision.Rule, null);
    }

    private static bool ReadsGrant(ToolRules rules) => rules.Binding.Any(static e =>
        e.Require.Concat(e.DenyIf).SelectMany(static r => r.Conditions).Concat(e.Approval?.When ?? []).Any(static c => c.Path.Root != PathRoot.Arguments));

    // What the log leaves out it marks so; a text of an agent's own that looks alike is then not replayed either.
    private static JsonElement? WholeOrNull(string text)
    {
        if (text.Contains("[REDACTED", StringComparison.Ordinal) || text.Contains("\u2026 cut off", StringComparison.Ordinal) || text.Contains(" characters)", StringComparison.Ordinal))
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = 512 });
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
