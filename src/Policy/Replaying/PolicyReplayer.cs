using Catalog.Core.Decisions;
using Catalog.Policy.Compiled;
using Catalog.Policy.Deciding;
using Catalog.Policy.Limits;
using Catalog.Policy.Operators.Paths;

namespace Catalog.Policy.Replaying;

/// <summary>Decides the entries of a log anew, one after the other in the order of their times, with totals that begin empty.</summary>
/// <param name="policy">The candidate.</param>
/// <param name="outcomes">How requests fared whose entry does not say it, by its id.</param>
internal sealed class PolicyReplayer(PolicySet policy, IReadOnlyDictionary<string, DecisionOutcome> outcomes)
{
    private const string NoArguments = "the log holds no values of arguments (`--log-values`)";
    private const string NoAddress = "the log holds no addresses of resources (`--log-values`), or replaced what looked secret";
    private const string NoName = "the log holds no name of the prompt";
    private const string CutArguments = "values of arguments are cut or replaced in the log";
    private const string Caller = "the policy reads `grant`, of which the log holds the id alone";
    private const string Totals = "whether a limit would be full hangs on calls of which it cannot be told";
    private const string Elsewhere = "it was not the policy that decided it";

    // Decided by the document alone, whatever the arguments are.
    private static readonly string[] ByName = ["(hidden)", "(default deny)", "(name)", "(address)"];

    private readonly ReplayTotals _totals = new();

    public ReplayedCall Next(DecisionLogEntry entry, ReplaySubject subject)
    {
        var was = entry.DecidedBy is not null || entry.Rule?.EndsWith("/approval", StringComparison.Ordinal) == true ? DecisionKind.Pending : entry.Decision;
        if (was == DecisionKind.Deny && entry.Rule is ['(', ..] rule && !ByName.Contains(rule, StringComparer.Ordinal))
        {
            return new ReplayedCall(was, default, null, Elsewhere);
        }

        if (policy.SectionOrNull(subject.Subject) is not { } section)
        {
            return new ReplayedCall(was, DecisionKind.Allow, null, null);
        }

        if (subject.Name is not { } name)
        {
            return new ReplayedCall(was, default, null, subject.Subject == PolicySubject.Resource ? NoAddress : NoName);
        }

        var call = new ToolCall
        {
            Server = entry.Server,
            Subject = subject.Subject,
            Tool = name,
            Grant = new GrantFacts { Id = entry.Grant ?? "", Label = "" },
            Session = entry.Session,
            Continues = entry.Continues == true,
        };
        var rules = section.RulesFor(name);
        if (rules.ReadsArguments && !policy.Observed && (section.IsHidden(name) || (section.File.Default == Documents.PolicyDefault.Deny && !section.IsListed(name))))
        {
            // The steps before rules are the same for any arguments.
            var early = PolicyDecisionPoint.Decide(policy, call);
            return new ReplayedCall(was, early.Kind, early.Rule, null);
        }

        if (ReadsGrant(rules))
        {
            return Unknown(section, call, entry.Time, was, Caller);
        }

        // A rule on a resource sees its address, which is its name.
        if (rules.ReadsArguments && entry.ArgumentKeys is not null && subject.Subject != PolicySubject.Resource)
        {
            if (entry.Arguments is null)
            {
                return Unknown(section, call, entry.Time, was, NoArguments);
            }

            if (ReplaySubject.WholeOrNull(entry.Arguments) is not { } arguments)
            {
                return Unknown(section, call, entry.Time, was, CutArguments);
            }

            call = call with { Arguments = arguments };
        }

        return Drawn(PolicyDecisionPoint.Decide(policy, call), entry, was);
    }

    private ReplayedCall Drawn(Decision decision, DecisionLogEntry entry, DecisionKind was)
    {
        // What a person would have been asked draws where a person let it pass then.
        var passes = decision.Kind == DecisionKind.Allow || (decision.Kind == DecisionKind.Pending && entry is { Decision: DecisionKind.Allow, DecidedBy: not null });
        if (!passes || decision.Draws.Count == 0)
        {
            return new ReplayedCall(was, decision.Kind, decision.Rule, null);
        }

        switch (_totals.TryDraw(decision.Draws, entry.Time, out var full))
        {
            case false:
                return new ReplayedCall(was, DecisionKind.Deny, PolicyDecisionPoint.DenyFull(policy, decision, full).Rule, null);
            case null:
                return new ReplayedCall(was, default, null, Totals);
        }

        var outcome = entry.Outcome ?? (entry.Id is { } id && outcomes.TryGetValue(id, out var settled) ? settled : null);
        if (outcome == DecisionOutcome.NotSent)
        {
            _totals.Refund(decision.Draws, entry.Time);
        }
        else if (outcome == DecisionOutcome.ToolError)
        {
            _totals.Refund(decision.Draws.Where(static d => d.RefundOnError), entry.Time);
        }

        return new ReplayedCall(was, decision.Kind, decision.Rule, null);
    }

    private ReplayedCall Unknown(PolicySet section, ToolCall call, DateTimeOffset time, DecisionKind was, string why)
    {
        if (!call.Continues)
        {
            var context = new CallContext(section, call);
            _totals.MayDraw(LimitDraws.Draws(context), LimitDraws.Unmeasured(context), time);
        }

        return new ReplayedCall(was, default, null, why);
    }

    private static bool ReadsGrant(ToolRules rules) => rules.Binding.Any(static e =>
        e.Require.Concat(e.DenyIf).SelectMany(static r => r.Conditions).Concat(e.Approval?.When ?? []).Any(static c => c.Path.Root != PathRoot.Arguments));
}
