using System.Collections.Immutable;
using Catalog.Core.Decisions;
using Catalog.Policy.Operators;
using Catalog.Policy.Operators.Conditions;

namespace Catalog.Policy.Deciding;

/// <summary>Steps 4 and 5: rules with conditions. Every condition of a rule is evaluated, and an error in any of them denies.</summary>
internal static class RuleEvaluation
{
    internal static IEnumerable<Finding> Require(CallContext context) => context.Binding.Any(static e => !e.Require.IsEmpty) ? Unmet(context) : [];

    internal static IEnumerable<Finding> DenyIf(CallContext context) => context.Binding.Any(static e => !e.DenyIf.IsEmpty) ? Met(context) : [];

    internal static IEnumerable<Finding> Approval(CallContext context) => context.Matching.Any(static e => e.Approval is not null) ? Asked(context) : [];

    private static IEnumerable<Finding> Unmet(CallContext context)
    {
        foreach (var entry in context.Binding)
        {
            foreach (var rule in entry.Require)
            {
                var (hold, errors) = Evaluate(rule.Conditions, ConditionUse.Require, context);
                if (!hold)
                {
                    yield return Finding.Deny(rule.Pointer, rule.Source.OnDeny ?? $"A required condition is not met (`{rule.Pointer}`)", entry.Observed, errors);
                }
            }
        }
    }

    private static IEnumerable<Finding> Met(CallContext context)
    {
        foreach (var entry in context.Binding)
        {
            foreach (var rule in entry.DenyIf)
            {
                var (hold, errors) = Evaluate(rule.Conditions, ConditionUse.DenyIf, context);
                if (hold || errors.Count > 0)
                {
                    yield return Finding.Deny(rule.Pointer, rule.Source.OnDeny ?? DecisionText.DeniedByRule(rule.Pointer), entry.Observed, errors);
                }
            }
        }
    }

    private static IEnumerable<Finding> Asked(CallContext context)
    {
        foreach (var entry in context.Matching.Where(static e => e.Approval is not null))
        {
            var approval = entry.Approval!;
            var (hold, errors) = Evaluate(approval.When, ConditionUse.When, context);
            if (errors.Count > 0)
            {
                yield return Finding.Deny(approval.Pointer, DecisionText.DeniedByRule(approval.Pointer), entry.Observed, errors);
            }
            else if (hold)
            {
                var message = approval.Source.Message ?? $"Tool `{context.Call.Tool}` needs a person's approval";
                yield return new Finding(DecisionKind.Pending, approval.Pointer, message, entry.Observed) { Approval = approval };
            }
        }
    }

    // With an error the conditions do not hold, whatever the others say.
    private static (bool Hold, IReadOnlyList<string> Errors) Evaluate(ImmutableArray<CompiledCondition> conditions, ConditionUse use, CallContext context)
    {
        var hold = true;
        List<string>? errors = null;
        foreach (var condition in conditions)
        {
            var result = condition.Evaluate(context.Facts, use);
            hold &= result.Verdict == ConditionVerdict.Holds;
            if (result.Verdict == ConditionVerdict.Error)
            {
                (errors ??= []).Add(result.Problem!);
            }
        }

        return (hold, errors is null ? [] : [.. errors.Distinct(StringComparer.Ordinal)]);
    }
}
