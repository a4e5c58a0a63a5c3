using Catalog.Core.Counters;
using Catalog.Core.Decisions;
using Catalog.Policy.Compiled;
using Catalog.Policy.Limits;

namespace Catalog.Policy.Deciding;

/// <summary>Decides calls: the whole of section 3 of the specification, pure, from any thread.</summary>
public static class PolicyDecisionPoint
{
    /// <summary>
    /// Decides one call. The first denial ends it; rules that are only observed go into <see cref="Decision.Would"/>. A call whose limits can never be drawn is
    /// denied before a person is asked to approve it.
    /// </summary>
    /// <param name="policy">The policy of the grant, taken once for the whole call; null denies.</param>
    /// <param name="call">The call. Its JSON has passed the screening of section 2.</param>
    public static Decision Decide(PolicySet? policy, ToolCall call)
    {
        ArgumentNullException.ThrowIfNull(call);
        if (policy is null)
        {
            return new Decision { Kind = DecisionKind.Deny, Rule = "(no policy)", Message = "No policy is attached to this grant" };
        }

        if (policy.SectionOrNull(call.Subject) is not { } section)
        {
            // Version 1 speaks of tools: what else there is passes where the document has no section for it.
            return new Decision { Kind = DecisionKind.Allow, PolicyId = policy.Id };
        }

        policy = section;
        var context = new CallContext(policy, call);
        var notes = new DecisionNotes();
        foreach (var step in Steps)
        {
            foreach (var finding in Findings(step, context))
            {
                if (!notes.TryNote(finding))
                {
                    return Ended(policy, finding, notes);
                }
            }
        }

        return Passed(context, notes);
    }

    /// <summary>Whether a list shows something that it names: not what no use of could pass. Tools are shown as <see cref="PolicySet.IsShown"/> says.</summary>
    /// <param name="policy">The policy of the caller.</param>
    /// <param name="subject">What the list is of.</param>
    /// <param name="name">The name, address or template.</param>
    public static bool IsShown(PolicySet policy, PolicySubject subject, string name)
    {
        ArgumentNullException.ThrowIfNull(policy);
        if (subject == PolicySubject.Tool)
        {
            return policy.IsShown(name);
        }

        if (policy.SectionOrNull(subject) is not { } section)
        {
            return true;
        }

        var context = new CallContext(section, new ToolCall { Server = "", Subject = subject, Tool = name, Grant = new GrantFacts { Id = "", Label = "" } });
        DecisionStep[] byName = [DecisionStep.Address, DecisionStep.Hidden, DecisionStep.Name, DecisionStep.Listed];
        return !byName.SelectMany(step => Findings(step, context)).Any(static f => !f.Observed);
    }

    /// <summary>The denial of a call whose limits are full; nothing was drawn or spent.</summary>
    /// <param name="policy">The policy that decided the call.</param>
    /// <param name="decided">What it decided.</param>
    /// <param name="full">The full limits as the store told them, in its order; none denies as well.</param>
    public static Decision DenyFull(PolicySet policy, Decision decided, IReadOnlyList<FullLimit> full)
    {
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(full);
        var rule = full.Count > 0 ? full[0].Rule : "(limits)";
        var limit = policy.FindLimitOrNull(rule);
        var message = limit is null ? DecisionText.DeniedByRule(rule) : DecisionText.LimitReached(limit);
        // Where the call alone exceeds one of them, no waiting helps.
        int? wait = full.Count > 0 && full.All(static f => f.Wait is not null)
            ? (int)Math.Clamp(Math.Ceiling(full.Max(static f => f.Wait!.Value.TotalSeconds)), 1, int.MaxValue)
            : null;
        return Deny(decided, rule, message) with { RetryAfterSeconds = wait };
    }

    /// <summary>Turns a decision into a denial by something outside the document, for example <c>(counter store unavailable)</c> or <c>(too many pending)</c>.</summary>
    /// <param name="decided">What the policy decided; what it observed stays.</param>
    /// <param name="rule">The rule that the agent and the log are told.</param>
    /// <param name="message">The sentence for the agent, without a final period.</param>
    public static Decision Deny(Decision decided, string rule, string message)
    {
        ArgumentNullException.ThrowIfNull(decided);
        return decided with { Kind = DecisionKind.Deny, Rule = rule, Message = message, RetryAfterSeconds = null, Approval = null, Draws = [] };
    }

    private static readonly DecisionStep[] Steps = Enum.GetValues<DecisionStep>();

    // The table of section 3. Steps are asked in order, and each only as far as the one before did not end the decision.
    internal static IEnumerable<Finding> Findings(DecisionStep step, CallContext context) => step switch
    {
        // Section 2: messages that are never decided, in observe mode too.
        DecisionStep.Screening => CallScreening.Findings(context),
        // addresses of resources that are never decided
        DecisionStep.Address => AddressRules.Ambiguous(context),
        // a template stands for many addresses: it is hidden, or not listed, as a whole
        DecisionStep.Hidden when context.IsTemplate => TemplateRules.Findings(context),
        // 2. hidden, in tools/list and when called
        DecisionStep.Hidden => NameRules.Hidden(context),
        DecisionStep.Name or DecisionStep.Listed or DecisionStep.DenyIf when context.IsTemplate => [],
        DecisionStep.Name when context.Call.Subject == PolicySubject.Resource => AddressRules.Resembling(context),
        // 2. default allow: a name that is not the upstream's and resembles one that is, or that is written
        DecisionStep.Name => NameRules.Resembling(context),
        // 3. default deny: a name that no entry lists
        DecisionStep.Listed => NameRules.Unlisted(context),
        // 4. arguments that the tool does not declare
        DecisionStep.Declared => DeclaredArguments.Findings(context),
        DecisionStep.Require when context.IsTemplate => TemplateRules.Rules(context),
        // 4. require: of all tools, then of the matching entries, in the order written
        DecisionStep.Require => RuleEvaluation.Require(context),
        // 4. deny_if: the same
        DecisionStep.DenyIf => RuleEvaluation.DenyIf(context),
        // 5. approval, unless the call goes on with one that has passed
        DecisionStep.Approval => context.Call.Continues || context.IsTemplate ? [] : RuleEvaluation.Approval(context),
        // 6. amounts that cannot be drawn; the same exception
        DecisionStep.Limits => context.Call.Continues || context.IsTemplate ? [] : LimitDraws.Findings(context),
        // A step without an arm would be one that is not enforced.
        _ => throw new InvalidOperationException($"the step {step} is not decided"),
    };

    private static Decision Ended(PolicySet policy, Finding finding, DecisionNotes notes) => new()
    {
        Kind = finding.Kind,
        Rule = finding.Rule,
        Message = finding.Message,
        Would = notes.Would,
        Errors = notes.Errors,
        PolicyId = policy.Id,
    };

    private static Decision Passed(CallContext context, DecisionNotes notes) => new()
    {
        Kind = notes.Asked.Count > 0 ? DecisionKind.Pending : DecisionKind.Allow,
        Rule = notes.Asked.Count > 0 ? notes.Asked[0].Rule : null,
        Message = notes.Asked.Count > 0 ? DecisionText.Joined(notes.Asked.Select(static f => f.Message)) : null,
        Approval = notes.Asked.Count > 0 ? ApprovalBinding.Request(context, notes.Asked) : null,
        Draws = context.Call.Continues || context.IsTemplate ? [] : LimitDraws.Draws(context),
        Would = notes.Would,
        Errors = notes.Errors,
        PolicyId = context.Policy.Id,
    };
}
