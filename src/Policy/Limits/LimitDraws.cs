using Catalog.Core.Counters;
using Catalog.Policy.Compiled;
using Catalog.Policy.Deciding;

namespace Catalog.Policy.Limits;

/// <summary>Step 6: what a call draws on which totals. Whether it may is the store's answer.</summary>
internal static class LimitDraws
{
    /// <summary>The limits that cannot be drawn on, for their amount is none.</summary>
    internal static IEnumerable<Finding> Findings(CallContext context) => context.Rules.Limits.IsEmpty ? [] : Faults(context);

    private static IEnumerable<Finding> Faults(CallContext context)
    {
        foreach (var (entry, limit) in context.Rules.Limits)
        {
            var fault = context.Amounts.Of(limit).Fault;
            if (fault is not null)
            {
                yield return Finding.Deny(limit.Pointer, DecisionText.DeniedByRule(limit.Pointer), entry.Observed, [fault]);
            }
        }
    }

    /// <summary>The draws, one for each total, in the order in which the rules first name them. An observed limit without an amount draws nothing.</summary>
    internal static IReadOnlyList<CounterDraw> Draws(CallContext context)
    {
        var totals = context.Rules.Totals;
        if (totals.IsEmpty)
        {
            return [];
        }

        var draws = new List<CounterDraw>(totals.Length);
        foreach (var (limit, caps) in totals)
        {
            // The limits of one total agree on whether it comes back, which the document's other entries have a say in.
            if (context.Amounts.Of(limit).Nanos is { } nanos)
            {
                draws.Add(new CounterDraw { Key = KeyOf(limit, context), Nanos = nanos, Caps = caps, RefundOnError = context.Policy.Totals.RefundsOnError(limit) });
            }
        }

        return draws;
    }

    /// <summary>The totals that a call draws on by an amount that is not known.</summary>
    internal static IEnumerable<CounterKey> Unmeasured(CallContext context) => context.Rules.Limits.Where(p => context.Amounts.Of(p.Limit).Nanos is null).Select(p => KeyOf(p.Limit, context)).Distinct();

    private static CounterKey KeyOf(CompiledLimit limit, CallContext context)
    {
        var (written, call) = (limit.Source, context.Call);
        var (scope, id) = written.Scope switch
        {
            CounterScope.Grant => (CounterScope.Grant, call.Grant.Id),
            CounterScope.Server => (CounterScope.Server, ""),
            // Where the protocol has no session its limits are the grant's. They keep a total of their own beside one that the document names for the grant, so that a
            // rule more never moves a call to an emptier total.
            _ => (CounterScope.Session, call.Session ?? $"grant:{call.Grant.Id}"),
        };
        // A counter of a section is another total than the one of the same name for tools: they may draw differently.
        var counter = call.Subject switch
        {
            PolicySubject.Resource or PolicySubject.ResourceTemplate => $"resources/{written.Counter}",
            PolicySubject.Prompt => $"prompts/{written.Counter}",
            _ => written.Counter,
        };
        return new CounterKey(call.Server, scope, id, counter, written.Window);
    }
}
